"""Bodies that lie outside the tree: JSON-LD, a framework's state in a script or an attribute, templates.

Read only when the tree's own text is thin: where both are there, the tree's is the better one.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleaner.lexicon.words import count_words
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.page.character_references import unescape
from cleaner.page.further_trees import parse_markup, parse_whole
from cleaner.page.hostile_markup import overfull
from cleaner.page.json_scripts import DECODER, parse_script
from cleaner.page.segment import segment_page

if TYPE_CHECKING:
    from cleaner.page.dom import Page

# Bounds on what is read, far above what real pages have: characters of a script or attribute, strings of a state,
# levels of its values, templates of a page.
_MAX_CHARS = 4_000_000
_MAX_STRINGS = 20_000
_MAX_DEPTH = 60
_MOST_TEMPLATES = 500
# Characters that may be read in vain while looking for the JSON that a script assigns; what Python does for an error is
# counted with them.
_MOST_WASTED = 100_000_000
# Shorter strings are names, keys and labels; of a body made of many small strings, most are longer.
_MIN_CHARS, _MIN_SPACES = 40, 5
# JSON-LD says that the body is the article's; a state may hold anything.
_MIN_WORDS = {"json-ld": 60, "state": 120, "template": 120}
_TAG = re.compile(r"<(?:p|div|br|ul|ol|h[1-6]|blockquote|figure|table|section|article)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_NAMES = re.compile(r"body|content|text|html|cooked|story|paragraph|description|post|message", re.IGNORECASE)
_STATES = "script#__NEXT_DATA__, script#__NUXT_DATA__, script[type='application/json']"
_ASSIGNED = re.compile(
    r"(?:__[A-Z_]{4,30}__|window\.[A-Za-z_$][\w$]{2,40}|window\[[^\]]{3,40}\])(?:\s*=\s*|\.push\()(?=[{\[])"
)
_ATTRIBUTES = ("data-preloaded", "data-page", "data-props", "data-state", "data-content", "data-react-props")


class Payload(NamedTuple):
    """A body as markup, and where it lay."""

    markup: str
    source: str


def find_payload(page: Page) -> tuple[Page, Segmentation, str] | None:
    """The longest body that the page carries outside its tree, as a page, read into blocks, and where it lay.

    None where there is none, or one that takes too long to read.
    """
    whole = parse_whole(page)
    payload = read_payload(whole) if whole is not None else None
    if payload is None or (inner := parse_markup(f"<article>{payload.markup}</article>", page.url)) is None:
        return None
    read = segment_page(inner)
    return None if overfull(len(read.blocks)) else (inner, read, payload.source)


def read_payload(page: Page) -> Payload | None:
    """The longest body that the page carries outside its tree, or None."""
    best, most = None, 0
    for source, markup in _bodies(page):
        words = count_words(" ".join(_MARKUP.sub(" ", markup).split()))
        if words > most and words >= _MIN_WORDS[source]:
            best, most = Payload(markup, source), words
        if best is not None and source == "json-ld":
            break  # it says that it is the article's; what lies in states can be any article's
    return best


def _bodies(page: Page) -> Iterator[tuple[str, str]]:
    for script in page.select("script[type*='ld+json']"):
        for value in parse_script(script.text() or ""):
            if texts := list(_article_bodies(value)):
                yield "json-ld", "".join(map(_as_markup, texts))
    for value in _states(page):
        if texts := _longest_group(value):
            yield "state", "".join(map(_as_markup, texts))
    # Lexbor writes a template's content by calling itself, and 5,000 in one another overflow a thread's stack. Of the
    # pages at hand, none has more than 171.
    few = page.raw.lower().count(b"<template") <= _MOST_TEMPLATES
    for node in page.select("template") if few else ():
        # Longer than twice the page it is of formatting that a parser opened over and over.
        if _MIN_CHARS < len(markup := node.html or "") <= 2 * len(page.raw):
            yield "template", re.sub(r"^<template[^>]*>|</template>$", "", markup)


def _article_bodies(value: object, depth: int = 0) -> Iterator[str]:
    """What JSON-LD names as the body; of a live blog, update after update."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _article_bodies(item, depth + 1)
    elif isinstance(value, dict):
        body = value.get("articleBody")
        if isinstance(body, str) and body.strip():
            if depth and isinstance(headline := value.get("headline"), str):
                yield f"<h2>{html.escape(unescape(headline))}</h2>"
            yield body
        for name in ("@graph", "mainEntity", "liveBlogUpdate"):
            yield from _article_bodies(value.get(name), depth + 1)


