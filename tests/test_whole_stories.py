"""Sorts of content and of furniture at the beginning, in the middle and at the end of stories, declared or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

import builders_sorts
import component_sorts
import further_sorts
import pytest
import sorts as lamp_sorts
import varied_sorts
from selectolax.lexbor import LexborHTMLParser
from sorts import CONTENT, FURNITURE
from stories import PARAGRAPHS, page

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)
STORY = [paragraph[3:-4] for paragraph in PARAGRAPHS]
PLACES = {"beginning": 1, "middle": 3, "end": 6}
DECLARED = (None, "Article", "NewsArticle")


def parts(html: str) -> list[str]:
    """Every text in some markup that has a letter or digit, by itself."""
    body = LexborHTMLParser(html).body
    assert body is not None
    lines = [
        line for node in body.traverse(include_text=True) if node.tag == "-text" for line in node.text().split("\n")
    ]
    return [" ".join(line.split()) for line in lines if re.search(r"\w", line)]


def places(html: str) -> Iterator[str]:
    """The text that comes out of stories with this in them, white space squeezed; each story must be whole."""
    for at in PLACES.values():
        for declared in DECLARED:
            text = " ".join(CLEANER.clean(page([*PARAGRAPHS[:at], html, *PARAGRAPHS[at:]], declared)).text.split())
            assert all(paragraph in text for paragraph in STORY)
            yield text


def which_go(sorts: dict[str, str]) -> list[bool]:
    """Of each sort in each place: whether none of its parts that is not the story's own comes out."""
    story = " ".join(STORY)
    return [
        not any(part in text and part not in story for part in parts(html))
        for html in sorts.values()
        for text in places(html)
    ]


def test_content_stays_whole_in_nearly_all_places():
    whole = [
        all(part in text for part in parts(html)) for html in CONTENT.values() for text in places(html)
    ]  # fmt: skip
    assert len(whole) == 24 * 9
    assert sum(whole) >= 0.98 * len(whole)


@pytest.mark.parametrize("sorts", [varied_sorts, further_sorts], ids=["lamp", "mill"])
def test_other_forms_of_content_stay_whole_in_nearly_all_places(sorts: ModuleType):
    whole = [
        all(part in text for part in parts(html)) for html in sorts.CONTENT.values() for text in places(html)
    ]  # fmt: skip
    assert len(whole) == 24 * 9
    assert sum(whole) >= 0.98 * len(whole)


@pytest.mark.parametrize(
    "name", [name for name in CONTENT if name.startswith(("table", "list", "figure with a table"))]
)
def test_tables_and_lists_come_out_whole_or_not_at_all(name: str):
    for text in places(CONTENT[name]):
        found = [part in text for part in parts(CONTENT[name])]
        assert all(found) or not any(found[-6:])


def test_content_of_builders_and_other_languages_stays_whole_in_nearly_all_places():
    whole = [
        all(part in text for part in parts(html)) for html in builders_sorts.CONTENT.values() for text in places(html)
    ]  # fmt: skip
    assert len(whole) == 32 * 9
    assert sum(whole) >= 0.98 * len(whole)


def test_content_of_components_stays_whole_in_nearly_all_places():
    whole = [
        all(part in text for part in parts(html)) for html in component_sorts.CONTENT.values() for text in places(html)
    ]  # fmt: skip
    assert len(whole) == 24 * 9
    assert sum(whole) >= 0.95 * len(whole)


def test_furniture_of_components_goes_in_nearly_all_places():
    gone = which_go(component_sorts.FURNITURE)
    assert len(gone) == 12 * 9
    assert sum(gone) >= 0.98 * len(gone)


@pytest.mark.parametrize(
    "line",
    [
        "You've read 3 of 5 free articles this month.",
        "Support us on Patreon.",
        "If you like what I do, buy me a coffee.",
        "We won't send you spam. Unsubscribe at any time.",
    ],
)
def test_lines_that_ask_for_money_or_addresses_go(line: str):
    assert not any(line in text for text in places(f"<p>{line}</p>"))


def test_furniture_goes_in_nearly_all_places():
    gone = which_go(FURNITURE)
    assert len(gone) == 23 * 9
    assert sum(gone) >= 0.95 * len(gone)


def test_other_forms_of_furniture_go_in_nearly_all_places():
    gone = which_go(varied_sorts.FURNITURE)
    assert len(gone) == 24 * 9
    assert sum(gone) >= 0.98 * len(gone)


def test_furniture_of_builders_goes_in_nearly_all_places():
    gone = which_go(further_sorts.FURNITURE)
    assert len(gone) == 23 * 9
    assert sum(gone) >= 0.95 * len(gone)


@pytest.mark.parametrize("sorts", [lamp_sorts, further_sorts], ids=["lamp", "mill"])
@pytest.mark.parametrize("declared", DECLARED)
def test_cards_that_point_elsewhere_go_and_the_story_stays(declared: str | None, sorts: ModuleType):
    forms = list(sorts.cards())
    assert len(forms) == 144
    gone = []
    for _, html in forms:
        after = page(PARAGRAPHS, declared).replace("</main>", f"{html}</main>")
        text = CLEANER.clean(after).text
        assert all(paragraph in text for paragraph in STORY)
        gone.append(not any(part in text for part in parts(html)))
    assert sum(gone) >= 0.95 * len(gone)
