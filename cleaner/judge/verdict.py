"""Whether the page holds an article at all: recognises error pages, walls and robot checks by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final, NamedTuple

from cleaner import expressions as re
from cleaner.judge.features.page import ARTICLE_RANK, declared_kind
from cleaner.judge.verdict_hints import hinted_reasons
from cleaner.lexicon.no_article import fold, hinted, is_heading, may_speak, said
from cleaner.model import NO_ARTICLE, Block, Metadata, NoArticle
from cleaner.page.elements import LARGE_HEADINGS

# A body with more words than this is always taken for an article: real stories are written about error pages and
# consent, too.
_LONGEST: Final = 600
# A body of up to this many words may be a notice and nothing else; of a longer one that is only believed where a title
# or heading says the same.
_SHORT: Final = 150
# Where the body has fewer words than this, the page's other visible lines are searched for a notice, too, if together
# they have no more than `_SMALL_PAGE` words.
_NEARLY_EMPTY: Final = 60
_SMALL_PAGE: Final = 250
# How much is searched: blocks, characters of each, words of a line that may be a heading, words of each part of a title
# that is split at a separator, words of a heading of a long body, characters of headings, and how many of these.
_MOST_BLOCKS: Final = 60
_MOST_CHARS: Final = 700
_HEADING_WORDS: Final = 14
_SITE_WORDS: Final = 5
_LABEL_WORDS: Final = 8
_HEADING_CHARS: Final = 120
_MOST_HEADINGS: Final = 6
# The expressions must cover this share of a heading's characters, or of a line's, to call it a notice.
_HEADING_SHARE, _LINE_SHARE = 0.6, 0.3
# A wall stands in front of a story where this many words of prose are no notice; lines of `_TEASER_LINE` words and more
# are prose.
_TEASER: Final = 25
_TEASER_LINE: Final = 8
_TITLED: Final = frozenset(("title", "og", "meta", "h1"))
_WALLS: Final = frozenset(("login", "paywall", "consent", "needs javascript"))
_SITE: Final = re.compile(r"(?<!\s)\s++[|–—·•»:-]++\s+|(?:(?<!\s)\s++)?[|：｜]\s*|:\s+")
# A line of a server's list of files: a day with an hour, and a size.
_LISTED: Final = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{1,2}-\w{3}-\d{4}|\d{1,2}/\d{1,2}/\d{4}),?[T ] *\d{1,2}:\d\d")
_LISTED_SHARE: Final = 0.2
# A body with this many blocks that are links is a list of other pages, so that its lines are no prose.
_LIST_LINKS: Final = 4
# How much more must speak for a notice where the body has sentences of something else.
_STORY_WEIGHT: Final = 3
# Names in the markup of pages that services against robots show instead of the site's own.
_SHIELDS: Final = re.compile(
    rb"captcha-delivery\.com|px-captcha|_pxAppId|_Incapsula_Resource|cf-chl-|cf_chl_opt|/_sec/cp_challenge|awsWafCookie|"
    rb"h-captcha|g-recaptcha|hcaptcha\.com/1/api|cf-turnstile|geetest|ddos-guard|kpsdk|smartcaptcha"
)
_PASSWORD: Final = (b'type="password"', b"type=password", b"type='password'")
# Bytes of markup that are searched for these names: such pages are short, and a search through all of a shop's page
# would cost more than everything else here.
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
    """What was found on the page that speaks for one reason.

    Attributes:
        title: whether a title says it.
        declared: whether one does that is more than a large heading, which a form over the page has as well.
        heading: whether a heading says it.
        labels: number of short lines, such as buttons, that say nothing else.
        lines: number of longer lines that say it.
        notices: index of each such line that would be part of the body.
        words: how many words these lines have.
        prose: how many of these words stand in sentences.
    """

    title: bool = False
    declared: bool = False
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
    """The texts of a page that are searched for notices, folded to small letters as the expressions are.

    Attributes:
        titles: the page's titles, and the parts of them.
        declared: those that the page is called by, and not only some large heading on it.
        headings: the first large headings.
        lines: index → text of each line that may be a notice.
        inside: index of each block that would be part of the body.
        prose: how many of the body's words stand in sentences; 0 where the body is a list of links to other pages.
        languages: those that the page may be written in.
    """

    titles: list[str]
    declared: frozenset[str]
    headings: list[str]
    lines: dict[int, str]
    inside: frozenset[int]
    prose: int
    languages: tuple[str, ...]


def judge_page(
    blocks: Sequence[Block], words: Sequence[int], kept: Sequence[bool], metadata: Metadata, raw: bytes = b""
) -> Verdict | None:
    """Say what the page is if it is no article; None where it may be one.

    That a page uses a notice's words is not enough, since articles do so, too. The body must be short; and the longer
    it is, the more evidence is needed from its title, headings and lines.

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
        weight = found.weight() and found.weight() + _support(reason, raw)
        need = _needed(reason, found, size, asked.prose)
        if declared and size > _TEASER and reason not in _WALLS:
            need += 2
        if weight > most and weight >= need:
            best, most = (reason, found), weight
    return _verdict(*best, asked, words) if best else None


