"""Dates in what a reader sees: lines near the headline, elements whose class says date, labelled lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from cleaner import expressions as re
from cleaner.lexicon.metadata import (
    MODIFIED_WORDS,
    MONTHS,
    OTHER_MATTER,
    OTHER_MATTER_INSIDE,
    PUBLISHED_WORDS,
    TIME_WORDS,
    WEEKDAYS,
    either,
)
from cleaner.metadata.date_order import observed_order
from cleaner.metadata.date_sources import BAR, ONLY_UPDATED, Sources, from_payload
from cleaner.metadata.date_text import MAY_BE_DATED, has_month, read_date
from cleaner.metadata.lead import Lead, is_card
from cleaner.metadata.markup import Markup, ancestors, text_in
from cleaner.metadata.names.announced import has_by
from cleaner.metadata.names.person import is_bare_name
from cleaner.metadata.plain import tidy
from cleaner.model import Block, Candidate
from cleaner.page.dom import Node

_ABOVE, _LEAD_BLOCKS = 4, 13  # blocks above and below the headline whose lines may hold its date
_THREAD_BLOCKS = 60  # blocks below the headline of a forum's page that are looked at
_LONGEST_LABEL, _LONGEST_DATE = 30, 60  # characters of a label alone, and of a date in an attribute
_PARAGRAPH, _FEWEST_PARAGRAPHS = 80, 2  # characters; after so many a date may be a comment's or a related story's
_LOOKED_AT = 200  # characters of a line
_SEAMED_WORDS, _SIGNED_WORDS = 14, 20  # "Written by NAME in SECTION on DATE at TIME. 51 Comments"
# Elements that may show today's date to whoever reads the page.
_CLOCKS = 'header, [class*="today" i], [class*="clock" i], [class*="current-date" i], [class*="currentdate" i]'
_CLOCK_CLASS = re.compile(r"(?i)today|clock|current-?date")  # of what shows today's date to every reader
_OTHER_DATE_CLASS = re.compile(r"(?i)join|birth|event|expir|modif|updat|member|start|end-?date")  # of other days
_MOST_CLOCKS = 12  # elements that may be a clock and are looked at
_MENU_LINKS, _MENU_BLOCKS, _MENUS = 4, 20, frozenset(("nav", "header"))  # among so many blocks below a clock
_MOST_TIMES = 12  # `<time>` elements that are looked at
_SAID_LINE = 0.68  # score of a date in a line that says "published"
_LINE = 0.6  # score of a date in a line with little else
_LONG_LINE = 0.54  # score of a date, its month in letters, in a line of up to 14 words
_LABELLED = 0.57  # score of a date behind a label, wherever on the page
_LETTERS = re.compile(r"[^\W\d_]+")  # a word without digits
_LABEL = re.compile(rf"(?i)(?:{either('date label (patterns)')})\s?:?")  # "Published on:", "Date"
_LABELLED_LINE = re.compile(_LABEL.pattern + r"\s?(?=\W?\d|[a-zà-ÿ]{3,10}\.? \d)", re.IGNORECASE)  # "Date 14 March"
_DIGIT = re.compile(rf"\d|{either('year mark')}")  # Chinese years may be written out
# What a line with a date has: a digit, the mark of a year, or what `tidy` may make one of.
_MAY_SHOW_DATE = re.compile(rf"{MAY_BE_DATED.pattern}|[&\x80-\x9f]")
_SEAM = re.compile(rf"[·•|∙⋅/»]|\b(?:{either('date seam (patterns)')})\b|\d:\d\d")  # a caption's sentence has none
_SECTION = re.compile(r"\d\d?(?:\.\d\d?){2}\.? [^\W\d_]++(?!.*\d:\d\d)")  # "1.11.10 Subgroups"
_SPAN = re.compile(r"\b20\d\d\s?[–-]\s?(?:\d\d?\.?\s\w+\.?\s|\d\d?[./]\d\d?[./]|\w+ \d\d?,\s)20\d\d")  # two days
_HOUR = re.compile(r"\d:\d\d")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})[.!]$")  # a sentence tells of a day, and no abbreviation is so long
_MEMBER_FACT = re.compile(r"\w+(?: \w+)?: ")  # "Joined: 4 July 2012" beside a post


def line_candidates(sources: Sources, lead: Lead, *, forum: bool = False) -> Iterator[Candidate]:
    """Visible lines near the headline that hold little but a date, then elements whose class says date, then others."""
    day_first = observed_order(lead, sources)
    if day_first is None:
        # English of no known country: more of it is American than not.
        day_first = bool(sources.day_first)
    best = 0.0
    for found in chain(_near(lead, sources.markup, day_first, forum=forum), _dated(sources.markup, lead, day_first)):
        yield found
        best = max(best, found.score)
        if best >= _LINE:
            return
    if said := _said(lead, day_first):
        yield Candidate("date", said, "date line", _LABELLED)
    elif not best:
        yield from from_payload(sources.markup.page.raw)


def _near(lead: Lead, markup: Markup, day_first: bool, *, forum: bool) -> Iterator[Candidate]:
    blocks = lead.around(_ABOVE, _THREAD_BLOCKS if forum else _LEAD_BLOCKS)
    above = min(_ABOVE, lead.at) if lead.has_heading else 0
    paragraphs = below = 0
    clock: Candidate | None = None
    for place, block in enumerate(blocks):
        text = block.text[:_LOOKED_AT]
        paragraphs += len(block.text) >= _PARAGRAPH
        below += place > above and len(block.text) >= _PARAGRAPH
        if not _MAY_SHOW_DATE.search(text):
            continue  # as most lines
        line, before = tidy(text), tidy(blocks[place - 1].text[:_LOOKED_AT]) if place else ""
        if forum and _MEMBER_FACT.match(line) and not PUBLISHED_WORDS.match(line):
            continue
        found = _dated_line(line, before, day_first)
        if found is None or (place < above and (is_clock(line, markup) or has_menu(blocks[place + 1 : above]))):
            continue
        if below >= _FEWEST_PARAGRAPHS and not forum and _is_of_event(line, block.tag, day_first):
            continue
        others = below >= _FEWEST_PARAGRAPHS and not forum
        others = others and (signs_comment(line, before) or _is_of_card(block, blocks[place - 1]))
        if not others and (paragraphs < _FEWEST_PARAGRAPHS or not is_others(line, markup)):
            if place < above and found.score == _LINE and WEEKDAYS.search(line):
                clock = found  # as likely the site's clock: a date at the headline goes before it
            else:
                yield found
    if clock:
        yield clock


def has_menu(blocks: Sequence[Block]) -> bool:
    """Whether a page's menu or its own header is among blocks: a date above it is the site's clock."""
    linked = 0
    for block in blocks:
        if block.tag in _MENUS:
            return True
        said = [href for text, href, _ in block.runs if text.strip()]
        linked += len(said) if all(said) else 0
    return linked >= _MENU_LINKS


def _is_of_event(line: str, tag: str, day_first: bool | None) -> bool:
    """Whether a line behind the text names another matter, as "Next fair: 7 June 2031", or is an item of several."""
    if PUBLISHED_WORDS.search(line) or MODIFIED_WORDS.search(line):
        return False
    labelled = _MEMBER_FACT.match(line) is not None and not _HOUR.search(line)  # what was added then tells the minute
    return labelled or (tag == "li" and only_date(line, day_first) is None)


def clock_lines(lead: Lead) -> set[str]:
    """Lines above the headline that stand above the page's menu as well."""
    if not lead.at:
        return set()
    above = lead.blocks[: lead.at]
    return {
        tidy(above[place].text)
        for place in lead.dated
        if place < lead.at and has_menu(above[place + 1 : place + 1 + _MENU_BLOCKS])
    }


