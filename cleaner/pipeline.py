"""`Cleaner`: runs the stages on a page in their order, from bytes to the article."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from cleaner.article.article import Article
from cleaner.article.assemble import assemble, empty
from cleaner.article.fault import faulty
from cleaner.article.language import require_detector, with_language
from cleaner.article.no_article import without_notice
from cleaner.errors import CleanerError
from cleaner.judge.classify import classify, vote
from cleaner.judge.features import read_features
from cleaner.judge.kind_option import AUTO, require_kind
from cleaner.judge.label import label
from cleaner.judge.labelling import Labelling
from cleaner.judge.loose_reading import loose_lines
from cleaner.judge.opinion import opinion, require_trafilatura
from cleaner.judge.page_type import page_type, page_types, told_kind
from cleaner.judge.remembered import NOTHING, drop_remembered
from cleaner.judge.site_rules import drop_patterns
from cleaner.judge.thread_signs import says_thread
from cleaner.judge.unsaid_threads import heed_story
from cleaner.lexicon.words import count_words
from cleaner.model import Decoded, Metadata
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.page.decode import clean_str, is_blank, is_noise, read_page
from cleaner.page.dom import Page, parse
from cleaner.page.hostile_markup import overfull, unparsable
from cleaner.page.segment import segment_page
from cleaner.page.shadow_roots import open_shadow_roots
from cleaner.page.trim import trim
from cleaner.rules import BUNDLED
from cleaner.rules.book import RuleBook, load_book
from cleaner.rules.mark import Marking, mark
from cleaner.rules.schema import Rule
from cleaner.trace import Trace
from cleaner.weights import Weights, bundled_line_trees, bundled_weights

if TYPE_CHECKING:
    from cleaner.site_memory.memory import Memory

# A shorter body is hardly a whole story: the page may carry that outside its tree, in a script or an attribute.
_THIN_WORDS: Final = 50


class Cleaner:
    """Rules and weights, loaded once. Share it between threads; have one per worker process.

    Args:
        rules: `"bundled"` for the rules that come with the package; a folder, or several, whose rules go before the
            bundled ones; a `RuleBook`; None for no rules at all.
        engine: `"cleaner"`, or `"trafilatura"` to let trafilatura alone decide which blocks stay (needs the extra
            `opinion`; all else stays the same). Confidence says little then, and text dumps are judged as ever.
        detect_language: detect the language of the text where the page declares none (needs the extra `language`).
        images: put the story's pictures in their places in Markdown and HTML; the same blocks are kept either way.
        weights: what the heuristic was fitted to; None for the bundled ones, which are read with the first page.
        memory: a `SiteMemory`, which learns from each page what a site's pages share; a `FixedMemory` of that; or None.

    Raises:
        RuleError: a rule file cannot be used.
        MissingExtra: the engine, or what detects languages, is not installed.
        ValueError: `engine` names none that there is.
    """

    __slots__ = ("_book", "_detect_language", "_engine", "_images", "_memory", "_weights")

    def __init__(
        self,
        rules: str | Path | Sequence[str | Path] | RuleBook | None = BUNDLED,
        *,
        engine: Literal["cleaner", "trafilatura"] = "cleaner",
        detect_language: bool = False,
        images: bool = False,
        weights: Weights | None = None,
        memory: Memory | None = None,
    ) -> None:
        if engine not in {"cleaner", "trafilatura"}:
            raise ValueError(f"engine must be 'cleaner' or 'trafilatura', not {engine!r}")
        if engine == "trafilatura":
            require_trafilatura()
        if detect_language:
            require_detector()
        self._detect_language = detect_language
        self._engine = engine
        self._images = images
        self._book = load_book(rules)
        self._weights = weights
        self._memory = memory

    @property
    def weights(self) -> Weights:
        """What the heuristic was fitted to."""
        return bundled_weights() if self._weights is None else self._weights

    def clean(
        self,
        html: bytes | bytearray | memoryview | str,
        url: str | None = None,
        *,
        charset: str | None = None,
        crawled: date | None = None,
        kind: str = AUTO,
    ) -> Article:
        """Clean one page. No content is an exception: where there is no article, `Article.reason` says why.

        Args:
            html: the page as bytes or another buffer of them (decoded as browsers do), or as text.
            url: where it came from; finds the site's rule and resolves links.
            charset: what the HTTP or WARC header said, for bytes.
            crawled: the day the page was fetched; chooses between versions of a rule, and no date is later.
            kind: what sort of page it is, one of the types of `Article.page_type`; `"auto"` to have it told.

        Raises:
            TypeError: `html` is neither bytes nor str.
            RuleError: a rule file that the page needs cannot be used.
            ValueError: `kind` names none that there is.
        """
        return self.trace(html, url, charset=charset, crawled=crawled, kind=kind).article

    def clean_text(self, text: str, url: str | None = None) -> Article:
        """Clean the plain-text dump of one page: every visible line, without markup.

        Raises:
            TypeError: `text` is not a str.
        """
        return self.trace_text(text, url).article

    def site_rule(self, url: str | None) -> Rule | None:
        """The rule of the site that an address is on; None when there is none.

        Raises:
            RuleError: the rule's file cannot be used.
        """
        return self._book.site_of(url)

    def trace(
        self,
        html: bytes | bytearray | memoryview | str,
        url: str | None = None,
        *,
        charset: str | None = None,
        crawled: date | None = None,
        kind: str = AUTO,
    ) -> Trace:
        """Clean one page as `clean` does, and keep the blocks, scores and decisions that led to the article."""
        require_kind(kind)
        html = bytes(html) if isinstance(html, bytearray | memoryview) else html
        if not isinstance(html, bytes | str):
            raise TypeError(f"html must be bytes or str, not {type(html).__name__}")
        if url is not None and not isinstance(url, str):
            raise TypeError(f"url must be str or None, not {type(url).__name__}")
        try:
            return self._trace(html, url, charset, crawled, kind)
        except CleanerError:  # a faulty rule or a missing package: no fault of the page, and the caller can mend it
            raise
        except Exception as error:  # a page on which a stage fails costs its own article and no others
            return Trace((), Labelling.of(()), faulty(url, error), Marking.none())

    def _trace(self, html: bytes | str, url: str | None, charset: str | None, crawled: date | None, kind: str) -> Trace:
        """Run the stages in order. They may raise anything; `trace` turns that into a faulty article."""
        # Imported here and not at the top: its tables and expressions would double the time of `import cleaner`.
        from cleaner.metadata import LATE, read_metadata

        decoded = read_page(html, charset)
        if isinstance(decoded, str):
            return _nothing(url, Decoded(b"", "utf-8", "str"), decoded)
        if is_blank(decoded.raw):
            return _nothing(url, decoded, "empty")
        trimmed = trim(decoded.raw, self._book.attributes)
        raw = open_shadow_roots(decoded.raw, trimmed)
        if raw is not decoded.raw:
            trimmed = trim(raw, self._book.attributes)
        if fault := unparsable(raw, trimmed):
            return _nothing(url, decoded, fault)
        page = parse(raw, url, trimmed.raw if trimmed else None)
        rules = self._book.lookup(page)
        marking = mark(page, rules, crawled=crawled)
        segmentation = segment_page(page, marking.marks)
        if fault := overfull(len(segmentation.blocks)):
            return _nothing(url, decoded, fault)
        metadata = read_metadata(page, segmentation.blocks, marking.fields, crawled)
        trace = replace(self._judge(page, decoded, segmentation, marking, metadata, kind), rules=rules)
        if self._engine == "cleaner" and _words(trace.article, _THIN_WORDS) < _THIN_WORDS:
            trace = self._look_outside(page, decoded, trace, kind)
        if self._engine == "cleaner" and trace.scores:
            words = trace.scores.features.words
            article = without_notice(trace.article, trace.blocks, words, trace.labelling, page.raw)
            trace = trace if article is trace.article else replace(trace, article=article)
        if crawled and (late := next((seen for seen in metadata.candidates if seen.field == LATE), None)):
            warning = f"date_after_crawl: {late.value[:10]} by {late.source}, crawled {crawled.isoformat()}"
            trace = replace(trace, article=replace(trace.article, warnings=(*trace.article.warnings, warning)))
        return replace(trace, article=with_language(trace.article)) if self._detect_language else trace

    def _judge(
        self,
        page: Page,
        decoded: Decoded,
        segmentation: Segmentation,
        marking: Marking,
        metadata: Metadata,
        kind: str,
    ) -> Trace:
        """From blocks, a rule's marks and metadata to the article; `decoded` is for the article to tell its charset."""
        blocks, url, weights = segmentation.blocks, page.url, self.weights
        address = url or metadata.canonical_url  # where a dump has no addresses, most pages name their own
        features = read_features(segmentation, metadata, address, weights.tokens)
        thread = kind != AUTO or says_thread(page, metadata, address)
        types = told_kind(kind) or page_types(features, segmentation, address, weights.page_types, thread=thread)
        own = self._engine == "cleaner"
        scores = classify(features, weights.blocks, types) if own else vote(features, opinion(page.html, blocks))
        types, scores = heed_story(types, scores, segmentation, features, weights.blocks, thread=thread)
        remembered = NOTHING
        if self._memory is not None:
            from cleaner.site_memory.memory import see_page

            remembered = see_page(self._memory, address, segmentation, scores, metadata.title)
        labelling = label(segmentation, scores, marking, metadata, remembered)
        article = assemble(
            url,
            decoded,
            blocks,
            labelling.kept,
            metadata,
            labelling.confidence,
            probabilities=labelling.probabilities,
            further=labelling.further,
            pictures=segmentation.pictures,
            shows_images=self._images,
            rule=labelling.rule,
            warnings=_warnings(labelling),
            page_type=page_type(types),
        )
        return Trace(blocks, labelling, article, marking, segmentation, scores, weights=weights)

    def _forgetful(self) -> Cleaner:
        """This cleaner without its memory, for a second look at a page that the memory has seen."""
        (other := copy(self))._memory = None
        return other

    def _look_outside(self, page: Page, decoded: Decoded, trace: Trace, kind: str) -> Trace:
        """What is found of a body that the page carries outside its tree; `trace` unless that is longer by far."""
        from cleaner.page.payload import find_payload

        if (payload := find_payload(page)) is None:
            return trace
        inner, read, source = payload
        found = self._forgetful()._judge(inner, decoded, read, Marking.none(), trace.article.metadata, kind)
        if _words(found.article) < 2 * _words(trace.article) + _THIN_WORDS:
            return trace
        warnings = (*trace.article.warnings, f"body from {source}: the page shows little text of its own")
        return replace(found, article=replace(found.article, warnings=warnings), rules=trace.rules)

    def trace_text(self, text: str, url: str | None = None) -> Trace:
        """Clean one plain-text dump as `clean_text` does, and keep the blocks and decisions that led to the article."""
        if not isinstance(text, str):
            raise TypeError(f"text must be str, not {type(text).__name__}; decode bytes first")
        if url is not None and not isinstance(url, str):
            raise TypeError(f"url must be str or None, not {type(url).__name__}")
        try:
            return self._trace_text(text, url)
        except CleanerError:
            raise
        except Exception as error:  # as in `trace`
            return Trace((), Labelling.of(()), faulty(url, error), Marking.none())

    def _trace_text(self, text: str, url: str | None) -> Trace:
        from cleaner.text import read, segment
        from cleaner.text.unfold import unfold

        text = clean_str(text)
        decoded = Decoded(b"", "utf-8", "str")
        blocks = segment.segment_lines(unfold(text))
        if not blocks or is_noise(text):
            return _nothing(url, decoded, "not text: binary" if blocks else "empty")
        if len(blocks) > segment.MAX_LINES:
            return _nothing(url, decoded, f"hostile text: more than {segment.MAX_LINES:,} lines")
        # The weights for text dumps are read alone, which spares the time that those for pages take.
        trees = bundled_line_trees() if self._weights is None else self._weights.lines
        reading = read.read_lines(blocks, url, trees)
        site = self._book.site_of(url)
        patterns = [pattern for layout in site.layouts for pattern in layout.drop_text] if site else []
        labelling = Labelling.of(reading.decisions)
        drop_patterns(blocks, labelling, patterns)
        if self._memory is not None:
            from cleaner.site_memory.sheet import text_sheet

            words = [count_words(block.text) for block in blocks]
            sheet = text_sheet(blocks, labelling.probabilities, words, reading.metadata.title)
            drop_remembered(blocks, labelling, self._memory.see(url, sheet), words)
        article = assemble(
            url,
            decoded,
            blocks,
            labelling.kept,
            reading.metadata,
            reading.confidence,
            probabilities=labelling.probabilities,
            further=loose_lines(labelling),
        )
        rule = site.name if site and patterns else None
        reason = reading.reason or article.reason
        article = replace(article, rule=rule, reason=reason, warnings=(*article.warnings, *reading.warnings))
        article = with_language(article) if self._detect_language else article
        return Trace(blocks, labelling, article, Marking.none())


