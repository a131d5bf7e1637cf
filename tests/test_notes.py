"""Notes that lead back to the text, and formulas on lines of their own, stay with the story wherever they stand."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.judge.notes import with_notes
from cleaner.judge.structures import Structure
from cleaner.model import Block

SENTENCE = "{} of the old windmill were carried up the hill by mules this autumn, and half of the village went along."
STORY = [SENTENCE.format(start) for start in ("The sails", "The stones", "The beams", "The wheels", "The ropes")]
DECLARED = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The windmill turns"}</script>'
FIRST, SECOND = "Parish accounts of 1871, folio 9.", "Letter of the miller to his sister, 4 May."

NOTES = [
    '<ol><li id=n1>{} <a href="#r1">↩</a></li><li id=n2>{} <a href="#r2">↩</a></li></ol>',
    (
        '<section><ol><li id=n1><p>{}&#160;<a href="#r1">↩&#xfe0e;</a></p></li>'
        '<li id=n2><p>{}&#160;<a href="#r2">↩&#xfe0e;</a></p></li></ol></section>'
    ),
    '<div><div id=n1>[1] {} <a href="/mill#r1">⏎</a></div><div id=n2>[2] {} <a href="/mill#r2">⏎</a></div></div>',
    '<hr><p id=n1><sup>1</sup> {} <a href="#r1">[↑]</a></p><p id=n2><sup>2</sup> {} <a href="#r2">[↑]</a></p>',
    '<div class=notes><p>1. {} <a href="#r1">back</a></p><p>2. {} <a href="#r2">back</a></p></div>',
    '<div id=n1>1 {} <a href="#r1">Return to text</a></div><div id=n2>2 {} <a href="#r2">Return to text</a></div>',
    '<aside><h3>Anmerkungen</h3><p>{} <a href="#r1">[zurück]</a></p><p>{} <a href="#r2">[zurück]</a></p></aside>',
]


NOTES += [
    (
        '<aside class="footnotes"><aside id=n1><span>[<a role=doc-backlink href="#r1">1</a>]</span><p>{}</p></aside>'
        '<aside id=n2><span>[<a role=doc-backlink href="#r2">2</a>]</span><p>{}</p></aside></aside>'
    ),
    (
        '<div><div id=n1><div>(<a href="#r1">1</a>)</div><p>{}</p></div>'
        '<div id=n2><div>(<a href="#r2">2</a>)</div><p>{}</p></div></div>'
    ),
]


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def page(thing: str, place: int, head: str) -> str:
    story = [f"<p>{sentence}</p>" for sentence in STORY]
    body = "".join([*story[:place], thing, *story[place:]])
    return f"<title>The windmill turns</title>{head}<main><article><h1>The windmill turns</h1>{body}</article></main>"


@pytest.mark.parametrize("head", ["", DECLARED], ids=["undeclared", "declared"])
@pytest.mark.parametrize("place", [1, 3, 5], ids=["first", "within", "last"])
@pytest.mark.parametrize("notes", NOTES)
def test_notes_stay_without_their_arrows(cleaner, notes, place, head):
    text = cleaner.clean(page(notes.format(FIRST, SECOND), place, head), "https://example.org/mill").text
    assert FIRST in text
    assert SECOND in text
    assert not set("↩⏎↑").intersection(text)
    assert not any(line.endswith(("back", "text", "zurück]")) for line in text.splitlines())


@pytest.mark.parametrize("head", ["", DECLARED], ids=["undeclared", "declared"])
def test_a_note_alone_below_the_story_stays(cleaner, head):
    note = f'<div class=notes><ol><li id=n1>{FIRST} <a href="#r1">↩</a></li></ol></div>'
    assert cleaner.clean(page(note, 5, head)).text.splitlines()[-1].endswith(FIRST)


@pytest.mark.parametrize("head", ["", DECLARED], ids=["undeclared", "declared"])
@pytest.mark.parametrize(
    "formula",
    [
        "<math display=block><mi>P</mi><mo>=</mo><mi>k</mi><mi>v</mi></math>",
        "<p>$$P = kv$$</p>",
        r"<div>\[P = kv\]</div>",
    ],
)
def test_a_formula_below_the_story_stays(cleaner, formula, head):
    last = cleaner.clean(page(formula, 5, head)).text.splitlines()[-1]
    assert last.strip("$\\[] ").replace(" ", "") == "P=kv"


def line(*runs: tuple[str, str]) -> Block:
    return Block("".join(text for text, _ in runs), "p", tuple((text, href, 0) for text, href in runs))


NOTE = line(("A note.", ""), (" ↩", "#r1"))


def test_notes_that_follow_one_another_are_one():
    blocks = [NOTE, NOTE, line(("A line.", "")), NOTE]
    assert with_notes(blocks, []) == [Structure("notes", 0, 2), Structure("notes", 3, 4)]


def test_a_list_is_of_notes_where_half_of_its_lines_lead_back():
    blocks = [NOTE, line(("More of it.", "")), NOTE]
    assert with_notes(blocks, [Structure("list", 0, 3)]) == [Structure("notes", 0, 3)]


def test_a_note_in_a_table_is_no_structure_of_its_own():
    assert with_notes([NOTE, NOTE], [Structure("table", 0, 2)]) == [Structure("table", 0, 2)]


@pytest.mark.parametrize(
    "runs",
    [
        [("Up", ""), (" ↑", "/other")],
        [("↑", "#top")],
        [("A note. ↩", "")],
        [("A note", ""), (" (more)", "#more")],
        [("A section.", ""), ("Back to top", "#top")],
        [("It costs $$", "")],
        [("$$SIDEBAR$$", "")],
    ],
    ids=["elsewhere", "nothing but an arrow", "no link", "words", "the top", "money", "a name of a template"],
)
def test_other_lines_are_none(runs: list[tuple[str, str]]):
    assert with_notes([line(*runs)], []) == []
