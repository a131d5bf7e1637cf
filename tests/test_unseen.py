"""What a line holds for screen readers alone goes where words stand beside it, and stays where it says something."""

from __future__ import annotations

from time import process_time

import pytest

from cleaner.page import segment
from cleaner.page.dom import parse
from cleaner.page.walk import walk

TOLD = "(opens a new tab)"
GOES = [
    ("<p>Read the report<span class=sr-only> {}</span>.</p>", "Read the report."),
    ("<p>Read <a href=/r>the report<span class=visually-hidden>{}</span></a> on the pier.</p>",
     "Read the report on the pier."),
    ("<p><a href=/r>The report <span class=icon><svg></svg><i class=sr-only>{}</i></span></a></p>", "The report"),
    ("<p><small class=screen-reader-text>{}</small> <a href=/r>the old pier</a></p>", "the old pier"),
    ("<p><a class='u-SR-Only' href=/r>{}</a> the old pier</p>", "the old pier"),
    ("<table><tr><td><span class=sr-only>{}</span> Oak planks</td></tr></table>", "Oak planks"),
    ("<p><i class=sr-only>{}</i><i class=sr-only>more</i> Oak planks</p>", "Oak planks"),
    ("<p>Oak planks <span class=sr-only>{}</span>, and 5 of them</p>", "Oak planks , and 5 of them"),
    ("<p>oak<span class=sr-only>{}</span>planks</p>", "oak planks"),
    ("<p>oak<span class=sr-only>{}</span><b>planks</b></p>", "oak planks"),
    ("<p>дуб<span class=sr-only>{}</span>ель</p>", "дуб ель"),
]  # fmt: skip
STAYS = [
    "<table><tr><td><svg></svg><span class=sr-only>{}</span></td><td>Oak planks</td></tr></table>",
    "<p>Follow <a href=/r><img src=i.png><span class=sr-only>{}</span></a> today</p>",
    "<p><span class=sr-only>{}</span> <s><b>$</b>24.95</s></p>",
    "<p>From the quay <span class=visually-hidden>{}</span> 24.95</p>",
    "<p><sup><a href=#n><span class=sr-only>{}</span> †</a></sup></p>",
    "<p>Oak<br><span class=sr-only>{}</span><br>planks</p>",
    "<p>align <abbr title='Do not use'><span class=sr-only>{}</span></abbr></p>",
    "<h2 class=sr-only>{}</h2>",
    "<p>Oak <span class=not-sr-only>{}</span> planks</p>",
    "<p>Oak <span class=reader>{}</span> planks</p>",
]
FURTHER = [
    f"<p>{'7' * 300}é<span class=sr-only>a</span>{'é' * 300}</p>",
    f"<p>{'é1' * 99}<span class=sr-only>a</span>",
    f"<p>{'<i>5</i>' * 30}<span class=sr-only>a</span>{'<i></i>' * 30}b",
    f"<p>a<span class=sr-only>{'b ' * 900}</span>c",
    "<p>a<b><i><u><span class=sr-only>b</span></u></i></b>",
    "<p>a<b><div>c</div><span class=sr-only>b</span></b>d",
    "<p>a<b class=sr-only>b<i class=sr-only>c</i></b><!-- d --><script>e</script>f",
    "<nav>a <i class=sr-only>b</i></nav><p>c",
]


def lines(page: str) -> list[tuple[str, bool]]:
    return [(block.text, block.hidden) for block in segment.segment(parse(page)).blocks]


@pytest.mark.parametrize(("page", "shown"), GOES)
def test_what_is_told_beside_words_is_taken_out_of_the_line(page, shown):
    found = lines(page.format(TOLD))
    assert [text for text, is_hidden in found if not is_hidden] == [shown]
    assert (TOLD, True) in found


@pytest.mark.parametrize("page", STAYS)
def test_what_says_what_a_picture_or_a_number_is_stays(page):
    found = lines(page.format(TOLD))
    assert any(TOLD in text for text, _ in found)
    assert not any(is_hidden for _, is_hidden in found)


@pytest.mark.parametrize("page", [*(page.format(TOLD) for page, _ in GOES), *STAYS, *FURTHER])
def test_the_walk_in_python_finds_the_same(page):
    read = parse(page)
    assert read.root is not None
    of_python, found = walk(read.root), segment.segment(read)
    assert (of_python.blocks, of_python.coarse) == (found.blocks, found.coarse)


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{'<i class=sr-only>a</i>' * 9_000}{'1' * 900_000}",
        f"<p><b>{'<i class=sr-only>a</i>' * 9_000}</b>{'1' * 900_000}",
        f"<p>{'<b><i class=sr-only>a</i>' * 3_000}{'1' * 900_000}",
        f"<p><b>{'<i class=sr-only>a</i><div></div>' * 9_000}</b>{'1' * 900_000}",
    ],
    ids=["side by side", "in one element", "in one another", "on lines of their own"],
)
def test_many_of_them_beside_a_long_text_take_little_time(page):
    read = parse(page)
    began = process_time()
    segment.segment(read)
    assert process_time() - began < 3
