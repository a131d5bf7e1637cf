from __future__ import annotations

import numpy as np
import pytest

from cleaner.judge.classify import Scores
from cleaner.judge.contents import keep_contents
from cleaner.judge.features import read_features
from cleaner.judge.structures import Structure
from cleaner.lexicon.tokens import TokenOdds
from cleaner.model import Metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

NO_ODDS = TokenOdds({}, {})
NAMES = ["1. The mill", "2. The weir", "3. The miller's dog"]
TEXT = "<p>Of this nobody in the valley has ever said a word that the next one would not have taken back at once.</p>"


def named(
    above: list[str], below: list[str], likely: float = 0.5, structures: tuple[Structure, ...] = (), text: str = TEXT
) -> list[str]:
    """Which of the lines below stay, of which none did, each over a text."""
    page = segment_page(
        parse(
            f"<article>{''.join(f'<p>{name}</p>' for name in above)}<p>Foreword</p>"
            f"{''.join(f'<p><a href=#top>{name}</a></p>{text}' for name in below)}</article>"
        )
    )
    stays = [index <= len(above) or block.text not in below for index, block in enumerate(page.blocks)]
    odds = [0.9 if stay else likely for stay in stays]
    scores = Scores(np.asarray(odds), read_features(page, Metadata(), None, NO_ODDS))
    keep_contents(page, scores, stays, odds, structures, ())
    behind = list(zip(page.blocks, stays, strict=True))[len(above) + 1 :]
    return [block.text for block, stay in behind if stay and block.text in below]


def test_what_a_table_of_contents_names_stays():
    assert named(NAMES, NAMES) == NAMES


@pytest.mark.parametrize(
    ("above", "below"),
    [(NAMES[:2], NAMES[:2]), (NAMES, NAMES[::-1]), ([NAMES[0], "x", NAMES[1], "y", NAMES[2]], NAMES)],
    ids=["two", "in another order", "with lines between"],
)
def test_what_stands_twice_for_another_reason_goes(above: list[str], below: list[str]):
    assert named(above, below) == []


def test_what_is_surely_none_goes():
    assert named(NAMES, NAMES, 0.2) == []


def test_what_stands_over_nothing_goes():
    assert named(NAMES, NAMES, text="") == []


def test_an_item_of_a_list_is_no_heading():
    assert named(NAMES, NAMES, structures=(Structure("list", 4, 6),)) == NAMES[1:]
