"""A page's tags → how deep a parser's stack gets and how much formatting it opens anew, told without building a tree.

The rules are the HTML standard's for tree construction, as far as they decide what is open: which tags end others,
which end tags count, what a cell or a template closes off, which formatting is opened again. Where a rule hangs on
more than that, the one is taken that leaves more open, so that what is told is an upper bound.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cleaner.page.open_elements import BOUNDARY, HTML, MATH, SVG, OpenElements
from cleaner.page.parser_elements import (
    BLOCKS,
    BREAKS_OUT,
    BUTTON_SCOPE,
    CELLS,
    ENDED_IN_SCOPE,
    FORMATTING,
    HEADINGS,
    IMPLIED,
    IN_TABLE,
    LIST_SCOPE,
    LIST_STOPS,
    MARKING,
    MATH_BOUNDARIES,
    MATH_INNER,
    MATH_TEXTS,
    NEVER_OPENED,
    RAW,
    ROW_GROUPS,
    RUBY,
    SCOPE,
    SVG_BOUNDARIES,
    TABLE_PARTS,
    TABLE_SCOPE,
    VOID,
    VOID_INLINE,
    element_names,
)


class TreeConstruction(OpenElements):
    """The open elements, with what each tag and text does to them; `start`, `end` and `text` take a page's tokens."""

    __slots__ = ()

    def text(self, is_space: bool) -> None:
        """Text comes; where it may stand, formatting that was closed too early is opened anew."""
        if self._namespaces[-1] in (HTML, BOUNDARY) and not (is_space and self._names[-1] in IN_TABLE):
            self._reconstruct()

    def start(self, name: bytes, rest: bytes) -> bool:
        """A start tag comes; `rest` is what follows its name, without the bracket.

        Returns:
            Whether the element is one of HTML, whose text may be raw.
        """
        self.work += len(self._names)
        namespace = self._namespaces[-1]
        if namespace in (SVG, MATH) or (name in MATH_INNER and self._names[-1] in MATH_TEXTS and namespace == BOUNDARY):
            if not (name in BREAKS_OUT and (name != b"font" or _is_old_font(rest))) or namespace == BOUNDARY:
                if not rest.endswith(b"/"):
                    self._push(name, self._namespace_within(name, rest, MATH if namespace == BOUNDARY else namespace))
                return False
            while self._namespaces[-1] in (SVG, MATH):
                self._pop_last()
        _STARTS.get(name, TreeConstruction._start_other)(self, name, rest)
        return True

    def _namespace_within(self, name: bytes, rest: bytes, around: int) -> int:
        """What an element in a drawing or a formula is."""
        if around == SVG:
            return BOUNDARY if name in SVG_BOUNDARIES else SVG
        if name == b"annotation-xml":
            said = rest.lower()
            return BOUNDARY if b"text/html" in said or b"application/xhtml+xml" in said else MATH
        if name == b"svg":
            return SVG
        return BOUNDARY if name in MATH_BOUNDARIES else MATH

    def _start_block(self, name: bytes, _rest: bytes = b"") -> None:
        self._pop_found(self._in_scope(b"p", BUTTON_SCOPE))
        if name in HEADINGS and self._names[-1] in HEADINGS and self._namespaces[-1] == HTML:
            self._pop_last()
        if name != b"hr":
            self._push(name)

    def _start_item(self, name: bytes, _rest: bytes) -> None:
        self._end_item((name,) if name == b"li" else (b"dd", b"dt"))
        self._start_block(name)

    def _start_form(self, name: bytes, _rest: bytes) -> None:
        if not self._counts.get(b"template"):
            if self._has_form:
                return  # a form in a form is passed over
            self._has_form = True
        self._start_block(name)

    def _start_void(self, name: bytes, _rest: bytes) -> None:
        if name == b"input":
            self._pop_found(self._in_scope(b"select", SCOPE))
        if name in VOID_INLINE:
            self._reconstruct()

    def _start_nothing(self, _name: bytes, _rest: bytes) -> None:
        """Opens nothing: of `html`, `head` and `body` there is one already."""

    def _end_nothing(self, _name: bytes) -> None:
        """Ends nothing: what follows the end of `body` or `html` is read as if it stood in the body."""

    def _end_form(self, _name: bytes) -> None:
        if self._counts.get(b"template"):
            self._pop_found(self._in_scope(b"form", SCOPE))
            return
        had_form, self._has_form = self._has_form, False
        at = self._in_scope(b"form", SCOPE)
        if had_form and at >= 0:
            while self._names[-1] in IMPLIED:
                self._pop_last()
            self._remove(at)

    def _end_item(self, names: tuple[bytes, ...]) -> None:
        """End the open item of a list, if nothing of weight is open in it."""
        if not any(self._counts.get(name) for name in names):
            return
        for at in range(len(self._names) - 1, -1, -1):
            self.looked += 1
            name = self._names[at]
            if self._namespaces[at] == HTML and name in names:
                self._pop_to(at)
                return
            if self._namespaces[at] == BOUNDARY or (self._namespaces[at] == HTML and name in LIST_STOPS):
                return

    def _start_table_part(self, name: bytes, _rest: bytes) -> None:
        at = self._nearest(TABLE_SCOPE)
        if self._names[at] == b"html":
            return  # outside of tables they are passed over
        if self._names[at] == b"template":
            self._push(name)  # it hangs on what the template held before: whatever ends, take it for open
            return
        self._close_cell()
        if name == b"tr":
            self._pop_to(self._nearest(ROW_GROUPS | TABLE_SCOPE) + 1)
        elif name in CELLS:
            self._pop_to(self._nearest(ROW_GROUPS | TABLE_SCOPE | {b"tr"}) + 1)
        else:
            self._pop_to(at + 1)
        if name in CELLS | {b"tr"} and self._names[-1] == b"table":
            self._push(b"tbody")
        if name in CELLS and self._names[-1] != b"tr":
            self._push(b"tr")
        if name == b"col":
            self._push(b"colgroup")
            return
        self._push(name)
        if name in CELLS or name == b"caption":
            self._list.append(None)

    def _close_cell(self) -> None:
        """End the open cell or caption of the nearest table, with the formatting in it."""
        at = self._nearest(CELLS | TABLE_SCOPE | {b"caption"})
        if self._names[at] in CELLS or self._names[at] == b"caption":
            self._pop_to(at)
            self._clear_to_marker()

    def _start_table(self, name: bytes, _rest: bytes) -> None:
        at = self._nearest(TABLE_SCOPE | CELLS | {b"caption"})
        if self._names[at] == b"table":
            self._pop_to(at)  # a table right in a table ends it
        self._push(name)

    def _start_marking(self, name: bytes, _rest: bytes) -> None:
        if name != b"template":
            self._reconstruct()
        self._push(name)
        self._list.append(None)

    def _start_drawing(self, name: bytes, rest: bytes) -> None:
        self._reconstruct()
        if not rest.endswith(b"/"):
            self._push(name, SVG if name == b"svg" else MATH)

    def _start_choice(self, name: bytes, rest: bytes) -> None:
        """A `select`, `option` or `optgroup`."""
        if name == b"select" and self._pop_found(self._in_scope(name, SCOPE)):
            return
        if name != b"select" and self._names[-1] == b"option":
            self._pop_last()
        self._start_other(name, rest)

    def _start_button(self, name: bytes, rest: bytes) -> None:
        self._pop_found(self._in_scope(name, SCOPE))
        self._start_other(name, rest)

    def _start_ruby(self, name: bytes, _rest: bytes) -> None:
        if self._names[-1] in RUBY and self._in_scope(b"ruby", SCOPE) >= 0:
            self._pop_last()
        self._push(name)

    def _start_other(self, name: bytes, _rest: bytes) -> None:
        if name not in RAW:
            self._reconstruct()
        self._push(name)

    def end(self, name: bytes) -> None:
        """An end tag comes."""
        if self._namespaces[-1] != HTML:
            if name in (b"br", b"p"):
                while self._namespaces[-1] in (SVG, MATH):
                    self._pop_last()
            elif self._end_foreign(name):
                return
        end = _ENDS.get(name)
        if end is not None:
            end(self, name)
        elif self._counts.get(name):
            self._end_other(name)

    def _end_break(self, _name: bytes) -> None:
        self._reconstruct()  # it is read as a start tag

    def _end_paragraph(self, name: bytes) -> None:
        self._pop_found(self._in_scope(name, BUTTON_SCOPE))

    def _end_listed(self, name: bytes) -> None:
        self._pop_found(self._in_scope(name, LIST_SCOPE))

    def _end_heading(self, name: bytes) -> None:
        self._pop_found(self._in_scope(name, SCOPE, HEADINGS))

    def _end_marking(self, name: bytes) -> None:
        if self._pop_found(self._in_scope(name, SCOPE - {name})):
            self._clear_to_marker()

    def _end_template(self, name: bytes) -> None:
        if self._pop_found(self._in_scope(name, frozenset(), boundaries=False)):
            self._clear_to_marker()

    def _end_block(self, name: bytes) -> None:
        self._pop_found(self._in_scope(name, SCOPE - {name}))

    def _end_foreign(self, name: bytes) -> bool:
        """End an element of the drawing or formula; False where HTML's rules decide."""
        for at in range(len(self._names) - 1, -1, -1):
            self.looked += 1
            if self._namespaces[at] == HTML:
                return False
            if self._names[at] == name:
                self._pop_to(at)
                return True
        return False

    def _end_table_part(self, name: bytes) -> None:
        at = self._in_scope(name, TABLE_SCOPE - {name}, boundaries=False)
        if at < 0:
            return
        if name == b"colgroup" and at < len(self._names) - 1:
            return
        if name not in CELLS and name != b"caption":
            self._close_cell()
        self._pop_to(at)
        if name in CELLS or name == b"caption":
            self._clear_to_marker()


