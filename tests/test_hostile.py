"""Pages made to break a cleaner: bounded work, the story still found, nothing that acts in any output."""

from __future__ import annotations

import asyncio
import json
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from html import escape

import pytest
from hostile_pages import FIRST, LAST, STORY, assert_sound, limited, new_cleaner, page

from cleaner import Article, Cleaner, render
from cleaner.page.dom import parse
from cleaner.page.segment import segment

cleaner_ = pytest.fixture(scope="module")(new_cleaner)
cpu_limit = pytest.fixture(autouse=True)(limited)


DEEP = {
    "div": ("<div>", "</div>"),
    "div unclosed": ("<div>", ""),
    "font unclosed": ("<font>", ""),
    "list": ("<ul><li>", "</li></ul>"),
    "definition": ("<dl><dd>", "</dd></dl>"),
    "quote": ("<blockquote><p>", "</blockquote>"),
    "p in div": ("<p><div>", ""),
    "table": ("<table><tr><td>", "</td></tr></table>"),
    "table unclosed": ("<table>", ""),
    "span": ("<span>", "</span>"),
    "section": ("<section>", "</section>"),
}


@pytest.mark.parametrize("shape", DEEP)
@pytest.mark.parametrize("depth", [255, 256, 600, 3000])
def test_text_far_down_and_the_paragraph_after_it_are_both_there(cleaner_: Cleaner, shape: str, depth: int) -> None:
    opened, closed = DEEP[shape]
    html = page(opened * depth + STORY + closed * depth + "<p>After all this, the gulls came back.</p>")
    blocks = [block.text for block in segment(parse(html)).blocks]
    for wanted in (FIRST, LAST, "After all this, the gulls came back."):
        assert sum(wanted in block for block in blocks) == 1
    assert_sound(cleaner_.clean(html), len(html))


BESIDE = {
    "formatting reopened": "".join(f'<font color="{n}">' for n in range(250)) + "<p>x" * 250,
    "font and p": "<font><p>" * 250 + "</font>" * 250,
    "adoption b i": "<b><i></b>x</i>" * 4000,
    "adoption a div": "<a><div>" * 2000,
    "nobr div": "<nobr><div>" * 1000,
    "foster parents": "<table>" + "<tr>x" * 10_000,
    "spans of a billion": "<table>" + "<tr><td colspan=1000000000 rowspan=1000000000>x" * 100,
    "wide row": "<table><tr>" + "<td>x" * 5000 + "<tr><td>y",
    "ragged table": "<table>" + "".join("<tr>" + "<td>1" * (n % 90) for n in range(120)),
    "many p": "<p>" * 50_000 + "x",
    "many br": "x<br>" * 8000,
    "many closing p": "</p>" * 50_000,
    "select": "<select>" + "<option>x" * 4000,
    "templates": "<template>" * 5000 + "hidden words",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(5000)) + ">x",
    "same attribute": "<p " + "a=1 " * 20_000 + ">x",
    "bodies": "<body a=1 b=2>" * 5000,
    "tag names": "".join(f"<t{n}>x" for n in range(400)),
    "svg": "<svg><g>" * 3000 + "x",
    "foreign objects": "<svg><foreignObject><div>" * 300 + "x",
    "math": "<math><annotation-xml encoding=text/html>" * 300 + "x",
    "double escape": "<script><!--<script>alert(1)" * 5000,
    "php and cdata": "<?php echo '<p>no</p>' ?><![CDATA[ x ]]><?xml version='1.0'?>" * 500,
    "angles": "<" * 50_000,
    "open tags": "<a" * 50_000,
    "open comments": "<!--" * 50_000,
    "dashes": "<!-- " + "-" * 200_000,
    "ampersands": "&amp;" * 20_000 + "&bogus;" * 10_000 + "&" * 20_000,
    "numbers": "&#x110000;&#0;&#xD800;&#" + "9" * 100_000 + ";",
    "spaces": "<p>" + " \u00a0\t\n" * 50_000 + "x",
    "spaces in attribute": "<p class='" + " " * 200_000 + "'>x",
    "one long word": "<p>" + "a" * 300_000,
    "marks": "<p>" + ("a" + "\u0301" * 500) * 100,
    "active characters": "<p>" + "*_`[]<>\\~!&" * 2000,
    "brackets": "<p>" + "[" * 10_000 + "](" * 5000,
    "backticks": "<p>" + "".join("`" * (n % 50) + "x" for n in range(2000)) + "<pre>" + "`" * 5000,
    "looks": "<p>" + "".join(f"<{tag}>x</{tag}>" for tag in ["b", "i", "s", "code", "sup"] * 2000),
    "links": "<p>" + "".join(f'<a href="/{n}?{"q" * 20}">x</a> ' for n in range(3000)),
    "long link": f'<p><a href="https://x.example/{"a" * 300_000}">x</a>',
    "data link": f'<p><a href="data:text/html;base64,{"A" * 300_000}">x</a>',
    "hashes": "<h2>" + "# " * 5000,
    "lines": "<p>" + "1. x<br>- y<br>" * 1500,
    "noscript": "<noscript>" * 2000 + "x",
    "hidden": "<div hidden>" * 500 + "x",
}


