"""The bookkeeping of open elements against the trees that the parser really builds."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from cleaner.page.compiled import load_scan
from cleaner.page.dom import parse
from cleaner.page.hostile_markup import unparsable
from cleaner.page.parser_elements import FORMATTING
from cleaner.page.tokenizer import Reader
from cleaner.page.tree_construction import TreeConstruction

scan = load_scan()
OFTEN = ["p", "b", "i", "a", "div", "font", "table", "tr", "td", "li", "ul", "svg"]
SELDOM = """
    th tbody caption ol form h2 h3 pre math select option optgroup body template noscript br blockquote button nobr dd
    dt dl title span section article foreignobject desc mi annotation-xml style script col colgroup thead center object
    applet ruby rt rb em x-y hr img input mglyph image iframe head html
"""
NAMES = OFTEN * 4 + SELDOM.split()
ATTRIBUTES = ["", "", " class=x", " size=1", "/", " encoding=text/html", ' title="</div>"', " a='>'"]
BETWEEN = ["<!-- <div> -->", "<!-->", "<!-- </div>-->", "<![CDATA[</div>]]>", "<?p </p>?>", "&amp;", "<", "</>", "-->"]


def soup(seed: int) -> bytes:
    chance = random.Random(seed)
    few = chance.choices(NAMES, k=chance.randint(2, 9))
    parts = []
    for _ in range(chance.choice([5, 10, 30, 100])):
        kind, name = chance.random(), chance.choice(few)
        if kind < 0.5:
            parts.append(f"<{name}{chance.choice([*ATTRIBUTES, f' a{chance.randrange(99)}=1'])}>")
        elif kind < 0.85:
            parts.append(f"</{name}>")
        else:
            parts.append(chance.choice(["x", " ", "word ", *BETWEEN]))
    return "".join(parts).encode()


def steps(raw: bytes) -> Iterator[tuple[TreeConstruction, bytes]]:
    """The bookkeeping after each token, and the name of the element that the token starts."""
    stack, reader = TreeConstruction(), Reader(raw)
    for name, closing, rest in reader:
        started = b""
        if not name:
            stack.text(rest.isspace())
        elif closing:
            stack.end(name)
        else:
            started = name
            reader.is_html = stack.start(name, rest)
        reader.in_foreign = stack.in_foreign
        yield stack, started


def told(raw: bytes) -> tuple[int, int]:
    """Depth, and formatting elements in all, as the bookkeeping has them."""
    stack, formatting = TreeConstruction(), 0
    for after, started in steps(raw):
        stack = after
        formatting += started in FORMATTING
    return stack.deepest, formatting + stack.reopened


def built(raw: bytes) -> tuple[int, int]:
    """The same of the parser's tree."""
    root = parse(raw).root
    deepest = formatting = 0
    left = [(root, 1)] if root is not None else []
    while left:
        node, depth = left.pop()
        deepest = max(deepest, depth)
        formatting += (node.tag or "").encode() in FORMATTING
        left += [(inner, depth + 1) for inner in node.iter()]
    return deepest, formatting


@pytest.mark.parametrize("start", range(0, 8000, 1000))
def test_no_tree_is_far_deeper_or_larger_than_its_tags_let_expect(start: int) -> None:
    for seed in range(start, start + 1000):
        raw = soup(seed)
        (depth, formatting), (real_depth, real_formatting) = told(raw), built(raw)
        # An element that is taken off the stack while others in it stay open is in the tree above them all the same.
        assert real_depth <= 2 * depth, raw
        assert real_formatting <= 2 * formatting + 4, raw


def formatting_in_list(raw: bytes) -> int:
    """Most formatting elements, but for links, in the list of those to open again."""
    return max(
        (sum(entry is not None and entry.name != b"a" for entry in stack._list) for stack, _ in steps(raw)), default=0
    )


@pytest.mark.skipif(scan is None, reason="not compiled")
@pytest.mark.parametrize("start", range(0, 8000, 1000))
def test_no_more_formatting_is_in_the_list_than_one_pass_over_the_tags_bounds(start: int) -> None:
    assert scan is not None
    bounded = 0
    for raw in map(soup, range(start, start + 1000)):
        bound = scan.formatting_left_open(raw)
        if bound >= 0 and scan.trim(raw)[-1]:
            bounded += 1
            assert formatting_in_list(raw) <= bound, raw
    assert bounded > 100


@pytest.mark.skipif(scan is None, reason="not compiled")
def test_formatting_that_is_ended_where_it_was_opened_is_not_left_open() -> None:
    assert scan is not None
    assert scan.formatting_left_open(b"<p><code class=a><span>x</span></code> <b>y <i id=b>z</i></b></p>" * 200) == 2


@pytest.mark.skipif(scan is None, reason="not compiled")
def test_words_that_may_name_an_attribute_are_counted_once_each() -> None:
    assert scan is not None
    assert scan.distinct_words(b'<p CLASS="x" class="x"id a=b/>' * 100, 50) == 6


def test_most_trees_are_as_deep_as_told() -> None:
    pairs = [(told(raw)[0], built(raw)[0]) for raw in map(soup, range(1000))]
    assert sum(depth for depth, _ in pairs) <= 1.1 * sum(depth for _, depth in pairs)


def test_formatting_that_each_paragraph_opens_anew_is_counted_as_the_parser_makes_it() -> None:
    raw = ("<p>" + "".join(f"<font class=c{n}>" for n in range(50)) + "</p>" + "<p>x</p>" * 100).encode()
    assert told(raw)[1] == built(raw)[1] == 50 * 101


@pytest.mark.parametrize(
    "page",
    ["<table>" + "<tr><td>a<td>b" * 300, "<ul>" + "<li>x" * 300, "<p>x" * 300, "<dl>" + "<dt>x<dd>y" * 300,
     "<select>" + "<option>x" * 300, "<ruby>" + "x<rt>y" * 300, "<h2>x" * 300],
)  # fmt: skip
def test_omitted_end_tags_pile_nothing_up(page: str) -> None:
    assert told(page.encode())[0] <= 8


@pytest.mark.parametrize(
    "raw",
    [b"<a" * 200_000, b"<" * 400_000, b"<!--" * 100_000, b"<a b='" * 60_000, b"<p " + b"a= " * 100_000,
     b"<script><!--" * 40_000, b"<script></scrip" * 30_000, b"<title></titl" * 30_000, b"<![CDATA[" * 40_000,
     b"<svg><![CDATA[" * 30_000, b"</" * 200_000, b"<a/" * 100_000, b"<p =" * 100_000, b"<p a = = =" * 40_000],
    ids=lambda raw: raw[:8].decode(),
)  # fmt: skip
def test_twice_the_page_takes_about_twice_the_steps(raw: bytes) -> None:
    # What a regular expression steps through cannot be counted; that it ends soon is held by the time for a test.
    stack, reader = TreeConstruction(), Reader(raw)
    tokens = 0
    for name, closing, rest in reader:
        tokens += 1
        if name and not closing:
            reader.is_html = stack.start(name, rest)
    assert tokens <= len(raw)
    assert unparsable(raw) is None or len(raw) > 6_000


def test_what_follows_a_tag_without_end_is_no_tag() -> None:
    assert [token.name for token in Reader(b"<p>x<b title='</p><i>")] == [b"p", b""]
