"""Twice the page takes about twice the time, whatever it is made of."""

from __future__ import annotations

import gc
import json
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner import Article, Cleaner
from cleaner.metadata.jsonld import Graph, names_of
from cleaner.page import dom
from cleaner.page.dom import parse
from cleaner.page.json_scripts import parse_script
from cleaner.page.payload import read_payload
from cleaner.render import safe_html
from cleaner.rules import select
from cleaner.rules.select import find, text_length, text_lengths
from cleaner.text.repeats import squeeze

SENTENCE = "The ferry to Kellan Sound stopped running on Monday, after engineers had found a crack in its hull. "
STORY = f"<p>{SENTENCE * 2}</p>" * 4
# A case that takes less than this has nothing to tell. Square time would be four times as long for twice the size;
# what is linear stays well below three times, also on a machine that has other things to do.
SHORT_S, RATIO = 0.3, 3.0

Make = Callable[[int], str]


def page(story: str = STORY, head: str = "", after: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Ferry stops</title>{head}</head>"
        f"<body><article><h1>Ferry stops</h1>{story}</article>{after}</body></html>"
    )


def data(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def lists(depth: int, width: int, inner: object) -> object:
    for _ in range(depth):
        inner = [inner] * width
    return inner


def references(width: int) -> str:
    """People who are named by lists of people, five levels deep."""
    things: list[dict[str, object]] = [
        {"@type": "NewsArticle", "headline": "Ferry stops", "author": [{"@id": "#0"}] * width}
    ]
    things += [{"@id": f"#{n}", "name": [{"@id": f"#{n + 1}"}] * width, "x": 1} for n in range(5)]
    things.append({"@id": "#5", "name": "Ada Bell", "x": 1})
    return data(json.dumps({"@graph": things}))


PAGES: dict[str, tuple[int, Make]] = {
    "references of people": (30, lambda n: page(head=references(n))),
    "lists of names": (
        5,
        lambda n: page(head=data(json.dumps({"@type": "NewsArticle", "author": lists(3, 4 * n, "Ada Bell")}))),
    ),
    "lists in lists": (400, lambda n: page(head=data('{"@graph":' + "[" * n + "]" * n + "}"))),
    "things": (4000, lambda n: page(head=data(json.dumps([{"@type": "NewsArticle", "headline": "x"}] * n)))),
    "blanks before the end of a script": (40_000, lambda n: page(head=data("{x" + " " * n + "x"))),
    "comments before the end of a script": (40_000, lambda n: page(head=data("{x" + "// " * n + "x"))),
    # From some six thousand tags on, a page is read tag by tag before it is parsed: both sizes are beyond that.
    "headers in headers": (6500, lambda n: page(after="<header>" * n + SENTENCE * 50)),
    "asides with text in asides": (4000, lambda n: page(after="<aside>Words. " * n + SENTENCE * 50)),
    "assignments": (6_000, lambda n: "<p>x<script>" + "window.xyz={;" * n + "</script>"),
    "assignments of lists": (6_000, lambda n: "<p>x<script>" + 'window.xyz=["a",' * n + "</script>"),
    "assignments in texts": (6_000, lambda n: '<p>x<script>window.xyz=["' + 'window.xyz=["", "' * n + "</script>"),
    "brackets in a body": (40_000, lambda n: "<p>x" + data(json.dumps({"articleBody": "<" * n + SENTENCE * 20}))),
    "links": (3_000, lambda n: page(f"<p>{''.join(f'<a href=/{k}>word</a> ' for k in range(n))}{SENTENCE * 30}")),
    "parts of a line": (
        12_000,
        lambda n: page(f"<p>{''.join(f'<span>{k} {SENTENCE}</span> {SENTENCE}' for k in range(n))}</p>"),
    ),
    "copyright signs": (50_000, lambda n: page(f"{STORY}<p>{'©' * n} {SENTENCE}")),
    "blanks that do not break": (50_000, lambda n: page(f"{STORY}<pre>x{chr(160) * n}x</pre><p>{SENTENCE}")),
    "ampersands": (50_000, lambda n: page(f"{STORY}<p>{'&amp;&lt;' * n} {SENTENCE}")),
    "marks upon a letter": (40_000, lambda n: page(f"{STORY}<p>a{'̧́' * n} {SENTENCE}")),
    "blocks far down": (2500, lambda n: page(STORY + "<div>" * n + "<p>word word</p>" * n)),
    "items": (3_000, lambda n: page(STORY + "<ul>" + "<li>word" * n)),
    "rows": (2_000, lambda n: page(STORY + "<table>" + "<tr><td>word<td>word" * n)),
    "one row": (4_000, lambda n: page(STORY + "<table><tr>" + "<td>word" * n + "<tr><td>y")),
    "authors in authors": (4000, lambda n: page(after="<div itemprop=author itemscope>" * n + "Ada Bell")),
    "headings": (4000, lambda n: page(after="".join(f"<h1>Heading {k} of many</h1>" for k in range(n)))),
    "key words": (40_000, lambda n: page(head=f'<meta name=keywords content="{",".join(map(str, range(n)))}">')),
    "class names": (100_000, lambda n: page(after=f"<div class='{'ad-b ' * n}'>x</div>")),
    "one class name": (100_000, lambda n: page(after=f"<div class='{'adB' * n}'>x</div>")),
    "references of characters": (25_000, lambda n: page(f"{STORY}<p>{'&bogus;&#1;' * n}")),
}
DUMPS: dict[str, tuple[int, Make]] = {
    "marks upon a letter": (40_000, lambda n: f"{SENTENCE}\na{'̧́' * n}\n{SENTENCE}"),
    "one word": (200_000, lambda n: "a" * n),
    "one line": (10_000, lambda n: "word " * n),
    "blanks": (100_000, lambda n: f"a{' ' * n}b. C"),
    "blank lines": (100_000, lambda n: SENTENCE + "\n" * n + SENTENCE),
    "short lines": (8_000, lambda n: "\n".join(f"word {k}" for k in range(n))),
    "the same short line": (8_000, lambda n: "word\n" * n),
    "sentences": (8_000, lambda n: "A. " * n),
    "quotation marks": (8_000, lambda n: '." ' * n),
    "lines cut off": (2_000, lambda n: "\n".join(f"{SENTENCE[:50]}{k}..." for k in range(n))),
}
ADDRESSES: dict[str, tuple[int, Make]] = {
    "folders of posts": (400, lambda n: f"https://x.example/{'p/' * n}{'a/' * n}"),
    "folders with words": (400, lambda n: f"https://x.example/{'p/' * n}{'abc/' * n}abc"),
    "letters": (40_000, lambda n: f"https://x.example/news/{'a' * n}"),
    "hyphens": (40_000, lambda n: f"https://x.example/news/{'a-' * n}/"),
    "slashes": (10_000, lambda n: f"https://x.example/{'//a/' * n}"),
    "months": (20_000, lambda n: f"https://x.example/{'2021/01/' * n}"),
}


class TimedParser:
    """The parser, and how long it was at work: it steps through its open elements at each tag, so that its time grows
    with the square of the depth. `hostile_markup` bounds that before it begins; the rest must be linear."""

    def __init__(self) -> None:
        self.parser = dom.LexborHTMLParser
        self.spent_s = 0.0

    def __call__(self, *args: Any, **options: Any) -> object:
        started = time.process_time()
        try:
            return self.parser(*args, **options)
        finally:
            self.spent_s += time.process_time() - started


@pytest.fixture(scope="module", autouse=True)
def timed_parser() -> Iterator[TimedParser]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dom, "LexborHTMLParser", timed := TimedParser())
        yield timed


