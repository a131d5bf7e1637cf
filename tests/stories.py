"""Invented stories as pages, for tests that put something into them."""

from __future__ import annotations

import json
from collections.abc import Sequence

TITLE = "Lamp keepers count the boats again"
_STORY = """
The keepers of the eastern lamp began to count the passing boats again this spring, after nine years in which
the book had stayed shut on its shelf.

They write down the colour of each sail and the hour at which it came by, and on Sundays a boy from the
village carries the page to the library.

Nobody had asked them to do so, said the oldest of the three, but a lamp without a book seemed to her like a
door without a house behind it.

The council of the bay has promised new pencils and a chair for the winter, though it did not say who would
carry the chair up the ninety steps.

In the first month they counted two hundred and eleven boats, among them a raft with a goat on it that passed
twice and was written down only once.

A sailor who reads the pages in the library every week told us that he had learnt from them when to go out and
when it was wiser to mend his nets.
"""
PARAGRAPHS = [f"<p>{' '.join(part.split())}</p>" for part in _STORY.split("\n\n")]


def page(body: Sequence[str], declared: str | None = None) -> str:
    """A page of a newspaper with a story made of these elements."""
    about = {"@context": "https://schema.org", "@type": declared, "headline": TITLE}
    script = f'<script type="application/ld+json">{json.dumps(about)}</script>' if declared else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>{script}</head><body>'
        '<nav><a href="/">Home</a> <a href="/news">News</a></nav>'
        f"<main><article><h1>{TITLE}</h1>{''.join(body)}</article></main>"
        "<footer><p>© 2024 Bay Courier</p></footer></body></html>"
    )