def _states(page: Page) -> Iterator[object]:
    for script in page.select(_STATES):
        yield from _decoded((script.text() or "").strip())
    for script in page.select("script:not([src]):not([type*=json])"):
        text = script.text() or ""
        if len(text) > 500:
            yield from _assigned(text)
    for name in _ATTRIBUTES:
        for node in page.select(f"[{name}]"):
            text = node.attributes.get(name) or ""
            if len(text) > 500:
                yield from _decoded(text) if text[0] in "[{" else [text]


def _assigned(text: str) -> Iterator[object]:
    """What a script assigns to a global variable, as long as what turns out to be no JSON has not cost too much."""
    wasted = 0
    for found in _ASSIGNED.finditer(text, 0, _MAX_CHARS):
        if len(text) - found.end() > _MAX_CHARS:
            continue
        try:
            yield DECODER.raw_decode(text, found.end())[0]
        except json.JSONDecodeError as error:
            # Reading up to the fault, and counting all lines before it, which Python does for each such error.
            wasted += error.pos + 20 * (error.pos - found.end())
        except (ValueError, RecursionError):
            wasted += len(text)
        if wasted > _MOST_WASTED:
            return


def _decoded(text: str) -> Iterator[object]:
    if len(text) <= _MAX_CHARS:
        try:
            yield DECODER.raw_decode(text)[0]
        except (ValueError, RecursionError):
            return


def _longest_group(value: object) -> list[str]:
    """The strings under one path of keys that hold the most prose: the paragraphs of a story, the posts of a thread."""
    groups: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    seen = 0
    stack: list[tuple[tuple[str, ...], object]] = [((), value)]
    while stack and seen < _MAX_STRINGS:
        path, item = stack.pop()
        if isinstance(item, dict):
            inner = [pair for pair in reversed(item.items()) if _may_hold(pair[1])] if len(path) < _MAX_DEPTH else ()
            stack += [((*path, str(key)), part) for key, part in inner]
        elif isinstance(item, list):
            stack += [(path, part) for part in reversed(item) if len(path) < _MAX_DEPTH and _may_hold(part)]
        elif isinstance(item, str):
            seen += 1
            if item[:1] in "[{" and len(item) > 500:
                # States hold other states as text: Discourse's do.
                stack += [(path, part) for part in _decoded(item)]
            elif len(item) >= _MIN_CHARS and item.count(" ") >= _MIN_SPACES:
                groups[path][item] = None
    if not groups:
        return []
    named = {path: texts for path, texts in groups.items() if any(_NAMES.search(key) for key in path[-2:])}
    return list(max((named or groups).values(), key=lambda texts: sum(map(_prose, texts))))


def _may_hold(value: object) -> bool:
    """Whether a value has a paragraph in it; of a state's values one in ten may."""
    return len(value) >= _MIN_CHARS if isinstance(value, str) else isinstance(value, dict | list)


def _prose(text: str) -> int:
    """Characters of a text that are not markup, scripts' text counting for nothing."""
    plain = _MARKUP.sub("", text)
    return len(plain) if plain.count("{") < 3 and "function" not in plain else 0


def _as_markup(text: str) -> str:
    """The text as markup, whatever it was: markup, escaped markup, lines."""
    if "&lt;" in text and not _TAG.search(text):
        text = unescape(text)
    if _TAG.search(text) or text.startswith("<h2>"):
        return f"<div>{text}</div>"
    lines = unescape(text).splitlines()
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
