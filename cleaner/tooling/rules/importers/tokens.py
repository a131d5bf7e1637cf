"""The tokens of XPath."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# One piece of a path: a string, a number, an axis, a name, a sign.
_TOKEN: Final = re.compile(
    r"""(?:(?<!\s)\s++)?(?:(?P<string>"[^"]*"|'[^']*')|(?P<number>\d+)|(?P<axis>[a-z][a-z-]{0,30})::|(?P<name>[A-Za-z_][\w.:-]*(?<![:.]))
    |(?P<op>//|!=|<=|>=|\.\.|[/|@()\[\],=<>.*+-]))""",
    re.VERBOSE,
)


class XPathError(ValueError):
    """Why an expression has no counterpart."""


@dataclass(slots=True)
class _Token:
    type: str
    text: str


class Tokens:
    """The tokens of one expression, and the place that a reader of them has come to.

    Raises:
        XPathError: the expression has something that is no token, or another token than is expected.
    """

    def __init__(self, expression: str) -> None:
        self.tokens: list[_Token] = []
        self.place = 0
        at = 0
        while at < len(expression.rstrip()):
            match = _TOKEN.match(expression, at)
            if match is None:
                raise XPathError(f"not XPath from {expression[at : at + 20]!r} on")
            type_ = match.lastgroup or ""
            self.tokens.append(_Token(type_, match[type_]))
            at = match.end()

    def peek(self, ahead: int = 0) -> str:
        """Text of a token; empty behind the last one."""
        place = self.place + ahead
        return self.tokens[place].text if place < len(self.tokens) else ""

    def token_type(self, ahead: int = 0) -> str:
        """Type of a token: `string`, `number`, `axis`, `name` or `op`; empty behind the last one."""
        place = self.place + ahead
        return self.tokens[place].type if place < len(self.tokens) else ""

    def accept(self, text: str) -> bool:
        """Go past a token, if it is next."""
        if self.peek() == text and self.token_type() != "string":
            self.place += 1
            return True
        return False

    def expect(self, text: str) -> None:
        """Go past a token that must be next."""
        if not self.accept(text):
            raise XPathError(f"expected {text!r} before {self.peek()!r}" if self.peek() else f"ends before {text!r}")

    def end(self) -> None:
        """See that no token is left."""
        if self.peek():
            raise XPathError(f"cannot go on at {self.peek()!r}")

    def string(self) -> str:
        """Go past a text in quotes, which must be next."""
        if self.token_type() != "string":
            raise XPathError(f"expected a text in quotes before {self.peek()!r}")
        self.place += 1
        return self.tokens[self.place - 1].text[1:-1]
