"""Publication and modification dates: candidates from every source, and the choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cleaner import expressions as re
from cleaner.lexicon.metadata import MODIFIED_WORDS, OTHER_MATTER
from cleaner.metadata.age_text import day_of_age, find_age
from cleaner.metadata.byline.name_line import pieces
from cleaner.metadata.date_lines import (
    clock_lines,
    first_comment,
    is_clock,
    is_others,
    line_candidates,
    only_date,
    signs_comment,
)
from cleaner.metadata.date_sources import (
    BAR,
    UNNAMED,
    Sources,
    date_candidates,
    latest_day,
    of_another_matter,
    url_day,
    url_minute,
)
from cleaner.metadata.date_text import has_month, read_date
from cleaner.metadata.jsonld import is_article
from cleaner.metadata.lead import LONGEST_DATE, Lead
from cleaner.metadata.markup import Markup, ancestors, text_in
from cleaner.metadata.names.announced import has_by
from cleaner.metadata.plain import tidy
from cleaner.model import Candidate
from cleaner.page.dom import Node
from cleaner.page.occurrences import occurrences

_RIGHT_BELOW = 5  # blocks below the headline
_MOST_POSTS = 60  # times of a thread that are read
# The time of a date that was made of a day alone.
_MIDNIGHT = "T00:00:00"
_DAY = 10  # letters of a date without a time
# The field of a candidate that is later than the crawl and so wrong; it is told, but never chosen.
LATE = "date after the crawl"
SURE = 0.85  # no need to look further
# Classes and words around a time that is a comment's, another story's or a change's.
_OTHERS = re.compile(
    r"(?i)comment|related|recommend|latest|more|card|teaser|reply|recent|popular|widget|carousel|updated|modified"
)


def read_dates(
    sources: Sources, ruled: Sequence[str], lead: Lead, *, forum: bool = False
) -> tuple[Candidate | None, list[Candidate]]:
    """The date of publication, and all that were weighed; those later than the crawl as candidates of `LATE`."""
    dates: list[Candidate] = []
    late: list[Candidate] = []
    latest = latest_day(sources.crawled)
    for candidate in date_candidates(sources, ruled):
        if candidate.value[:10] > latest:
            late.append(candidate._replace(field=LATE))
            continue
        dates.append(candidate)
        if candidate.score >= SURE:
            break
    best = choose_date(dates)
    if best is None or best.score <= UNNAMED:
        dates += (line for line in line_candidates(sources, lead, forum=forum) if line.value[:10] <= latest)
    if choose_date(dates) is None:
        dates += (guess for guess in last_resorts(sources, lead, forum=forum) if guess.value[:10] <= latest)
    if best is not None and best.source != "rule" and (shown := _shown_before(best, lead, sources)):
        dates.append(shown)
    return choose_date(dates), [*dates, *late]


def choose_date(candidates: Sequence[Candidate]) -> Candidate | None:
    """The surest candidate above the bar, to the minute if another one knows it; the earlier source wins a tie."""
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    if best is None or best.score < BAR:
        return None
    if len(best.value) == _DAY:
        exact = (other.value for other in candidates if len(other.value) > _DAY and other.value.startswith(best.value))
        return best._replace(value=next(exact, best.value))
    return best


def _shown_before(best: Candidate, lead: Lead, sources: Sources) -> Candidate | None:
    """An earlier date that stands by itself below the headline, or an earlier day in the address.

    Such pages were published anew or moved to another system, or count days in the readers' time zone; what is shown
    was right on 12 of the 15 tuning pages that differ. "Updated ..." is no such line, nor is one without a month's
    name, for days and months change places, nor what was accepted or founded that day, nor a quoted post's day. A later
    day in the address is an issue's or the printed paper's (both tuning pages that have one).
    """
    if (day := url_day(sources.url)) and day.isoformat() < best.value[:10]:
        return Candidate("date", day.isoformat(), "url", min(0.99, best.score + 0.01))
    for block in lead.around(0, _RIGHT_BELOW)[1:] if lead.has_heading else ():
        text = block.text
        if not 8 <= len(text) <= LONGEST_DATE or "20" not in text or not has_month(text) or MODIFIED_WORDS.search(text):
            continue
        if OTHER_MATTER.match(text) or any(frame.tag == "blockquote" for frame in block.frames):
            continue
        found = read_date(tidy(text), day_first=sources.day_first)
        if found:
            earlier = found[:10] < best.value[:10] and not _is_eve(found, best.value)
            return Candidate("date", found, "date line", min(0.99, best.score + 0.01)) if earlier else None
    return None


def _is_eve(shown: str, said: str) -> bool:
    """Whether a shown day is the one before a date at 00:00 UTC, as a time zone west of Greenwich shows that."""
    midnight = said[10:19] == _MIDNIGHT and said.endswith("+00:00")
    return midnight and date.fromisoformat(shown[:10]) + timedelta(days=1) == date.fromisoformat(said[:10])


def last_resorts(sources: Sources, lead: Lead, *, forum: bool) -> Iterator[Candidate]:
    """Dates that are better than none, the best first.

    They stand in the article's own footer, in the only line with a date on a page that is an article, before a dash in
    the first paragraph ("PORT ELLERY, March 4 –"), in a thread's first post, or in a story's number in its address.
    """
    if sources.crawled and (told := _told_by_age(lead, sources.crawled)):
        yield Candidate("date", told.isoformat(), "date line", _AGED)
    yield from _in_footer(sources)
    if is_article(sources.articles) or sources.head.first("og:type").lower() == "article":
        blocks, comments, clocks = lead.blocks, first_comment(lead), clock_lines(lead)
        shown = (
            block.text
            for place in lead.dated
            if not (block := blocks[place]).hidden
            and (place >= lead.at or not ((line := tidy(block.text)) in clocks or is_clock(line, sources.markup)))
            and not (
                place > comments
                and (signs_comment(block.text, blocks[place - 1].text) or is_others(tidy(block.text), sources.markup))
            )
        )
        days = {day for line in shown if (day := only_date(line, sources.day_first)) and not OTHER_MATTER.match(line)}
        if len(days) == 1:
            yield Candidate("date", days.pop(), "date line", BAR)
    yield from _datelines(lead, sources)
    yield from _of_first_post(sources.markup, forum=forum)
    if counted := url_minute(sources.url):
        yield Candidate("date", counted.isoformat(), "url", BAR)


def _told_by_age(lead: Lead, read_on: date) -> date | None:
    """The day that a line at the headline counts back from the crawl: "2 hours ago", "vor 3 Tagen", "yesterday"."""
    for block in lead.around(_AGE_ABOVE, _RIGHT_BELOW):
        line = tidy(block.text) if len(block.text) <= LONGEST_DATE else ""
        if not line or MODIFIED_WORDS.search(line) or OTHER_MATTER.match(line):
            continue
        signed = has_by(line) and (age := find_age(line)) and line[age.start : age.end]
        for piece in (signed,) if signed else pieces(line):
            if day := day_of_age(piece, read_on):
                return day
    return None


_AGE_ABOVE = 2  # blocks above the headline
_AGED = 0.52  # score of a day that is counted back from the crawl


def _datelines(lead: Lead, sources: Sources) -> Iterator[Candidate]:
    """The day in "PORT ELLERY, March 4, 2023 (Agency) – ", which opens the first paragraph below the headline."""
    paragraphs = (block.text for block in lead.around(0, _RIGHT_BELOW)[1:] if len(block.text) >= _PARAGRAPH)
    opening = _BEFORE_DASH.match(next(paragraphs, "")) if lead.has_heading else None
    words = tidy(opening[1]).split() if opening else []
    for place, word in enumerate(words[:_MOST_OF_PLACE], 1):
        if not word[0].isupper():
            return
        if found := only_date(" ".join(words[place:]).strip("()"), sources.day_first):
            yield Candidate("date", found, "date line", BAR)
            return


_PARAGRAPH = 80  # characters
_MOST_OF_PLACE = 5  # words
# What stands before the dash that opens a news story, with or without an agency in brackets: "PORT ELLERY, March 4
# (Agency) – ".
_BEFORE_DASH = re.compile(
    r"([^!?:–—/]{12,70}?)\s{0,3}+(?:\((?!\d)[^()]{2,40}\)|/[^/]{2,30}/)?\s{0,3}+(?:--|[–—]|-(?=\s))"
)


def _of_first_post(markup: Markup, *, forum: bool) -> Iterator[Candidate]:
    """When a thread's first post was written, which is the oldest; forums tell it in attributes of their own, too."""
    posts = [(node, node.attributes.get("datetime")) for node in (markup.found.times if forum else ())]
    # A query goes through the whole tree, and most pages have none.
    raw = markup.page.markup
    changed = markup.page.select("relative-time[datetime]")[:1] if occurrences(raw, b"relative-time", 6) else []
    titled = [(node, node.attributes.get("title") or "") for node in markup.found.ages]
    aged_posts = [(node, title) for node, title in titled if title.startswith("20")]
    changed_posts = [(node, node.attributes.get("datetime")) for node in changed]
    for times in (posts, aged_posts, changed_posts):
        values = [(read_date(text or ""), node) for node, text in times[:_MOST_POSTS]]
        value, node = values[0] if values else (None, None)
        if value and node and value == min(found for found, _ in values if found) and not _in_comment(node):
            yield Candidate("date", value, "time", BAR)
            return


def _in_comment(node: Node) -> bool:
    return any("comment" in (above.attributes.get("class") or "").lower() for above in (node, *ancestors(node)))


def _in_footer(sources: Sources) -> Iterator[Candidate]:
    markup, day_first = sources.markup, sources.day_first
    for node in markup.found.times[:3]:
        above = list(ancestors(node))
        tags = {element.tag for element in above}
        names = " ".join(element.attributes.get("class") or "" for element in (node, *above))
        if "article" in tags and not tags & {"nav", "aside"} and not _OTHERS.search(names + text_in(node)):
            if of_another_matter(node, text_in(node)):
                continue
            value = read_date(node.attributes.get("datetime") or "") or read_date(text_in(node), day_first=day_first)
            if value:
                yield Candidate("date", value, "time", BAR)
                return
