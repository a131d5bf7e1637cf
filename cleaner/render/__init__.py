"""Blocks → text, Markdown, HTML: three views of the same blocks, with the same words in each."""

from cleaner.render.commonmark import markdown
from cleaner.render.markup import html
from cleaner.render.plain import text

__all__ = ["html", "markdown", "text"]
