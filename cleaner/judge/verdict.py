"""Whether the page holds an article at all: error pages, walls and checks are told by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final, NamedTuple

from cleaner import expressions as re
from cleaner.judge.features.page import ARTICLE_RANK, declared_kind
from cleaner.judge.hints import hinted_reasons
from cleaner.lexicon.no_article import fold, hinted, is_heading, may_speak, said
from cleaner.model import NO_ARTICLE, Block, Metadata, NoArticle
from cleaner.page.elements import LARGE_HEADINGS

# A body with more words than this is never looked at: real stories are about error pages and consent, too.
_LONGEST: Final = 600
# Up to so many words the body may be the notice alone; a longer one needs a title or heading that says the same.
_SHORT: Final = 150
# A page without a body this long: all that it shows is asked.
_NEARLY_EMPTY: Final = 60
_SMALL_PAGE: Final = 250
_MOST_BLOCKS: Final = 60
_MOST_CHARS: Final = 700
_HEADING_WORDS: Final = 14
_SITE_WORDS: Final = 5
_LABEL_WORDS: Final = 8
_HEADING_CHARS: Final = 120
_MOST_HEADINGS: Final = 6
# Share of a heading's characters that the expressions must find; of a line's, to call it a notice.
_HEADING_SHARE, _LINE_SHARE = 0.6, 0.3
# Words of prose that are no notice, in front of which a wall stands.
_TEASER: Final = 25
_TEASER_LINE: Final = 8
_WALLS: Final = frozenset(("login", "paywall", "consent", "needs javascript"))
_SITE: Final = re.compile(r"(?<!\s)\s++[|–—·•»:-]++\s+|(?:(?<!\s)\s++)?[|：｜]\s*|:\s+")
# A line of a server's list of files: a day with an hour, and a size.
_LISTED: Final = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{1,2}-\w{3}-\d{4}|\d{1,2}/\d{1,2}/\d{4}),?[T ] *\d{1,2}:\d\d")
_LISTED_SHARE: Final = 0.2
# From so many links on, what stays is a list of other pages.
_LIST_LINKS: Final = 4
_STORY_WEIGHT: Final = 3
# What shields put into the pages that they show instead of the site's.
_SHIELDS: Final = re.compile(
    rb"captcha-delivery\.com|px-captcha|_pxAppId|_Incapsula_Resource|cf-chl-|cf_chl_opt|/_sec/cp_challenge|awsWafCookie|"
    rb"h-captcha|g-recaptcha|hcaptcha\.com/1/api|cf-turnstile|geetest|ddos-guard|kpsdk|smartcaptcha"
)
_PASSWORD: Final = (b'type="password"', b"type=password", b"type='password'")
# Their pages are short; a search through all of a shop's page costs more than everything else here.
_MOST_MARKUP: Final = 60_000


class Verdict(NamedTuple):
    """What a page is instead of an article.

    Attributes:
        reason: what it is.
        is_teaser: whether text of the story stands beside the notice.
        notices: blocks that say so.
    """

    reason: NoArticle
    is_teaser: bool
    notices: tuple[int, ...]


@dataclass(slots=True)
class _Evidence:
    """What speaks for one reason.

    Attributes:
        title: a title says it.
        heading: a heading says it.
        labels: short lines, such as buttons, that say nothing else.
        lines: others that say it.
        notices: blocks of these that would stay.
        words: of the notices.
        prose: of those words, the ones in sentences.
    """

    title: bool = False
    heading: bool = False
    labels: int = 0
    lines: int = 0
    notices: tuple[int, ...] = ()
    words: int = 0
    prose: int = 0

    def weight(self) -> int:
        return 2 * self.title + 2 * self.heading + min(self.lines, 3) + min(self.labels, 2)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a page is asked by, folded.

    Attributes:
        titles: the page's, and their parts.
        headings: the first ones.
        lines: index → text of those that may be a notice; none where only titles and headings count.
        inside: blocks that would stay.
        prose: words of their sentences; 0 where they are a list of links, as of other stories.
        languages: that the page may be in.
    """

    titles: list[str]
    headings: list[str]
    lines: dict[int, str]
    inside: frozenset[int]
    prose: int
    languages: tuple[str, ...]


