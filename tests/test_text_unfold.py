"""Dumps as text browsers and converters lay them out are read by the lines that the page had."""

from __future__ import annotations

import textwrap

import pytest

from cleaner import clean_text
from cleaner.text.unfold import unfold

TITLE = "Lamp keepers count the boats of the eastern shore again"
STORY = [
    (
        "The keepers of the eastern lamp began to count the passing boats again this spring, after nine years of rest "
        "and of quarrels about who should hold the pen, and nobody had asked them to."
    ),
    (
        "They write down the colour of each sail and the hour at which it came by, in a book that is older than they "
        "are, and they read from it aloud on Sundays, when the fog keeps the boats in."
    ),
    (
        "Whoever wants to know how many boats there were can walk up to the lamp and ask, said the oldest of the "
        "three, but should bring bread, since there has been none in the house since May."
    ),
]
MENU = ["Home", "News", "Boats", "Weather", "Log in"]
END = ["Most read", "The wall is wet", "Privacy policy", "© 2024 Lamp Post"]


def kept(dump: str) -> list[str]:
    return clean_text(dump).text.splitlines()


@pytest.mark.parametrize("width", [66, 72, 80])
@pytest.mark.parametrize("indent", ["", "   "], ids=["flush", "indented"])
def test_wrapped_paragraphs_are_whole_again(width: int, indent: str):
    paragraphs = [
        textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent) for line in [TITLE, *STORY]
    ]
    assert kept("\n".join(MENU) + "\n\n" + "\n\n".join(paragraphs) + "\n\n" + "\n".join(END)) == STORY


def test_wrapped_items_keep_their_lines():
    items = [textwrap.fill(line, 80, initial_indent="  * ", subsequent_indent="    ") for line in STORY]
    lines = unfold("\n".join(["\n\n".join(textwrap.fill(line, 80) for line in STORY), "", *items])).splitlines()
    assert lines[-3:] == [f"  * {line}" for line in STORY]


def test_wrapped_signs_are_joined_without_a_blank():
    line = "灯台守は春からまた東の岸を通る船を数え始め、帆の色と通った時刻を古い帳面に書いている。" * 3
    wrapped = [line[at : at + 40] for at in range(0, len(line), 40)]
    assert unfold("\n".join([*wrapped, "", *wrapped])).splitlines()[0] == line


@pytest.mark.parametrize(
    "lines",
    [
        STORY,
        ["The peas are green, the peas are round, and all the spoons have lost their shine,"] * 8,
        [sentence for _ in range(4) for sentence in ("A line of a poem that nobody had ever wrapped at any width.",)],
    ],
    ids=["paragraphs", "verse that runs on", "sentences"],
)
def test_what_nothing_wrapped_stays_as_it_is(lines: list[str]):
    assert unfold("\n".join(lines)) == "\n".join(lines)


def test_numbers_of_links_and_their_addresses_go():
    numbered = [f"[{at}]{word}" for at, word in enumerate(MENU, 1)]
    story = [STORY[0].replace("boats", "[6]boats[7][1]"), *STORY[1:]]
    addresses = ["References", "", "   Visible links:", *(f"   {at}. https://lamp.example/{at}" for at in range(1, 8))]
    found = kept("\n\n".join([*numbered, TITLE, *story, *END, *addresses]))
    assert found == [STORY[0].replace("boats", "boats[1]"), *STORY[1:]]


def test_a_list_of_works_is_no_list_of_addresses():
    works = ["References", "1. Low, A. (1999) The lamp.", "2. High, B. (2003) The boat.", "3. Dry, C. (2010) The sea."]
    assert unfold("\n".join([*STORY, *works])).splitlines()[-4:] == works


def markdown(story: list[str]) -> str:
    menu = [f'* [{word}](/{word.lower()} "To {word}")' for word in MENU]
    return "\n\n".join(
        ["\n".join(menu), "![The lamp](lamp.png)", f"# {TITLE}", *story, "---", "[Most\nread](/most)", *END[1:]]
    )


def test_marks_of_markdown_go():
    story = [
        STORY[0].replace("eastern lamp", '[eastern lamp](https://lamp.example/a_(b)#c "The "lamp"")'),
        STORY[1].replace("each sail", "**each** sail").replace("a book", "_a book_"),
        "> " + STORY[2],
    ]
    assert kept(markdown(story)) == STORY


def test_an_address_that_was_wrapped_amid_goes_with_its_link():
    linked = STORY[0].replace("eastern lamp", "[eastern lamp](https://lamp.example/the-eastern-lamp-of-the-long-shore)")
    dump = markdown([textwrap.fill(line, 78) for line in [linked, *STORY[1:]]])
    assert kept(dump) == STORY


def test_a_menu_of_links_in_one_line_has_a_line_for_each():
    menu = " ".join(f"[{word}](/{word})" for word in MENU)
    assert unfold("\n\n".join([menu, *STORY])).splitlines()[: len(MENU)] == MENU


def test_lines_of_a_listing_stay_as_they_stand():
    listing = ["```python", "# count", "boats = lamp[0](night)  # *all* of _them_", "```"]
    lines = unfold("\n".join(["# One", "# Two", *STORY, *listing])).splitlines()
    assert lines[-2:] == listing[1:3]


def test_a_script_with_comments_is_no_markdown():
    script = ["#include <lamp.h>", "# one", "# two", "int **boats = a * b * c;"]
    assert unfold("\n".join(script)) == "\n".join(script)


def broken(line: str, *words: str) -> list[str]:
    """The line in pieces: each of the words is one of its own."""
    for word in words:
        line = line.replace(word, f"\n{word}\n", 1)
    return [piece.strip() for piece in line.split("\n")]


def test_paragraphs_that_are_broken_at_their_links_are_whole_again():
    pieces = [*broken(STORY[0], "eastern lamp", "this spring"), *broken(STORY[1], "each sail", "a book that is older")]
    pieces += broken(STORY[2], "ask", "three", "bread", "house")
    assert kept("\n".join([*MENU, TITLE, *pieces, *END])) == STORY


def test_menus_of_small_letters_are_not_joined():
    menu = ["home", "all news", "boats", "weather"]
    pieces = [*broken(STORY[0], "this spring"), *broken(STORY[2], "three"), *broken(STORY[2], "bread")]
    assert unfold("\n".join([*menu, TITLE, *pieces])).splitlines()[:5] == [*menu, TITLE]
