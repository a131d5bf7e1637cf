from __future__ import annotations

import numpy as np
import pytest

from cleaner.judge.classify import Scores
from cleaner.judge.features import FEATURES, Features
from cleaner.judge.label import label
from cleaner.model import Block, Frame, Mark, Metadata
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.rules.mark import Marking

LONG = "The ferry left the northern harbour at noon, and nobody on the pier waved to it"


def decide(blocks, probabilities, *, marking=None, metadata=None, **page):
    segmentation = Segmentation(blocks=blocks, coarse=[False] * len(blocks))
    words = [len(block.text.split()) for block in blocks]
    features = Features(np.zeros((len(FEATURES), len(blocks)), np.float32), list(range(len(blocks))), words)
    found = label(
        segmentation,
        Scores(np.asarray(probabilities), features, **page),
        marking or Marking.none(),
        metadata or Metadata(),
    )
    return found, found.kept


def p(text, mark=None, tag="p"):
    return Block(text, tag, mark=mark)


@pytest.mark.parametrize(("place", "stays"), [(0, True), (1, False)], ids=["likely", "unlikely"])
def test_a_block_stays_if_it_is_likely(place, stays):
    _, kept = decide([p(LONG), p("Share this")], [0.95, 0.05])
    assert kept[place] is stays


def test_confidence_is_what_the_choice_promises():
    found, _ = decide([p(LONG)], [0.9])
    assert 0.9 < found.confidence < 1.0


@pytest.mark.parametrize(
    ("tag", "caution", "stays"), [("p", 0, True), ("p", 0.6, False), ("h3", 0.6, True), ("pre", 0.6, True)]
)
def test_caution_takes_doubtful_paragraphs_and_neither_subheads_nor_code(tag, caution, stays):
    doubtful = p("Doubtful", tag=tag)._replace(frames=(Frame(tag, 1),) if tag != "p" else ())
    _, kept = decide([p(LONG), doubtful, p(LONG + " twice.")], [0.9, 0.5, 0.9], caution=caution)
    assert kept == [True, stays, True]


@pytest.mark.parametrize(("likely", "stays"), [(0.1, False), (0.19, False), (0.3, True)])
def test_nothing_stays_of_a_page_that_promises_too_little(likely, stays):
    _, kept = decide([p(LONG)], [likely])
    assert kept == [stays]


@pytest.mark.parametrize(("lines", "stays"), [(10, False), (100, True)])
def test_of_a_long_page_that_was_chosen_as_a_whole_all_stays(lines, stays):
    _, kept = decide([p(f"Chapter {number}. {LONG}") for number in range(lines)], [0.1] * lines)
    assert kept == [stays] * lines


def test_of_a_long_page_that_promises_too_little_and_was_chosen_in_part_nothing_stays():
    _, kept = decide([p(f"{number} {LONG}") for number in range(400)], [0.1] * 100 + [0.01] * 300)
    assert not any(kept)


def test_the_title_is_not_repeated_in_the_body():
    _, kept = decide([p("Ferry leaves", tag="h1"), p(LONG)], [0.9, 0.9], metadata=Metadata(title="Ferry leaves"))
    assert kept == [False, True]


def test_the_byline_is_not_repeated_in_the_body():
    _, kept = decide([p("By Ann Low"), p(LONG)], [0.9, 0.9], metadata=Metadata(byline="Ann Low", authors=("Ann Low",)))
    assert kept == [False, True]


@pytest.mark.parametrize("line", ["By Ann Low", "Von Ann Low", "Par Ann Low", "Por Ann Low", "ann low"])
def test_the_byline_goes_in_other_languages_too(line):
    _, kept = decide([p(line), p(LONG)], [0.9, 0.9], metadata=Metadata(byline="Ann Low", authors=("Ann Low",)))
    assert kept == [False, True]


def test_a_story_printed_twice_comes_out_once():
    story = [p(LONG + " again."), p("A short line."), p(LONG + " for the last time.")]
    _, kept = decide(story + story, [0.9] * 6)
    assert kept == [True] * 3 + [False] * 3


@pytest.mark.parametrize("inside", ["pre", "td", "dl", "li"])
def test_a_line_that_stands_twice_is_no_copy(inside):
    line = Block(LONG, "div", frames=(Frame(inside, 1),))
    _, kept = decide([line, p(LONG + " once."), line], [0.9] * 3)
    assert all(kept)


def test_steps_of_a_manual_may_repeat():
    _, kept = decide([p(LONG), p(LONG + " once."), p(LONG)], [0.9] * 3, manual=True)
    assert all(kept)


def test_a_short_refrain_may_repeat():
    _, kept = decide([p("Row on."), p(LONG + " once."), p("Row on."), p(LONG + " twice.")], [0.9] * 4)
    assert all(kept)


def test_a_heading_right_below_the_same_one_goes():
    head, line = Block("Colours", "h2"), p("Colours")
    _, kept = decide([head, head, head, p(LONG), head, line, line], [0.9] * 7)
    assert kept == [True, False, False, True, True, True, True]


CARD = [
    "A coat for sailors",
    "From 20 a day",
    "Dry on both sides, warm in the middle, and red",
    "Ask for it on any pier of the bay",
]


@pytest.mark.parametrize(("offer", "stays"), [(True, False), (False, True)])
def test_cards_of_an_offer_that_are_shown_again_come_out_once(offer, stays):
    cards = [*map(p, CARD), p("Harbour-side-collection-of-the-year-of-the-goat")]
    _, kept = decide([*cards, p(LONG), *cards], [0.9] * 11, offer=offer)
    assert kept == [True] * 6 + [stays] * 5


