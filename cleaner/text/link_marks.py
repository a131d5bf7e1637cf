"""What converters write around the words of a page: numbers of links, and Markdown's marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Text browsers number the links and list their addresses at the end.
_LISTED = re.compile(r"\s*\d{1,5}\. (?:[a-z][a-z+.-]{1,20}:|/|\.|#)\S*$")
_FEWEST_LISTED = 3
_NUMBER = re.compile(r"\[(\d{1,5})\](\[\d{1,5}\])?")

# A label may go over lines, and so may an address behind a hyphen; blanks stand in few addresses, and in no word alone.
_LABEL = r"\[((?:[^\[\]]|\[[^\[\]]{0,80}+\]){0,600}+)\]"
_TARGET = (
    r"\(\s{0,3}+(?=[)\"]|[^()\s]*[:/.#?=])"
    r"(?:[^()\s\\\"]|\\.|\([^()\s]{0,200}+\)|(?<=-)\n\s{0,12}+| (?![\"' ])){0,20000}+"
    r"(?:\s{0,14}+(?:\"(?:[^\"]|\"(?!\s{0,3}\))){0,400}+\"|'[^']{0,300}+'))?+\s{0,3}+\)"
)
_IMAGE = re.compile("!" + _LABEL + _TARGET)
_LINK = re.compile(_LABEL + _TARGET)
_BETWEEN_LINKS = re.compile(r"[\s|·•/,*-]*")
_LISTING = re.compile(r"(?m)^[ \t]*(?:```|~~~).*$")
_HEADING = re.compile(r"#{1,6}+\s++(\S.*)")
_RULE = re.compile(r"(?:[-=*_]\s?+){3,}+$")
_SEPARATOR = re.compile(r"(?=[\s|:]*+(?:-{1,2}+[\s|:]++)*+---)[\s|:-]++$")
_CELL = re.compile(r"\|\s*+[^|\s][^|]*+\|")
_QUOTE = re.compile(r"(?:>\s?)+")
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])([^\n]{1,400}?)(?<=[^\s*_])\1")
_STRESSED = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^\n*_]{1,400}?)(?<=\S)\1(?![\w*_])")
_ESCAPED = re.compile(r"\\([_*.+#!>~|-])")
_DEFINED = re.compile(r"\s{0,4}\[[^\]\n]{1,80}\]:\s?(?:https?:|/|#)\S*$")
# A dump is Markdown that has so many links or headings.
_FEWEST_LINKS, _FEWEST_HEADINGS = 3, 2
# A line of so many links and nothing else is a menu, which other dumps have a line an item.
_MENU = 3


def without_numbers(lines: Sequence[str]) -> list[str] | None:
    """The lines without the numbers of links and the list of addresses at their end, or None where there are none."""
    end = len(lines)
    listed = 0
    for at in range(len(lines) - 1, -1, -1):
        if _LISTED.match(lines[at]):
            listed, end = listed + 1, at
        elif lines[at].strip() and len(lines[at].split()) > _FEWEST_LISTED:
            break
    if listed < _FEWEST_LISTED:
        return None
    while end and len(lines[end - 1].split()) <= 1 + lines[end - 1].rstrip().endswith(":"):
        end -= 1
    return [_NUMBER.sub(r"\2", line) for line in lines[:end]]


def is_markdown(text: str) -> bool:
    """Whether a dump has links or headings as Markdown writes them."""
    if text.count("](") >= _FEWEST_LINKS and sum(1 for _ in _LINK.finditer(text)) >= _FEWEST_LINKS:
        return True
    return len(re.findall(r"(?m)^#{1,6} \S", text)) >= _FEWEST_HEADINGS and re.search(r"(?m)^#include", text) is None


def without_marks(text: str) -> list[str]:
    """The lines of a Markdown dump as text, those of listings as they stand."""
    out: list[str] = []
    for at, part in enumerate(_LISTING.split(text)):
        if at % 2:
            out += part.splitlines()
            continue
        for line in _without_links(part).splitlines():
            out += _plain(line)
    return out


def _without_links(text: str) -> str:
    """The text with the words of its links alone; what is a menu of them has a line for each."""
    if "](" not in text:
        return text
    text = _IMAGE.sub("", text)
    menus = [
        "\n".join(match[1].strip() for match in _LINK.finditer(line)) if _is_menu(line) else line
        for line in text.splitlines()
    ]
    text = _LINK.sub(_words, "\n".join(menus))
    return _LINK.sub(_words, text) if "](" in text else text


def _is_menu(line: str) -> bool:
    return line.count("](") >= _MENU and _BETWEEN_LINKS.fullmatch(_LINK.sub("", line)) is not None


def _words(link: re.Match[str]) -> str:
    words = link[1]
    return f"\n{words}\n" if "\n" in words.strip() else words


def _plain(line: str) -> list[str]:
    """What one line says; a heading stands apart."""
    bare = line.strip()
    if _CELL.fullmatch(bare):
        line = bare = bare.strip("| \t")
    if _RULE.match(bare) or _SEPARATOR.match(bare) or _DEFINED.match(line):
        return [""]
    if heading := _HEADING.match(bare):
        return ["", heading[1].rstrip("#").rstrip()]
    if bare.startswith(">"):
        line = _QUOTE.sub("", bare, count=1)
    if "*" in line or "_" in line:
        line = _STRESSED.sub(r"\2", _STRONG.sub(r"\2", line))
    return [_ESCAPED.sub(r"\1", line) if "\\" in line and "$" not in line else line]
