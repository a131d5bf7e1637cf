"""What the tests of an XPath predicate compare: an attribute, or the text of a node."""

from __future__ import annotations

from cleaner.tooling.rules.importers.tokens import Tokens, XPathError


class Operands(Tokens):
    """The tokens of one expression, read an operand at a time."""

    def attribute_name(self) -> str:
        """The name behind an @, as a selector writes it."""
        if self.token_type() != "name":
            raise XPathError("any attribute, @*, has no counterpart in CSS")
        self.place += 1
        return self.tokens[self.place - 1].text.replace(":", "\\:")

    def operand(self) -> tuple[str | None, bool]:
        """An attribute and whether it is padded with blanks; None for the text and whether it is a text node's own."""
        if self.accept("@"):
            return self.attribute_name(), False
        if self.peek() == "concat":
            self.place += 1
            self.expect("(")
            self.string()
            self.expect(",")
            name, _ = self.operand()
            self.expect(",")
            self.string()
            self.expect(")")
            if name is None:
                raise XPathError("concat() over the text has no counterpart")
            return name, True
        if self.peek() in ("normalize-space", "lower-case") and self.peek(1) == "(" and self.peek(2) == "@":
            self.place += 2
            name, _ = self.operand()
            self.expect(")")
            return name, False
        return None, self.text_operand()

    def text_operand(self) -> bool:
        """The text of the node; whether it is that of its own text nodes."""
        if self.accept("."):
            if self.peek() in ("/", "//"):
                raise XPathError("the text of another node has no counterpart")
            return False
        if self.peek() == ")":
            return False
        if self.peek() in ("text", "normalize-space", "string") and self.peek(1) == "(":
            own = self.peek() == "text"
            self.place += 2
            if not own and self.peek() != ")":
                own = self.text_operand()
            self.expect(")")
            return own
        raise XPathError(f"a test of {self.peek()!r} has no counterpart")
