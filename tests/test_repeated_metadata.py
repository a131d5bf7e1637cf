from __future__ import annotations

import pytest
from stories import PARAGRAPHS

from cleaner import Cleaner
from cleaner.judge.labelling import Labelling
from cleaner.judge.repeated_metadata import drop_byline, drop_title
from cleaner.model import Block, Decision, Label, Metadata

PROSE = "The ferry left the northern harbour at noon, and nobody on the pier waved to it, for it rained. " * 4


def kept(lines, title):
    blocks = [Block(line, "p") for line in lines]
    found = Labelling.of(tuple(Decision(Label.CONTENT, "heuristic", "", 0.9) for _ in blocks))
    drop_title(blocks, found, Metadata(title=title))
    return list(found.kept)


def test_a_link_after_the_story_that_is_the_whole_title_goes():
    title = "Ferry leaves the northern harbour at noon"
    assert kept([PROSE, "Nobody waved.", title.upper()], title) == [True, True, False]


@pytest.mark.parametrize("line", ["Ferry leaves the northern harbour at noon, again", "Ferry"])
def test_a_line_after_the_story_that_is_not_the_whole_title_stays(line):
    assert kept([PROSE, line], "Ferry leaves the northern harbour at noon") == [True, True]


def test_a_short_title_may_be_a_line_of_the_story():
    assert kept([PROSE, "The rain"], "The Rain") == [True, True]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("记者 刘轶", False),
        ("By Liu Yi", False),
        ("记者了解到，渡轮于中午离开北港，码头上没有人挥手，因为下着雨，山羊都数过了，其中一只是狗。(记者 刘轶)", True),
    ],
    ids=["alone", "in another script", "behind a paragraph without blanks"],
)
def test_a_byline_goes_alone_and_takes_no_paragraph_along(line: str, stays: bool):
    found = Labelling.of((Decision(Label.CONTENT, "heuristic", "", 0.9),))
    words = len(line.split()) if line.isascii() else len(line) // 2
    drop_byline([Block(line, "p")], found, Metadata(byline="Liu Yi", authors=("Liu Yi", "刘轶")), [words])
    assert found.kept == [stays]


DATED = "<html><title>Lamp lit again</title><body><article><h1>Lamp lit again</h1>{line}{story}</article></body></html>"


@pytest.mark.parametrize(
    "line",
    [
        '<time datetime="2025-02-11">11 February 2025</time>',
        '<div><time datetime="2025-02-11">Published: February 11, 2025, 10:15 am</time></div>',
    ],
)
def test_the_day_alone_on_its_line_is_no_part_of_the_body(line: str):
    article = Cleaner(rules=None).clean(DATED.format(line=line, story="".join(PARAGRAPHS)))
    assert article.date is not None and article.date.startswith("2025-02-11")
    assert "2025" not in article.text


def test_another_day_stays_where_it_stands():
    line = '<meta property="article:published_time" content="2025-02-11"><p>Port Ellery, 3 January 1911.</p>'
    assert "1911" in Cleaner(rules=None).clean(DATED.format(line=line, story="".join(PARAGRAPHS))).text
