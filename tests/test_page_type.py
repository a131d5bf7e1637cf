"""What kind of page it is, and what follows from it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.judge.classify import CAUTION, caution_of, classify, with_types
from cleaner.judge.feature_columns import PAGE_TYPES
from cleaner.judge.features import read_features
from cleaner.judge.page_type import (
    _address_features,
    page_type,
    page_types,
    read_type_features,
)
from cleaner.model import Metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page
from cleaner.weights import bundled_weights

WEIGHTS = bundled_weights()

PROSE = "<p>" + "The valve opens when the tank is full, and closes again before it is empty. " * 4 + "</p>"


def read(html: str):
    segmentation = segment_page(parse(html))
    return read_features(segmentation, Metadata(), None, WEIGHTS.tokens), segmentation


def types(**given: float) -> dict[str, float]:
    return {**dict.fromkeys(PAGE_TYPES, 0.0), **given}


def test_the_chances_of_all_kinds_make_one():
    found = page_types(*read(f"<main>{PROSE * 6}</main>"), "https://a.example/news/valves", WEIGHTS.page_types)
    assert set(found) == set(PAGE_TYPES)
    assert sum(found.values()) == pytest.approx(1)


def test_a_page_without_blocks_of_its_own_is_of_no_kind():
    assert page_types(*read("<body></body>"), None, WEIGHTS.page_types) == {}
    assert page_type({}) is None


def test_the_likeliest_kind_is_the_pages():
    assert page_type(types(forum=0.4, article=0.35, product=0.25)) == "forum"


def test_a_story_and_a_manual_and_a_thread_are_told_apart():
    story = f"<article><h1>Valves</h1>{PROSE * 8}</article>"
    manual = f"<nav><ul>{'<li><a href=#v>Valve</a></li>' * 9}</ul></nav><main>" + (
        f"<h2>valve()</h2>{PROSE}<pre>valve(tank)</pre><dl><dt>tank</dt><dd>What is to be filled.</dd></dl>" * 4
    )
    thread = f'<div class="post"><a class="username" href="/members/a.1">ann</a>{PROSE}<a>Reply</a></div>' * 5
    pages = {
        "article": (story, "https://a.example/2024/03/news/valves.html"),
        "documentation": (manual, "https://docs.a.example/stable/api/valve.html"),
        "forum": (thread, "https://forum.a.example/threads/valves.12/"),
    }
    told = {kind: page_type(page_types(*read(html), url, WEIGHTS.page_types)) for kind, (html, url) in pages.items()}
    assert told == {kind: kind for kind in pages}


def test_words_of_the_address_are_counted_by_the_kind_they_belong_to():
    features, segmentation = read(PROSE)
    plain, told = (
        read_type_features(features, segmentation, f"https://a.example/{path}") for path in ("x", "forum/thread/x")
    )
    assert (told - plain)[-12] == 2  # the family of forums is the first of the twelve columns of the address


# A page's most likely types, and the log-odds that its blocks lose.
@pytest.mark.parametrize(
    ("given", "caution"),
    [
        (types(article=1.0), CAUTION["article"]),
        (types(article=0.4, listing=0.6), 0.4 * CAUTION["article"] + 0.6 * CAUTION["listing"]),
        (types(listing=1.0), CAUTION["listing"]),
        (types(service=1.0), 0.0),
        ({}, 0.0),
    ],
    ids=["a story", "rather a list", "a list", "a service", "nothing known"],
)
def test_stories_are_chosen_warily_and_lists_boldly(given, caution):
    assert caution_of(given) == pytest.approx(caution)


@pytest.mark.parametrize(("chance", "is_manual"), [(0.19, False), (0.2, False), (0.21, True)])
def test_steps_may_repeat_from_a_fifth_of_a_chance_of_a_manual_on(chance, is_manual):
    features, _ = read(PROSE)
    assert classify(features, WEIGHTS.blocks, types=types(documentation=chance, article=1 - chance)).manual is is_manual


@pytest.mark.parametrize(("chance", "shared"), [(0.09, False), (0.1, False), (0.11, True)])
def test_sections_share_their_evidence_from_a_tenth_of_a_chance_of_a_manual_on(chance, shared):
    features, _ = read(f"<h2>One</h2>{PROSE}<p>Short.</p><h2>Two</h2>{PROSE}")
    given = types(documentation=chance)
    alone = 1 / (1 + np.exp(-WEIGHTS.blocks.score(with_types(features, given).columns)))
    found = classify(features, WEIGHTS.blocks, types=given).probabilities[features.fine]
    assert (not np.allclose(found, alone)) is shared


@pytest.mark.parametrize(("service", "product", "is_offer"), [(0.25, 0.25, False), (0.26, 0.25, True), (0.51, 0, True)])
def test_an_offer_is_what_is_rather_a_service_or_a_product_than_not(service, product, is_offer):
    features, _ = read(PROSE)
    assert classify(features, WEIGHTS.blocks, types=types(service=service, product=product)).offer is is_offer


def test_the_chances_grow_with_the_odds_of_the_trees():
    class Trees:
        def score(self, row):
            return np.asarray([math.log(4), 0, 0, 0, 0, 0, 0])

    found = page_types(*read(PROSE), None, Trees())
    assert found["article"] == pytest.approx(0.4)
    assert found["service"] == pytest.approx(0.1)


def test_what_declares_itself_a_thread_is_one():
    story = read(f"<article><h1>Valves</h1>{PROSE * 8}</article>")
    told = [page_type(page_types(*story, None, WEIGHTS.page_types, thread=thread)) for thread in (False, True)]
    assert told == ["article", "forum"]


def test_the_address_that_a_page_gives_itself_stands_in_for_the_one_that_is_missing():
    address = "https://forum.a.example/threads/valves.12/"
    thread = f'<div class="post"><a class="username" href="/members/a.1">ann</a>{PROSE}<a>Reply</a></div>' * 5
    html = f"<link rel=canonical href='{address}'><body>{thread}"
    without, given = (Cleaner(rules=None).trace(html, url).scores for url in (None, address))
    assert without.features.columns.tolist() == given.features.columns.tolist()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://a.example/blog/forum-romanum.html", False),
        ("https://a.example/2025/comments-on-tea", False),
        ("https://a.example/forum/how-to-brew-tea", True),
        ("https://a.example/forum/forum-rules", True),
        ("https://a.example/showthread.php?t=12", True),
    ],
)
def test_a_title_in_the_address_is_no_sign_of_a_thread(address: str, told: bool):
    assert bool(_address_features(address)[0]) is told
