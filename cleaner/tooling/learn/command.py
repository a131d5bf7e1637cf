"""What `rules learn` does, without its options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from cleaner.errors import DumpError
from cleaner.tooling.counted import counted
from cleaner.tooling.learn import learn, learn_texts, read_hosts
from cleaner.tooling.learn.draft import Draft
from cleaner.tooling.learn.evidence import Evidence
from cleaner.tooling.learn.read import LeftAside

_NAMED: Final = 100  # pages left aside for one reason; a dump may have many thousands


class Learnt(NamedTuple):
    """The draft of a host, and the pages that it was learnt from."""

    draft: Draft
    pages: Sequence[Evidence]


def draft_hosts(paths: Sequence[Path], url: str | None, least: int) -> tuple[list[Learnt], list[str]]:
    """A draft for each host with enough pages, and a line for each page that is left aside, with the reason.

    Raises:
        DumpError: an input cannot be read, or no host has enough pages.
    """
    reading = read_hosts(paths, url)
    found: list[Learnt] = []
    left_aside = list(reading.left_aside)
    for host in reading.hosts:
        if len(host.pages) >= least:
            found.append(Learnt(learn(host.name, host.pages), host.pages))
        elif len(host.texts) >= least:
            found.append(Learnt(learn_texts(host.name, host.texts), ()))
        else:
            why = f"{host.name} has fewer than {least} pages with an article; --least asks for less"
            pages = [page.page.url or host.name for page in host.pages] + [host.name] * len(host.texts)
            left_aside += [LeftAside(page, why) for page in pages]
    if not found:
        told = "".join(f"\n{line}" for line in _lines(left_aside))
        raise DumpError(f"no host has {least} pages with an article; give more, or ask for less with --least{told}")
    return found, list(_lines(left_aside))


def _lines(left_aside: Sequence[LeftAside]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for page in left_aside:
        seen[page.why] += 1
        if seen[page.why] <= _NAMED:
            yield str(page)
    for why, pages in seen.items():
        if pages > _NAMED:
            yield f"{counted(pages - _NAMED, 'more page')} left aside: {why}"


def write_draft(draft: Draft, output: Path, *, force: bool) -> Path:
    """Write a draft as the file that is named, or under its host's name into a folder.

    Raises:
        DumpError: a rule file is there already, or the new one cannot be written.
    """
    return write_rule(draft.host, draft.toml(), output, force=force)


def write_rule(host: str, text: str, output: Path, *, force: bool) -> Path:
    """Write the text of a rule file into the file that is named, or into a folder under the name of its host.

    Raises:
        DumpError: there is such a file already, or it cannot be written.
    """
    path = output if output.suffix == ".toml" else output / f"{host}.toml"
    if path.exists() and not force:
        raise DumpError(f"{path}: there is such a file already; --force writes over it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise DumpError(f"{path}: cannot be written: {error.strerror}") from error
    return path
