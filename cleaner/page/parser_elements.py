"""The HTML standard's groups of elements, by which a parser decides what it opens and closes.

What an element means for the article is in `cleaner.page.elements`.
"""

from __future__ import annotations

from typing import Final


def element_names(text: str) -> frozenset[bytes]:
    """Names of elements, as bytes of a page hold them."""
    return frozenset(text.encode().split())


# Elements that a parser opens anew where the element around them was closed first.
FORMATTING: Final = element_names("a b big code em font i nobr s small strike strong tt u")
# Headings: the end tag of one closes any other that is open.
HEADINGS: Final = element_names("h1 h2 h3 h4 h5 h6")
# Start tags that end an open paragraph. A table does so only in pages of today's kind, and is left out.
BLOCKS: Final = HEADINGS | element_names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "header hgroup hr li listing main menu nav ol p pre search section summary ul"
)
ENDED_IN_SCOPE: Final = element_names(
    "address article aside blockquote button center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "header hgroup listing main menu nav ol pre search section select summary ul"
)
VOID: Final = element_names(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr"
)
VOID_INLINE: Final = element_names("area br embed image img input keygen wbr")
# A frameset takes the place of the body, or is passed over.
NEVER_OPENED: Final = element_names("html head body frameset")
MARKING: Final = element_names("applet marquee object")
TABLE_PARTS: Final = element_names("caption col colgroup tbody td tfoot th thead tr")
ROW_GROUPS: Final = element_names("tbody tfoot thead")
CELLS: Final = element_names("td th")
SCOPE: Final = MARKING | element_names("caption html select table td template th")
BUTTON_SCOPE: Final = SCOPE | element_names("button")
LIST_SCOPE: Final = SCOPE | element_names("ol ul")
TABLE_SCOPE: Final = element_names("html table template")
SPECIAL: Final = (
    BLOCKS
    | SCOPE
    | VOID
    | element_names(
        "body button colgroup head iframe noembed noframes noscript plaintext script style tbody textarea "
        "tfoot thead title tr xmp"
    )
)
LIST_STOPS: Final = SPECIAL - element_names("address div p")
# Start tags of HTML that end a drawing or a formula.
BREAKS_OUT: Final = element_names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var font"
)
SVG_BOUNDARIES: Final = element_names("desc foreignobject title")
MATH_BOUNDARIES: Final = element_names("annotation-xml mi mn mo ms mtext")
MATH_TEXTS: Final = MATH_BOUNDARIES - {b"annotation-xml"}
MATH_INNER: Final = element_names("malignmark mglyph")
IMPLIED: Final = element_names("dd dt li optgroup option p rb rp rt rtc")
RUBY: Final = element_names("rb rp rt rtc")
# Before these, no formatting is opened again.
RAW: Final = element_names("iframe noembed noframes script style title")
IN_TABLE: Final = ROW_GROUPS | element_names("table tr colgroup")
