"""Proposals of bylines → the one that is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cleaner.metadata.byline.candidate import Byline
from cleaner.metadata.byline.far_from_headline import ONLY_LINK
from cleaner.metadata.byline.signature import in_addresses, nearest_author, signature, summed_up
from cleaner.metadata.lead import Lead
from cleaner.metadata.names.person import is_agency, is_bare_name, is_desk, is_furniture, is_person, is_plain_name
from cleaner.metadata.plain import squeeze

_COSTLY = 0.75  # sources that promise less, which cost half a parse, are not asked where one named the site
_SURE = 0.8  # a proposal with this score is taken without looking further
_BAR = 0.5  # no author at all is better than one with a lower score
# Taken off a proposal's score because
_SITE = 0.35  # it only names the site;
_SITE_META = 0.25  # it only names the site, but in a tag for authors;
_SITE_SHOWN = 0.15  # it only names the site, but readers see it as the byline;
_OWN_SITE = 0.2  # it only names the site, which is called after a person;
_THINGS = 0.5  # it has a section's or a widget's words;
_DESK = 0.05  # it names a desk.
_AGENCY_SHOWN = 0.12  # a line with an agency's name is more often the source of a picture or a part
_SINGLE = 0.2  # one word
_SINGLE_SHOWN = 0.12
_HANDLE, _NO_HANDLE = 0.34, 0.5  # a login: `jdoe77`; one that tells nothing: `wpadmin`
_TOLD_HANDLE = 0.25  # such a login stays just above the bar, where nobody else is named
_SWITCH = re.compile(r"[a-z]\d")  # two of them make no login but a number that a system gave
_HANDLE_SHAPE = re.compile(r"^(?=[^\d._-]*[\d._-])[a-z0-9._-]++$|^[^\W\d]*+\d\w*+$|^[a-z]{14,}$|(?i:\badmin\w*)$")
_DATA = frozenset(("json-ld", "meta", "microdata"))
_LINKING = frozenset(("meta", "rel=author"))
_ADMIN = "admin"
_LOGINS = frozenset(("microdata", "member", "post"))  # what names the poster of a thread, by a login as often as not
_LAST = frozenset((ONLY_LINK, "owner", "post"))  # these never go before the site's name
_SHOWN = frozenset(("rel=author", "author link", "byline line", "class", "member"))  # what a reader sees as a byline


def choose_byline(
    sources: Iterable[tuple[float, Iterable[Byline]]], keys: frozenset[str], *, doubt: float, forum: bool
) -> tuple[Byline | None, list[Byline]]:
    """The first sure candidate, else the best above the bar, and all that were seen.

    Args:
        sources: each with its highest score, the surest first; later ones are read only if they are needed.
        keys: the site's names, as `site_keys` spells them.
        doubt: how little the page is like one article, 0 to 1; taken off every score.
        forum: whether the page is a forum's, where a login may be the author.
    """
    seen: list[Byline] = []
    best: Byline | None = None
    site: Byline | None = None  # the best that only names the site or a house: anybody else goes before it
    for highest, candidates in sources:
        if best and best.score >= min(_SURE, highest - doubt):
            break
        if highest - doubt < _BAR or (site and site.score >= _BAR and highest < _COSTLY):
            break
        for candidate in candidates:
            weighed = _weigh(candidate, keys, doubt, forum)
            seen.append(weighed)
            if weighed.source != "rule" and (_is_site(weighed.names, keys) or _is_house(weighed, keys)):
                site = _surer(site, weighed)
            elif best is None or weighed.score > best.score:
                best = weighed
            if weighed.score >= _SURE:
                break
    if best and site and site.score > best.score:
        person = best.score >= _BAR and all(map(is_plain_name, best.names)) and best.source not in _LAST
        best = best if person else site
    best = best or site
    if best and any(" " not in name for name in best.names):
        best = replace(best, names=tuple(_in_full(name, seen) for name in best.names))
    return (best if best and best.score >= _BAR else None), seen


def prefer_signature(
    byline: Byline | None, lead: Lead, keys: frozenset[str], summary: str | None = None
) -> Byline | None:
    """What is printed below the headline, where the page's data name somebody else or only some of them.

    `keys` are the site's names, which such lines hold too; `summary` is the page's own description.
    """
    if byline is not None and byline.source in _LINKING:
        near = nearest_author(lead)
        other = len(byline.names) == 1 and byline.source == "meta" and byline.names[0] not in near
        others = byline.source == "rel=author" or not all(map(is_plain_name, byline.names))
        more = others and set(near) < set(byline.names)
        shown = other and near and lead.mentions(byline.names[0])
        fewer = set(byline.names) < set(near)
        # The page's data name the publishing house, authors of other stories as well, or only the first of several.
        if near and (more or fewer or (other and not shown)):
            return Byline(near, ", ".join(near), "author link", byline.score)
    if byline is None or byline.source not in _DATA:
        return byline
    signed_by = summed_up(lead, summary) or signature(lead)
    names = tuple(name for name in signed_by if squeeze(name) not in keys)
    known, signed = {squeeze(name) for name in byline.names}, {squeeze(name) for name in names}
    if len(signed) < len(known) or any(one.endswith(two) for one in signed for two in known if len(signed) == 1):
        return byline  # the printed line lacks some of the names, or has the same name with a title
    return Byline(names, ", ".join(names), "byline line", byline.score)


def with_addressed(byline: Byline | None, lead: Lead) -> Byline | None:
    """The byline with all whom the lines below the headline address, where the page's data name only some of them."""
    if byline is None or byline.source not in _DATA:
        return byline
    names = in_addresses(lead)
    return replace(byline, names=names, printed=", ".join(names)) if set(byline.names) < set(names) else byline


