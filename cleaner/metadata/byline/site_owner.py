"""Whose site it is, where the site is called after a person: the author of what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner import expressions as re
from cleaner.lexicon.metadata import either
from cleaner.metadata.facts import site_names
from cleaner.metadata.jsonld import Graph, Thing
from cleaner.metadata.lead import Lead
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.person import is_bare_name
from cleaner.metadata.plain import squeeze, tidy
from cleaner.metadata.site_name import host_names
from cleaner.model import Block

# What a site's name has beside its owner's: "Ana Gil's blog", "The website of Ana Gil".
_OF_SITE = re.compile(
    rf"(?i)[\u2019']s\s+(?:(?:{either('site of somebody, kind (patterns)')})\s+)?"
    rf"(?:{either('site of somebody (patterns)')})\b.*$|"
    rf"^(?:{either('site of, before (patterns)')} )?(?:{either('site of, kind (patterns)')})?"
    rf"{either('site of (patterns)')}\s+"
)
# An entry of a menu that names the owner: "About Ana Gil", "Meet Ana Gil".
_ABOUT = re.compile(
    rf"\b(?:{either('portrait of somebody')})\s+(?!(?:{either('portrait of somebody')})\s)"
    r"([A-ZÀ-Þ]\S+ [A-ZÀ-Þ][^\s,.]+)"
)
# What parts a title: a bar, a dash, a dot or a colon.
_SEPARATOR = re.compile(r"(?<!\s)\s++[|\u2013\u2014\u00b7\u2022:\u00bb-]\s+")
# The line of the copyright with the name behind its years: "© 2019-2024 Ana Gil".
_COPYRIGHT = re.compile(
    rf"(?i)(?:\u00a9|\(c\)|{either('copyright (patterns)')})[\s\d,\u2013-]*+(?:{either('copyright, then (patterns)')})?"
    rf"(?:(?<=\s)|\s)(?:{either('copyright, before a name (patterns)')}\s)?\s*+([^\W\d_][^|\u00b7\u2022,;]{{3,40}})"
)
# What follows the name in such a line: "All rights reserved", a full stop.
_END = re.compile(rf"(?i)(?:[.,]|(?<![\s.,]))\s++(?:{either('copyright, end (patterns)')}|\u00a9).*$|[.,]$")
# How many of the first blocks may link home or hold a portrait; how many of the last, a copyright.
_FIRST_BLOCKS, _LAST_BLOCKS = 8, 12
_SHORTEST = 4  # letters of a name's word that a host may be made of


def owners(head: Head, graph: Graph, articles: Sequence[Thing], lead: Lead) -> Iterator[str]:
    """People's names that the host holds: the site's, at the title's end, in a link home or a menu, in the copyright.

    A name that opens the page and has the copyright needs no host.
    """
    hosts = frozenset(map(squeeze, host_names(lead.url)))
    labels = " ".join(hosts)
    if not labels:
        return
    known = [name.value for name in site_names(head, graph, articles)]
    pieces = _SEPARATOR.split(tidy(head.title[:_LONGEST]))
    notes = (_COPYRIGHT.search(block.text) for block in lead.blocks[-_LAST_BLOCKS:])
    noted = [_END.sub("", note[1]) for note in notes if note]
    top = lead.blocks[:_FIRST_BLOCKS]
    homes = (block.text for block in top if [href for _, href, _ in block.runs] == ["/"])
    portraits = (about[1] for block in top if (about := _ABOUT.search(block.text[:_LONGEST])))
    for name in (*known, *pieces[1:][-1:], *homes, *noted, *portraits):
        name = _OF_SITE.sub("", name).strip()
        words = [squeeze(word) for word in name.split()]
        if not is_bare_name(name):
            continue
        headed = name in noted and any(block.text.startswith(name) for block in top)
        if headed or any(len(word) >= _SHORTEST and word in labels for word in words):
            whole = headed or "".join(words) in labels or not hosts.isdisjoint(words)
            if name_likeness(name) > _UNLIKELY and _is_personal(lead.blocks, whole=whole):
                yield name
            return


_LONGEST = 1000  # characters of a title or block that are looked at
_UNLIKELY = -1.0  # log-odds; most sites are called after something else
# Words by which somebody speaks of themselves, and those by which a company does ("I", "my"; "we", "our").
_I = re.compile(rf"\b(?:{either('I (patterns)')})\b")
_WE = re.compile(rf"\b(?:{either('we (patterns)')})\b")
_FEWEST = 4  # fewest times that somebody says "I"


def _is_personal(blocks: Sequence[Block], *, whole: bool) -> bool:
    """Whether somebody speaks of themselves, not a company of itself.

    `whole`: the host is their whole name or a whole word of it, so that "we" is rather everybody than a company.
    """
    own = sum(len(_I.findall(block.text)) for block in blocks)
    share = 0.5 if whole else 2.0
    return own >= _FEWEST and own > share * sum(len(_WE.findall(block.text)) for block in blocks)
