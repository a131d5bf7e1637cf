from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The weir above the old mill was opened again on Sunday, after eleven years in which nobody had the key to it.",
        "Half of the village stood on the bridge and looked at the water, which did what it had always done before.",
        "The key had been in the pocket of a coat, said the owner, and the coat had been in a box upstairs.",
    )
)


def lines(html: str) -> list[str]:
    return [block.text for block in segment_page(parse(html)).blocks]


@pytest.mark.parametrize("kept", ["pre", "pre-line", "pre-wrap"])
def test_a_part_of_a_line_whose_style_keeps_its_lines_has_line_breaks(kept: str):
    found = lines(f"<p>The board says <span style='white-space: {kept}'>Keep out\n  Mill open</span> in red.</p>")
    assert found == ["The board says Keep out", "Mill open in red."]


def test_these_lines_are_broken_and_no_paragraphs_of_their_own():
    blocks = segment_page(parse("<p>a <span style='white-space:pre'>b\nc</span> d</p>")).blocks
    assert [block.continues for block in blocks] == ["", "line"]


def test_a_code_that_keeps_its_lines_is_a_listing_inside_the_paragraph():
    part = "<p>Type <code style='white-space:pre-wrap'>open --weir\n  --slowly</code> and wait for the water.</p>"
    text = clean(f"<html><title>The weir</title><article><h1>The weir</h1>{STORY}{part}</article></html>").text
    assert text.splitlines()[-4:] == ["Type", "open --weir", "  --slowly", "and wait for the water."]


@pytest.mark.parametrize("tag", ["p", "li", "blockquote"])
@pytest.mark.parametrize("kept", ["pre-line", "pre-wrap"])
def test_a_paragraph_whose_style_keeps_its_lines_has_line_breaks(tag: str, kept: str):
    inside = "\nThe <a href=/k>key</a> is\nfound,\nsay I."
    blocks = segment_page(parse(f"<{tag} style='white-space: {kept}'>{inside}</{tag}>")).blocks
    assert [block.text for block in blocks] == ["The key is", "found,", "say I."]
    assert [block.continues for block in blocks[1:]] == ["line", "line"]


def test_a_box_that_keeps_line_ends_alone_has_line_breaks_and_boxes_in_it_are_boxes():
    assert lines("<div style='white-space:pre-line'>The key\nis found.<p>The weir\nis wet.</p></div>") == [
        "The key",
        "is found.",
        "The weir is wet.",
    ]


def test_parts_that_stand_on_lines_of_their_own_do_not_glue():
    part = "".join(f"<span style='display: block'>{line}</span>" for line in ("The key is found,", "the weir is wet."))
    assert lines(f"<p>He sang:{part}Nobody clapped.</p>") == [
        "He sang:",
        "The key is found,",
        "the weir is wet.",
        "Nobody clapped.",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p><span style='display:block'>The key is found.</span></p>",
        "<p>The <span style='display:inline-block'>key</span> is found.</p>",
        "<p>The <span style='white-space:nowrap'>key\n</span>is found.</p>",
        "<p>The <span style='white-space:pre'> \n </span>key is found.</p>",
        "<p>The <b style='white-space:pre-wrap'>key</b> is found.</p>",
    ],
    ids=["alone", "inline-block", "nowrap", "blank", "one line"],
)
def test_other_styles_break_nothing(html: str):
    assert len(lines(html)) == 1


def test_a_look_stays():
    blocks = segment_page(parse("<p>a<b style='display:block'>b</b>c</p>")).blocks
    assert blocks[1].runs[0][2] == segment_page(parse("<p><b>b</b></p>")).blocks[0].runs[0][2]