def _surer(one: Byline | None, other: Byline) -> Byline:
    """The surer of two; of two spellings of the same names the first, as sure as the surer one."""
    if one is None:
        return other
    if list(map(squeeze, one.names)) == list(map(squeeze, other.names)):
        return replace(one, score=max(one.score, other.score))
    return other if other.score > one.score else one


def _in_full(name: str, seen: Iterable[Byline]) -> str:
    """A given name, with the surname that another source has."""
    full = (other for byline in seen for other in byline.names if other.startswith(f"{name} ") and is_plain_name(other))
    return name if " " in name else next(full, name)


def _is_site(names: Sequence[str], keys: frozenset[str]) -> bool:
    """Whether a byline only repeats the site's name, and the site is not called after its author."""
    return all(squeeze(name) in keys and not is_bare_name(name) for name in names)


def _is_house(candidate: Byline, keys: frozenset[str]) -> bool:
    """Whether the page's data name a newsroom, a company or who keeps the site, where a person may be printed."""
    names = candidate.names
    return candidate.source in _DATA and all(
        (is_desk(name) and not is_agency(name)) or (not is_person(name) and _begins_with_site(name, keys))
        for name in names
    )


def _weigh(candidate: Byline, keys: frozenset[str], doubt: float, forum: bool) -> Byline:
    people = tuple(name for name in candidate.names if squeeze(name) not in keys)
    if people and candidate.separate:  # the site that JSON-LD lists beside people was meant as an author
        people = candidate.names
    if len(people) == len(candidate.names) and candidate.source == "json-ld" and all(map(is_plain_name, people)):
        return replace(candidate, score=candidate.score - doubt)
    if not candidate.separate and len(people) > 1 and is_person(people[0]):
        people = people[:1] + tuple(name for name in people[1:] if not _begins_with_site(name, keys))
    names = people or candidate.names
    shown = candidate.source in _SHOWN
    score = candidate.score - (0 if candidate.source == "rule" else doubt)
    if not people:
        own = doubt < 0.2 and all(map(is_bare_name, names)) and not shown
        named = _SITE_META if candidate.source in {"meta", "microdata"} else _SITE
        score -= 0 if candidate.source == "owner" else _SITE_SHOWN if shown else _OWN_SITE if own else named
    elif all(map(is_furniture, people)):
        score -= _THINGS
    elif all(map(is_desk, people)):
        score -= _AGENCY_SHOWN if shown and all(map(is_agency, people)) else _DESK
    elif not (forum or candidate.source in _LOGINS or len(people) > 1 or is_person(people[0])):
        handle = _HANDLE_SHAPE.search(people[0]) and not (shown and _ADMIN not in people[0].lower())
        admin = _ADMIN in people[0].lower() or len(_SWITCH.findall(people[0])) > 1
        told = score - _TOLD_HANDLE if handle and not admin else 0.0
        score -= (_NO_HANDLE if admin else _HANDLE) if handle else _SINGLE_SHOWN if shown else _SINGLE
        score = max(score, min(told, _BAR)) - _DESK * _opens_site(people[0], keys)
    return replace(candidate, names=names, score=score, separate=False)


def _opens_site(name: str, keys: frozenset[str]) -> bool:
    """Whether a single word is how the site's name begins."""
    return " " not in name and any(key.startswith(squeeze(name)) for key in keys)


def _begins_with_site(name: str, keys: frozenset[str]) -> bool:
    """Whether it is the site's desk, as "MDR THÜRINGEN" on mdr.de."""
    key = squeeze(name)
    return any(len(site) > 2 and key.startswith(site) for site in keys)
