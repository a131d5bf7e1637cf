"""What is cut before parsing is what no reader sees, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_invariants import EXAMPLES, pages

from cleaner.dom import parse
from cleaner.trim import trim

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
]  # fmt: skip


def shown(raw: bytes) -> list[object]:
    """The tree without the texts of scripts, JSON-LD aside, and of style sheets, and without the inside of drawings."""
    page = parse(raw)
    found: list[object] = []
    stack = [(page.root, 0)] if page.root is not None else []
    while stack:
        node, depth = stack.pop()
        found.append((depth, node.tag, node.attributes, (node.text_content or "") if node.tag == "-text" else ""))
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


def test_what_is_counted():
    trimmed = trim(f"<p a b=c d='e'>x<br/></p><script>{LONG}<b></script></div>".encode())
    assert trimmed is not None
    assert trimmed[1:] == (6, 3, 3, True)


def test_a_page_that_is_read_in_part():
    trimmed = trim(f"<style>{LONG}</style><math><style>{LONG}</style>".encode())
    assert trimmed is not None
    assert (trimmed.raw, trimmed.complete) == (f"<style></style><math><style>{LONG}</style>".encode(), False)
