"""Publication and modification dates: candidates from every source, and the choice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cleaner.lexicon.metadata import MODIFIED_WORDS
from cleaner.metadata.date_lines import LONGEST_DATE, line_candidates, only_date
from cleaner.metadata.date_sources import BAR, UNNAMED, Sources, date_candidates, url_day
from cleaner.metadata.date_text import has_month, read_date
from cleaner.metadata.jsonld import is_article
from cleaner.metadata.lead import Lead
from cleaner.metadata.markup import ancestors, text_in
from cleaner.metadata.plain import tidy
from cleaner.model import Candidate

_RIGHT_BELOW = 5
_DAY = 10  # letters of a date without a time
SURE = 0.85  # no need to look further
_OTHERS = re.compile(
    r"(?i)comment|related|recommend|latest|more|card|teaser|reply|recent|popular|widget|carousel|updated|modified"
)


def read_dates(
    sources: Sources, ruled: Sequence[str], lead: Lead, *, forum: bool = False
) -> tuple[Candidate | None, list[Candidate]]:
    """The date of publication, and all that were weighed."""
    dates: list[Candidate] = []
    latest = _latest(sources.crawled)
    for candidate in date_candidates(sources, ruled):
        if candidate.value[:10] > latest:
            continue
        dates.append(candidate)
        if candidate.score >= SURE:
            break
    best = choose_date(dates)
    if best is None or best.score <= UNNAMED:
        dates += (line for line in line_candidates(sources, lead, forum=forum) if line.value[:10] <= latest)
    if choose_date(dates) is None:
        dates += (guess for guess in last_resorts(sources, lead) if guess.value[:10] <= latest)
    if best is not None and best.source != "rule" and (shown := _shown_before(best, lead, sources)):
        dates.append(shown)
    return choose_date(dates), dates


def choose_date(candidates: Sequence[Candidate]) -> Candidate | None:
    """The surest candidate above the bar, to the minute if another one knows it; the earlier source wins a tie."""
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    if best is None or best.score < BAR:
        return None
    if len(best.value) == _DAY:
        exact = (other.value for other in candidates if len(other.value) > _DAY and other.value.startswith(best.value))
        return best._replace(value=next(exact, best.value))
    return best


def _latest(crawled: date | None) -> str:
    """The last day that a date may be: east of the crawler it was the next day already."""
    return (crawled + timedelta(days=1)).isoformat() if crawled else "9999"


def _shown_before(best: Candidate, lead: Lead, sources: Sources) -> Candidate | None:
    """An earlier date that stands by itself below the headline, or the day before in the address.

    Such pages were published anew or moved to another system, or count days in the readers' time zone; what is shown
    was right on 12 of the 15 tuning pages that differ. "Updated ..." is no such line, nor is one without a month's
    name, for days and months change places.
    """
    if (
        (day := url_day(sources.url))
        and len(best.value) > 19
        and best.value[:10] == (day + timedelta(days=1)).isoformat()
    ):
        return Candidate("date", day.isoformat(), "url", min(0.99, best.score + 0.01))
    for block in lead.around(0, _RIGHT_BELOW)[1:] if lead.has_heading else ():
        text = block.text
        if not 8 <= len(text) <= LONGEST_DATE or "20" not in text or not has_month(text) or MODIFIED_WORDS.search(text):
            continue
        found = read_date(tidy(text), day_first=sources.day_first)
        if found:
            earlier = found[:10] < best.value[:10]
            return Candidate("date", found, "date line", min(0.99, best.score + 0.01)) if earlier else None
    return None


def last_resorts(sources: Sources, lead: Lead) -> Iterator[Candidate]:
    """Dates that are better than none: in an article's own footer, or the only date line of a page that is one."""
    markup, head, articles, _, day_first, _ = sources
    for node in markup.found.times[:3]:
        above = list(ancestors(node))
        tags = {element.tag for element in above}
        names = " ".join(element.attributes.get("class") or "" for element in (node, *above))
        if "article" in tags and not tags & {"nav", "aside"} and not _OTHERS.search(names + text_in(node)):
            value = read_date(node.attributes.get("datetime") or "") or read_date(text_in(node), day_first=day_first)
            if value:
                yield Candidate("date", value, "time", BAR)
                return
    if is_article(articles) or head.first("og:type").lower() == "article":
        lines = (block[0] for block in lead.blocks if len(block[0]) <= LONGEST_DATE and not block.hidden)
        days = {day for line in lines if (day := only_date(line, day_first))}
        if len(days) == 1:
            yield Candidate("date", days.pop(), "date line", BAR)
