"""Drafts of rules for the hosts of a memory, as files or to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleaner.errors import DumpError, did_you_mean
from cleaner.site_memory.memory import SiteMemory
from cleaner.tooling.learn.command import write_rule
from cleaner.tooling.site_memory.draft import draft_rule


def draft_rules(
    memory: SiteMemory, hosts: Sequence[str], output: Path | None, *, force: bool = False
) -> dict[str, str | None]:
    """For each host what to print: its draft, or where that was written; None where there is nothing to say.

    Args:
        memory: what was learnt.
        hosts: whose rules; all that are known when empty.
        output: folder of the rules.
        force: write over files that are there.

    Raises:
        DumpError: a host is not known, or a file cannot be written.
    """
    known = memory.hosts
    if unknown := next((host for host in hosts if host not in known), None):
        raise DumpError(f"{unknown}: nothing was learnt of this host{did_you_mean(unknown, known)}")
    found: dict[str, str | None] = {}
    for host in hosts or known:
        look = memory.look(host)
        text = draft_rule(host, look) if look else None
        if text and output:
            text = str(write_rule(host, text, output, force=force))
        found[host] = text
    return found
