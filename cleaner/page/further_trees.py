"""Further trees than a page's own: of markup that lies in its scripts and attributes, and of all that was cut from it.

The look before parsing (`cleaner.page.hostile_markup`) is at what the first tree is made of, and sees none of these.
"""

from __future__ import annotations

from cleaner.page.dom import Page, parse
from cleaner.page.hostile_markup import unparsable


def parse_markup(markup: str, url: str | None = None) -> Page | None:
    """The tree of markup that was found within a page; None where a parser could not read it in bounded time.

    Args:
        markup: text of a script, of an attribute or of a template.
        url: address of the page.
    """
    raw = markup.encode("utf-8", "replace")
    return parse(raw, url) if unparsable(raw) is None else None


def parse_whole(page: Page) -> Page | None:
    """The page with its scripts, style sheets and drawings; None where those cannot be read in bounded time.

    Args:
        page: as it was parsed, without its scripts, style sheets and drawings.
    """
    return parse(page.raw, page.url) if unparsable(page.raw) is None else None
