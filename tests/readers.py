"""What a reader sees of Markdown and HTML: the yardstick for every rendering."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from cleaner.model import FORMULA, SUBSCRIPT, SUPERSCRIPT, Block

_HEIGHTS = frozenset(("<sup>", "</sup>", "<sub>", "</sub>"))
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def characters(text: str) -> str:
    """Text without white space: what two renderings of the same words share to the last comma."""
    return re.sub(r"\s+", "", text)


def on_line(text: str) -> str:
    """The letters of a text, those above and below the line brought onto it: each rendering shows height its way."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def comparable(blocks: Sequence[Block], *outputs: str) -> list[str]:
    """Outputs of the same blocks in the form in which they must be equal.

    That is every character but white space; where some stand above or below the line, the letters alone; where there
    are formulas, what is outside of them, since a reader of Markdown takes TeX for markup.
    """
    looks = [run[2] for block in blocks for run in block.runs]
    if any(look & FORMULA for look in looks):
        outputs = tuple(re.sub(r"\$.*\$", "", output, flags=re.DOTALL) for output in outputs)
    if any(look & (SUPERSCRIPT | SUBSCRIPT) for look in looks):
        return [on_line(output) for output in outputs]
    return [characters(output) for output in outputs]


def read_markdown(source: str) -> str:
    """Text of the document as a CommonMark reader shows it."""
    out = []
    for token in MARKDOWN.parse(source):
        if token.type == "inline":
            # Between two delimiters the reader has empty texts as well.
            shown = [child for child in token.children or () if _shows(child.type)]
            out.extend("\n" if child.type.endswith("break") else child.content for child in shown)
            out.append("\n")
        elif token.type in {"fence", "code_block"}:
            out.append(token.content)
    return "".join(out)


def _shows(kind: str) -> bool:
    return kind in {"text", "code_inline", "softbreak", "hardbreak"}


def markdown_parts(source: str) -> set[str]:
    """Kinds of tokens in the document, those inside lines too."""
    kinds = set()
    for token in MARKDOWN.parse(source):
        kinds.add(token.type)
        # What stands above and below the line has no other markup in Markdown than these tags, which do nothing.
        kinds.update(child.type for child in token.children or () if child.content not in _HEIGHTS)
    return kinds


def markdown_links(source: str) -> list[str]:
    """Addresses of the document's links and images."""
    return [
        str(child.attrs.get("href") or child.attrs.get("src"))
        for token in MARKDOWN.parse(source)
        for child in token.children or ()
        if child.type in {"link_open", "image"}
    ]


def html_lines(source: str) -> str:
    """Text of our own HTML with its blocks on lines of their own, so that lost or new blanks show in the words."""
    names = "p h[1-6] ul ol li dl dt dd blockquote pre table thead tbody tr th td figure figcaption caption br"
    blocks = rf"</?(?:{names.replace(' ', '|')})\b[^>]*>"
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(blocks, "\n", source)))


def body(source: str) -> LexborHTMLParser:
    """The document that a browser would build of a piece of HTML."""
    return LexborHTMLParser(f"<!doctype html><body>{source}")


def read_html(source: str) -> str:
    """Text of a piece of HTML."""
    found = body(source).body
    return found.text() if found is not None else ""


def serialised(source: str) -> str:
    """The piece after one reading and writing."""
    found = body(source).body
    return (found.inner_html or "") if found is not None else ""


def elements(source: str) -> set[tuple[str, str, str]]:
    """Every element of a piece of HTML as (tag, attribute, value), with empty attribute and value where it has none."""
    found = set()
    root = body(source).body
    for node in root.traverse() if root is not None else ():
        if node.mem_id == root.mem_id:
            continue
        found.update((node.tag or "", name, value or "") for name, value in (node.attributes or {"": ""}).items())
        found.add((node.tag or "", "", ""))
    return found
