"""`cleaner clean`: the article of one or several pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options
from cleaner.cli.exit_status import OK, SOME_FAILED, USAGE, complain, user_errors
from cleaner.cli.option_groups import with_groups
from cleaner.cli.option_values import choice_list, one_name
from cleaner.tooling.show import FORMATS

Pages = Annotated[
    list[str],
    typer.Argument(
        metavar="PAGE", help="Files (.html, .txt, also .gz), records of dumps (crawl.warc.gz#17), - for stdin."
    ),
]
Style = Annotated[
    str, typer.Option("--format", parser=one_name(FORMATS), metavar=choice_list(FORMATS), help="How to print it.")
]
WithMetadata = Annotated[
    bool, typer.Option("--with-metadata", help="Print title, byline and date above the body (JSON always has them).")
]
Loose = Annotated[
    bool, typer.Option("--loose", help="Read for recall: date lines, notes, captions and what is likely stay, too.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of standard output.")
]


@with_groups
def clean(
    pages: Pages,
    *,
    url: options.Url = None,
    style: Style = "text",
    with_metadata: WithMetadata = False,
    images: options.Images = False,
    loose: Loose = False,
    judging: options.PageJudging,
    output: Output = None,
) -> None:
    """Print the article of one or several pages.

    Exit status: 0 all well, 1 a page holds no article, 2 wrong usage or a page that cannot be read.
    """
    from cleaner.dumps.same_file import require_other
    from cleaner.tooling.pages import file_of, print_pages, read_pages

    with user_errors():
        if output:
            require_other(output, map(file_of, pages))
        chosen = judging.chosen()
        one = judging.cleaner(chosen, images=images)
        records = read_pages(pages, url=url, is_text=judging.is_text)
        kind = judging.kind.value
        printout = print_pages(records, one, style, with_metadata=with_metadata, loose=loose, kind=kind)
        _write(printout.text, output)
    for complaint in (*printout.complaints, *printout.warnings):
        complain(complaint)
    if printout.is_by_rules:
        complain(f"rules: {chosen.told}")
    raise typer.Exit(USAGE if printout.is_unreadable else SOME_FAILED if printout.complaints else OK)


def _write(text: str, output: Path | None) -> None:
    from cleaner.dumps.output.atomic import replacing

    if output is None:
        if text:  # an empty line would be taken for an article
            typer.echo(text)
        return
    with replacing(output) as file:
        file.write(text.encode() + b"\n")
