"""The compiled survey finds and reads listings as selectors and Python do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_invariants import EXAMPLES, pages
from test_listings import FORMS

from cleaner.page import listing_parts
from cleaner.page.dom import Page, parse
from cleaner.page.listing_parts import look_inside, places, read_lines
from cleaner.page.listings import listings

pytestmark = pytest.mark.skipif(
    listing_parts.compiled is None, reason="built without a C compiler: only Python is there"
)

DOCTYPES = ["<!doctype html>", ""]
CLASSES = [
    "line", "line number1", "CodeMirror-code", "codemirror-code", "cm-content", "CM-content", "crayon-language", "num",
    "copy-btn", "gutter", "highlighttable", "cm-gutters", "prettyprint", "lang-python", "crayon-pre", "geshi c",
]  # fmt: skip
parts = st.sampled_from([
    "<pre>", "</pre>", "<code>", "</code>", "<div>", "</div>", "<ol>", "<li>", "<br>", "<table>", "<tr>", "<td>", "\n",
    "  ", "1\n", "2\n", "7", "python", "a = 1", "</td>", "</li>", "</ol>", "<button>Copy</button>", "<p>", "</span>",
    "<span data-line>", "<i style='display: block'>", "<i style=user-select:none>", "</i>", "<template>x</template>",
    "<script>x</script>", "<!--\n-->", "<a class>", "<x-line class=line>", "<svg><text>s</text></svg>", "<figure>",
])  # fmt: skip
named = st.builds(
    "<{} class='{}'>".format, st.sampled_from(["div", "span", "code", "pre", "ol"]), st.sampled_from(CLASSES)
)


def seen(page: Page) -> list[object]:
    beside, codes, roots = places(page)
    held = [look_inside(root) for root in roots]
    nodes = [beside, codes, roots, *(part for each in held for part in (each.named, each.labels, each.counted))]
    return [
        [[node.mem_id for node in part] for part in nodes],
        [(each.has_prose, each.boxes, each.codes, each.says and each.says.mem_id) for each in held],
        [read_lines(root, {node.mem_id for node in each.counted}) for root, each in zip(roots, held, strict=True)],
        list(listings(page).items()),
    ]  # fmt: skip


def assert_same(html: str) -> None:
    page = parse(html)
    ours = seen(page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing_parts, "compiled", None)
        assert seen(page) == ours


@pytest.mark.parametrize("doctype", DOCTYPES, ids=["standard", "quirky"])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_listing(form, doctype):
    assert_same(f"{doctype}<p>So it goes:</p>{FORMS[form]}<p>And on.</p>")


@pytest.mark.parametrize(
    "html",
    [
        "<pre class=cm-content>x<div>python</div></pre>", "<pre><code class=cm-content>x</code><div>python</div></pre>",
        "<pre><i class=line-num style=user-select:none>1</i>a\n<i class=line-num style=user-select:none>2</i>b</pre>",
        "<div><code class=gist-meta> x</code><code>y</code></div>", "<pre>" + "<b>" * 400 + "x<br>y</pre>",
        "<figure class=highlight><p><table><tr><td>1</td></tr></table></figure><figure class=HighLight><table><td>2",
    ],
)  # fmt: skip
@pytest.mark.parametrize("doctype", DOCTYPES, ids=["standard", "quirky"])
def test_an_odd_listing(html, doctype):
    assert_same(doctype + html)


@given(doctype=st.sampled_from(DOCTYPES), listed=st.lists(st.one_of(parts, named), max_size=24), html=pages)
@settings(max_examples=EXAMPLES, deadline=None)
def test_generated_pages(doctype, listed, html):
    assert_same(f"{doctype}<pre>{''.join(listed)}</pre>{html}{''.join(listed)}")
