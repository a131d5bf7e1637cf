"""Cleaner: the stages in order, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal

from cleaner.article import Article
from cleaner.assemble import assemble, empty
from cleaner.classify import classify, vote
from cleaner.decode import clean_str, decode, sniff
from cleaner.dom import parse
from cleaner.features import read_features
from cleaner.label import drop_patterns, label
from cleaner.model import Block, Decision, Decoded, Metadata
from cleaner.opinion import opinion, require_trafilatura
from cleaner.rules.book import RuleBook
from cleaner.rules.mark import Marking, mark
from cleaner.segment import segment_page

BUNDLED: Final = "bundled"


@dataclass(frozen=True, slots=True)
class Trace:
    """What `clean` computed on the way; `explain` only prints it.

    `decisions` is parallel to `blocks`.
    """

    blocks: tuple[Block, ...]
    decisions: tuple[Decision, ...]
    article: Article
    marking: Marking


class Cleaner:
    """Rules and weights, loaded once. Share it between threads; have one per worker process.

    Args:
        rules: `"bundled"` for the rules that come with the package; a folder, or several, whose rules go before the
            bundled ones; a `RuleBook`; None for no rules at all.
        engine: `"cleaner"`, or `"trafilatura"` to let trafilatura alone decide which blocks stay (needs the extra
            `opinion`; metadata, rendering and everything else stay the same). It gives no probabilities, so confidence
            says little then; and it reads pages only: plain-text dumps are always judged by our own heuristic.

    Raises:
        RuleError: a rule file cannot be used.
        MissingExtra: the engine is not installed.
    """

    __slots__ = ("_book", "_engine")

    def __init__(
        self,
        rules: str | Path | Sequence[str | Path] | RuleBook | None = BUNDLED,
        *,
        engine: Literal["cleaner", "trafilatura"] = "cleaner",
    ) -> None:
        if engine not in {"cleaner", "trafilatura"}:
            raise ValueError(f"engine must be 'cleaner' or 'trafilatura', not {engine!r}")
        if engine == "trafilatura":
            require_trafilatura()
        self._engine = engine
        self._book = _load_book(rules)

    def clean(
        self, html: bytes | str, url: str | None = None, *, charset: str | None = None, crawled: date | None = None
    ) -> Article:
        """Clean one page. Never fails on content; see `Article.reason`.

        Args:
            html: the page as bytes (decoded as browsers do) or text.
            url: where it came from; finds the site's rule and resolves links.
            charset: what the HTTP or WARC header said, for bytes.
            crawled: the day the page was fetched; chooses between versions of a rule.

        Raises:
            TypeError: `html` is neither bytes nor str.
        """
        return self.trace(html, url, charset=charset, crawled=crawled).article

    def clean_text(self, text: str, url: str | None = None) -> Article:
        """Clean the plain-text dump of one page: every visible line, without markup.

        Raises:
            TypeError: `text` is not a str.
        """
        return self.trace_text(text, url).article

    def trace(
        self, html: bytes | str, url: str | None = None, *, charset: str | None = None, crawled: date | None = None
    ) -> Trace:
        """Clean one page and keep what was computed on the way."""
        # Not at the top: their tables and expressions are half of the time that importing cleaner would take.
        from cleaner.metadata import read_metadata

        if url is not None and not isinstance(url, str):
            raise TypeError(f"url must be str or None, not {type(url).__name__}")
        decoded = _read(html, charset)
        if isinstance(decoded, str):
            return _nothing(url, Decoded("", "utf-8", "str"), decoded)
        if not decoded.text or decoded.text.isspace():
            return _nothing(url, decoded, "empty")
        page = parse(decoded.text, url, html if decoded.is_raw and isinstance(html, bytes) else None)
        marking = mark(page, self._book.lookup(page), crawled=crawled)
        segmentation = segment_page(page, marking.marks)
        metadata = read_metadata(page, segmentation.blocks, marking.fields)
        features = read_features(segmentation, metadata, url)
        if self._engine == "trafilatura":
            scores = vote(features, opinion(page.html, segmentation.blocks))
        else:
            scores = classify(features)
        labelling = label(segmentation, scores, marking, metadata)
        article = assemble(url, decoded, segmentation.blocks, labelling.decisions, metadata, labelling.confidence)
        warnings = (f"rule_stale: {labelling.stale}",) if labelling.stale else ()
        article = replace(article, rule=labelling.rule, warnings=warnings)
        return Trace(tuple(segmentation.blocks), labelling.decisions, article, marking)

    def trace_text(self, text: str, url: str | None = None) -> Trace:
        """Clean one plain-text dump and keep what was computed on the way."""
        from cleaner.lines import read_lines, segment_lines

        if not isinstance(text, str):
            raise TypeError(f"text must be str, not {type(text).__name__}; decode bytes first")
        text = clean_str(text)
        decoded = Decoded(text, "utf-8", "str")
        blocks = segment_lines(text)
        if not blocks:
            return _nothing(url, decoded, "empty")
        reading = read_lines(blocks, text, url)
        site = self._book.site_of(url)
        patterns = [pattern for layout in site.layouts for pattern in layout.drop_text] if site else []
        decisions = list(reading.decisions)
        drop_patterns(blocks, decisions, patterns)
        article = assemble(url, decoded, blocks, decisions, reading.metadata, reading.confidence)
        article = replace(article, rule=site.name if site and patterns else None)
        if reading.reason:
            article = replace(article, reason=reading.reason)
        return Trace(tuple(blocks), tuple(decisions), article, Marking.none())


def _load_book(rules: str | Path | Sequence[str | Path] | RuleBook | None) -> RuleBook:
    if rules is None:
        return RuleBook.empty()
    if isinstance(rules, RuleBook):
        return rules
    if isinstance(rules, str) and rules == BUNDLED:
        return RuleBook.bundled()
    if not isinstance(rules, str | Path | Sequence):
        raise TypeError(f"rules must be a folder, several, or None, not {type(rules).__name__}")
    folders = [rules] if isinstance(rules, str | Path) else list(rules)
    return RuleBook.of(*(Path(folder) for folder in folders))


def _read(html: bytes | str, charset: str | None) -> Decoded | str:
    """Text of the page, or why there is none."""
    if isinstance(html, str):
        text = clean_str(html)
        # A str of replacement characters or NULs is somebody's wrongly decoded picture.
        noise = text[:4096].count("\ufffd")
        return "not html: binary" if noise > 0.1 * len(text[:4096]) else Decoded(text, "utf-8", "str")
    if not isinstance(html, bytes):
        raise TypeError(f"html must be bytes or str, not {type(html).__name__}")
    if not html:
        return "empty"
    if kind := sniff(html):
        return f"not html: {kind}"
    return decode(html, charset)


def _nothing(url: str | None, decoded: Decoded, reason: str) -> Trace:
    return Trace((), (), empty(url, decoded, reason), Marking.none())


@cache
def _default() -> Cleaner:
    return Cleaner()


def clean(html: bytes | str, url: str | None = None) -> Article:
    """Clean one page with the bundled rules; see `Cleaner.clean`."""
    return _default().clean(html, url)


def clean_text(text: str, url: str | None = None) -> Article:
    """Clean the plain-text dump of one page; see `Cleaner.clean_text`."""
    return _default().clean_text(text, url)


__all__ = ["BUNDLED", "Cleaner", "Metadata", "Trace", "clean", "clean_text"]
