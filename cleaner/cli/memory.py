"""`cleaner memory ...`: what the pages of a site have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options
from cleaner.cli.exit_status import OK, SOME_FAILED, complain, user_errors
from cleaner.cli.option_groups import with_groups
from cleaner.render.characters import printable

memory_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Learn and show what the pages of a site have in common."
)
File = Annotated[Path, typer.Argument(metavar="FILE", help="What `cleaner memory learn` has written.")]
Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help="As for `cleaner batch`.")]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where the memory goes (.json, .json.gz).")
]
Update = Annotated[bool, typer.Option("--update", help="Go on from what the file holds already, if it is there.")]


@memory_app.command()
@with_groups
def learn(
    inputs: Inputs,
    output: Output,
    *,
    update: Update = False,
    rule_options: options.RuleOptions,
    kind: options.KindOption = options.Kind.AUTO,
    columns: options.PageColumns,
    jobs: options.Jobs = None,
) -> None:
    """Learn from a dump, for `--memory FILE` of batch, clean and explain; in whatever order its pages come.

    Up to 32 pages of each host are held; the report says how many were read and how many are held.
    Exit status: 0 learnt, 1 some pages failed, 2 wrong usage or nothing that can be read.
    """
    from cleaner.batch import CleanerPlan, Limits, Sight
    from cleaner.batch.learn_sites import learn_sites
    from cleaner.batch.workers.worker import require_usable
    from cleaner.dumps import ReadOptions, expand, open_dump
    from cleaner.site_memory.memory import SiteMemory
    from cleaner.tooling.counted import counted

    with user_errors():
        plan = CleanerPlan(rule_options.chosen().rules, kind=kind.value)
        require_usable(plan)  # a wrong rule is said before any page is read
        memory = SiteMemory.load(output) if update and output.exists() else SiteMemory()
        reading = ReadOptions(columns.html_column, columns.text_column, columns.url_column)
        dumps = [open_dump(given, reading) for given in expand(inputs)]
        limits = Limits() if jobs is None else Limits(jobs=jobs)
        found = learn_sites(dumps, plan, limits, memory, Sight("people"))
        memory.save(output)
    held = counted(sum(memory.hosts.values()), "page")
    typer.echo(f"read      {counted(found.pages, 'page')}")
    typer.echo(f"held      {held} of {counted(len(memory.hosts), 'host')}")
    typer.echo(f"written   {printable(str(output))}")
    raise typer.Exit(SOME_FAILED if found.failed else OK)


@memory_app.command()
def show(
    file: File,
    host: Annotated[str | None, typer.Argument(metavar="HOST", help="What this one has on several stories.")] = None,
) -> None:
    """Show the hosts of a memory, or what one of them has on several stories; `content?` may pass for a story's.

    Exit status: 0 shown, 2 wrong usage, or a file that is no memory.
    """
    from cleaner.site_memory.memory import SiteMemory
    from cleaner.tooling.site_memory.show import show_memory

    with user_errors():
        for line in show_memory(SiteMemory.load(file), host):
            typer.echo(printable(line))


@memory_app.command()
def draft(
    file: File,
    hosts: Annotated[list[str] | None, typer.Argument(metavar="HOST", help="Default: all of the memory.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Folder for the rules; default: print them.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over rule files that are there.")] = False,
) -> None:
    """Draft a rule from what is known of a site, each line with its evidence: read it before you keep it.

    Exit status: 0 drafted, 1 of some host that is named there is nothing to say, 2 wrong usage.
    """
    from cleaner.site_memory.memory import SiteMemory
    from cleaner.tooling.site_memory.write import draft_rules

    with user_errors():
        found = draft_rules(SiteMemory.load(file), hosts or (), output, force=force)
        for name, text in found.items():
            if text is None and hosts:
                complain(f"{name}: nothing to say that the heuristic does not know")
            elif text is not None:
                typer.echo(printable(text))
    raise typer.Exit(SOME_FAILED if hosts and None in found.values() else OK)
