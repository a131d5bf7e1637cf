"""Files and dumps → evidence for each host in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from cleaner.dumps.dump import open_dump
from cleaner.dumps.record import Record
from cleaner.dumps.trace import record_text
from cleaner.errors import DumpError
from cleaner.judge.feature_columns import PROSE_WORDS, SENTENCE_END
from cleaner.lexicon.words import count_words
from cleaner.page.dom import parse
from cleaner.pipeline import Cleaner
from cleaner.rules.host import HOST_NAME, site_of
from cleaner.site_memory.runs import Seen, inside_prose
from cleaner.site_memory.sheet import PARAGRAPH, page_sheet
from cleaner.tooling.learn.evidence import Evidence, read_evidence
from cleaner.trace import Trace

# Pages of a host that are learnt from; more teach nothing new.
MAX_PAGES: Final = 50
# A line on this share of a host's pages is the host's and no story's. Asked of hosts with at least three pages, since
# two may hold one story; of lines with at most so many characters.
_REPEAT_SHARE, _REPEAT_PAGES, _REPEAT_CHARS = 0.5, 3, 300


class LeftAside(NamedTuple):
    """A page that nothing is learnt from, and why."""

    page: str
    why: str

    def __str__(self) -> str:
        return f"{self.page}: left aside: {self.why}"


@dataclass(slots=True)
class Reading:
    """Hosts, those with most pages first, and the pages that nothing is learnt from."""

    hosts: list[Host] = field(default_factory=list)
    left_aside: list[LeftAside] = field(default_factory=list)


@dataclass(slots=True)
class Host:
    """What a dump holds of one host: its pages, and the plain texts of pages."""

    name: str
    pages: list[Evidence] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def read_hosts(paths: Iterable[Path], url: str | None = None) -> Reading:
    """Pages by host, at most fifty each, and those that are left aside, each with the reason.

    Args:
        paths: pages, folders of pages and dumps; what a web archive holds besides pages is passed over.
        url: the address of all pages that do not tell it themselves; its host is what counts.

    Raises:
        DumpError: an input cannot be read, or none of its pages tells its host.
    """
    cleaner = Cleaner(rules=None)
    hosts: dict[str, Host] = {}
    left_aside: list[LeftAside] = []
    for path in paths:
        for record in open_dump(path):
            if record.skipped is not None:
                continue
            address = record.url or declared_address(record) or url
            why = record.error or _add(hosts, record._replace(url=address), cleaner)
            if why:
                left_aside.append(LeftAside(_told(record), why))
    if not hosts:
        first = f": {left_aside[0]}" if left_aside else "; the input holds no pages"
        raise DumpError(f"no page can be learnt from{first}")
    for host in hosts.values():
        _drop_repeats(host.pages)
    return Reading(sorted(hosts.values(), key=lambda host: (-len(host.pages) - len(host.texts), host.name)), left_aside)


def _told(record: Record) -> str:
    """The record as `cleaner explain` takes it; its address, too, in a dump of many."""
    where = record.source if record.position == 1 and not record.url else f"{record.source}#{record.position}"
    return f"{where} ({record.url})" if record.url else where


def declared_address(record: Record) -> str | None:
    """What a saved page says its address is: its canonical one, else OpenGraph's; None without a host."""
    if record.body_type == "text" or record.error or record.skipped:
        return None
    page = parse(record_text(record))
    for css, name in (("link[rel~=canonical][href]", "href"), ("meta[property='og:url'][content]", "content")):
        node = page.first(css)
        address = (node.attributes.get(name) or "").strip() if node is not None else ""
        if site_of(address):
            return address
    return None


def _add(hosts: dict[str, Host], record: Record, cleaner: Cleaner) -> str | None:
    """Put a page to its host's, or tell why nothing is learnt from it."""
    name = site_of(record.url)
    if name is None:
        return "it does not tell which host it is from; say it with --url"
    if not HOST_NAME.fullmatch(name):
        return f"no rule can be named after {name}"
    host = hosts.get(name, Host(name))
    if len(host.pages) + len(host.texts) >= MAX_PAGES:
        return f"{MAX_PAGES} pages of {name} are enough"
    if record.body_type == "text":
        host.texts.append(record_text(record))
    else:
        trace = cleaner.trace(record.body, record.url, charset=record.charset)
        article = trace.article
        if not article.blocks:
            return article.reason or "no article"
        html = record_text(record)
        fields = article.title or "", article.authors, article.date or ""
        decisions = [decision.kept for decision in trace.decisions]
        evidence = read_evidence(html, record.url, trace.blocks, decisions, fields)
        evidence.seen = _seen(trace, decisions)
        host.pages.append(evidence)
    hosts[name] = host
    return None


def _seen(trace: Trace, decisions: Sequence[bool]) -> list[Seen]:
    """The page's blocks with their places; what is no content is no paragraph of the story."""
    seen = [Seen(block.text, -1 - index, is_paragraph=False) for index, block in enumerate(trace.blocks)]
    if trace.segmentation is None:
        return seen
    words = [count_words(block.text) for block in trace.blocks]
    sheet = page_sheet(trace.segmentation, [float(kept) for kept in decisions], words, None)
    for index, place, look in zip(sheet.blocks, sheet.places, sheet.looks, strict=True):
        seen[index] = Seen(trace.blocks[index].text, place, look == PARAGRAPH)
    return seen


def _drop_repeats(pages: list[Evidence]) -> None:
    """Count as furniture what stands on half of the pages word for word, whatever the heuristic says of each page.

    A paragraph between those of a story is left as it is: it may be a sentence that the site's stories share.
    """
    if len(pages) < _REPEAT_PAGES:
        return
    seen = Counter(text for page in pages for text in {block.text for block in page.blocks})
    repeated = {
        text for text, count in seen.items() if len(text) <= _REPEAT_CHARS and count >= _REPEAT_SHARE * len(pages)
    }
    told = {page.seen[index].text for page in pages for index in inside_prose(page.seen, repeated.__contains__)}
    for place, page in enumerate(pages):
        decisions = [
            kept and (block.text not in repeated or block.text in told)
            for block, kept in zip(page.blocks, page.decisions, strict=True)
        ]
        if decisions != list(page.decisions):
            fields = page.title, page.authors, page.date
            pages[place] = read_evidence(page.page.html, page.page.url, page.blocks, decisions, fields)


def repeated_lines(texts: Sequence[str], most: int = 40) -> list[tuple[str, int]]:
    """Lines that stand on half of a host's plain-text pages and on two at least, with how many; the commonest first.

    Without those that stand among the paragraphs of a story.
    """
    pages = [[line for each in text.splitlines() if (line := " ".join(each.split()))] for text in texts]
    seen: defaultdict[str, int] = defaultdict(int)
    for lines in pages:
        for line in dict.fromkeys(lines):
            if any(sign.isalpha() for sign in line) and len(line) <= _REPEAT_CHARS and "*" not in line:
                seen[line] += 1
    least = max(2, round(_REPEAT_SHARE * len(texts)))
    repeated = {line for line, count in seen.items() if count >= least}
    for lines in pages:
        inside = inside_prose([Seen(line, "", _is_prose(line)) for line in lines], repeated.__contains__)
        repeated -= {lines[index] for index in inside}
    found = [(line, seen[line]) for line in repeated]
    return sorted(found, key=lambda entry: (-entry[1], entry[0]))[:most]


def _is_prose(line: str) -> bool:
    """Whether a line of a text reads like a paragraph."""
    return count_words(line) >= PROSE_WORDS and line[-1] in SENTENCE_END
