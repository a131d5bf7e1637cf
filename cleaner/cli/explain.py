"""`cleaner explain`: why each block stays or goes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import options
from cleaner.cli.exit_status import complain, user_errors, write_report
from cleaner.cli.option_groups import with_groups
from cleaner.cli.option_values import choice_list, one_of
from cleaner.errors import DumpError

if TYPE_CHECKING:
    from cleaner.dumps import Record
    from cleaner.tooling.settings import RuleChoice
    from cleaner.trace import Trace


class Listing(StrEnum):
    """How an explanation is printed."""

    TABLE = "table"
    JSON = "json"


Page = Annotated[
    str, typer.Argument(metavar="PAGE", help="A file, a record of a dump (crawl.warc.gz#17), - for stdin.")
]
Style = Annotated[
    Listing,
    typer.Option("--format", parser=one_of(Listing), metavar=choice_list(Listing), help="How to print the blocks."),
]
Report = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write a report for a browser instead, one file.")
]


@with_groups
def explain(
    page: Page,
    *,
    url: options.Url = None,
    style: Style = Listing.TABLE,
    report: Report = None,
    judging: options.PageJudging,
) -> None:
    """Show every block of a page: kept or dropped, by whom, and why.

    Exit status: 0 shown, also a page without an article, 2 wrong usage or a page that cannot be read.
    """
    from cleaner.dumps.same_file import require_other
    from cleaner.dumps.trace import trace_record
    from cleaner.tooling.explain.table import print_json, print_table
    from cleaner.tooling.pages import file_of, read_pages

    with user_errors():
        if report:
            require_other(report, [file_of(page)])
        (record,) = read_pages([page], url=url, is_text=judging.is_text)
        if record.error:
            raise DumpError(f"{record.source}: {record.error}")
        chosen = judging.chosen()
        trace = trace_record(judging.cleaner(chosen), record, judging.kind.value)
        if trace.labelling.stale or not trace.blocks:
            _doubt_rules(record, trace, chosen)
        if report:
            from cleaner.tooling.explain.html import explain_html

            write_report(report, explain_html(trace, record.source))
            return
    (print_json if style is Listing.JSON else print_table)(trace)


def _doubt_rules(record: Record, trace: Trace, chosen: RuleChoice) -> None:
    """Say that the rules may be at fault, and why where the page's own rule finds nothing."""
    from cleaner.dumps.trace import record_tree
    from cleaner.tooling.rules.stale import why_stale

    for line in why_stale(record_tree(record), trace, record.crawled) if trace.labelling.stale else ():
        complain(line)
    complain(f"rules: {chosen.told}")
