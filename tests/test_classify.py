from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.judge.classify import Trees, caution_of, choose, classify, share_evidence, with_types
from cleaner.judge.feature_columns import BLOCK_FEATURES
from cleaner.judge.features import FEATURES, Features, read_features
from cleaner.model import Metadata
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page
from cleaner.weights import bundled_weights, read_trees

blocks = st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(1, 200)), min_size=1, max_size=7)


def expected_f1(chosen, probabilities, words):
    total = sum(p * w for p, w in zip(probabilities, words, strict=True))
    hits = sum(p * w for p, w, keep in zip(probabilities, words, chosen, strict=True) if keep)
    kept = sum(w for w, keep in zip(words, chosen, strict=True) if keep)
    return 2 * hits / (kept + total)


@given(blocks)
def test_no_other_choice_promises_more(pairs):
    probabilities, words = zip(*pairs, strict=True)
    chosen, promised = choose(probabilities, list(words))
    best = max(
        expected_f1(other, probabilities, words)
        for other in itertools.product([True, False], repeat=len(words))
        if any(other)
    )
    assert promised == pytest.approx(best)
    assert expected_f1(chosen, probabilities, words) == pytest.approx(promised)


@given(blocks, st.floats(-2, 2))
def test_the_promise_is_that_of_the_plain_probabilities(pairs, caution):
    probabilities, words = zip(*pairs, strict=True)
    chosen, promised = choose(probabilities, list(words), caution)
    assert expected_f1(chosen, probabilities, words) == pytest.approx(promised)


def test_caution_leaves_out_what_is_even_odds():
    probabilities, words = [0.9, 0.5], [100, 20]
    assert choose(probabilities, words)[0] == [True, True]
    assert choose(probabilities, words, 0.6)[0] == [True, False]


def test_lenience_takes_what_is_less_than_even_odds():
    probabilities, words = [0.9, 0.4], [100, 20]
    assert choose(probabilities, words)[0] == [True, False]
    assert choose(probabilities, words, -0.6)[0] == [True, True]


def test_articles_are_chosen_with_caution():
    assert caution_of({"article": 1.0}) > 0


def test_lists_are_chosen_with_lenience():
    assert caution_of({"listing": 1.0}) < 0


@pytest.mark.parametrize("types", [{"service": 1.0}, {}], ids=["a service", "an unknown page"])
def test_other_pages_are_chosen_with_neither(types):
    assert caution_of(types) == 0


def test_caution_is_the_mean_over_what_the_page_may_be():
    assert caution_of({"article": 0.5, "listing": 0.5}) == pytest.approx(
        (caution_of({"article": 1.0}) + caution_of({"listing": 1.0})) / 2
    )


def manual():
    """Two sections of four and two paragraphs, and a menu elsewhere."""
    paragraph = f"<p>{'The valve opens when the tank is full. ' * 6}</p>"
    body = f"<h1>Valves</h1>{paragraph * 4}<h2>Use</h2>{paragraph * 2}"
    menu = "".join(f"<div><a href=/{n}>Part {n}</a></div>" for n in range(5))
    return segment_page(parse(f"<body><main>{body}</main><div>{menu}</div></body>"))


TREES = bundled_weights().blocks


def features_of(segmentation: Segmentation) -> Features:
    return read_features(segmentation, Metadata(), None, bundled_weights().tokens)


def test_blocks_of_a_section_come_nearer_to_each_other():
    features = features_of(manual())
    own = np.linspace(0.1, 0.9, len(features.words))
    shared = own.copy()
    share_evidence(shared, features, 0.5)
    assert shared[1] - shared[0] < own[1] - own[0]
    assert own[0] < shared[0] < shared[4] < own[4]  # the first section's five
    assert shared[5] > shared[4]  # the next section's heading has nothing of it
    assert np.all(np.diff(shared[:5]) > 0)


def test_a_section_with_all_evidence_shared_is_one_probability():
    features = features_of(manual())
    shared = np.linspace(0.1, 0.9, len(features.words))
    share_evidence(shared, features, 1.0)
    assert np.ptp(shared[:5]) == pytest.approx(0)
    assert np.ptp(shared[5:8]) == pytest.approx(0)
    assert shared[8] - shared[7] > 0.01  # the menu, outside the main container


