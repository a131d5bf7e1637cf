"""Dates in what a reader sees: lines near the headline, elements whose class says date, labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from cleaner.lexicon.metadata import MODIFIED_WORDS, MONTHS, PUBLISHED_WORDS, TIME_WORDS, WEEKDAYS, either
from cleaner.metadata.date_sources import ONLY_UPDATED, Sources, from_payload
from cleaner.metadata.date_text import has_month, read_date
from cleaner.metadata.lead import Lead
from cleaner.metadata.markup import Markup, ancestors, text_in
from cleaner.metadata.plain import tidy
from cleaner.model import Block, Candidate
from cleaner.page.dom import Node

_LEAD_BLOCKS = 13
_THREAD_BLOCKS = 60
LONGEST_DATE = 60
_LONGEST_LABEL = 30
_SAID_LINE = 0.68
_LINE = 0.6
_LONG_LINE = 0.54
_LABELLED = 0.57
_LETTERS = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(rf"(?i)(?:{either('date label (patterns)')})\s?:?")
_LABELLED_LINE = re.compile(_LABEL.pattern + r"\s?(?=\W?\d|[a-zà-ÿ]{3,10}\.? \d)", re.IGNORECASE)
_SLASHED = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:20\d\d|\d\d)(?![\d./-])")
_URL_MONTH = re.compile(r"(?i)/(?:19|20)\d\d/(\d\d?|[a-z]{3,9})(?:/|$)")
_DIGIT = re.compile(r"\d")
_SEAM = re.compile(rf"[·•|∙⋅/»]|\b(?:{either('date seam (patterns)')})\b|\d:\d\d")  # a caption's sentence has none
_SECTION = re.compile(r"\d\d?(?:\.\d\d?){2}\.? [^\W\d_]+(?!.*\d:\d\d)")  # "1.11.10 Subgroups"
_MEMBER_FACT = re.compile(r"\w+(?: \w+)?: ")  # "Joined: 4 July 2012" beside a post
_DAY_FIRST_HOST = re.compile(r"(?i)\w+://[^/]*\.(?:uk|au|nz|ie|za|in|sg|my|ke|ng|pk|bd|lk|hk)(?:[:/]|$)")


def line_candidates(sources: Sources, lead: Lead, *, forum: bool = False) -> Iterator[Candidate]:
    """Visible lines near the headline that hold little but a date, then elements whose class says date, then others."""
    day_first = sources.day_first
    if day_first is None:
        # English of no known country: more of it is American than not.
        day_first = bool(observed_order(lead.blocks, sources.url))
    best = 0.0
    for found in chain(_near(lead, day_first, forum=forum), _dated(sources.markup, day_first)):
        yield found
        best = max(best, found.score)
        if best >= _LINE:
            return
    if said := _said(lead.blocks, day_first):
        yield Candidate("date", said, "date line", _LABELLED)
    elif not best:
        yield from from_payload(sources.markup.page.raw)


def _near(lead: Lead, day_first: bool, *, forum: bool) -> Iterator[Candidate]:
    lines = [tidy(block.text[:200]) for block in lead.around(4, _THREAD_BLOCKS if forum else _LEAD_BLOCKS)]
    for place, line in enumerate(lines):
        if forum and _MEMBER_FACT.match(line) and not PUBLISHED_WORDS.match(line):
            continue
        found = _dated_line(line, lines[place - 1] if place else "", day_first)
        if found:
            yield found


def _dated(markup: Markup, day_first: bool) -> Iterator[Candidate]:
    for node in markup.dated()[:20]:
        if node.tag in {"body", "html", "script", "style", "svg", "input"} or _in_masthead(node, markup):
            continue
        text = text_in(node)
        found = _dated_line(text, "", day_first) if len(text) <= 60 else None
        if found and not markup.is_elsewhere(node):
            yield found._replace(source="class")
            return


def only_date(line: str, day_first: bool | None) -> str | None:
    """The date of a line that holds nothing else but, perhaps, a time or a reading time."""
    if "20" not in line or MODIFIED_WORDS.search(line):
        return None
    words = _LETTERS.findall(line.lower())
    return read_date(line, day_first=day_first) if all(word in TIME_WORDS or word in MONTHS for word in words) else None


def _said(blocks: Sequence[Block], day_first: bool | None) -> str | None:
    """The one date that a line somewhere on the page calls the day of publication."""
    said: set[str] = set()
    labelled: set[str] = set()
    before = ""
    for block in blocks:
        label, before = before, block[0]
        line = before
        if len(line) > LONGEST_DATE or "20" not in line:
            continue
        if PUBLISHED_WORDS.match(line):
            days = said
        elif _LABELLED_LINE.match(line) or (len(label) < _LONGEST_LABEL and _LABEL.fullmatch(label)):
            days = labelled
        else:
            continue
        if found := read_date(line, day_first=day_first):
            days.add(found)
    return next((days.pop() for days in (said, labelled) if len(days) == 1), None)


def _in_masthead(node: Node, markup: Markup) -> bool:
    """Whether a node stands in the page's own header, without the headline: a date there is the site's clock."""
    above = list(ancestors(node))
    headers = [element for element in above if element.tag == "header"]
    return (
        bool(headers)
        and not any(element.tag in {"article", "main"} for element in above)
        and (not any(map(markup.holds_headline, headers)))
    )


def _dated_line(line: str, before: str, day_first: bool | None) -> Candidate | None:
    if not 6 <= len(line) <= 120 or not _DIGIT.search(line) or _SECTION.match(line):
        return None
    found = read_date(line, day_first=day_first)
    if found is None:
        return None
    modified = MODIFIED_WORDS.search(line)
    if modified and not PUBLISHED_WORDS.search(line):
        first = read_date(line[: modified.start()], day_first=day_first)
        return Candidate("date", first or found, "date line", _LINE if first else ONLY_UPDATED)
    if PUBLISHED_WORDS.search(line):
        return Candidate("date", found, "date line", _SAID_LINE)
    words = len(WEEKDAYS.sub("", line).split())
    if PUBLISHED_WORDS.search(before) or words <= 7 or (words <= 14 and _SEAM.search(line)):
        return Candidate("date", found, "date line", _LINE)
    return Candidate("date", found, "date line", _LONG_LINE) if words <= 14 and has_month(line) else None


def observed_order(blocks: Sequence[Block], url: str | None) -> bool | None:
    """Whether the day comes first, as the page's numeric dates show, or one and the URL's month; else None."""
    lines = [block[0] for block in blocks if len(block[0]) <= LONGEST_DATE]
    marked = [line for line in lines if "/" in line or "-" in line]
    dates = [(int(match[1]), int(match[2])) for line in marked if (match := _SLASHED.search(line))]
    found = {first > second for first, second in dates if (first > 12) != (second > 12) and max(first, second) <= 31}
    if len(found) == 1:
        return found.pop()
    match = _URL_MONTH.search(url or "")
    month = int(match[1]) if match and match[1].isdigit() else MONTHS.get(match[1].lower()) if match else None
    found = {second == month for first, second in dates if first != second and month in {first, second}}
    return found.pop() if len(found) == 1 else None


def prefers_day_first(language: str, url: str | None) -> bool | None:
    """Order of day and month in a page's numeric dates; None for English of no known country."""
    code = language.lower().replace("_", "-")
    if code in {"en-us", "en-ph", "en-ca"}:
        return False
    if code not in {"", "en"}:
        return True
    return True if _DAY_FIRST_HOST.match(url or "") else None
