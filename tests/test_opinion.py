"""Another engine's text as votes for our blocks."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from cleaner.errors import MissingExtra
from cleaner.judge.opinion import opinion, require_trafilatura
from cleaner.model import Block

LINE = "The ferry left the northern harbour at noon and nobody waved"


@pytest.fixture
def says(monkeypatch):
    """Sets the text that the engine gives."""
    return lambda text: monkeypatch.setitem(sys.modules, "trafilatura", SimpleNamespace(extract=lambda *_, **__: text))


def votes(*texts: str) -> list[bool]:
    return opinion("<p>page", [Block(text, "p") for text in texts])


def test_a_block_whose_words_stand_in_the_other_text_is_voted_for(says):
    says(f"Before it. {LINE}, they said.\nAfter it.")
    assert votes(LINE, "Sign up for our letter about boats and harbours") == [True, False]


# Eleven words are nine runs of three; a word that differs at the end takes one away, in the middle three.
@pytest.mark.parametrize(
    ("line", "voted"),
    [(LINE.replace("waved", "cheered"), True), (LINE.replace("harbour", "haven"), False)],
    ids=["eight runs of nine", "six runs of nine"],
)
def test_four_fifths_of_a_blocks_runs_of_words_are_enough(says, line, voted):
    says(LINE)
    assert votes(line) == [voted]


def test_a_short_block_must_be_a_line_of_its_own(says):
    says(f"{LINE}\nThe ferry\nOn Monday")
    assert votes("The ferry", "northern harbour", "On  Monday") == [True, False, True]


@pytest.mark.parametrize("text", [None, ""])
def test_an_engine_that_keeps_nothing_votes_for_nothing(says, text):
    says(text)
    assert votes(LINE, "The ferry") == [False, False]


def test_where_the_engine_is_not_installed_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtra, match="opinion"):
        require_trafilatura()
