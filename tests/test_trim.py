"""What is cut before parsing is what no reader sees, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_invariants import EXAMPLES, pages

from cleaner.page.dom import parse
from cleaner.page.trim import attributes, trim

pytestmark = pytest.mark.skipif(trim(b"") is None, reason="built without a C compiler: nothing is cut")

FIXTURES = sorted(Path(__file__).parent.joinpath("fixtures").rglob("*.html"))
LONG = "x" * 30
PARTS = [
    "<script>", "</script>", "<SCRIPT type=a>", "</Script >", "<script type='application/ld+json'>",
    "<script type=ld&#43;json>", "<style>", "</style>", "<STYLE a=b>", "<svg>", "</svg>", "<svg/>", "<svg a=b/>",
    "<svg viewBox='0 0'>", "<path d=M0/>", "<path/>", "<g>", "</g>", "<title>", "</title>", "<desc>", "</desc>",
    "<foreignObject>", "<p>", "</p>", "<div class='a\"b>'>", "</div>", "<textarea>", "</textarea>", "<iframe>",
    "</iframe>", "<xmp>", "</xmp>", "<noscript>", "</noscript>", "<template>", "</template>", "<select>",
    "</select>", "<option>", "<math>", "</math>", "<table>", "<tr>", "<td>", "</table>", "<frameset>",
    "<plaintext>", "<!--", "-->", "--!>", "<!-->", "<!--->", "<!doctype html>", "<![CDATA[", "]]>", "<?x?>", "</>",
    "</ x>", "<", ">", "=", '"', "'", "/", " ", "\n", "&lt;", "text", LONG, f"var a = '<div>{LONG}</div>';",
    f"<a href={LONG}>", "<a b = 'c' d=\"e\"f g='>'>", "</a>", "<p a=b\"c d='>'>", "<p =x>", "<p '>", "<a\x0cb>",
    "<head>", "<body>", "<scripts>", "<styles >", "<b>", "</b>", "\0",
    "<a data-x=\"1\" href=y>", "<p data-a='b'class=c>", "<div data-a/class=x>", "<td width=10 id=q>", "<b data-z=1>",
    "<font data-z=2>", "</font>", "<li ID=a DATA-y  = '>' x>", "<img src=a/>", "<img src='a' alt=\"b\"/>", "<i x>",
    "<p x =\n'", "<option value=a selected>", "<input value=b type=hidden>", "<a x=1 y=2 href=3>", "<p class=a x='",
    "<p a class=b a=c>", "<html data-b=c>", "<body data-b=d>", "<meta data-c=d name=e>", "<div x/ y id=z>",
    "<div =x =y id=z>", "<p x\0y id=a>",
]  # fmt: skip
KEPT = attributes(["data-kept"])
NAMES = frozenset(["class", "data-kept", "href", "id", "name", "selected", "type"])


def shown(raw: bytes, names: frozenset[str] | None = None) -> list[object]:
    """The tree without the texts of scripts, JSON-LD aside, and of style sheets, and without the inside of drawings.

    Of most elements these attributes alone, where names are given.
    """
    page = parse(raw)
    found: list[object] = []
    stack = [(page.root, 0)] if page.root is not None else []
    while stack:
        node, depth = stack.pop()
        told = node.attributes
        if names is not None and node.tag not in ("html", "body", "meta"):
            told = {name: value for name, value in told.items() if name in names}
        found.append((depth, node.tag, told, (node.text_content or "") if node.tag == "-text" else ""))
        data = "ld+" in (node.attributes.get("type") or "").lower()
        child = None if node.tag in ("svg", "style") or (node.tag == "script" and not data) else node.first_child
        inner = []
        while child is not None:
            inner.append((child, depth + 1))
            child = child.next
        stack.extend(reversed(inner))
    return found


def assert_nothing_else_goes(raw: bytes) -> None:
    trimmed = trim(raw)
    assert trimmed is not None
    assert shown(trimmed.raw) == shown(raw)
    assert len(trimmed.raw) <= len(raw)
    without = trim(raw, KEPT)
    assert without is not None
    assert shown(without.raw, NAMES) == shown(raw, NAMES)
    assert without[1:] == trimmed[1:]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture(path):
    assert_nothing_else_goes(path.read_bytes().decode("utf-8", "replace").encode())


@given(parts=st.lists(st.sampled_from(PARTS), max_size=24))
@settings(max_examples=6 * EXAMPLES, deadline=None)
def test_any_tags_in_any_order(parts):
    assert_nothing_else_goes("".join(parts).encode())


@given(html=pages)
@settings(max_examples=EXAMPLES, deadline=None)
def test_generated_pages(html):
    assert_nothing_else_goes(html.encode())


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        (f"<script a=b>{LONG}</script>x", "<script a=b></script>x"),
        (f"<STYLE>{LONG}</Style >x", "<STYLE></Style >x"),
        (f"<svg><g><path d='{LONG}'/></g><title>t</title></svg>x", "<svg></svg>x"),
        (f"<script>if (a < b) '<!--' + '{LONG}'</script>", "<script></script>"),
        (f"<p title='<script>'>{LONG}</p><script>{LONG}</script>", f"<p title='<script>'>{LONG}</p><script></script>"),
        (f"<!-- <script> --><style>{LONG}</style>", "<!-- <script> --><style></style>"),
    ],
)
def test_what_goes(raw, left):
    trimmed = trim(raw.encode())
    assert trimmed is not None
    assert trimmed.raw.decode() == left
    assert trimmed.complete


@pytest.mark.parametrize(
    "raw",
    [
        f'<script type="application/ld+json">{{"a": "{LONG}"}}</script>',
        f"<textarea><style>{LONG}</style></textarea>",
        f"<svg><p>{LONG}</p></svg>",
        f"<svg><foreignObject>{LONG}</foreignObject></svg>",
        f"<script><!-- <script> {LONG} </script> -->",
        f"<script>{LONG}",
        "<script>short</script>",
        f"<svg>{LONG}</svg><frameset>",
        f"<a title={LONG}><b>",
    ],
)
def test_what_stays(raw):
    trimmed = trim(raw.encode())
    assert trimmed is not None
    assert trimmed.raw == raw.encode()


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("<p value='a' CLASS=b>", "<p  CLASS=b>"),
        ('<a x="1" y=2 z href=3>', "<a  href=3>"),
        ("<a href=3 x='>' y>", "<a href=3 >"),
        ('<img width="a" sizes="b 2x" />', "<img  />"),
        ("<p data-kept=1 data-keptt=2>", "<p data-kept=1 >"),
        ("<p data-a='1'id=b>", "<p id=b>"),
        ("<p id='a'data-a=1>", "<p id='a'data-a=1>"),
        ("<p/data-a=1>", "<p/data-a=1>"),
        ("<svg viewBox='0 0' class=a><g/></svg>", "<svg  class=a><g/></svg>"),
        ("<b data-a=1><html x=1><body y=2><meta z=3>", "<b data-a=1><html x=1><body y=2><meta z=3>"),
        ("<title><p data-a=1></title>", "<title><p data-a=1></title>"),
        ("<!-- <p data-a=1> -->", "<!-- <p data-a=1> -->"),
        ("<p data-a=1 id=b", "<p data-a=1 id=b"),
        ("<p data-a=1 data-b='>", "<p data-a=1 data-b='>"),
    ],
)
def test_attributes_that_nobody_asks_for_go(raw, left):
    trimmed = trim(raw.encode(), KEPT)
    assert trimmed is not None
    assert trimmed.raw.decode() == left


def test_too_many_attributes_are_an_error():
    with pytest.raises(ValueError, match="too many"):
        attributes(f"a{number}" for number in range(400))


def test_what_is_counted():
    trimmed = trim(f"<p a b=c d='e'>x<br/><b class=f></p><script>{LONG}<b c></script></div>".encode())
    assert trimmed is not None
    assert trimmed[1:] == (7, 3, 3, 4, 1, False, True)


def test_a_page_that_is_read_in_part():
    trimmed = trim(f"<style>{LONG}</style><math><style>{LONG}</style>".encode())
    assert trimmed is not None
    assert (trimmed.raw, trimmed.complete) == (f"<style></style><math><style>{LONG}</style>".encode(), False)
