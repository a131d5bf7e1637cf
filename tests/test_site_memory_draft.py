"""Rules drafted from what is known of a site."""

from __future__ import annotations

from cleaner.rules.toml import read_toml
from cleaner.site_memory.look import Look, Piece
from cleaner.tooling.site_memory.draft import draft_rule

STORY = "p < div.story-text < article.story"
LINE = "Whoever finds the lamp book may bring it to the press hall on any Friday."


def drafted(*pieces: Piece) -> dict:
    text = draft_rule("bay.example", Look(9, 9, pieces, frozenset([STORY])))
    return read_toml(text)["layout"][0] if text else {}


def test_a_box_of_its_own_becomes_a_selector():
    assert drafted(Piece(LINE, "p < div.reader-appeal < div.story-text", 7, True)) == {"drop": [".reader-appeal"]}


def test_a_line_among_paragraphs_becomes_a_pattern():
    assert drafted(Piece(LINE, STORY, 7, True)) == {"drop_text": [{"like": LINE}]}


def test_a_line_of_a_text_dump_becomes_a_pattern():
    assert drafted(Piece(LINE, "", 7, True)) == {"drop_text": [{"like": LINE}]}


def test_names_that_a_build_made_or_that_count_are_not_used():
    made = "p < div.css-1x2y3z < div.box-0 < div.story-text"
    assert drafted(Piece(LINE, made, 7, True)) == {"drop_text": [{"like": LINE}]}


def test_headings_are_never_struck():
    assert drafted(Piece("What happened next to the lamp", "h2.side-head < div.extras", 7, True)) == {}


def test_what_the_heuristic_knows_is_not_said_again():
    assert drafted(Piece(LINE, "p < div.reader-appeal < div.story-text", 7, False)) == {}


def test_what_two_stories_have_is_no_layout():
    assert drafted(Piece(LINE, STORY, 2, True)) == {}


def test_a_long_line_is_told_by_its_beginning():
    (pattern,) = drafted(Piece("lamp " * 32, STORY, 7, True))["drop_text"]
    assert pattern["like"] == "lamp " * 32 + "*"
