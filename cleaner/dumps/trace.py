"""A record → its text, its tree, and what the cleaner makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.dumps.record import Record
from cleaner.judge.kind_option import AUTO
from cleaner.page.decode import decode, sniff
from cleaner.page.dom import Page, parse

if TYPE_CHECKING:
    from cleaner.pipeline import Cleaner
    from cleaner.trace import Trace


def record_text(record: Record) -> str:
    """The text of a record's page, decoded as the cleaner decodes it."""
    return record.body if isinstance(record.body, str) else decode(record.body, record.charset).text


def record_tree(record: Record) -> Page:
    """The page of a record, parsed."""
    return parse(record_text(record), record.url)


def trace_record(cleaner: Cleaner, record: Record, kind: str = AUTO) -> Trace:
    """Clean the record's page and keep what was computed on the way.

    Args:
        cleaner: that does it.
        record: the page.
        kind: as for `Cleaner.clean`, where the record does not say it; text dumps are read without.
    """
    if record.body_type == "html":
        return cleaner.trace(
            record.body, record.url, charset=record.charset, crawled=record.crawled, kind=record.page_type or kind
        )
    if isinstance(record.body, str):
        return cleaner.trace_text(record.body, record.url)
    if told := sniff(record.body):
        trace = cleaner.trace_text("", record.url)
        return replace(trace, article=replace(trace.article, reason=f"not text: {told}"))
    decoded = decode(record.body, record.charset)
    trace = cleaner.trace_text(decoded.text, record.url)
    return replace(trace, article=replace(trace.article, encoding=decoded.encoding, encoding_source=decoded.source))