@pytest.mark.parametrize("case", BESIDE)
def test_a_story_beside_hostile_markup_is_cleaned_whole(cleaner_: Cleaner, case: str) -> None:
    html = page(after=BESIDE[case])
    assert FIRST in "\n".join(block.text for block in segment(parse(html)).blocks)
    assert_sound(cleaner_.clean(html, "https://courier.example/ferry"), len(html))


@pytest.mark.parametrize("case", BESIDE)
def test_hostile_markup_kept_as_the_story_renders_whole_and_safe(case: str) -> None:
    html = page(after=BESIDE[case])
    blocks = tuple(segment(parse(html), coarse=False).blocks)
    found = Article("https://courier.example/ferry", blocks, Cleaner(rules=None).clean("").metadata, 1.0)
    assert_sound(found, len(html))


def _ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


HEADS = {
    "title of dashes": "<title>" + "a - b | " * 10_000 + "</title>",
    "title of spaces": "<title>" + " " * 300_000 + "x</title>",
    "dates": "".join(f'<meta property="article:published_time" content="{2000 + n}-13-45T99:99">' for n in range(2000)),
    "long date": f'<meta property="article:published_time" content="{"1" * 200_000}">',
    "authors": f'<meta name=author content="{"Ada Bell, " * 20_000}">',
    "dots": f'<meta name=author content="{"a." * 100_000}">',
    "by": f'<meta name=author content="{"by " * 60_000}">',
    "deep json": _ld('{"a":[' * 20_000),
    "broken json": _ld('{"@type":"NewsArticle","author":null,"headline":NaN,}'),
    "surrogate json": _ld('{"@type":"NewsArticle","headline":"\\ud800 x","author":[null,3]}'),
    "odd json": _ld('[[],{"@graph":{"@graph":[1,"a",null]}},{"@type":["NewsArticle",7]}]'),
    "large json": _ld('{"@type":"NewsArticle","keywords":"' + "k, " * 100_000 + '"}'),
    "canonical": '<link rel=canonical href="http://["><meta property="og:url" content="javascript:alert(1)">',
    "language": f'<meta http-equiv=content-language content="{"en-" * 50_000}">',
}


@pytest.mark.parametrize("case", HEADS)
def test_hostile_metadata_leaves_the_body_alone(cleaner_: Cleaner, case: str) -> None:
    article = cleaner_.clean(page(head=HEADS[case]), "https://courier.example/ferry")
    assert FIRST in article.text
    assert LAST in article.text
    assert_sound(article, len(page(head=HEADS[case])))