def _is_index(blocks: Sequence[Block], kept: Sequence[bool], metadata: Metadata) -> bool:
    """Whether the page is a server's list of files, however long: its title is a path, and its lines have dates."""
    if not any("/" in candidate.value for candidate in metadata.candidates if candidate.field == "title"):
        return False
    titles = _titles(metadata)
    if not any(is_heading("index", may_speak(title, metadata.language), title) for title in titles):
        return False
    lines = [block.text for block in compress(blocks, kept)]
    listed = sum(len(_LISTED.findall(line)) for line in lines)
    return listed >= max(1, _LISTED_SHARE * len(lines))


def _verdict(reason: NoArticle, found: _Evidence, asked: _Asked, words: Sequence[int]) -> Verdict | None:
    """What follows from the evidence: the page has no text, only its notice goes, or (None) everything stays."""
    others = [words[index] for index in asked.inside.difference(found.notices)]
    prose = asked.prose - found.prose
    named = found.declared if reason == "login" else found.title
    if reason not in _WALLS or named or (reason == "consent" and 2 * prose < found.words):
        return Verdict(reason, False, found.notices)
    if prose < _TEASER and found.words >= sum(others):
        return Verdict(reason, False, found.notices)
    # Login forms and questions for consent stand beside whole stories, too, so that a notice must have been found. A
    # call to subscribe stands in place of the rest of the story even where none of its lines would be kept.
    return Verdict(reason, True, found.notices) if found.notices or reason == "paywall" else None


def _ask_what(
    blocks: Sequence[Block], words: Sequence[int], kept: Sequence[bool], size: int, metadata: Metadata
) -> _Asked | None:
    """The texts to search; None where none of them could make the page anything but an article."""
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
        # On a page with much other text the short body may be all that was recognised of a story: only it is searched.
        shown = around if sum(words[index] for index in around) <= _SMALL_PAGE else shown
    lines = {index: fold(blocks[index].text[:_MOST_CHARS]) for index in shown}
    some = " ".join((*titles, *headings, *(text[:_HEADING_CHARS] for text in lines.values())))
    # A server's own messages are often in another language than the one that the page's template declares.
    languages = may_speak(some, metadata.language if size >= _NEARLY_EMPTY else None)
    is_list = sum(_is_link(blocks[index]) for index in inside) >= _LIST_LINKS
    prose = 0 if is_list else sum(words[index] for index in inside if words[index] >= _TEASER_LINE)
    declared = frozenset(_titles(metadata, but="h1"))
    return _Asked(titles, declared, headings, lines, frozenset(inside), prose, languages)


def _find(reason: NoArticle, asked: _Asked, words: Sequence[int], *, needs_heading: bool) -> _Evidence:
    """Collect the evidence for one reason; where `needs_heading`, only if a title or heading says it."""
    saying = [part for part in asked.titles if _says(reason, asked.languages, part)]
    found = _Evidence(title=bool(saying), declared=not asked.declared.isdisjoint(saying))
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
    """The weight that the evidence needs: more for a longer body, less where most of the body is notices.

    Sentences that are no notice count as a story, which may be about such pages, and ask for more. Not so for walls:
    these stand in front of the beginning of a story.
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
    """Whether a title or heading says this and little else."""
    if not text or text.count(" ") >= _HEADING_WORDS or not hinted(reason, text):
        return False
    return is_heading(reason, languages, text) or said(reason, languages, text) >= _HEADING_SHARE * len(text)


def _support(reason: NoArticle, raw: bytes) -> int:
    """Weight of what the markup says. Ordinary pages have forms and shields, too: it counts only beside words."""
    if reason == "robot check":
        return 2 * (_SHIELDS.search(raw, 0, _MOST_MARKUP) is not None)
    if reason == "login":
        return int(any(field in raw for field in _PASSWORD))
    return 0


def _titles(metadata: Metadata, but: str = "") -> list[str]:
    """The page's titles, and their parts on both sides of a separator, one of which may be the site's name.

    Args:
        metadata: of the page.
        but: a source whose titles are left out, unless the page is called so.
    """
    found: dict[str, None] = {}
    for candidate in metadata.candidates:
        if candidate.field == "title" and candidate.source in _TITLED - {but}:
            parts = _SITE.split(candidate.value)
            # Parts count where all are short: a message beside the site's name, and no word of a headline.
            short = all(part.count(" ") < _SITE_WORDS for part in parts)
            found.update(dict.fromkeys(map(fold, (candidate.value, *(parts if short else ())))))
    if metadata.title:
        found.setdefault(fold(metadata.title))
    return list(found)[:8]


def _is_link(block: Block) -> bool:
    return block.hidden or sum(len(text) for text, href, _ in block.runs if href) > 0.8 * len(block.text)
