from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.classify import Trees, bundled_trees, choose, classify, read_trees
from cleaner.dom import parse
from cleaner.features import FEATURES, read_features
from cleaner.model import Metadata
from cleaner.segment import segment_page

blocks = st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(1, 200)), min_size=1, max_size=7)


def expected_f1(chosen, probabilities, words):
    total = sum(p * w for p, w in zip(probabilities, words, strict=True))
    hits = sum(p * w for p, w, keep in zip(probabilities, words, chosen, strict=True) if keep)
    kept = sum(w for w, keep in zip(words, chosen, strict=True) if keep)
    return 2 * hits / (kept + total)


@given(blocks)
def test_no_other_choice_promises_more(pairs):
    probabilities, words = zip(*pairs, strict=True)
    chosen, promised = choose(np.asarray(probabilities), list(words))
    best = max(
        expected_f1(other, probabilities, words)
        for other in itertools.product([True, False], repeat=len(words))
        if any(other)
    )
    assert promised == pytest.approx(best)
    assert expected_f1(chosen, probabilities, words) == pytest.approx(promised)


@given(blocks, st.floats(0.1, 2))
def test_the_promise_is_that_of_the_plain_probabilities(pairs, caution):
    probabilities, words = zip(*pairs, strict=True)
    chosen, promised = choose(np.asarray(probabilities), list(words), caution)
    assert expected_f1(chosen, probabilities, words) == pytest.approx(promised)


def test_caution_leaves_out_what_is_even_odds():
    probabilities, words = np.asarray([0.9, 0.5]), [100, 20]
    assert choose(probabilities, words)[0] == [True, True]
    assert choose(probabilities, words, 0.6)[0] == [True, False]


def test_only_articles_are_chosen_with_caution():
    found = segment_page(parse("<p>text"))
    features = read_features(found, Metadata())
    assert classify(features, page_type="article").caution > 0
    assert classify(features, page_type="forum").caution == classify(features).caution == 0


def test_nothing_to_choose_promises_nothing():
    chosen, promised = choose(np.zeros(0), [])
    assert (len(chosen), promised) == (0, 0.0)


def test_a_tree_answers_with_the_leaf_of_its_questions():
    trees = Trees(
        feature=np.array([[0], [1]]),
        threshold=np.array([[1.0], [5.0]], dtype=np.float32),
        leaves=np.array([[10.0, 20.0, 30.0, 40.0]], np.float32),
        bias=0.5,
    )
    columns = np.array([[0, 2, 0, 2], [0, 0, 9, 9]], dtype=np.float32)
    assert trees.score(columns).tolist() == [10.5, 20.5, 30.5, 40.5]


def test_the_shipped_trees_fit_the_features():
    trees = bundled_trees()
    assert trees.feature.max() < len(FEATURES)
    assert trees.leaves.shape == (trees.feature.shape[1], 2 ** trees.feature.shape[0])


def test_trees_fitted_on_other_features_are_refused(tmp_path):
    path = tmp_path / "trees.json"
    path.write_text('{"features": ["words"], "trees": []}', "utf-8")
    with pytest.raises(RuntimeError, match=r"python -m bench\.fit"):
        read_trees(path)


def test_each_feature_has_a_column():
    found = segment_page(parse("<main><h1>T</h1><p>" + "Some words, and more. " * 20 + "</p></main><nav>Home</nav>"))
    features = read_features(found, Metadata(title="T"), "https://a.example/news/t")
    assert features.columns.shape == (len(FEATURES), len(features.fine))
    assert np.isfinite(features.columns).all()


def test_prose_is_likelier_than_links():
    links = "".join(f"<li><a href=/{n}>Topic {n}</a></li>" for n in range(20))
    story = "".join(f"<p>{'The ferry left at noon, and nobody on the pier waved to it. ' * 4}</p>" for _ in range(6))
    found = segment_page(parse(f"<body><ul class=menu>{links}</ul><article>{story}</article></body>"))
    scores = classify(read_features(found, Metadata())).probabilities
    prose = [p for p, block in zip(scores, found.blocks, strict=True) if block.tag == "p"]
    menu = [p for p, block in zip(scores, found.blocks, strict=True) if block.tag == "li"]
    assert min(prose) > max(menu)
