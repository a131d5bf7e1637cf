"""What `rules learn` does, without its options."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleaner.errors import DumpError
from cleaner.tooling.learn import learn, learn_texts, read_hosts
from cleaner.tooling.learn.draft import Draft


def draft_hosts(paths: Sequence[Path], url: str | None, least: int) -> tuple[list[Draft], list[str]]:
    """A draft for each host with enough pages, and what a person should know of the others.

    Raises:
        DumpError: an input cannot be read, or no host has enough pages.
    """
    drafts, notes = [], []
    few = 0
    for host in read_hosts(paths, url):
        if host.left_out:
            notes.append(f"{host.name}: {host.left_out} pages left out, over fifty, without an article or unreadable")
        if len(host.pages) >= least:
            drafts.append(learn(host.name, host.pages))
        elif len(host.texts) >= least:
            drafts.append(learn_texts(host.name, host.texts))
        else:
            few += 1
    if not drafts:
        raise DumpError(f"no host has {least} pages with an article; give more, or ask for less with --least")
    if few:
        notes.append(f"{few} hosts with fewer than {least} pages are left out")
    return drafts, notes


def write_draft(draft: Draft, output: Path, *, force: bool) -> Path:
    """Write a draft as the file that is named, or under its host's name into a folder.

    Raises:
        DumpError: a rule file is there already, or it cannot be written.
    """
    path = output if output.suffix == ".toml" else output / f"{draft.host}.toml"
    if path.exists() and not force:
        raise DumpError(f"{path}: there is such a file already; --force writes over it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft.toml(), "utf-8", newline="\n")
    except OSError as error:
        raise DumpError(f"{path}: cannot be written: {error.strerror}") from error
    return path
