"""XPath → the CSS that lexbor speaks, for the XPath that people write to point at parts of pages."""

from __future__ import annotations

from typing import Final, NamedTuple

from cleaner.rules.dialect import fault_of
from cleaner.tooling.rules.importers.operands import Operands
from cleaner.tooling.rules.importers.selectors import compound, has_word, join, position, quoted
from cleaner.tooling.rules.importers.tokens import XPathError

__all__ = ["Target", "XPathError", "translate"]

# What an axis becomes as a test of the node itself.
_BESIDE: Final = {
    "parent": ":is({} > *)",
    "ancestor": ":is({} *)",
    "preceding-sibling": ":is({} ~ *)",
    "following-sibling": ":has(~ {})",
    "self": ":is({})",
}
# Brackets in one another that are translated.
_DEEP: Final = 12


class Target(NamedTuple):
    """Where an expression points: nodes by CSS, perhaps an attribute of theirs, perhaps a part of the value.

    Attributes:
        css: a selector list.
        attr: take this attribute.
        after: what follows the first of these.
        before: what stands before the first of these.
        likes: instead of `css`: patterns of the text that the nodes hold.
    """

    css: str
    attr: str | None = None
    after: str | None = None
    before: str | None = None
    likes: tuple[str, ...] = ()


class _TextTest(Exception):  # noqa: N818 - it carries a pattern, it is no fault
    """The predicate is about the text, which no selector can ask for."""

    def __init__(self, like: str) -> None:
        super().__init__(like)
        self.like = like


def translate(expression: str) -> list[Target]:
    """What an expression selects, one target for each part of a union.

    Raises:
        XPathError: CSS and text patterns cannot say it; tells why.
    """
    parser = _Parser(expression)
    targets = [parser.target()]
    while parser.accept("|"):
        targets.append(parser.target())
    parser.end()
    for target in targets:
        if not target.likes and (fault := fault_of(target.css)):
            raise XPathError(fault)
    return targets


