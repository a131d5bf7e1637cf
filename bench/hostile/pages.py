"""A story, and a page with so many of something in it, around it or in its head."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

Make: TypeAlias = Callable[[int], str]
"""A page with so many of what it is made of."""

SENTENCE = "The ferry to Kellan Sound stopped running on Monday, after engineers had found a crack in its hull. "
STORY = f"<p>{SENTENCE * 2}</p>" * 4
WORDS = "word " * 80


def page(story: str = STORY, head: str = "", after: str = "", before: str = "", attrs: str = "") -> str:
    return (
        f"<!doctype html><html{attrs}><head><title>Ferry stops</title>{head}</head>"
        f"<body>{before}<article><h1>Ferry stops</h1>{story}</article>{after}</body></html>"
    )


def data(value: object) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


def thin(head: str) -> str:
    """A page that shows next to nothing."""
    return page(story="<p>x", head=head)


def body(markup: str) -> str:
    """A page whose body is JSON-LD's."""
    return thin(data({"@type": "NewsArticle", "articleBody": f"<p>{WORDS}{markup}"}))


def beside(make: Make) -> Make:
    return lambda n: page(after=make(n))


def within(make: Make) -> Make:
    return lambda n: page(STORY + make(n) + STORY)


def inside(make: Make) -> Make:
    return lambda n: page(f"{STORY}<p>{make(n)}</p>")


def head(make: Make) -> Make:
    return lambda n: page(head=make(n))
