"""A page's bytes → its tags and texts, told apart as the HTML standard's tokenizer does, in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from cleaner import expressions as re


class Token(NamedTuple):
    """A start tag, an end tag (`closing`), or text (no name); `rest` is what follows a tag's name."""

    name: bytes
    closing: bool = False
    rest: bytes = b""


# What begins with a "<" and is no text: a tag, a comment, a section of CDATA, a declaration.
_OPEN = re.compile(rb"<(/?)([a-zA-Z][^\t\n\f\r />]*+)|<!--|<!\[CDATA\[|<[!?]|</(?=.)", re.DOTALL)
# What follows a tag's name, up to its bracket. No part can be read in two ways: `++` and `*+` give nothing back.
_REST = re.compile(
    rb"(?:[\t\n\f\r /]++|[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rb"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|(?![\"'])[^\t\n\f\r >]*+))?+)*+>"
)
_COMMENT_END = re.compile(rb"--!?>")
_RAW = frozenset(b"iframe noembed noframes style textarea title xmp".split())
_RAW_END = {name: re.compile(rb"</" + name + rb"(?=[\t\n\f\r />])", re.IGNORECASE) for name in _RAW}
_SCRIPT = re.compile(rb"<!---*+>|<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


class Reader:
    """Reads the tokens of one page; whoever builds the tree says when a drawing is read, whose texts are markup."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.in_foreign = False
        self.is_html = True

    def __iter__(self) -> Iterator[Token]:
        raw, at = self.raw, 0
        while (opened := _OPEN.search(raw, at)) is not None:
            if opened.start() > at:
                yield Token(b"", rest=raw[at : opened.start()])
            if opened[2] is None:
                at = self._behind_no_tag(opened[0], opened.start())
                if at < 0:
                    return
                continue
            name = opened[2].lower()
            rest = _REST.match(raw, opened.end())
            if rest is None:
                return  # a tag without an end, which is none
            at = rest.end()
            yield Token(name, bool(opened[1]), raw[opened.end() : at - 1])
            if not opened[1] and self.is_html:
                at = self._behind_raw_text(name, at)
                if at < 0:
                    return
        if at < len(raw):
            yield Token(b"", rest=raw[at:])

    def _behind_no_tag(self, opened: bytes, start: int) -> int:
        """Offset behind the comment, declaration or CDATA section that begins here; -1 if nothing ends it."""
        raw = self.raw
        if opened == b"<!--":
            end = _COMMENT_END.search(raw, start + 2)
            while end is not None and len(end[0]) == 4 and end.start() < start + 4:
                end = _COMMENT_END.search(raw, end.start() + 1)
            return end.end() if end else -1
        if opened == b"<![CDATA[" and self.in_foreign:
            at = raw.find(b"]]>", start)
            return at + 3 if at >= 0 else -1
        at = raw.find(b">", start + 1)
        return at + 1 if at >= 0 else -1

    def _behind_raw_text(self, name: bytes, at: int) -> int:
        """Offset at which the text of an element without tags, such as `style`, ends; -1 if nothing ends it."""
        if name in _RAW:
            end = _RAW_END[name].search(self.raw, at)
            return end.start() if end else -1
        if name == b"script":
            return self._behind_script(at)
        return -1 if name == b"plaintext" else at

    def _behind_script(self, at: int) -> int:
        """Offset at which a script ends, -1 if nothing ends it; in a comment an inner `<script` hides the end tag."""
        commented = hides = False
        for found in _SCRIPT.finditer(self.raw, at):
            word = found[0]
            if word == b"<!--":
                commented = True
            elif word.endswith(b"->"):
                commented = hides = False
            elif found[1]:
                if not hides:
                    return found.start()
                hides = False
            elif commented:
                hides = True
        return -1


# The beginning of a tag.
_TAG = re.compile(rb"</?[a-zA-Z]")


def count_tags(raw: bytes, most: int) -> int:
    """How many tags there are, those in comments and scripts among them; counting stops beyond `most`."""
    return sum(1 for _ in islice(_TAG.finditer(raw), most + 1))