def judge_page(
    blocks: Sequence[Block], words: Sequence[int], kept: Sequence[bool], metadata: Metadata, raw: bytes = b""
) -> Verdict | None:
    """Tell what the page is if it is no article; None for all that may be one.

    Words alone are no evidence: the body must be short, and the longer it is, the more must say so in the title, in
    headings and in its lines.

    Args:
        blocks: of the page.
        words: of each block.
        kept: which of them stay.
        metadata: of the page.
        raw: its markup.
    """
    size = sum(compress(words, kept))
    if _is_index(blocks, kept, metadata):
        return Verdict("index", False, ())
    declared = declared_kind(metadata.declared_types) >= ARTICLE_RANK
    if size > (_SHORT if declared or metadata.date else _LONGEST):
        return None
    asked = _ask_what(blocks, words, kept, size, metadata)
    if asked is None:
        return None
    best: tuple[NoArticle, _Evidence] | None = None
    most = 0
    hints = hinted_reasons("\n".join((*asked.titles, *asked.headings, *asked.lines.values())))
    for reason in NO_ARTICLE:
        if reason not in hints:
            continue
        found = _find(reason, asked, words, needs_heading=size > _SHORT)
        weight = found.weight() and found.weight() + _support(reason, raw, asked)
        need = _needed(reason, found, size, asked.prose)
        if declared and size > _TEASER and reason not in _WALLS:
            need += 2
        if weight > most and weight >= need:
            best, most = (reason, found), weight
    return _verdict(*best, asked, words) if best else None


def _is_index(blocks: Sequence[Block], kept: Sequence[bool], metadata: Metadata) -> bool:
    """Whether the page is a server's list of files, of any length: its title is a path, its lines have days."""
    if not any("/" in candidate.value for candidate in metadata.candidates if candidate.field == "title"):
        return False
    titles = _titles(metadata)
    if not any(is_heading("index", may_speak(title, metadata.language), title) for title in titles):
        return False
    lines = [block.text for block in compress(blocks, kept)]
    listed = sum(len(_LISTED.findall(line)) for line in lines)
    return listed >= max(1, _LISTED_SHARE * len(lines))


def _verdict(reason: NoArticle, found: _Evidence, asked: _Asked, words: Sequence[int]) -> Verdict | None:
    """What follows from the evidence: no text, or only the notice goes, or nothing at all."""
    others = [words[index] for index in asked.inside.difference(found.notices)]
    prose = asked.prose - found.prose
    if reason not in _WALLS or found.title or (reason == "consent" and 2 * prose < found.words):
        return Verdict(reason, False, found.notices)
    if prose < _TEASER and found.words >= sum(others):
        return Verdict(reason, False, found.notices)
    # Forms and questions for consent stand beside real texts, too; what asks for a subscription stands for the rest.
    return Verdict(reason, True, found.notices) if found.notices or reason == "paywall" else None


def _ask_what(
    blocks: Sequence[Block], words: Sequence[int], kept: Sequence[bool], size: int, metadata: Metadata
) -> _Asked | None:
    """What the page is asked by; None where nothing can say that it is no article."""
    titles = _titles(metadata)
    headings = [
        fold(block.text) for block in blocks if block.tag in LARGE_HEADINGS and len(block.text) < _HEADING_CHARS
    ]
    headings = headings[:_MOST_HEADINGS]
    if size > _SHORT:
        titles = [part for part in titles if part.count(" ") < _LABEL_WORDS and hinted_reasons(part)]
        headings = [part for part in headings[:2] if part.count(" ") < _LABEL_WORDS and hinted_reasons(part)]
        if not titles and not headings:
            return None
    inside = list(compress(range(len(blocks)), kept))
    shown = inside[:_MOST_BLOCKS]
    if size < _NEARLY_EMPTY:
        around = [index for index, block in enumerate(blocks) if kept[index] or not _is_link(block)][:_MOST_BLOCKS]
        # Where much else stands on the page, what was kept may be all of the story that was found.
        shown = around if sum(words[index] for index in around) <= _SMALL_PAGE else shown
    lines = {index: fold(blocks[index].text[:_MOST_CHARS]) for index in shown}
    some = " ".join((*titles, *headings, *(text[:_HEADING_CHARS] for text in lines.values())))
    # What a server says by itself often stands in another language than the one that its template declares.
    languages = may_speak(some, metadata.language if size >= _NEARLY_EMPTY else None)
    is_list = sum(_is_link(blocks[index]) for index in inside) >= _LIST_LINKS
    prose = 0 if is_list else sum(words[index] for index in inside if words[index] >= _TEASER_LINE)
    return _Asked(titles, headings, lines, frozenset(inside), prose, languages)