@pytest.mark.parametrize(
    "swallower", ["<plaintext>", "<textarea>", "<title>", "<script>", "<style>", "<iframe>", "<!--", "<svg><![CDATA[",
     "<xmp>",
                  "<noembed>", "<template>", "<select>", "<frameset>"]
)  # fmt: skip
def test_a_page_swallowed_by_an_unclosed_element_is_still_an_answer(cleaner_: Cleaner, swallower: str) -> None:
    article = cleaner_.clean(f"<html><body>{swallower}{STORY}")
    assert_sound(article, len(STORY) + 100)
    assert article.blocks or (article.reason and article.confidence == 0)


def test_frameset_pages_do_not_raise(cleaner_: Cleaner) -> None:
    article = cleaner_.clean(f"<frameset cols=*><frame src=x><noframes>{STORY}</noframes></frameset>")
    assert article.blocks or article.reason


def test_entities_of_a_doctype_are_not_expanded(cleaner_: Cleaner) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "lollol"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    article = cleaner_.clean(f"{doctype}{page(STORY + '<p>&a; and &f; stay as they are, the clerk wrote.</p>')}")
    assert "lollol" not in article.text
    assert "&f;" in "\n".join(block.text for block in segment(parse(f"{doctype}<p>&f;</p>")).blocks)


@pytest.mark.parametrize("seed", range(6))
def test_tag_soup_is_cleaned_and_twice_the_same(cleaner_: Cleaner, seed: int) -> None:
    random_ = random.Random(seed)
    names = ["p", "b", "i", "a", "div", "table", "tr", "td", "li", "ul", "form", "h2", "pre", "svg", "math", "select",
     "body",
             "template", "noscript", "br", "blockquote", "button", "nobr", "option", "caption", "dd", "title",
     "frameset"]  # fmt: skip
    soup = "".join(
        random_.choice(["<{}>", "</{}>", "<{} class=x href='/y'>", "word ", "&amp;", "<!-- {} -->", "<"]).format(
            random_.choice(names)
        )
        for _ in range(4000)
    )
    article = cleaner_.clean(soup)
    assert cleaner_.clean(soup) == article
    assert_sound(article, len(soup))


VECTORS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
     "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>", "<a href=vbscript:x>x</a>",
     "<a href='data:text/html,<script>x</script>'>x</a>",
    "<template><script>alert(1)</script></template>",
     '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<svg><a><set attributeName=href to=javascript:alert(1)></a></svg>",
     "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
     "<base href=javascript:alert(1)//>",
    "<math><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
     "<p style='x:expression(y)' onclick=z>x</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "[x](javascript:alert(1))", "![x](https://x.example/y.png)",
     "<x:script>alert(1)</x:script>",
    "<p>`</p><script>x</script><p>`</p>", "<a href='https://x.example/)[y](javascript:alert(1)'>x</a>",
     "<object data=x></object>",
    "<a href='https://x.example/\" onmouseover=\"alert(1)'>x</a>", "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
     "<link rel=import href=x>",
    "<meta http-equiv=refresh content='0;url=javascript:x'>", "<details open ontoggle=alert(1)>x</details>",
     "<video><source onerror=x>",
    "<pre>```\n<script>alert(1)</script>\n```</pre>", "<code>`<img src=x onerror=y>`</code>",
     "<table background=javascript:x><td>y",
    "<button formaction=javascript:alert(1)>x</button>", "<embed src=x>", "<![CDATA[<script>alert(1)</script>]]>",
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_that_acts_survives(cleaner_: Cleaner, vector: str) -> None:
    html = page(
        STORY + f"<p>Witnesses described it this way: {vector} and then the ferry left the harbour again.</p>{vector}"
    )
    assert_sound(cleaner_.clean(html, "https://courier.example/ferry"), len(html))
    whole = Article(None, tuple(segment(parse(html), coarse=False).blocks), cleaner_.clean("").metadata, 1.0)
    assert_sound(whole, len(html))


def test_text_that_came_from_scripts_or_dumps_goes_through_the_same_filter(cleaner_: Cleaner) -> None:
    odd = "<script>alert(1)</script> [x](javascript:alert(1)) \x1b[31m was what the screen showed, he said."
    dump = f"{FIRST}\n{odd}\n{LAST}"
    assert_sound(cleaner_.clean_text(dump), len(dump))


def test_eight_threads_give_what_one_gives(cleaner_: Cleaner) -> None:
    inputs = [page(STORY.replace("Kellan", name), BESIDE["ragged table"][:3000] + name) for name in map(str, range(8))]
    alone = [cleaner_.clean(html, "https://courier.example/ferry") for html in inputs]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda html: cleaner_.clean(html, "https://courier.example/ferry"), inputs * 3))
    assert together == alone * 3
    assert [article.html for article in together] == [article.html for article in alone * 3]