def _warnings(labelling: Labelling) -> tuple[str, ...]:
    stale = (f"rule_stale: {labelling.stale}",) if labelling.stale else ()
    return (*stale, "body from hidden elements: the page shows little text of its own") if labelling.unhidden else stale


def _nothing(url: str | None, decoded: Decoded, reason: str) -> Trace:
    return Trace((), Labelling.of(()), empty(url, decoded, reason), Marking.none())


def _words(article: Article, enough: int | None = None) -> int:
    """How many words the body has; when `enough` is given, counting stops as soon as there are that many."""
    words = 0
    for block in article.blocks:
        words += count_words(block.text)
        if enough is not None and words >= enough:
            break
    return words


@cache
def bundled_cleaner() -> Cleaner:
    """The cleaner with the bundled rules and weights, made once in a process."""
    return Cleaner()


def clean(html: bytes | bytearray | memoryview | str, url: str | None = None, *, kind: str = AUTO) -> Article:
    """Clean one page with the bundled rules; see `Cleaner.clean`."""
    return bundled_cleaner().clean(html, url, kind=kind)


def clean_text(text: str, url: str | None = None) -> Article:
    """Clean the plain-text dump of one page; see `Cleaner.clean_text`."""
    return bundled_cleaner().clean_text(text, url)


__all__ = ["BUNDLED", "Cleaner", "Metadata", "Trace", "clean", "clean_text"]
