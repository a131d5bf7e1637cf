"""What is compiled of the judgement gives what Python gives."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.judge.classify import Scores, best_prefix, choose_both
from cleaner.judge.compiled import load_columns
from cleaner.judge.label import label
from cleaner.judge.notices import _speak_of_scripts
from cleaner.model import Block
from cleaner.trace import Trace

pytestmark = pytest.mark.skipif(load_columns() is None, reason="built without a C compiler: only Python is there")

FIXTURES = sorted(Path(__file__).parent.joinpath("fixtures").rglob("*.html"))
CLEANER = Cleaner(rules=None)


def in_python(patch: pytest.MonkeyPatch) -> None:
    """Take the compiled loops away from the judgement."""
    for name, module in list(sys.modules.items()):
        if name.startswith("cleaner.judge.") and hasattr(module, "load_columns"):
            patch.setattr(module, "load_columns", lambda: None)


def assert_same(trace: Trace, scores: Scores) -> None:
    assert trace.segmentation is not None
    told = trace.segmentation, scores, trace.marking, trace.article.metadata
    compiled = label(*told)
    with pytest.MonkeyPatch.context() as patch:
        in_python(patch)
        assert label(*told) == compiled


@pytest.mark.parametrize("path", FIXTURES[::2], ids=lambda path: path.stem)
def test_a_page_is_judged_alike(path: Path):
    trace = CLEANER.trace(path.read_bytes())
    if trace.scores:
        assert_same(trace, trace.scores)


@pytest.mark.parametrize("path", FIXTURES[1::4], ids=lambda path: path.stem)
@pytest.mark.parametrize("caution", [0.85, -1.0])
def test_whatever_the_trees_say(path: Path, caution: float):
    trace = CLEANER.trace(path.read_bytes())
    if trace.scores:
        random = Random(path.stem)
        said = np.asarray(
            [p if random.random() < 0.7 else random.random() for p in trace.scores.probabilities.tolist()]
        )
        assert_same(trace, Scores(said, trace.scores.features, caution=caution, offer=caution > 0))


@given(
    texts=st.lists(
        st.sampled_from(
            [
                "The lamp is lit.",
                "Turn JavaScript on.",
                "JAVASCRIPT!",
                "v",
                "",
                "avascrip",
                "Скрипты: JavaScript",
                "é" * 9,
            ]
        )
    )
)
def test_the_blocks_that_speak_of_scripts(texts: list[str]):
    blocks, inside = [Block(text, "p") for text in texts], list(range(0, len(texts), 2))
    found = _speak_of_scripts(blocks, inside)
    with pytest.MonkeyPatch.context() as patch:
        in_python(patch)
        assert _speak_of_scripts(blocks, inside) == found


LIKELIHOODS = st.sampled_from([0.01, 0.25, 0.5, 0.501, 0.9, 1.0]) | st.floats(0, 1)


@given(
    blocks=st.lists(st.tuples(LIKELIHOODS, st.integers(1, 300)), min_size=1),
    caution=st.sampled_from([0.0, 0.85, -1.0]),
)
def test_the_best_prefix(blocks: list[tuple[float, int]], caution: float):
    probabilities, words = [p for p, _ in blocks], [w for _, w in blocks]
    kept, promised, plain, doubted = choose_both(probabilities, words, caution)
    of_numpy = best_prefix(probabilities, words, caution)
    assert (kept, plain) == (of_numpy[0], best_prefix(probabilities, words)[0])
    assert promised == pytest.approx(of_numpy[1], nan_ok=True)
    assert sorted(doubted) == [index for index, bold in enumerate(plain) if bold and not kept[index]]
