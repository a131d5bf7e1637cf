"""Sentences at the end of a story that are about the site: promos, contacts, disclaimers."""

from __future__ import annotations

import re

from cleaner.lexicon import FOLLOW_STEMS, HOST_STEMS, SOCIAL_NAMES, VIEW_STEMS
from cleaner.lexicon.words import either
from cleaner.text.line_facts import LineFacts

_LONGEST = 70  # words; a longer line is no notice
# The name of an account: "@harbour_post". What follows is a telephone number that is called so ("Tel. 555 0199"), an
# hour ("9:30 am"), and a span of opening hours ("9 am - 5 pm").
_HANDLE = re.compile(r"(?<!\w)@\w{2,}")
_PHONE = re.compile(rf"(?i)\b(?:{either('telephone (patterns)')})\b|{either('telephone, any place')}")
_HOUR = rf"\d{{1,2}}(?::\d\d)?\s?(?:{either('after an hour (patterns)')})?"
_HOURS = re.compile(_HOUR + rf"\s?(?:-|–|{either('between hours')})\s?" + _HOUR, re.IGNORECASE)


def notice_category(fact: LineFacts) -> str | None:
    """What the sentence says of the site (`promo`, `contact`, `disclaimer`), or None.

    By words that must come together, in any language of the lexicon. Only to be asked at a story's ends: inside one
    such words are its subject.
    """
    if fact.words > _LONGEST:
        return None
    words = [word.strip("\"'“”‘’.,:;!?()[]«»") for word in fact.text.lower().split()]
    follows = any(word.startswith(FOLLOW_STEMS) for word in words)
    handles = bool(_HANDLE.search(fact.text))
    socials = sum(word in SOCIAL_NAMES for word in words)
    if (follows and (socials or handles)) or (socials >= 2 and handles):
        return "promo"
    if _gives_contact(fact):
        return "contact"
    views = {word for word in words if word.startswith(VIEW_STEMS)}
    hosts = [word for word in words if word.startswith(HOST_STEMS)]
    if views and hosts and len(views) + len(hosts) >= 3 and not fact.text.startswith(('"', "“", "«", "„")):
        return "disclaimer"
    return None


def _gives_contact(fact: LineFacts) -> bool:
    if fact.contacts and (fact.contacts > 1 or _PHONE.search(fact.text) or fact.words <= 25):
        return True
    if _PHONE.search(fact.text) and sum(map(str.isdigit, fact.text)) >= 7:
        return True
    return len(_HOURS.findall(fact.text)) >= 2
