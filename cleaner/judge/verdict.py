"""Whether the page holds an article at all: recognises error pages, walls and robot checks by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final, NamedTuple

from cleaner.judge.features.page import ARTICLE_RANK, NEWS_RANK, declared_kind
from cleaner.judge.notice_markup import support
from cleaner.judge.notice_signs import reason_by_signs
from cleaner.judge.page_titles import is_index, titles_of
from cleaner.judge.story_lines import find_cards, find_story_lines, is_link
from cleaner.judge.verdict_hints import hinted_reasons
from cleaner.lexicon.no_article import fold, hinted, is_heading, may_speak, said
from cleaner.model import NO_ARTICLE, Block, Metadata, NoArticle
from cleaner.page.elements import LARGE_HEADINGS

# A body with more words is always taken for an article: real stories are written about error pages and consent, too.
_LONGEST: Final = 600
# A body of up to this many words may be a notice and nothing else; of a longer one that is only believed where a title
# or heading says the same.
_SHORT: Final = 150
# Where the body has fewer words than this, the page's other visible lines are searched for a notice, too, if together
# they have no more than `_SMALL_PAGE` words.
_NEARLY_EMPTY: Final = 60
_SMALL_PAGE: Final = 250
# How much is searched: blocks; characters of each; words of a line that may be a heading; words of a part of a title,
# or of a heading, on a page with a long body; characters of a heading; and headings.
_MOST_BLOCKS: Final = 60
_MOST_CHARS: Final = 700
_HEADING_WORDS: Final = 14
_LABEL_WORDS: Final = 8
_HEADING_CHARS: Final = 120
_MOST_HEADINGS: Final = 6
# The expressions must cover this share of a heading's characters, or of a line's, to call it a notice.
_HEADING_SHARE, _LINE_SHARE = 0.6, 0.3
# A wall stands in front of a story where this many words of prose are no notice; lines of `_TEASER_LINE` words and more
# are prose.
_TEASER: Final = 25
_TEASER_LINE: Final = 8
_WALLS: Final = frozenset(("login", "paywall", "consent", "needs javascript"))
# Walls that are forms or banners, and may stand beside a whole story.
_FORMS: Final = _WALLS - {"paywall"}
# Reasons that lists of cards give as well, above the cards; they count only where a line that stays says so.
_OVER_LISTS: Final = frozenset(("consent", "needs javascript", "no results", "paywall"))
# A body with this many blocks that are links is a list of other pages, so that its lines are no prose.
_LIST_LINKS: Final = 4
# Weight that a notice needs besides where the body may be a story, and where it surely is one: more than any has.
_STORY_WEIGHT: Final = 3
_NEVER: Final = 100
# A body may be a story where at least one in four of its words stands in sentences that no notice says, and surely is
# one where one in three does.
_STORY_FROM, _STORY_SURELY = 4, 3
# Words that are a sentence at least.
_SENTENCE: Final = 6


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
        declared: whether a title that the page is called by says it. A form over the page has a large heading, too.
        heading: whether a heading says it.
        labels: number of short lines, such as buttons, that say nothing else.
        lines: number of longer lines that say it.
        notices: index of each such line that would be part of the body.
        words: how many words these lines have.
        prose: how many of these words stand in sentences.
        story: index of each sentence of the body that no notice has.
    """

    title: bool = False
    declared: bool = False
    heading: bool = False
    labels: int = 0
    lines: int = 0
    notices: tuple[int, ...] = ()
    words: int = 0
    prose: int = 0
    story: frozenset[int] = frozenset()

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
        own: those that it is written in, as it says.
    """

    titles: list[str]
    declared: frozenset[str]
    headings: list[str]
    lines: dict[int, str]
    inside: frozenset[int]
    prose: int
    languages: tuple[str, ...]
    own: tuple[str, ...]


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
    if is_index(blocks, kept, metadata):
        return Verdict("index", False, ())
    cards = find_cards(blocks, words, kept)
    declared = declared_kind(metadata.declared_types)
    if cards is not None and (declared < NEWS_RANK or sum(compress(words, kept)) <= _LONGEST):
        # Only what stands before the cards of other stories is the page's own and says what the page is.
        own = _judge(blocks[:cards], words[:cards], kept[:cards], metadata, raw, before_cards=True)
        if own is not None and not own.is_teaser:
            return own
    return _judge(blocks, words, kept, metadata, raw)


def _judge(
    blocks: Sequence[Block],
    words: Sequence[int],
    kept: Sequence[bool],
    metadata: Metadata,
    raw: bytes,
    *,
    before_cards: bool = False,
) -> Verdict | None:
    """What `judge_page` gives by the blocks; a notice `before_cards` must be most of what stays, or be the title."""
    size = sum(compress(words, kept))
    declared = declared_kind(metadata.declared_types) >= ARTICLE_RANK
    if size > (_SHORT if declared or metadata.date else _LONGEST):
        return None
    asked = _ask_what(blocks, words, kept, size, metadata)
    if asked is None:
        return None
    best = _find_best(asked, blocks, words, raw, declared=declared, before_cards=before_cards)
    found = _verdict(*best, asked, words) if best else None
    if declared or metadata.date or (best and (found is None or not found.is_teaser)):
        return found
    # Where the words find a teaser before a wall, the signs may tell that the rest is the wall's form.
    by_signs = _judge_by_signs(asked, blocks, words)
    return by_signs if by_signs and (best is None or best[0] == by_signs.reason) else found


def _find_best(
    asked: _Asked,
    blocks: Sequence[Block],
    words: Sequence[int],
    raw: bytes,
    *,
    declared: bool,
    before_cards: bool,
) -> tuple[NoArticle, _Evidence] | None:
    """The reason that weighs most, and what was found for it; None where the page may be an article."""
    size = sum([words[index] for index in asked.inside])
    best, most = None, 0
    hints = hinted_reasons("\n".join((*asked.titles, *asked.headings, *asked.lines.values())))
    for reason in NO_ARTICLE:
        if reason not in hints:
            continue
        # A wall before cards is one by its name alone.
        by_name = size > _SHORT or (before_cards and reason in _WALLS)
        found = _find(reason, asked, words, needs_heading=by_name)
        weight = found.weight() and found.weight() + support(reason, raw)
        need = _needed(reason, found, size, asked.prose)
        if declared and size > _TEASER and reason not in _WALLS:
            need += 2
        if weight <= most or weight < need:
            continue
        if size <= _SHORT:
            found.story = find_story_lines(reason, blocks, words, asked.inside, asked.own)
            need += _needed_besides(reason, sum([words[index] for index in found.story]), size)
        if weight < need or (before_cards and not _says_it_all(reason, found, size)):
            continue
        best, most = (reason, found), weight
    return best


def _judge_by_signs(asked: _Asked, blocks: Sequence[Block], words: Sequence[int]) -> Verdict | None:
    """What the page is by signs of a notice, where no sentence of its body tells something."""
    inside = sorted(asked.inside)
    lines = [(blocks[index].text[:_MOST_CHARS], words[index]) for index in inside[:_MOST_BLOCKS]]
    reason = reason_by_signs(asked.headings, lines, asked.own)
    if reason and not find_story_lines(reason, blocks, words, inside, asked.own):
        return Verdict(reason, False, ())
    return None


def _says_it_all(reason: NoArticle, found: _Evidence, size: int) -> bool:
    """Whether the page is its notice, whatever cards stand below: forms and banners stand over lists of cards, too."""
    named = found.declared if reason == "login" else found.title or found.heading
    if found.lines and found.notices:
        return named or (2 * found.words >= size and reason not in _WALLS)
    if reason in _OVER_LISTS:
        return False
    return (named and size >= _SENTENCE and not found.story) or (found.declared and (found.heading or found.lines > 0))


def _needed_besides(reason: NoArticle, told: int, size: int) -> int:
    """The weight that a notice needs besides, for the words of the body that stand in sentences no notice says.

    Walls need none, since they stand before stories.

    Args:
        reason: what the notice says.
        told: how many words stand in such sentences.
        size: words of the body.
    """
    if reason in _WALLS or _STORY_FROM * told < size or not told:
        return 0
    return _STORY_WEIGHT if _STORY_SURELY * told < size else _NEVER


def _verdict(reason: NoArticle, found: _Evidence, asked: _Asked, words: Sequence[int]) -> Verdict | None:
    """What follows from the evidence: the page has no text, only its notice goes, or (None) everything stays."""
    others = [words[index] for index in asked.inside.difference(found.notices)]
    prose = asked.prose - found.prose
    named = found.declared if reason == "login" else found.title
    if reason in _FORMS and _tells(found, asked, words):
        notices = tuple(index for index in found.notices if index not in found.story)
        return None if named or not notices else Verdict(reason, True, notices)  # a story about walls
    if reason not in _WALLS or named or (reason == "consent" and 2 * prose < found.words):
        return Verdict(reason, False, found.notices)
    if prose < _TEASER and found.words >= sum(others):
        return Verdict(reason, False, found.notices)
    # Login forms and questions for consent stand beside whole stories, too, so that a notice must have been found. A
    # call to subscribe stands in place of the rest of the story even where none of its lines would be kept.
    return Verdict(reason, True, found.notices) if found.notices or reason == "paywall" else None


def _tells(found: _Evidence, asked: _Asked, words: Sequence[int]) -> bool:
    """Whether much of the body is sentences that no wall has."""
    told = sum([words[index] for index in found.story])
    return told > 0 and _STORY_FROM * told >= sum([words[index] for index in asked.inside])


def _ask_what(
    blocks: Sequence[Block], words: Sequence[int], kept: Sequence[bool], size: int, metadata: Metadata
) -> _Asked | None:
    """The texts to search; None where none of them could make the page anything but an article."""
    titles = titles_of(metadata)
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
        around = [index for index, block in enumerate(blocks) if kept[index] or not is_link(block)][:_MOST_BLOCKS]
        # On a page with much other text the short body may be all that was recognised of a story: only it is searched.
        shown = around if sum(words[index] for index in around) <= _SMALL_PAGE else shown
    lines = {index: fold(blocks[index].text[:_MOST_CHARS]) for index in shown}
    some = " ".join((*titles, *headings, *(text[:_HEADING_CHARS] for text in lines.values())))
    # A server's own messages are often in another language than the one that the page's template declares.
    own = may_speak(some, metadata.language)
    languages = own if size >= _NEARLY_EMPTY else may_speak(some, None)
    is_list = sum(is_link(blocks[index]) for index in inside) >= _LIST_LINKS
    prose = 0 if is_list else sum(words[index] for index in inside if words[index] >= _TEASER_LINE)
    declared = frozenset(titles_of(metadata, but="h1"))
    return _Asked(titles, declared, headings, lines, frozenset(inside), prose, languages, own)


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
