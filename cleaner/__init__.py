"""The article and its byline, nothing else: cleans scraped web pages."""

from cleaner.article import Article
from cleaner.errors import CleanerError, DumpError, MissingExtra, RuleError
from cleaner.pipeline import Cleaner, clean, clean_text

__all__ = ["Article", "Cleaner", "CleanerError", "DumpError", "MissingExtra", "RuleError", "clean", "clean_text"]
__version__ = "0.1.0"