def test_links_get_no_likelier_by_their_section():
    prose = f"<p>{'The valve opens when the tank is full. ' * 6}</p>" * 3
    features = features_of(segment_page(parse(f"<main><p><a href=/a>Parts</a></p>{prose}</main>")))
    shared = np.array([0.3, 0.9, 0.9, 0.9])
    share_evidence(shared, features, 0.5)
    assert shared[0] == pytest.approx(0.3)
    assert shared[1] < 0.9


def unshared(features, types):
    """What the trees say of each block by itself."""
    return 1 / (1 + np.exp(-TREES.score(with_types(features, types).columns)))


def test_only_documentation_shares_evidence():
    features = features_of(manual())
    for types, shares in (({"service": 0.95, "documentation": 0.05}, False), ({"documentation": 0.8}, True)):
        found = classify(features, TREES, types=types).probabilities[features.fine]
        assert np.allclose(found, unshared(features, types)) is not shares


def test_the_chances_of_the_page_types_are_the_last_columns():
    columns = with_types(features_of(manual()), {"forum": 0.75, "article": 0.25}).columns
    assert columns.shape[0] == len(BLOCK_FEATURES)
    assert (columns[BLOCK_FEATURES.index("is_forum")] == 0.75).all()
    assert (columns[BLOCK_FEATURES.index("is_listing")] == 0).all()


@pytest.mark.parametrize(("chance", "marked"), [(0.1, False), (0.3, True)])
def test_a_page_that_may_well_be_a_manual_is_marked_as_one(chance, marked):
    features = features_of(manual())
    assert classify(features, TREES, types={"documentation": chance, "article": 1 - chance}).manual is marked


@pytest.mark.parametrize(
    ("types", "marked"),
    [({"service": 0.3, "product": 0.3}, True), ({"service": 0.4, "listing": 0.6}, False), ({}, False)],
    ids=["one or the other", "rather a list", "nothing known"],
)
def test_a_page_that_rather_offers_something_is_marked_as_an_offer(types, marked):
    assert classify(features_of(manual()), TREES, types=types).offer is marked


def test_nothing_to_choose_promises_nothing():
    chosen, promised = choose([], [])
    assert (len(chosen), promised) == (0, 0.0)


def test_blocks_without_a_word_are_left_and_promise_nothing():
    assert choose([0.9, 0.2], [0, 0]) == ([False, False], 0.0)


def test_a_tree_answers_with_the_leaf_of_its_questions():
    trees = Trees(
        feature=np.array([[0], [1]]),
        threshold=np.array([[1.0], [5.0]], dtype=np.float32),
        leaves=np.array([[10, 20, 30, 40]], np.int16),
        bias=0.5,
        unit=1.0,
    )
    columns = np.array([[0, 2, 0, 2], [0, 0, 9, 9]], dtype=np.float32)
    assert trees.score(columns).tolist() == [10.5, 20.5, 30.5, 40.5]


def test_the_shipped_trees_fit_the_features():
    trees = TREES
    assert trees.feature.max() < len(BLOCK_FEATURES)
    assert trees.leaves.shape == (trees.feature.shape[1], 2 ** trees.feature.shape[0])


def test_trees_fitted_on_other_features_are_refused(tmp_path):
    path = tmp_path / "trees.json"
    path.write_text('{"features": ["words"], "trees": []}', "utf-8")
    with pytest.raises(RuntimeError, match=r"python -m bench\.fit"):
        read_trees(path)


def test_each_feature_has_a_column():
    found = segment_page(parse("<main><h1>T</h1><p>" + "Some words, and more. " * 20 + "</p></main><nav>Home</nav>"))
    features = read_features(found, Metadata(title="T"), "https://a.example/news/t", bundled_weights().tokens)
    assert features.columns.shape == (len(FEATURES), len(features.fine))
    assert np.isfinite(features.columns).all()


def test_prose_is_likelier_than_links():
    links = "".join(f"<li><a href=/{n}>Topic {n}</a></li>" for n in range(20))
    story = "".join(f"<p>{'The ferry left at noon, and nobody on the pier waved to it. ' * 4}</p>" for _ in range(6))
    found = segment_page(parse(f"<body><ul class=menu>{links}</ul><article>{story}</article></body>"))
    scores = classify(features_of(found), TREES).probabilities
    prose = [p for p, block in zip(scores, found.blocks, strict=True) if block.tag == "p"]
    menu = [p for p, block in zip(scores, found.blocks, strict=True) if block.tag == "li"]
    assert min(prose) > max(menu)
