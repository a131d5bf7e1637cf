from __future__ import annotations

import json

import pytest

from cleaner import clean
from cleaner.page.dom import parse
from cleaner.page.payload import read_payload

LINES = [
    f"The harbour board met for the {word} time on Wednesday and voted to lease the ferry to the islands again, "
    f"members said after a long {word} session in the old customs house by the quay."
    for word in ("first", "second", "third", "fourth", "fifth")
]
STORY = "\n".join(LINES)
MARKUP = "".join(f"<p>{line}</p>" for line in LINES)
STATE = {"props": {"body": MARKUP}}
SMALL_BLOCKS = {"post": {"blocks": [{"text": line} for line in LINES]}}
SHELL = "<html><head><title>Ferry</title>{}</head><body><div id=root></div>{}</body></html>"


def page(head: str = "", body: str = "") -> str:
    return SHELL.format(head, body)


def json_ld(value: object) -> str:
    return page(f"<script type='application/ld+json'>{json.dumps(value)}</script>")


@pytest.mark.parametrize(
    "html",
    [
        json_ld({"@type": "NewsArticle", "articleBody": STORY}),
        json_ld({"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "articleBody": MARKUP}]}),
        json_ld({"@type": "NewsArticle", "articleBody": MARKUP.replace("<", "&lt;").replace(">", "&gt;")}),
        page(body=f"<script id=__NEXT_DATA__ type='application/json'>{json.dumps(STATE)}</script>"),
        page(body=f"<script>window.__INITIAL_STATE__ = {json.dumps(SMALL_BLOCKS)};</script>"),
        page(body=f"<script>window['__Q_'] = window['__Q_'] || [];window['__Q_'].push({json.dumps(STATE)})</script>"),
        page(body=f"<div data-preloaded='{json.dumps({'topic': json.dumps({'cooked': MARKUP})})}'></div>"),
        page(body=f"<template>{MARKUP}</template>"),
    ],
    ids=["json-ld", "graph", "escaped", "next", "state", "pushed", "attribute", "template"],
)  # fmt: skip
def test_a_body_outside_the_tree_is_the_article(html):
    assert clean(html).text == STORY


def test_updates_of_a_live_blog_come_with_their_headlines():
    updates = [{"headline": f"Update {n}", "articleBody": line} for n, line in enumerate(LINES)]
    text = clean(json_ld({"@type": "LiveBlogPosting", "liveBlogUpdate": updates})).text
    assert [line for line in LINES if line in text] == LINES


def test_the_article_says_where_its_body_was():
    assert clean(json_ld({"articleBody": STORY})).warnings == (
        "body from json-ld: the page shows little text of its own",
    )


def test_a_page_with_text_of_its_own_is_read_from_its_tree():
    other = STORY.replace("harbour", "library")
    html = json_ld({"@type": "NewsArticle", "articleBody": other}).replace(
        "<div id=root>", f"<article>{MARKUP}</article><div>"
    )
    assert clean(html).text == STORY


JAPANESE = [
    f"{day}日午後、港の委員会は旧税関で開かれ、島へ渡る連絡船をもう一度借りることを決めた。冬の間は毎朝二便が出る。"
    for day in ("一", "二", "三", "四", "五")
]


def test_a_body_without_spaces_between_its_words_is_long_enough_to_be_one():
    assert clean(json_ld({"@type": "NewsArticle", "articleBody": "\n".join(JAPANESE)})).text == "\n".join(JAPANESE)


def test_a_page_of_its_own_text_without_spaces_is_read_from_its_tree():
    other = "\n".join(line.replace("港", "図書館") for line in JAPANESE) * 4
    html = json_ld({"articleBody": other}).replace(
        "<div id=root>", f"<article>{''.join(f'<p>{line}</p>' for line in JAPANESE)}</article><div>"
    )
    assert clean(html).text == "\n".join(JAPANESE)


@pytest.mark.parametrize(
    "script",
    ["{", "[" * 50_000, '"' + "x" * 90_000, json.dumps({"a": "word " * 40}), json.dumps({"a": {"b": [1, None, True]}})],
    ids=["cut", "deep", "open", "short", "numbers"],
)
def test_what_holds_no_body_is_none(script):
    assert read_payload(parse(page(body=f"<script type='application/json'>{script}</script>"))) is None


@pytest.mark.parametrize(("hidden", "taken"), [(120, False), (129, False), (130, True), (200, True)])
def test_a_body_outside_the_tree_is_taken_from_twice_the_pages_own_words_and_fifty_on(hidden, taken):
    def sentences(name: str, count: int) -> str:
        return " ".join(f"{name}{number}{'.' if number % 10 == 9 else ''}" for number in range(count))

    own = sentences("Own", 40)
    payload = json.dumps({"@type": "NewsArticle", "articleBody": sentences("Hidden", hidden)})
    html = page(
        f"<script type='application/ld+json'>{payload}</script>", f"<main><article><p>{own}</p></article></main>"
    )
    text = clean(html).text
    assert ("Hidden1 " in text, "Own1 " in text) == (taken, not taken)
