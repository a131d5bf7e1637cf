"""Weights are a value: a cleaner holds them, and nothing else does."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from bench.packed import packed
from cleaner import Cleaner
from cleaner.lexicon.tokens import TokenOdds
from cleaner.weights import DATA, Weights, bundled_line_trees, bundled_weights, read_trees

STORY = "The harbour board voted on Wednesday to lease the ferry to the islands, members said after the meeting. "
PAGE = f"""<nav><a href=/>Home</a></nav><article><h1>Ferry</h1><p>{STORY * 2}</p><p>{STORY}{STORY}</p></article>
<div class=cargo-manifest><p>{STORY}</p><p><a href=/a>Bridge opens</a></p></div>"""
THRESHOLDS = [1e-35, 0.1, 2.5, -3.0, 0.25, 7.0]
DUMP = "\n".join(["Home", "Ferry leased to the islands", *[STORY * 2] * 4, "Imprint"])


def sure(weights: Weights, bias: float) -> Weights:
    """The same weights, but so many log-odds surer that a block is content."""
    return replace(weights, blocks=replace(weights.blocks, bias=bias))


def scores(cleaner: Cleaner) -> list[float]:
    return [round(decision.score, 6) for decision in cleaner.trace(PAGE).decisions]


def test_a_cleaner_judges_by_the_weights_it_was_given():
    refuses, accepts = (Cleaner(rules=None, weights=sure(bundled_weights(), bias)) for bias in (-50, 50))
    assert max(scores(refuses)) < 0.02
    assert max(scores(accepts)) > 0.98


def test_a_cleaner_reads_dumps_by_the_weights_it_was_given():
    weights = replace(bundled_weights(), lines=replace(bundled_weights().lines, bias=-9.0))
    assert Cleaner(weights=weights).clean_text(DUMP).confidence < Cleaner().clean_text(DUMP).confidence


def test_a_cleaner_tells_page_types_by_the_weights_it_was_given():
    bundled = bundled_weights()
    turned = replace(bundled.page_types, leaves=np.ascontiguousarray(-bundled.page_types.leaves))
    theirs = Cleaner(rules=None, weights=replace(bundled, page_types=turned))
    assert Cleaner(rules=None).clean(PAGE).page_type != theirs.clean(PAGE).page_type


def test_cleaners_with_other_token_odds_do_not_disturb_each_other():
    known = TokenOdds({**bundled_weights().tokens.classes, "cargo-manifest": -4.0, "cargo": -4.0}, {})
    ours, theirs = Cleaner(rules=None), Cleaner(rules=None, weights=replace(bundled_weights(), tokens=known))
    first, second = scores(ours), scores(theirs)
    assert first != second
    assert (scores(ours), scores(theirs)) == (first, second)


def test_reasons_are_told_by_the_weights_that_judged():
    odds = TokenOdds({"cargo-manifest": -9.0}, {})
    trace = Cleaner(rules=None, weights=replace(bundled_weights(), tokens=odds)).trace(PAGE)
    told = {block.text: decision.reason for block, decision in zip(trace.blocks, trace.decisions, strict=True)}
    assert "class token 'cargo-manifest'" in told["Bridge opens"]


def test_all_cleaners_share_the_bundled_weights():
    assert Cleaner().weights is Cleaner(rules=None).weights is bundled_weights()


def test_a_first_dump_is_cleaned_without_reading_the_trees_for_pages():
    told = """if True:
        import cleaner
        from cleaner import weights
        read = []
        whole = weights._load
        weights._load = lambda path: read.append(path.name) or whole(path)
        cleaner.clean_text("The harbour board voted to lease the ferry.\\n" * 3)
        print(read)
    """
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "['lines.json']\n"


def test_dumps_and_pages_share_one_reading_of_the_trees_for_lines():
    assert bundled_weights().lines is bundled_line_trees()


def test_trees_for_lines_that_ask_for_other_features_are_an_error(tmp_path: Path):
    folder = tmp_path / "data"
    copytree(DATA, folder)
    held = json.loads((folder / "lines.json").read_text("utf-8"))
    (folder / "lines.json").write_text(json.dumps({**held, "features": held["features"][1:]}), "utf-8")
    with pytest.raises(RuntimeError, match=r"lines\.json was fitted on other features"):
        Weights.read(folder)


def test_weights_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        bundled_weights().tokens = TokenOdds({}, {})


def test_a_cleaner_with_the_bundled_weights_is_sent_without_them():
    cleaner = Cleaner(rules=None, weights=bundled_weights())
    cleaner.clean(PAGE)
    sent = pickle.dumps(cleaner)
    assert len(sent) < 5000
    assert pickle.loads(sent).weights is bundled_weights()


def test_weights_of_ones_own_arrive_as_they_were_sent():
    ours = Cleaner(rules=None, weights=sure(bundled_weights(), 2.5))
    assert scores(pickle.loads(pickle.dumps(ours))) == scores(ours)


def test_weights_are_read_from_a_folder(tmp_path: Path):
    folder = copytree(DATA, tmp_path / "data")
    tokens = json.loads((folder / "tokens.json").read_text("utf-8"))
    (folder / "tokens.json").write_text(json.dumps({**tokens, "classes": {"ferry": 1.5}}), "utf-8")
    read = Weights.read(folder)
    assert read.tokens.of_names("ferry") == (1.5, 0.0, 1.5)
    assert read.blocks.leaves.tolist() == bundled_weights().blocks.leaves.tolist()


@pytest.mark.parametrize("name", ["trees", "page_types", "tokens", "lines"])
def test_a_folder_without_one_of_the_files_is_an_error(tmp_path: Path, name: str):
    folder = copytree(DATA, tmp_path / "data")
    (folder / f"{name}.json").unlink()
    with pytest.raises(FileNotFoundError, match=name):
        Weights.read(folder)


@pytest.fixture
def packed_and_read(tmp_path: Path):
    """The bundled trees, and the first two of them after they were packed and read again."""
    folder = copytree(DATA, tmp_path / "data")
    fitted, path = bundled_weights().blocks, folder / "trees.json"
    held = json.loads(path.read_text("utf-8"))
    trees = packed(fitted.feature.T[:2], [THRESHOLDS] * 2, fitted.leaves[:2])
    path.write_text(json.dumps({**held, "trees": trees}), "utf-8")
    return fitted, read_trees(path)


def test_thresholds_are_packed_as_they_are(packed_and_read):
    _, read = packed_and_read
    expected = np.float32([[1e-35] * 2, [0.1] * 2, [2.5] * 2, [-3.0] * 2, [0.25] * 2, [7.0] * 2])
    assert read.threshold.tolist() == expected.tolist()


def test_what_trees_ask_is_packed_as_it_is(packed_and_read):
    fitted, read = packed_and_read
    assert (read.feature == fitted.feature[:, :2]).all()


def test_leaves_are_packed_as_they_are(packed_and_read):
    fitted, read = packed_and_read
    assert (read.leaves == fitted.leaves[:2]).all()


def test_leaves_that_do_not_fit_are_not_packed():
    with pytest.raises(OverflowError, match="leaves"):
        packed([[1]], [[0.5]], [[0, 40_000]])