def test_it_runs_inside_an_event_loop_and_on_a_small_stack(cleaner_: Cleaner) -> None:
    html = page(after="<template>" * 5000 + "<div>" * 5000)

    async def inside() -> Article:
        return cleaner_.clean(html)

    found: list[Article] = []
    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.append(cleaner_.clean(html)))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert asyncio.run(inside()) == found[0]


WORST = [
    " " * 100_000, "<!--" * 25_000, "1" * 100_000, "a." * 50_000, "a" * 100_000, "By " * 33_000, "1/" * 50_000,
    ", " * 50_000, "A b " * 25_000, "| " * 50_000, "é" * 100_000, "2021-" * 20_000, "12:30 " * 16_000, "• " * 50_000,
    "\n" * 100_000, "A. B. " * 16_000, "and " * 25_000, "[" * 100_000, "://" * 33_000, "a@" * 50_000,
]  # fmt: skip


def slots(text: str) -> str:
    """A page with the text wherever a cleaner reads one: title, byline, dates, JSON-LD, classes, a paragraph."""
    quoted = escape(text)
    named = json.dumps({"@type": "NewsArticle", "headline": text, "datePublished": text, "author": {"name": text}})
    head = (
        f'<title>{quoted}</title><meta property="og:title" content="{quoted}"><meta name=author content="{quoted}">'
        f'<meta property="article:published_time" content="{quoted}"><meta name=description content="{quoted}">'
        f'<link rel=canonical href="{quoted}">{_ld(named.replace("<", "&lt;"))}'
    )
    top = (
        f'<div class="{quoted}" id="{quoted}" style="{quoted}"><h1>{quoted}</h1><p class=byline>By {quoted}</p>'
        f'<a rel=author href="{quoted}">{quoted}</a><time datetime="{quoted}">{quoted}</time>'
        f"<p class=date>{quoted}</p></div>"
    )
    return f"<html lang='x'><head>{head}</head><body><article>{top}{STORY}<p>{quoted}</p></article></body></html>"


@pytest.mark.parametrize("number", range(len(WORST)))
def test_a_text_made_for_slow_patterns_costs_no_more_than_others(cleaner_: Cleaner, number: int) -> None:
    text = WORST[number]
    # What it may cost is held by this file's alarm.
    assert FIRST in cleaner_.clean(slots(text), "https://courier.example/" + text[:5000]).text


@pytest.mark.parametrize("number", range(len(WORST)))
def test_a_dump_made_for_slow_patterns_costs_no_more_than_others(cleaner_: Cleaner, number: int) -> None:
    lines = f"{WORST[number]}\n{FIRST}\nBy {WORST[number][:20_000]}\n{LAST}\n{WORST[number]}"
    assert FIRST in cleaner_.clean_text(lines).text


def test_rendering_thousands_of_blocks_in_one_item_is_linear() -> None:
    blocks = segment(parse("<ul><li>x <b>y</b>" + "<p>z" * 8000)).blocks
    assert render.text(blocks).count("\n") == 8000
    assert render.markdown(blocks, None).count("z") == 8000