def _find(reason: NoArticle, asked: _Asked, words: Sequence[int], *, needs_heading: bool) -> _Evidence:
    """What speaks for a reason."""
    found = _Evidence(title=any(_says(reason, asked.languages, part) for part in asked.titles))
    found.heading = any(_says(reason, asked.languages, text) for text in asked.headings)
    if needs_heading and not found.title and not found.heading:
        return found
    notices = []
    for index, text in asked.lines.items():
        if not text or not hinted(reason, text):
            continue
        if text.count(" ") < _HEADING_WORDS and is_heading(reason, asked.languages, text):
            found.labels += 1
        elif said(reason, asked.languages, text) >= _LINE_SHARE * len(text):
            found.lines += 1
        else:
            continue
        if index in asked.inside:
            notices.append(index)
            found.words += words[index]
            found.prose += words[index] * (words[index] >= _TEASER_LINE)
    found.notices = tuple(notices)
    return found


def _needed(reason: NoArticle, found: _Evidence, size: int, prose: int) -> int:
    """How much must speak for a reason: more for a longer body, less where most of it is notices.

    Sentences that are no notices make a story, be it about such pages, unless a wall stands before it.
    """
    covered = 2 * found.words >= size
    others = prose - found.prose
    story = _STORY_WEIGHT if reason not in _WALLS and others >= _TEASER and others > 1.5 * found.prose else 0
    if size <= _NEARLY_EMPTY:
        return story + (1 if covered or size < _TEASER else 2)
    if size <= _SHORT:
        return story + (3 if covered else 4)
    return story + (4 if not prose else 5 if covered and reason == "consent" else 6)


def _says(reason: NoArticle, languages: Sequence[str], text: str) -> bool:
    """Whether a title or heading says little else."""
    if not text or text.count(" ") >= _HEADING_WORDS or not hinted(reason, text):
        return False
    return is_heading(reason, languages, text) or said(reason, languages, text) >= _HEADING_SHARE * len(text)


def _support(reason: NoArticle, raw: bytes, asked: _Asked) -> int:
    """What the markup says: it only supports words, since forms and shields are on other pages, too."""
    if reason == "robot check":
        return 2 * (_SHIELDS.search(raw, 0, _MOST_MARKUP) is not None)
    if reason == "login":
        return int(any(field in raw for field in _PASSWORD))
    return 0


def _titles(metadata: Metadata) -> list[str]:
    """The page's titles, and the parts of them between a separator: one may be the site's name, or all of `<title>`."""
    found: dict[str, None] = {}
    for candidate in metadata.candidates:
        if candidate.field == "title" and candidate.source in {"title", "og", "meta", "h1"}:
            parts = _SITE.split(candidate.value)
            # Beside a site's name or another part of the same message, not beside a headline.
            short = all(part.count(" ") < _SITE_WORDS for part in parts)
            found.update(dict.fromkeys(map(fold, (candidate.value, *(parts if short else ())))))
    if metadata.title:
        found.setdefault(fold(metadata.title))
    return list(found)[:8]


def _is_link(block: Block) -> bool:
    return block.hidden or sum(len(text) for text, href, _ in block.runs if href) > 0.8 * len(block.text)