def seconds(work: Callable[[], object]) -> float:
    """Time of the work alone: without the parser's, and without Python's collector, which looks through whatever else
    the tests before have left alive."""
    timed = dom.LexborHTMLParser
    assert isinstance(timed, TimedParser)
    gc.disable()
    try:
        before, started = timed.spent_s, time.process_time()
        work()
        return time.process_time() - started - (timed.spent_s - before)
    finally:
        gc.enable()


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Twice the size takes at most so much longer; the best of a few attempts counts."""
    work(max(1, size // 50))  # what is loaded with the first one
    for _ in range(3):
        once, twice = seconds(lambda: work(size)), seconds(lambda: work(2 * size))
        if twice < SHORT_S or twice < RATIO * once:
            return
    pytest.fail(f"{once:.2f} s became {twice:.2f} s")


def render(article: Article) -> Article:
    assert article.text is not None
    assert article.markdown is not None
    assert article.html is not None
    return article


@pytest.fixture(scope="module")
def ready() -> Cleaner:
    return Cleaner()


@pytest.mark.parametrize("case", PAGES)
def test_a_page_of(ready: Cleaner, case: str) -> None:
    size, make = PAGES[case]
    assert_linear(lambda n: render(ready.clean(make(n), "https://courier.example/ferry-stops")), size)


@pytest.mark.parametrize("case", DUMPS)
def test_a_dump_of(ready: Cleaner, case: str) -> None:
    size, make = DUMPS[case]
    assert_linear(lambda n: render(ready.clean_text(make(n), "https://courier.example/ferry-stops")), size)


@pytest.mark.parametrize("case", ADDRESSES)
def test_an_address_of(ready: Cleaner, case: str) -> None:
    size, make = ADDRESSES[case]
    assert_linear(lambda n: ready.clean(page(), make(n)), size)
    assert_linear(lambda n: ready.clean_text(SENTENCE * 3, make(n)), size)


RULES = {
    "five elements": ("section div div div div p", "<div>", "<p>x</p>"),
    "six elements": ("div div div div div p.x", "<div>", "<p>x</p>"),
    "parents among them": ("section > div div > div div p", "<div>", "<p>x</p>"),
    "classes": (".a .b .b .c .d", "<div class='b c'>", "<p class=d>x</p>"),
    "one that is not": (".b:not(.a .b) p", "<div class=b>", "<p>x</p>"),
    "parts that are not": ("section div:not(.a) div:not(.a) div:not(.a) p", "<div>", "<p>x</p>"),
    "a list of them": (":is(section div div div div p, .a .b)", "<div>", "<p>x</p>"),
    "what holds something": ("div:has(section p) div:has(a b) p", "<div>", "<p>x</p>"),
    "what follows": ("section ~ p ~ p ~ p ~ p ~ p", "<div>", "<p>x</p>"),
    "children by number": ("p:nth-child(7n+5), p:nth-last-of-type(3)", "<div>", "<p>x</p>"),
    "nothing within nothing": (":not(:not(:not(section div div div p)))", "<div>", "<p>x</p>"),
}


@pytest.mark.parametrize("doctype", ["<!doctype html>", ""], ids=["standard", "old"])
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("key", ["drop", "content", "author"])
def test_a_rule_of(tmp_path: Path, rule: str, key: str, doctype: str) -> None:
    selector, opened, inner = RULES[rule]
    (tmp_path / "r.example.toml").write_text(f'[[layout]]\n{key} = ["{selector}"]\n')
    ready = Cleaner(rules=tmp_path)

    def clean(size: int) -> None:
        html = page(after=opened * size + inner * size).replace("<!doctype html>", doctype)
        ready.clean(html, "https://r.example/x")

    assert_linear(clean, 3500)  # both sizes are read tag by tag before they are parsed


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_nothing_is_compiled_for_of(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    monkeypatch.setattr(select.survey, "compiled", None)
    selector, opened, inner = RULES[rule]
    assert_linear(lambda n: find(parse(page(after=opened * n + inner * n)), (selector, ".z")), 1500)


def test_authors_in_one_another_are_read_as_often_as_there_may_be_authors(tmp_path: Path) -> None:
    (tmp_path / "r.example.toml").write_text('[[layout]]\nauthor = [".a"]\n')
    ready = Cleaner(rules=tmp_path)
    inner = "<div class=a><script>0</script>"
    assert_linear(lambda n: ready.clean(page(after=inner * n + SENTENCE * n), "https://r.example/x"), 1500)


def test_content_within_content_is_looked_through_once(tmp_path: Path) -> None:
    (tmp_path / "r.example.toml").write_text('[[layout]]\ncontent = [".a"]\ndrop = [".b:not(.c)", ".d"]\n')
    ready = Cleaner(rules=tmp_path)
    story = "<div class='a b'>" * 1500 + SENTENCE * 4
    assert_linear(lambda n: ready.clean(page("<div class=a>" * n + SENTENCE * 4), "https://r.example/x"), 1500)
    assert ready.clean(page(story), "https://r.example/x") is not None


NESTED = page("<div class=a><section><div class=b><p class=c>x</p></div></section></div><p class=c>y</p>")


@pytest.mark.parametrize(
    ("selector", "count"),
    [(".a .c", 1), (".a > .c", 0), (".a > section > .b > .c", 1), ("section .b > p", 1), (".a .a .c", 0),
     ("div div p", 1), ("article div > section p", 1), (".b .a p", 0), ("body > div p", 0),
     ("article > .a section > div p", 1),
     ("div > p", 1), ("html body article div section div p", 1), ("section > div div > p", 0)],
)  # fmt: skip
def test_chains_of_selectors_find_what_they_ask_for(selector: str, count: int) -> None:
    found = find(parse(NESTED), (selector,))
    assert len(found) == count
    assert len(found) == len(parse(NESTED).select(selector))


@pytest.mark.parametrize("seed", range(40))
def test_chains_find_what_the_parser_finds(seed: int) -> None:
    import random

    chance = random.Random(seed)
    classes = "abc"
    parts = [
        chance.choice([f"<div class={chance.choice(classes)}>", f"<p class={chance.choice(classes)}>x</p>", "</div>"])
        for _ in range(120)
    ]
    html = page("<div class=a>" * chance.choice([0, 80]) + "".join(parts))
    for _ in range(20):
        selector = chance.choice([".a", "div", ".b"])
        for _ in range(chance.randint(1, 4)):
            selector += chance.choice([" ", " > "]) + chance.choice([".a", ".b", ".c", "div", "p"])
        tree = parse(html)
        assert set(find(tree, (selector,))) == {node.mem_id for node in tree.select(selector)}, selector


def test_the_characters_of_nodes_in_one_another_are_counted_in_one_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = parse("<div>a<div>bc<script>no</script><p>déf</p></div></div>" * 5 + "<div></div>")
    nodes = [node.mem_id for node in tree.select("div, p")]
    expected = [text_length(tree, node) for node in nodes]
    assert text_lengths(tree, nodes) == expected
    monkeypatch.setattr(select.survey, "compiled", None)
    assert text_lengths(tree, nodes) == expected


def test_names_are_looked_for_in_so_many_values_at_most() -> None:
    assert len(list(names_of(lists(5, 30, "Ada Bell"), Graph([])))) <= 5_000


def test_a_name_by_itself_is_found() -> None:
    assert [name for name, _ in names_of("Ada Bell", Graph([]))] == ["Ada Bell"]


@pytest.mark.parametrize(
    "script",
    ['<!-- {"a": 1} -->', '//<![CDATA[\n{"a": 1}\n//]]>', '/*<![CDATA[*/ {"a": 1} /*]]>*/', '{"a": 1};',
     '<![CDATA[{"a": 1}]]>', ' <!--{"a": 1}// --> '],
)  # fmt: skip
def test_what_scripts_are_wrapped_in_goes(script: str) -> None:
    assert parse_script(script) == [{"a": 1}]


def test_the_state_behind_many_faulty_assignments_is_still_read() -> None:
    state = json.dumps({"content": {"body": [f"{SENTENCE}{n}" for n in range(12)]}})
    found = read_payload(parse("<p>x<script>" + "window.xyz={;" * 100 + f"window.__STATE__ = {state};</script>"))
    assert found is not None
    assert SENTENCE in found.markup


@pytest.mark.parametrize("text", ["©©", "a b & c < d > e", "· ¿ ­ ª", "é → 中"])
def test_stand_ins_for_slow_characters_leave_no_trace(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    article = Cleaner().clean(
        page(f"{STORY}<p>{safe_html.escape(text)} {SENTENCE}</p><p><a href='/?a&amp;b'>x</a> {text}")
    )
    plain = article.html
    monkeypatch.setattr(safe_html, "_MANY_SLOW", 0)
    assert article.html == plain


def test_marks_beyond_what_any_language_has_are_left_out_of_a_comparison() -> None:
    assert squeeze("a" + "\u0301" * 500 + "b") == unicodedata.normalize("NFKC", "a" + "\u0301" * 30 + "b")
    assert squeeze("e\u0301 " + "\u2014" * 60) == "é " + "\u2014" * 60


def test_a_dump_of_very_many_lines_is_no_article() -> None:
    article = Cleaner().clean_text("word\n" * 100_001)
    assert (article.blocks, article.reason) == ((), "hostile text: more than 100,000 lines")
