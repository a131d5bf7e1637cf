"""A list of names → without what is at its ends: who was asked, where somebody was sent to, how many others."""

from __future__ import annotations

from cleaner import expressions as re
from cleaner.lexicon.metadata import AND_WORDS, SHORT_AND_WORDS, either, words
from cleaner.lexicon.stems import may_have, stem_of
from cleaner.metadata.names.announced import has_by
from cleaner.metadata.names.person import is_bare_name
from cleaner.metadata.names.printed import DIGIT

# The beginning of a byline that names who asked ("Interview by "); and behind that name, what stands before who was
# asked ("with").
_ASKING = re.compile(rf"(?i)(?:{either('announce, interview (patterns)')})\s")
_ASKED = re.compile(rf"(?<!\s)\s++(?:{either('with whom')})\s++(?=[^\W\d_a-z])")
# A place with what leads to it at a list's beginning: "In Port Ellery: ".
_SENT_TO = re.compile(
    rf"(?:{either('place, before a capital (patterns)')}) "
    r"[A-ZÀ-Þ][\w'’-]++(?: [A-ZÀ-Þ][\w'’-]++)?\s?[,:]\s+(?=[^\W\d_])"
)
# How many others a list does not name: "and 3 others", "et al.".
_AND_MORE = re.compile(
    rf"(?i)(?<![\s,])[\s,]++(?:(?:{'|'.join(map(re.escape, AND_WORDS))}|{'|'.join(SHORT_AND_WORDS)}|&|\+)\s+)?"
    rf"(?:\d++\s(?:{either('and others, counted (patterns)')})|{either('and others (patterns)')})$"
)
# An article before a title: "the ", as in "the Rev. Ana Gil".
_ARTICLE = re.compile(rf"(?i)(?:{either('articles before titles (patterns)')})\s")


def without_rest(text: str, line: str) -> str:
    """The names of a printed byline without what belongs to them.

    "Interview by Ana Gil with Leo Paz" is Ana Gil's, "De notre correspondante à Lima, Ana Gil" likewise; of "Ana Gil
    and 3 others" she alone is known.

    Args:
        text: the byline as it is printed.
        line: the same without the words that announce it.
    """
    if _ASKING.match(text):
        asked = _ASKED.search(line)
        line = line[: asked.start()] if asked and is_bare_name(line[: asked.start()]) else line
    if ("," in line or ":" in line) and (place := _SENT_TO.match(line)) and has_by(text):
        line = line[place.end() :]
    return _AND_MORE.sub("", line) if " " in line and (DIGIT.search(line) or _may_have_more(line)) else line


_may_have_more = may_have(map(stem_of, words("and others (patterns)")))


def without_article(name: str) -> str:
    """The name without what stands before its title: "the Rev. Ana Gil"."""
    article = _ARTICLE.match(name)
    return name[article.end() :] if article else name
