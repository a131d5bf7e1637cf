"""The article and its byline, nothing else: cleans scraped web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.errors import CleanerError, DumpError, MissingExtra, RuleError
from cleaner.lazy import lazily

if TYPE_CHECKING:
    from cleaner.article.article import Article
    from cleaner.model import Block, Metadata, PageType, Provenance, ReasonType
    from cleaner.pipeline import Cleaner, clean, clean_text
    from cleaner.rules.book import RuleBook
    from cleaner.site_memory.memory import FixedMemory, SiteMemory

__all__ = [
    "Article", "Block", "Cleaner", "CleanerError", "DumpError", "FixedMemory", "Metadata", "MissingExtra", "PageType",
    "Provenance", "ReasonType", "RuleBook", "RuleError", "SiteMemory", "clean", "clean_text",
]  # fmt: skip
__version__ = "0.1.0"

# Loaded when first asked for, so that importing the package costs a tool's start-up next to nothing.
__getattr__, __dir__ = lazily(
    globals(),
    Article="cleaner.article.article",
    RuleBook="cleaner.rules.book",
    **dict.fromkeys(("FixedMemory", "SiteMemory"), "cleaner.site_memory.memory"),
    **dict.fromkeys(("Block", "Metadata", "PageType", "Provenance", "ReasonType"), "cleaner.model"),
    **dict.fromkeys(("Cleaner", "clean", "clean_text"), "cleaner.pipeline"),
)