class _Parser(Operands):
    """Recursive descent over the tokens of one expression."""

    def __init__(self, expression: str) -> None:
        super().__init__(expression)
        self.depth = 0

    def target(self) -> Target:
        """A path, or a string function over one."""
        if self.peek(1) == "(" and (name := self.peek()) in ("substring-after", "substring-before"):
            self.place += 2
            inner = self.target()
            self.expect(",")
            cut = self.string()
            self.expect(")")
            if name == "substring-after":
                if inner.before is not None or inner.after is not None:
                    raise XPathError("substring-after over another cut has no counterpart: `after` comes first")
                return inner._replace(after=cut)
            if inner.before is not None:
                raise XPathError("substring-before twice has no counterpart")
            return inner._replace(before=cut)
        if self.peek(1) == "(" and self.peek() in ("string", "normalize-space"):
            self.place += 2
            inner = self.target()
            self.expect(")")
            return inner
        if self.token_type() == "string":
            raise XPathError("a fixed text is no place on the page")
        try:
            css, attr = self.path("")
        except _TextTest as test:
            self._skip_rest()
            return Target("", likes=(test.like,))
        return Target(css, attr)

    def _skip_rest(self) -> None:
        """After a test of the text only closing brackets may come: what hangs on it would be lost."""
        depth = 0
        while self.peek() and not (depth <= 0 and self.peek() == "|" and self.token_type() != "string"):
            text = self.peek() if self.token_type() != "string" else ""
            if depth <= 0 and text in ("/", "//", "and", "or"):
                raise XPathError("a test of the text with more hanging on it has no counterpart")
            depth += (text in "([" and bool(text)) - (text in ")]" and bool(text))
            self.place += 1

    def path(self, left: str) -> tuple[str, str | None]:
        """Steps from a selector (empty at the root) to the selector of the last one, and an attribute."""
        self.depth += 1
        if self.depth > _DEEP:
            raise XPathError("nested too deeply")
        if not left and self.accept("("):
            css, attr = self.path("")
            while self.accept("|"):
                other, _ = self.path("")
                css = f"{css}, {other}"
            self.expect(")")
            if self.accept("["):
                raise XPathError("a position among all matches of the page has no counterpart in CSS")
            if self.peek() in ("/", "//"):
                css, attr = self.steps(f":is({css})")
        else:
            css, attr = self.steps(left)
        self.depth -= 1
        return css, attr

    def steps(self, css: str) -> tuple[str, str | None]:
        glue = " " if self.accept("//") else " > " if self.accept("/") else ""
        if not css and glue == " > ":
            css, glue = ":root", "root"
        while True:
            if self.accept("@"):
                return self._attribute(css, glue)
            if self.peek() == "text" and self.peek(1) == "(":
                self.place += 2
                self.expect(")")
                if not css:
                    raise XPathError("bare text nodes have no counterpart in CSS")
                return css, None
            css = self.step(css, glue)
            if self.accept("//"):
                glue = " "
            elif self.accept("/"):
                glue = " > "
            else:
                return css, None

    def _attribute(self, css: str, glue: str) -> tuple[str, str | None]:
        name = self.attribute_name()
        if not css or glue == " ":
            css = f"{css} [{name}]".strip()
        return css, name

    def step(self, css: str, glue: str) -> str:
        axis = "child"
        if self.token_type() == "axis":
            axis = self.peek()
            self.place += 1
        if self.accept(".."):
            axis, test = "parent", "*"
        elif self.accept("."):
            axis, test = "self", "*"
        elif self.accept("*"):
            test = "*"
        elif self.token_type() == "name":
            test = self.peek()
            self.place += 1
            if self.peek() == "(":
                if test != "node":
                    raise XPathError(f"the function {test}() has no counterpart in CSS")
                self.place += 1
                self.expect(")")
                test = "*"
        else:
            raise XPathError(
                f"expected a step before {self.peek()!r}" if self.peek() else "ends in the middle of a path"
            )
        return join(css, glue, axis, test, self.predicates(test))

    def predicates(self, test: str) -> str:
        out = ""
        while self.accept("["):
            out += self.condition(test, first=not out)
            self.expect("]")
        return out

    def condition(self, test: str, *, first: bool) -> str:
        """One predicate as what is to be added to a compound selector."""
        if self.token_type() == "number" and self.peek(1) == "]":
            number = self.peek()
            self.place += 1
            return position(f"{number}", test, first=first)
        if self.peek() in ("last", "position") and self.peek(1) == "(":
            return self._counted(test, first=first)
        return self.disjunction()

    def _counted(self, test: str, *, first: bool) -> str:
        name = self.peek()
        self.place += 2
        self.expect(")")
        if name == "last":
            return position("1", test, first=first, last=True)
        sign = self.peek()
        self.place += 1
        if self.token_type() != "number":
            raise XPathError("a position that is reckoned has no counterpart in CSS")
        number = int(self.peek())
        self.place += 1
        spans = {
            "=": f"{number}",
            "<": f"-n+{number - 1}",
            "<=": f"-n+{number}",
            ">": f"n+{number + 1}",
            ">=": f"n+{number}",
        }
        if sign not in spans:
            raise XPathError(f"position() {sign} has no counterpart in CSS")
        return position(spans[sign], test, first=first)

    def disjunction(self) -> str:
        parts = [self.conjunction()]
        while self.accept("or"):
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else f":is({', '.join(part or '*' for part in parts)})"

    def conjunction(self) -> str:
        parts = [self.term()]
        while self.accept("and"):
            parts.append(self.term())
        return "".join(parts)

    def term(self) -> str:
        if self.accept("("):
            inner = self.disjunction()
            self.expect(")")
            return inner
        if self.peek() == "not" and self.peek(1) == "(":
            self.place += 2
            try:
                inner = self.disjunction()
            except _TextTest as test:
                raise XPathError("a text that must not be there has no counterpart") from test
            self.expect(")")
            return f":not({inner})"
        if self.peek(1) == "(" and self.token_type() == "name" and self.peek() not in ("text", "node"):
            return self.function()
        if self.peek() == "@":
            return self.attribute_test()
        if self.peek() == "text" or (self.peek() == "." and self.peek(1) == "="):
            self.text_operand()
            self.expect("=")
            raise _TextTest(self.string())
        return self.existence()

    def attribute_test(self) -> str:
        self.expect("@")
        name = self.attribute_name()
        if self.accept("="):
            return f"[{name}={quoted(self.string())}]"
        if self.accept("!="):
            return f"[{name}]:not([{name}={quoted(self.string())}])"
        return f"[{name}]"

    def function(self) -> str:
        """`contains`, `starts-with` and `ends-with`, over an attribute, class tokens or the text."""
        name = self.peek()
        signs = {"contains": "*=", "starts-with": "^=", "ends-with": "$="}
        if name == "normalize-space":
            self.place += 2
            self.text_operand()
            self.expect(")")
            self.expect("=")
            raise _TextTest(self.string())
        if name not in signs:
            raise XPathError(f"the function {name}() has no counterpart in CSS")
        self.place += 2
        attribute, padded = self.operand()
        self.expect(",")
        value = self.string()
        self.expect(")")
        if attribute is None:
            if name == "contains" and padded:
                return f":lexbor-contains({quoted(value)})"
            raise _TextTest({"contains": f"*{value}*", "starts-with": f"{value}*", "ends-with": f"*{value}"}[name])
        if padded and name == "contains" and value.startswith(" ") and value.endswith(" ") and value.strip():
            return "".join(has_word(attribute, word) for word in value.split())
        if not value.strip():
            raise XPathError("an empty text is in everything")
        return f"[{attribute}{signs[name]}{quoted(value)}]"

    def existence(self) -> str:
        """A path as a predicate: that there is such a node."""
        start = self.place
        if self.accept("."):
            glue = " " if self.accept("//") else " > " if self.accept("/") else ""
            if not glue:
                raise XPathError("the node itself is no test")
        else:
            glue = " " if self.peek() == "//" else " > "
        axis = self.peek() if self.token_type() == "axis" else "child"
        if axis in _BESIDE:
            return self._beside(axis)
        if axis.startswith("descendant"):
            glue = " "
        if glue == " " and self.peek() == "//":
            raise XPathError("a path from the root in a test has no counterpart")
        css, attr = (
            self.steps("")
            if self.place > start or self.token_type() in ("name", "axis") or self.peek() == "*"
            else ("", None)
        )
        if not css:
            raise XPathError(f"a test of {self.peek()!r} has no counterpart")
        if attr and self.accept("="):
            css = css.removesuffix(f"[{attr}]") + f"[{attr}={quoted(self.string())}]"
        elif attr and f"[{attr}]" not in css:
            css += f"[{attr}]"
        if self.peek() in ("=", "!=", "<", ">"):
            raise XPathError("comparing the text of another node has no counterpart")
        return f":has({'> ' if glue == ' > ' else ''}{css})"

    def _beside(self, axis: str) -> str:
        """A test of what stands around a node."""
        self.place += 1
        test = self.peek()
        self.place += 1
        inner = compound(test, self.predicates(test))
        if self.peek() in ("/", "//"):
            raise XPathError(f"a path beyond {axis}:: in a test has no counterpart")
        return _BESIDE[axis].format(inner)
