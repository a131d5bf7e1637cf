"""Pages named on the command line → what to print."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from cleaner.dumps.dump import is_single_page, open_dump
from cleaner.dumps.formats.pages import read_capped, read_page, too_large
from cleaner.dumps.record import ReadOptions, Record, readable, unreadable
from cleaner.dumps.trace import trace_record
from cleaner.errors import DumpError
from cleaner.judge.kind_option import AUTO
from cleaner.pipeline import Cleaner
from cleaner.tooling.show import name_above, show

# How the command line names standard input.
STDIN: Final = "-"


class Printout(NamedTuple):
    """What to print and what to say beside it.

    Attributes:
        text: the articles.
        complaints: pages that cannot be read or hold no article.
        warnings: sites' rules that do not fit their pages.
        is_unreadable: some page could not be read at all.
        is_by_rules: something is off that the rules may have to do with.
    """

    text: str
    complaints: tuple[str, ...]
    warnings: tuple[str, ...]
    is_unreadable: bool
    is_by_rules: bool


def print_pages(
    records: Sequence[Record],
    cleaner: Cleaner,
    style: str,
    *,
    with_metadata: bool = False,
    loose: bool = False,
    kind: str = AUTO,
) -> Printout:
    """Clean pages one after the other; one that cannot be read does not keep the others. `loose`: read for recall."""
    parts: list[str] = []
    complaints: list[str] = []
    warnings: list[str] = []
    empty = 0
    for record in records:
        if record.error is not None:
            complaints.append(f"{record.source}: {record.error}")
            continue
        trace = trace_record(cleaner, record, kind)
        article = trace.article.loose if loose else trace.article
        if not article.blocks:
            empty += trace.segmentation is not None  # else no rule was asked
            complaints.append(f"{record.source}: {article.reason or 'no article'}")
        warnings += [f"{record.source}: {warning}" for warning in article.warnings if warning.startswith("rule_stale")]
        name = name_above(record.source, style) if len(records) > 1 else ""
        parts.append("\n".join(filter(None, (name, show(article, style, with_metadata=with_metadata)))))
    gap = "\n" if style == "json" else "\n\n"
    is_unreadable = any(record.error for record in records)
    text = gap.join(filter(None, parts))
    return Printout(text, tuple(complaints), tuple(warnings), is_unreadable, bool(warnings or empty))


def read_pages(pages: Sequence[str], *, url: str | None = None, is_text: bool = False) -> list[Record]:
    """Records of files and of standard input (`-`).

    Args:
        pages: paths.
        url: where the page came from.
        is_text: they are plain text, whatever their names say.

    Raises:
        DumpError: a folder or a dump of many pages, or one address for several pages.
    """
    if url and len(pages) > 1:
        raise DumpError("--url is for a single page; addresses of many pages come in a dump (cleaner batch)")
    records = [record for page in pages for record in (_read_stdin() if page == STDIN else _read_file(page))]
    return [
        record._replace(url=url or record.url, body_type="text" if is_text else record.body_type) for record in records
    ]


def file_of(page: str) -> str:
    """The file that a page named on the command line is in: `crawl.warc.gz` of `crawl.warc.gz#17`."""
    name, mark, number = page.rpartition("#")
    return name if mark and number.isdecimal() and not Path(page).exists() else page


def _read_file(given: str) -> Iterator[Record]:
    path = Path(given)
    if given.lower().startswith(("http://", "https://")) and not path.exists():
        raise DumpError(f"{given}: pages are not fetched; save it to a file and add --url {given}")
    if path.is_dir():
        raise DumpError(f"{readable(path)}: is a folder; for many pages use cleaner batch")
    if not path.exists() and (one := _record_of_dump(path)):
        return one
    if not is_single_page(path):
        raise DumpError(f"{readable(path)}: holds many pages; name one, as {readable(path)}#1, or use cleaner batch")
    return read_page(path, readable(path), ReadOptions())


def _record_of_dump(path: Path) -> Iterator[Record] | None:
    """`crawl.warc.gz#17`: one record of a dump, as reports and rows name it."""
    name = file_of(str(path))
    if name == str(path) or not Path(name).is_file():
        return None
    number = str(path).removeprefix(f"{name}#")
    found = next((record for record in open_dump(name) if record.position == int(number)), None)
    if found is None or found.skipped:
        raise DumpError(f"{name}: {f'record {number} is no page: {found.skipped}' if found else f'no record {number}'}")
    return iter((found._replace(source=readable(path)),))


def _read_stdin() -> Iterator[Record]:
    max_bytes = ReadOptions().max_bytes
    body = read_capped(sys.stdin.buffer, max_bytes)
    if body is None:
        yield unreadable(STDIN, "standard input", 1, too_large(max_bytes))
    else:
        yield Record(STDIN, None, body, "html", "standard input", 1)
