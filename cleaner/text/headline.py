"""Which line is the headline, and what of it is the site's name."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from cleaner.lexicon.words import either
from cleaner.metadata.names.person import is_person
from cleaner.metadata.site_name import host_names, strip_site_name
from cleaner.metadata.slug import line_words, slug_match, slug_words
from cleaner.text.line_facts import COMMA, SENTENCE, LineFacts

# The beginning of an item in a numbered list: "3. ".
_NUMBERED = re.compile(r"\d+\. ")
_LONGEST = 34  # words of a headline
_UNSURE_LENGTH = 17
"""Without any other evidence a longer line is as likely a standfirst."""
# A dash, a bar or the like behind which a title may have the site's name: "Mill burns - The Courier".
_SUFFIX = re.compile(r"(?<!\s)\s++[-–—|•·»:]{1,2}\s+|(?:(?<!\s)\s++)?[|｜]\s*")
# What names a site rather than a part of a headline: words of newspapers and stations, and names of hosts.
_MEDIA = re.compile(
    rf"(?i)\b(?:{either('media (patterns)')}|"
    rf"\w+\.(?:com|org|net|de|fr|it|es|ru|co|info|tv|uk|in|pk|io|eu|news))\b|{either('media, any place')}"
)


def find_title(
    facts: Sequence[LineFacts], story_at: int, url: str | None, copies: Sequence[int], excerpts: Container[int] = ()
) -> int:
    """Index of the headline, or -1: the URL's words decide, else the line that stands where headlines stand."""
    slug = slug_words(url)
    if slug:
        lines = [at for at, fact in enumerate(facts) if _may_be_title(fact, sure=True)]
        scored = [(at, slug_match(line_words(facts[at].text), slug)) for at in lines]
        best = max((score for _, score in scored), default=0.0)
        if best >= 0.55:
            # Breadcrumbs and the page's own title come before the headline: the last such line before the story is it.
            near = [at for at, score in scored if score >= 0.9 * best and at <= story_at]
            return near[-1] if near else next(at for at, score in scored if score >= 0.9 * best)
    return _by_place(facts, story_at, copies, excerpts)


def _by_place(facts: Sequence[LineFacts], story_at: int, copies: Sequence[int], excerpts: Container[int]) -> int:
    """The nearest headline-like line above the story, past byline, date, standfirst and labels."""
    for at in range(min(story_at, len(facts) - 1), max(-1, story_at - 14), -1):
        fact = facts[at]
        if at in excerpts or not _may_be_title(fact, sure=False):
            continue
        spoken_for = copies[at] > 1 or any(near.is_byline or near.is_date for near in facts[at + 1 : at + 4])
        if spoken_for or len(strip_site(fact.text, None, ()).split()) <= _UNSURE_LENGTH:
            return at
    return -1


def _may_be_title(fact: LineFacts, *, sure: bool) -> bool:
    if fact.category or fact.is_date or fact.is_byline or fact.bullet or not 2 <= fact.words <= _LONGEST:
        return False
    if fact.text[0] in "[|:" or fact.contacts or (fact.indent and _NUMBERED.match(fact.text)):
        return False
    if sure:
        return True
    half = " ".join(fact.text.split()[: fact.words // 2])
    if fact.capitals >= 0.7 and (is_person(fact.text) or (fact.capitals >= 1 and is_person(half))):
        return False
    return fact.words >= 4 and fact.ending != SENTENCE and fact.ending != COMMA and fact.bars < 2


def strip_site(title: str, url: str | None, others: Sequence[str]) -> str:
    """The headline without the site's name after a dash or bar.

    The name is known from the host, from a line of the dump that is just the name, by a word of the trade ("News",
    "Zeitung"), or by its look: capitalised like a name after a headline that is written like a sentence.
    """
    title = strip_site_name(title, host_names(url))
    lines = {other.casefold() for other in others}
    for cut in reversed(list(_SUFFIX.finditer(title))):
        head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
        if len(head.split()) >= 3 and 0 < len(tail.split()) <= 7 and _is_site(head, tail, cut[0].strip(), lines):
            title = head
        else:
            break
    return title


def _is_site(head: str, tail: str, mark: str, lines: set[str]) -> bool:
    if head.casefold() in lines or tail.casefold() in lines:
        return True
    if mark in {"|", "｜"} or (mark != ":" and _MEDIA.search(tail)):
        return True
    words = [word for word in tail.split() if len(word) > 3]
    if mark == ":" or len(tail.split()) < 2 or not words or any(char in head for char in '"“”«»'):
        return False
    named = all(word[0].isupper() for word in words) and not any(map(str.isdigit, tail))
    lower = [word for word in head.split() if len(word) > 3]
    return named and bool(lower) and sum(word[0].islower() for word in lower) >= 0.5 * len(lower)