# What a start tag does, by its name.
_STARTS: Final[dict[bytes, Callable[[TreeConstruction, bytes, bytes], None]]] = {
    **dict.fromkeys(BLOCKS, TreeConstruction._start_block),
    **dict.fromkeys(VOID - {b"col", b"hr"}, TreeConstruction._start_void),
    **dict.fromkeys(FORMATTING, TreeConstruction._start_formatting),
    **dict.fromkeys(TABLE_PARTS, TreeConstruction._start_table_part),
    **dict.fromkeys(NEVER_OPENED, TreeConstruction._start_nothing),
    **dict.fromkeys(MARKING | {b"template"}, TreeConstruction._start_marking),
    **dict.fromkeys(element_names("li dd dt"), TreeConstruction._start_item),
    **dict.fromkeys(element_names("select option optgroup"), TreeConstruction._start_choice),
    **dict.fromkeys(element_names("svg math"), TreeConstruction._start_drawing),
    **dict.fromkeys(RUBY, TreeConstruction._start_ruby),
    b"button": TreeConstruction._start_button,
    b"form": TreeConstruction._start_form,
    b"table": TreeConstruction._start_table,
}
# What an end tag does, by its name.
_ENDS: Final[dict[bytes, Callable[[TreeConstruction, bytes], None]]] = {
    **dict.fromkeys(ENDED_IN_SCOPE, TreeConstruction._end_block),
    **dict.fromkeys(FORMATTING, TreeConstruction._end_formatting),
    **dict.fromkeys(HEADINGS, TreeConstruction._end_heading),
    **dict.fromkeys(MARKING, TreeConstruction._end_marking),
    **dict.fromkeys(NEVER_OPENED, TreeConstruction._end_nothing),
    **dict.fromkeys(TABLE_PARTS | {b"table"}, TreeConstruction._end_table_part),
    b"br": TreeConstruction._end_break,
    b"form": TreeConstruction._end_form,
    b"li": TreeConstruction._end_listed,
    b"p": TreeConstruction._end_paragraph,
    b"template": TreeConstruction._end_template,
}


def _is_old_font(rest: bytes) -> bool:
    said = rest.lower()
    return b"color" in said or b"face" in said or b"size" in said
