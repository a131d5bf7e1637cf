"""Article → text, Markdown, HTML, JSON-ready values: four views of the same blocks, with the same words in each."""

from cleaner.render.commonmark import markdown
from cleaner.render.markup import html
from cleaner.render.plain import text
from cleaner.render.record import to_dict

__all__ = ["html", "markdown", "text", "to_dict"]
