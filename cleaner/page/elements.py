"""What each HTML element means for the article: tables of names, which walks, metadata and renderings go by."""

from __future__ import annotations

from cleaner.model import CODE, EMPHASIS, STRONG, STRUCK, SUBSCRIPT, SUPERSCRIPT

INLINE, LINK, STYLE, BREAK, SKIP, RULE, BLOCK, FRAME, COARSE, OUTER = range(10)
"""How an element is laid out. The walk compares by this order.

INLINE is a part of a line, LINK a link, STYLE a look such as bold. BREAK is `br` (void elements alone: the walks do not
look for children of one), SKIP is not to be seen, RULE is `hr`. BLOCK is a boundary between texts, FRAME one that
rendering needs (lists, tables, headings). COARSE is an area that is taken in one piece wherever it stands, such as
navigation, OUTER one that is so outside of `article` and `main`."""

# What each element is, by the displays of `model`; elements that are not here are read as parts of a line.
_ELEMENTS = {
    BLOCK: """
        address annotation-xml article audio body button canvas center details div fieldset form frameset hgroup html
        input label legend listing main marquee meter noscript optgroup option output p progress search section summary
        tbody tfoot thead video xmp""",
    FRAME: """
        blockquote caption dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol pre table td th tr ul""",
    SKIP: """
        area base col colgroup d-math embed head iframe link m:math math math-renderer meta mjx-container mml:math
        noembed noframes object param script source style svg template tex-math textarea title track""",
    COARSE: "datalist dialog menu nav select",
    OUTER: "aside footer header",
    STYLE: "b cite code del dfn em i kbd s samp strike strong sub sup tt var",
    INLINE: """
        abbr acronym amp-anim amp-img bdi bdo big blink data font g-emoji img ins map mark marked-tail marked-text nobr
        picture q rb relative-time rp rt rtc ruby small span time time-ago u wbr""",
    LINK: "a",
    BREAK: "br",
    RULE: "hr",
}
# `marked-text` and `marked-tail` are what some labelling of pages wraps bare text in, before a child and behind one.
DISPLAY = {name: display for display, names in _ELEMENTS.items() for name in names.split()}

BREAKS = frozenset(_ELEMENTS[BREAK].split())
"""Elements that end a line and hold nothing."""

BOUNDARIES = frozenset(name for name, display in DISPLAY.items() if display >= RULE)
"""Elements before which and behind which a text ends."""

# All headings.
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

SUBHEADS = HEADINGS - {"h1"}
"""Headings within a story."""

LARGE_HEADINGS = frozenset(("h1", "h2", "h3"))
"""Headings of a page's parts."""

MAIN_ELEMENTS = frozenset(("article", "main"))
"""Elements that say that they hold the page's own matter."""

HEADLINES = LARGE_HEADINGS | {"h4"}
"""Headings in which the headline of a story stands."""

# Elements that end a text and yet stand beside others on one line.
_WITHIN_LINES = """
    audio button canvas input label meter noscript optgroup option output progress select td th video"""
OWN_LINES = BOUNDARIES - frozenset(_WITHIN_LINES.split())
"""Those of the boundaries that stand on lines of their own: neither cells of a row nor what is shown within a line."""

# The looks of text, as bits, and the elements that give it each of them.
_LOOKS = {
    STRONG: "b strong",
    EMPHASIS: "cite dfn em i var",
    CODE: "code kbd samp tt",
    SUPERSCRIPT: "sup",
    SUBSCRIPT: "sub",
    STRUCK: "del s strike",
}
STYLE_BIT = {name: bit for bit, names in _LOOKS.items() for name in names.split()}

LISTINGS = ("pre", "xmp", "listing")
"""Elements that keep lines and blanks as they stand."""

PICTURES = ("amp-img", "amp-anim")
"""Elements that show a picture, beside `img`."""

FORMULAS = ("math", "mjx-container", "m:math", "mml:math", "tex-math", "d-math", "math-renderer")
"""Elements that hold a formula."""

DRAWN_FORMULA = "katex-html"
"""Class of a part of a line that shows a formula in boxes."""

DRAWN_FORMULAS = (DRAWN_FORMULA, "ql-formula")
"""`DRAWN_FORMULA`, and the class of Quill's formulas, which are empty until a script draws them."""

INVISIBLE = "embed,iframe,noembed,noframes,object,script,style,svg,template,textarea,title," + ",".join(
    name.replace(":", r"\:") for name in FORMULAS
)
"""Elements whose text is not to be seen and that hold some now and then, as a selector."""

COARSE_ROLES = frozenset("navigation dialog alertdialog menu menubar search".split())  # noqa: SIM905
TAB_PANEL = "tabpanel"
"""Role of what a reader sees at a click, whatever hides it till then."""
OUTER_ROLES = frozenset("banner contentinfo complementary".split())  # noqa: SIM905
