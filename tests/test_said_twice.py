"""What an author, or a reader who quotes, says in two places stands in both."""

from __future__ import annotations

from stories import PARAGRAPHS, page

from cleaner import clean
from cleaner.judge.labelling import Labelling
from cleaner.judge.repeats import drop_copies
from cleaner.model import Block, Frame

ALSO = (
    "<p>Whoever comes by water also gets a blanket, which is to be brought back dry before the bell rings.</p>"
    "<p>Whoever comes by land gets a bowl of soup instead, unless the cook has counted wrongly again.</p>"
)
RULES = (
    "<section><h3>In summer</h3><p>The house is open from six until the last guest has gone to bed or to sea.</p>"
    f"<p>There are forty beds in two rooms, and nobody has ever slept in the one beside the stove.</p>{ALSO}</section>"
    "<section><h3>In winter</h3><p>The house is open on Fridays, and on each day on which the ferry does not sail.</p>"
    f"<p>There are eight beds in the kitchen, and the one beside the stove is taken by the cook.</p>{ALSO}</section>"
)
STORY = [
    "The mill at the weir turned again on Monday, for the first time in eleven years.",
    "Two brothers had cut a new wheel for it, out of an oak that the storm had thrown.",
    "Nobody came to see it turn, since the road was under water and the bridge was gone.",
]


def test_what_two_sections_end_with_stays_in_both():
    text = clean(page([*PARAGRAPHS[:3], RULES, *PARAGRAPHS[3:]], "Article")).text
    assert text.count("unless the cook has counted wrongly again") == 2


def test_a_section_that_is_shown_once_more_as_a_whole_goes():
    whole = RULES[: RULES.index("<section><h3>In winter")]
    text = clean(page([*PARAGRAPHS[:3], whole, *PARAGRAPHS[3:], whole], "Article")).text
    assert text.count("unless the cook has counted wrongly again") == 1


def test_a_post_that_is_quoted_above_itself_stays():
    quoted = [Block(text, "p", frames=(Frame("blockquote", 1),)) for text in STORY]
    blocks = [*quoted, Block("That is just how it was.", "p"), *(Block(text, "p") for text in STORY)]
    found = Labelling([True] * 7, [0.9] * 7, "heuristic")
    drop_copies(blocks, found, [len(block.text.split()) for block in blocks], page="discussion")
    assert found.inside() == list(range(7))


def test_the_short_items_at_the_end_of_a_mirror_go_with_it():
    texts = [*STORY, "oak", "ash", "For telephones", STORY[0], "a boat", *STORY[1:], "oak", "ash"]
    blocks = [Block(text, "p") for text in texts]
    found = Labelling([True] * 12, [0.9] * 12, "heuristic")
    drop_copies(blocks, found, [len(text.split()) for text in texts])
    assert [texts[index] for index in found.inside()] == [*STORY, "oak", "ash", "For telephones", "a boat"]


def test_what_scripts_call_a_box_says_nothing_about_its_text():
    box = "<div class='js-poll__parent'><p>The lamp burnt for nine hours.</p></div>"
    assert "The lamp burnt for nine hours." in clean(page([*PARAGRAPHS[:3], box, *PARAGRAPHS[3:]], "Article")).text