def test_cells_of_an_offer_may_repeat():
    cell = Block("12 cm", "td", frames=(Frame("td", 1),))
    _, kept = decide([cell, p(LONG), cell], [0.9] * 3, offer=True)
    assert all(kept)


def test_an_excerpt_of_the_body_goes():
    _, kept = decide([p(LONG[:50] + "..."), p(LONG + ".")], [0.9, 0.9])
    assert kept == [False, True]


def quote(text):
    return Block(text, "p", frames=(("blockquote", 1),))


def test_a_sentence_set_in_large_type_as_well_stands_once():
    blocks = [p(f"It was late. “{LONG},” the pilot said."), quote(f"»{LONG}.«")]
    _, kept = decide(blocks, [0.9, 0.9], metadata=Metadata(declared_types=("newsarticle",)))
    assert kept == [True, False]


def test_a_quotation_that_is_the_only_one_of_its_words_stays():
    blocks = [p("It was late, and the pilot said so."), quote(f"»{LONG}.«")]
    _, kept = decide(blocks, [0.9, 0.9], metadata=Metadata(declared_types=("newsarticle",)))
    assert kept == [True, True]


def test_what_a_thread_quotes_stays():
    blocks = [p(f"It was late. {LONG}, as I saw."), quote(LONG)]
    _, kept = decide(blocks, [0.9, 0.9], metadata=Metadata(declared_types=("discussionforumposting",)))
    assert kept == [True, True]


@pytest.mark.parametrize(
    "notice",
    [
        "Your browser does not support JavaScript. Please enable it.",
        "Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite zu nutzen.",
    ],
)
def test_a_call_for_scripts_goes_wherever_it_stands(notice):
    story = p("The keeper lit the lamp at five, climbed down again and found the boat gone from the pier.")
    _, kept = decide([p(notice), story, p(LONG)], [0.9, 0.95, 0.95], metadata=Metadata(language="de"))
    assert kept == [False, True, True]


def test_what_a_story_says_of_scripts_stays():
    story = p("The team wrote its first JavaScript in a week, and the keeper of the lamp has read all of it since.")
    _, kept = decide([story, p(LONG)], [0.95, 0.95])
    assert kept == [True, True]


def test_a_copy_of_the_story_in_a_form_field_goes():
    sentences = [f"{LONG}, said witness number {number}." for number in range(3)]
    _, kept = decide([*map(p, sentences), p(" ".join(sentences), tag="textarea")], [0.9] * 4)
    assert kept == [True, True, True, False]


def test_a_page_that_is_one_form_field_keeps_it():
    _, kept = decide([p(LONG * 3, tag="textarea")], [0.9])
    assert kept == [True]


def test_a_site_rule_is_its_word():
    content, drop = Mark("content", ".story", "sites/x"), Mark("drop", ".promo", "sites/x")
    marking = Marking(rule="sites/x", scope="site", layout="1", marks={1: content, 2: drop}, scoped=True)
    blocks = [p(f"{LONG}. {LONG}: all of them.", content), p("Odd line", content), p(LONG + "!", drop), p(LONG + "?")]
    found, kept = decide(blocks, [0.9, 0.4, 0.9, 0.9], marking=marking)
    assert kept == [True, True, False, False]
    assert found.rule == "sites/x"
    assert [decision.by for decision in found.decisions(blocks)] == ["rule"] * 4


def test_what_a_site_rule_drops_by_name_is_no_sign_of_its_age():
    content, drop = Mark("content", ".story", "sites/x"), Mark("drop", ".factbox", "sites/x")
    marking = Marking(rule="sites/x", scope="site", layout="1", marks={1: content, 2: drop}, scoped=True)
    found, kept = decide(
        [p(f"{LONG}.", content), *(p(f"{LONG} {n}.", drop) for n in range(5))], [0.9] * 6, marking=marking
    )
    assert found.stale is None
    assert kept == [True, *[False] * 5]


def test_a_site_rule_that_holds_too_little_is_stale():
    content = Mark("content", ".teaser", "sites/x")
    marking = Marking(rule="sites/x", scope="site", layout="1", marks={1: content}, scoped=True)
    found, kept = decide(
        [p("A teaser", content), *(p(f"{LONG} {n}.") for n in range(5))], [0.6] + [0.95] * 5, marking=marking
    )
    assert found.stale == "sites/x"
    assert found.rule is None
    assert sum(kept) >= 5


def test_a_platform_narrows_what_the_heuristic_chose():
    content = Mark("content", ".entry-content", "platforms/w")
    marking = Marking(rule="platforms/w", scope="platform", layout="1", marks={1: content}, scoped=True)
    blocks = [p(LONG + ".", content), p("Odd line", content), p(LONG + "!", content), p("After the story, more of it.")]
    _, kept = decide(blocks, [0.95, 0.05, 0.95, 0.9], marking=marking)
    assert kept == [True, False, True, False]


@pytest.mark.parametrize(("held", "trusted"), [(3, False), (4, False), (5, True), (6, True)])
def test_a_site_rule_is_trusted_from_half_of_the_heuristics_words_on(held, trusted):
    content = Mark("content", ".story", "sites/x")
    marking = Marking(rule="sites/x", scope="site", layout="1", marks={1: content}, scoped=True)
    blocks = [p(f"{LONG} for the {number}th time.", content if number < held else None) for number in range(10)]
    found, _ = decide(blocks, [0.95] * 10, marking=marking)
    assert (found.rule == "sites/x", found.stale == "sites/x") == (trusted, not trusted)