def first_comment(lead: Lead) -> int:
    """The place after the first paragraphs below the headline, from where a date may be a comment's."""
    paragraphs = 0
    for place in range(lead.at, len(lead.blocks)):
        if paragraphs >= _FEWEST_PARAGRAPHS:
            return place
        paragraphs += len(lead.blocks[place].text) >= _PARAGRAPH
    return len(lead.blocks)


def signs_comment(line: str, before: str) -> bool:
    """Whether a line behind the text holds a day with its hour below a name alone, as each comment begins."""
    return _HOUR.search(line) is not None and is_bare_name(before.rstrip(":"))


def _is_of_card(block: Block, before: Block) -> bool:
    """Whether a line behind the text holds, or follows, a headline that is a link: it is another story's day."""
    line = tidy(block.text[:_LOOKED_AT])
    if PUBLISHED_WORDS.search(line) or has_by(line):
        return False
    linked = [text for text, href, _ in block.runs if href]
    if not linked and is_card(before):
        return True
    return any(len(text) >= _HEADLINE and read_date(tidy(text[:_LOOKED_AT])) is None for text in linked)


_HEADLINE = 16  # characters


def is_others(line: str, markup: Markup) -> bool:
    """Whether a line is a `<time>` among comments or related stories, or ends in one, as behind a comment's writer."""
    times = markup.found.times[:_MOST_TIMES]
    return any((shown := text_in(node)) and line.endswith(shown) and markup.is_elsewhere(node) for node in times)


