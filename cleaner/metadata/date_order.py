"""Which of two numbers in a page's dates is the day: what the page shows, then its language and its country."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import expressions as re
from cleaner.lexicon.metadata import MONTHS
from cleaner.metadata.date_sources import Sources, latest_day
from cleaner.metadata.date_text import read_date
from cleaner.metadata.jsonld import text_of
from cleaner.metadata.lead import Lead

_MOST_TIMES = 12  # `<time>` elements that are looked at
_SLASHED = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:20\d\d|\d\d)(?![\d./-])")  # 3/4/2024, 3-4-24
_URL_MONTH = re.compile(r"(?i)/(?:19|20)\d\d/(\d\d?|[a-z]{3,9})(?:/|$)")  # /2024/03/, /2024/mar/
_ISO_DAY = re.compile(r"20\d\d-\d\d-\d\d")  # 2024-03-14
# Countries' domains, those apart that the world uses for their look or whose countries write the month first.
_COUNTRY_HOST = re.compile(
    r"(?i)\w+://[^/]*\.(?!us|ca|ph|io|co|tv|me|ai|fm|ly|to|gg|cc|im|so|sh|st|ws|vc|la|pw|pr)[a-z]{2}(?:[:/]|$)"
)


def observed_order(lead: Lead, sources: Sources) -> bool | None:
    """Whether the day comes first, as the page's numeric dates show, or one and a date in another spelling; else None.

    The other spelling is the month in the address or a machine-readable day; and no date is later than the crawl.
    """
    blocks = lead.blocks
    lines = [line for place in lead.dated if "/" in (line := blocks[place].text) or "-" in line]
    slashed = [(line, match) for line in lines if (match := _SLASHED.search(line))]
    if not slashed:
        return None
    dates = [(int(match[1]), int(match[2])) for _, match in slashed]
    found = {first > second for first, second in dates if (first > 12) != (second > 12) and max(first, second) <= 31}
    if len(found) == 1:
        return found.pop()
    match = _URL_MONTH.search(sources.url or "")
    month = int(match[1]) if match and match[1].isdigit() else MONTHS.get(match[1].lower()) if match else None
    found = {second == month for first, second in dates if first != second and month in {first, second}}
    if len(found) == 1:
        return found.pop()
    return _agreed_order([line for line, _ in slashed], sources)


def _agreed_order(lines: Sequence[str], sources: Sources) -> bool | None:
    """The only order in which a numeric date is a day that the page names elsewhere, or not later than the crawl."""
    found: set[bool] = set()
    known = _machine_days(sources)
    latest = latest_day(sources.crawled)
    for line in lines:
        days = {order: (read_date(line, day_first=order) or "")[:10] for order in (True, False)}
        if days[True] == days[False]:
            continue
        named = [order for order, day in days.items() if day in known]
        possible = [order for order, day in days.items() if day <= latest]
        found |= {orders[0] for orders in (named, possible) if len(orders) == 1}
    return found.pop() if len(found) == 1 else None


def _machine_days(sources: Sources) -> set[str]:
    """Days in unmistakable spelling: those of `<time>`, of JSON-LD and of the meta elements."""
    times = [node.attributes.get("datetime") or "" for node in sources.markup.found.times[:_MOST_TIMES]]
    said = [text_of(thing.get(key)) for thing in sources.articles[:2] for key in ("datePublished", "dateModified")]
    metas = [texts[0] for name, texts in sources.head.metas.items() if "time" in name or "date" in name]
    return {text[:10] for text in (*times, *said, *metas) if _ISO_DAY.match(text)}


def prefers_day_first(language: str, url: str | None) -> bool | None:
    """Order of day and month in a page's numeric dates; None for English of no known country.

    Only Americans put the month first, and many systems call themselves American wherever they stand: a country's
    domain says more than `en-US`.
    """
    code = language.lower().replace("_", "-")
    if code not in {"", "en", "en-us", "en-ph", "en-ca"} or _COUNTRY_HOST.match(url or ""):
        return True
    return False if code in {"en-us", "en-ph", "en-ca"} else None
