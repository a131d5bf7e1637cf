"""What each post has beside its text is a label; short answers are none."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.judge.post_labels import find_labels, is_named_label, share_of_common_words
from cleaner.judge.post_places import are_beside
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

CLEANER = Cleaner(rules=None)
ASKED = "How do I get the old varnish off a pair of spruce oars?"
SHORT = (
    "Heat gun and a scraper.",
    "Sandpaper, sadly",
    "Took me a week",
    "Not on spruce",
    "Try a card scraper",
    "Thanks all",
)
NAMES = ("oldbosun", "Tilda", "gullwing", "marrow", "Kestrel", "pondhopper")
DAYS = ("Mon Mar 04, 2019 11:40 am", "Mon Mar 04, 2019 12:02 pm", "Tue Mar 05, 2019 8:15 am")


def labels(groups: list[tuple[str, ...]], likely: list[float]) -> list[float]:
    """How surely each of some lines of every post is a label, where all of a kind are so likely."""
    posts = zip(*groups, strict=True)
    body = "".join(f"<div class=post>{''.join(f'<div><p>{line}</p></div>' for line in lines)}</div>" for lines in posts)
    segmentation = segment_page(parse(f"<body><main>{body}</main></body>"))
    size, blocks = len(groups), segmentation.blocks
    told = [[index for index in range(len(blocks)) if index % size == at] for at in range(size)]
    words = [len(block.text.split()) for block in blocks]
    return find_labels(segmentation, told, words, [likely[index % size] for index in range(len(blocks))])


def thread(box: str, below: str = "") -> str:
    answers = "".join(
        f"<div class=reply-item><div class=reply-author>{name}</div><div class=reply-date>{DAYS[at % 3]}</div>"
        f"<div class={box}><p>{text}</p></div><button>Reply</button></div>"
        for at, (name, text) in enumerate(zip(NAMES, SHORT, strict=True))
    )
    asked = f"<div class=first><div class={box}><p>{ASKED}</p></div></div>"
    return (
        "<html lang=en><meta name=generator content=phpBB><title>Varnish on oars</title><body><main>"
        f"<h1>Varnish on oars</h1>{asked}<div class=replies>{answers}</div>{below}</main></body></html>"
    )


def test_short_answers_are_no_labels_beside_what_is_less_likely():
    assert labels([SHORT[:3], NAMES[:3]], [0.5, 0.1]) == [0.0, 0.5]


def test_lines_in_the_same_words_on_each_post_are_surely_labels():
    said = tuple(
        f"answered {day} by {name} ({at} points)" for at, (day, name) in enumerate(zip(DAYS, NAMES, strict=False))
    )
    assert labels([SHORT[:3], said], [0.4, 0.3])[1] == 1.0


def test_answers_share_few_words():
    assert share_of_common_words(SHORT) < 0.2


def test_lines_that_differ_by_their_numbers_share_all():
    assert share_of_common_words(["Posts: 12", "Posts: 4", "Posts: 371"]) == 1.0


@pytest.mark.parametrize(("name", "is_label"), [("reply-date", True), ("postAuthor", True), ("reply-text", False)])
def test_boxes_are_called_labels(name: str, is_label: bool):
    segmentation = segment_page(parse(f"<body><main><div class={name}><p>Tuesday</p></div></main></body>"))
    assert is_named_label(segmentation, 0) is is_label


@pytest.mark.parametrize(
    ("name", "beside"), [("side", True), ("right-sidebar", True), ("has-sidebar", False), ("inside", False)]
)
def test_bars_stand_beside_the_posts(name: str, beside: bool):
    segmentation = segment_page(parse(f"<body><main><div class={name}><p>Be kind.</p></div></main></body>"))
    assert any(are_beside(segmentation)) is beside


@pytest.mark.parametrize("box", ["reply-text", "message"])
def test_a_thread_of_short_answers_comes_out_whole(box: str):
    text = CLEANER.clean(thread(box), "https://forum.example.org/viewtopic.php?t=9112").text
    assert [answer for answer in SHORT if answer not in text] == []


def test_dates_and_names_of_short_answers_stay_out():
    text = CLEANER.clean(thread("reply-text"), "https://forum.example.org/viewtopic.php?t=9112").text
    assert [label for label in (*DAYS, *NAMES) if label in text] == []


def test_a_post_stays_whose_box_begins_with_a_button():
    long = "I did exactly this three years ago with a heat gun and a sharp scraper, and it has stayed bare since then."
    posts = "".join(
        f"<div class=post><button>Copy link</button><div class=message><p>{text}</p></div></div>"
        for text in (ASKED, long, "Same problem here, I follow this with interest.", long.replace("three", "four"))
    )
    html = (
        f"<html lang=en><meta name=generator content=phpBB><title>Varnish</title><main><h1>Varnish</h1>{posts}</main>"
    )
    assert "Same problem here" in CLEANER.clean(html, "https://forum.example.org/viewtopic.php?t=9112").text


@pytest.mark.parametrize(
    ("name", "goes"), [("message-signature", True), ("userSignature", True), ("has-signature", False)]
)
def test_signatures_of_posts_go_and_posts_that_have_one_stay(name: str, goes: bool):
    said = "I did exactly this three years ago with a heat gun and a sharp scraper, and it has stayed bare since then."
    motto = "Fair winds and dry bilges to all who row, and may the tide be kind to you."
    posts = "".join(
        f"<div class=post><div class=message><p>{said.replace('three', many)}</p></div>"
        f"<div class={name}><p>{motto}</p></div></div>"
        for many in ("three", "four", "five", "six")
    )
    html = (
        f"<html lang=en><meta name=generator content=phpBB><title>Varnish</title><main><h1>Varnish</h1>{posts}</main>"
    )
    found = CLEANER.trace(html, "https://forum.example.org/viewtopic.php?t=9112").decisions
    assert any("signature" in decision.reason for decision in found) is goes