def _dated(markup: Markup, lead: Lead, day_first: bool) -> Iterator[Candidate]:
    spelled: Candidate | None = None
    clocks: set[str] | None = None
    for node in markup.dated()[:20]:
        if node.tag in {"body", "html", "script", "style", "svg", "input"}:
            continue
        shown = _MAY_SHOW_DATE.search(node.text()) is not None
        if _CLOCK_CLASS.search(node.attributes.get("class") or "") or not (shown or _spelled_out(node)):
            continue
        text = text_in(node)
        short = len(text) <= _LONGEST_DATE
        found = _dated_line(text, "", day_first) if short else None
        hidden = _dated_line(_spelled_out(node), "", day_first) if short and not (found or spelled) else None
        if not (found or hidden) or _in_masthead(node, markup) or markup.is_elsewhere(node):
            continue
        clocks = clock_lines(lead) if clocks is None else clocks
        if text in clocks:
            continue
        if found:
            yield found._replace(source="class")
            return
        spelled = hidden and hidden._replace(source="class", score=BAR)
    if spelled:
        yield spelled


def _spelled_out(node: Node) -> str:
    """What an element that shows "yesterday" or "2 years ago" has in an attribute beside it."""
    if _OTHER_DATE_CLASS.search(node.attributes.get("class") or ""):
        return ""
    values = map(node.attributes.get, _SPELLING)
    return next((tidy(value) for value in values if value and len(value) <= _LONGEST_DATE), "")


_SPELLING = ("datetime", "title")  # attributes that may spell out a date which an element shows as "yesterday"


def only_date(line: str, day_first: bool | None) -> str | None:
    """The date of a line that holds nothing else but, perhaps, a time or a reading time."""
    if "20" not in line or MODIFIED_WORDS.search(line):
        return None
    words = _LETTERS.findall(line.lower())
    return read_date(line, day_first=day_first) if all(word in TIME_WORDS or word in MONTHS for word in words) else None


def _said(lead: Lead, day_first: bool | None) -> str | None:
    """The one date that a line somewhere on the page calls the day of publication."""
    said: set[str] = set()
    labelled: set[str] = set()
    blocks = lead.blocks
    for place in lead.dated:
        line = blocks[place].text
        if "20" not in line:
            continue
        label = blocks[place - 1].text if place else ""
        if PUBLISHED_WORDS.match(line):
            days = said
        elif _LABELLED_LINE.match(line) or (len(label) < _LONGEST_LABEL and _LABEL.fullmatch(label)):
            days = labelled
        else:
            continue
        if found := read_date(line, day_first=day_first):
            days.add(found)
    return next((days.pop() for days in (said, labelled) if len(days) == 1), None)


def is_clock(line: str, markup: Markup) -> bool:
    """Whether a line above the headline is the site's clock, by its class or for standing in the page's own header."""
    return any(
        line in text_in(node)
        and (node.tag != "header" or (not markup.holds_headline(node) and _in_masthead(node, markup)))
        for node in markup.page.select(_CLOCKS)[:_MOST_CLOCKS]
    )


def _in_masthead(node: Node, markup: Markup) -> bool:
    """Whether a node stands in the page's own header, without the headline: a date there is the site's clock."""
    above = [node, *ancestors(node)]
    headers = [element for element in above if element.tag == "header"]
    return (
        bool(headers)
        and not any(element.tag in {"article", "main"} for element in above)
        and (not any(map(markup.holds_headline, headers)))
    )


def _is_other(line: str, before: str) -> bool:
    """Whether a line's date is labelled as that of another matter, in the line or in the one above."""
    label = before if len(before) <= _LONGEST_LABEL and not _DIGIT.search(before) else ""
    if OTHER_MATTER.match(line) or OTHER_MATTER.match(label):
        return True
    return OTHER_MATTER_INSIDE.search(line) is not None or _SPAN.search(line) is not None


def _dated_line(line: str, before: str, day_first: bool | None) -> Candidate | None:
    if not 6 <= len(line) <= 120 or not _DIGIT.search(line):
        return None
    found = read_date(line, day_first=day_first)
    if found is None or _SECTION.match(line):
        return None
    if published := PUBLISHED_WORDS.search(line):
        said = read_date(line[published.start() :], day_first=day_first)
        return (
            Candidate("date", said or found, "date line", _SAID_LINE) if said or not _is_other(line, before) else None
        )
    return None if _is_other(line, before) else _unnamed_date(line, before, found, day_first)


def _unnamed_date(line: str, before: str, found: str, day_first: bool | None) -> Candidate | None:
    """The date of a line that does not say what it is, or that it is the last change's."""
    if modified := MODIFIED_WORDS.search(line):
        first = read_date(line[: modified.start()], day_first=day_first)
        return Candidate("date", first or found, "date line", _LINE if first else ONLY_UPDATED)
    words = len(WEEKDAYS.sub("", line).split())
    most = _SIGNED_WORDS if has_by(line) else _SEAMED_WORDS
    if PUBLISHED_WORDS.search(before) or words <= 7 or (words <= most and _SEAM.search(line)):
        return Candidate("date", found, "date line", _LINE)
    named = words <= 14 and has_month(line) and not _SENTENCE_END.search(line)
    return Candidate("date", found, "date line", _LONG_LINE) if named else None
