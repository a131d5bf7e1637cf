"""What a page prints twice comes out once: copies, excerpts, pull quotes. What a story says twice stays.

A copy is a run of blocks that mirrors another run elsewhere on the page, such as a story for telephones beside the one
for wide screens. A single line that stands twice is a refrain, a step of a plan, a value: of the lines that fell on 600
mixed pages while lines were compared one by one, 370 of 1,178 were in the gold as often as on the page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import Final, Literal, TypeAlias

from cleaner.judge.compiled import load_columns
from cleaner.judge.labelling import Labelling
from cleaner.judge.mirrors import (
    are_parts,
    boxes_by_look,
    drop_mirrors,
    is_of_like_post,
    may_repeat,
    stand_beside,
    words_held,
)
from cleaner.judge.traits import ending_in
from cleaner.model import Block
from cleaner.page.blocks_and_boxes import Segmentation
from cleaner.page.elements import HEADINGS

# A run is a copy when it has at least 150 characters and two different sentences, which are lines of at least 40
# characters and eight words. Names, labels and prices repeat in runs, too, on every card and post. On mixed pages runs
# of one sentence and 100 characters lost 77 repeated lines of the gold instead of 45, and gave an F1 of .0004 more.
_COPY_CHARS: Final = 150
_SENTENCES: Final = 2
_SENTENCE_CHARS, _SENTENCE_WORDS = 40, 8
# A line with at least so many characters that is set once more in another element is a copy by itself.
_SHOWN_CHARS: Final = 100
# A run of at most five blocks and 400 characters that stands three times or more is a refrain, and stays: what to know
# about each of five cameras, a plan's rules. Of 277 words in such runs on pages of stories and lists 238 were in the
# gold each time. Offers and threads show the same card or post three times to no purpose (25 of 498): there they go.
_REFRAIN_TIMES: Final = 3
_REFRAIN_BLOCKS, _REFRAIN_CHARS = 5, 400
# Sentences that make a run a copy on a page that offers something, whose cards are shown again for other screens.
_LINES_OF_OFFER: Final = 1
# A block with at least this share of the page's words, and so many of them, may be the whole text once more without its
# paragraphs, such as for those who pay. It is if at least `_OF_GATHERED` of it stands in other blocks, in their order;
# at most `_MISSED` other blocks may not stand in it.
_GATHERED, _GATHERED_WORDS = 0.3, 100
_OF_GATHERED: Final = 0.8
_MISSED: Final = 20
# An excerpt has at least so many characters before its dots: shorter ones are the beginning of many lines.
_EXCERPT_CHARS: Final = 25
# How an excerpt ends.
_DOTS: Final = ("...", "…")
# Elements that hold no paragraph: one of them is not the whole text, however long it is.
_NO_PROSE: Final = HEADINGS | {"pre"}

Repeating: TypeAlias = Literal["story", "list", "offer", "discussion"]
"""What a page rather is, by who repeats there: its author, cards of other pages, buttons and claims, posts."""

# A block or a whole structure, as copies are compared: in lower case, with its first block and the one after its last.
_Unit: TypeAlias = tuple[str, int, int]


def drop_copies(
    blocks: list[Block],
    found: Labelling,
    words: Sequence[int],
    segmentation: Segmentation | None = None,
    *,
    page: Repeating = "story",
) -> None:
    """Let each run of blocks go that mirrors a run before it.

    Args:
        blocks: of the page.
        found: what stays so far; each of its structures is compared as one.
        words: of each block.
        segmentation: the page's boxes, if it has any.
        page: what it rather is.
    """
    # Nearly always no two long lines begin alike; comparing the whole body costs more than all else here.
    if not _begin_alike(blocks, found.inside()):
        return
    drop_mirrors(blocks, found, words, segmentation, told=page == "story")
    units = _units(blocks, found)
    mirrored = _mirrored(units)
    times = _times(units, mirrored) if mirrored and page in ("story", "list") else None
    siblings = boxes_by_look(segmentation) if mirrored and page == "discussion" and segmentation else {}
    held: list[int] = []
    for first, source, size in mirrored:
        run, original = units[first : first + size], units[source : source + size]
        shown_apart = size == 1 and _is_shown_apart(blocks, run[0], original[0])
        if source + size > first or not (shown_apart or _is_copy(blocks, run, original, words, offer=page == "offer")):
            continue
        if times and (_is_refrain(run, times) or (source + size < first and _is_step(run, original, segmentation))):
            continue
        if siblings and segmentation and _is_post(segmentation, siblings, units[first - 1], run[0], original[0]):
            continue
        held = held or words_held(found.kept, words)
        if page == "story" and segmentation and are_parts(segmentation, held, _blocks_of(run), _blocks_of(original)):
            continue
        for index in _blocks_of(run):
            found.drop(index, "repeat", "copy of what stands before")


def _is_post(
    segmentation: Segmentation, siblings: Mapping[tuple[int, str, str], int], above: _Unit, unit: _Unit, source: _Unit
) -> bool:
    return is_of_like_post(segmentation, siblings, above[1], unit[1], source[1])


def _blocks_of(run: Sequence[_Unit]) -> list[int]:
    return [*chain.from_iterable(range(first, end) for _, first, end in run)]


def _begin_alike(blocks: list[Block], inside: list[int]) -> bool:
    compiled = load_columns()
    if compiled is not None:
        return bool(compiled.begin_alike(blocks, inside, _SENTENCE_CHARS))
    starts = [text[:_SENTENCE_CHARS].lower() for index in inside if _is_long(text := blocks[index].text)]
    return len(set(starts)) < len(starts)


def _is_long(text: str) -> bool:
    return len(text) >= _SENTENCE_CHARS


def _units(blocks: Sequence[Block], found: Labelling) -> list[_Unit]:
    """What stays, in the page's order."""
    ends: dict[int, int] = {}
    inner: set[int] = set()
    for _, first, end in found.structures:
        if end - first > 1:
            ends[first] = end
            inner.update(range(first + 1, end))
    units: list[_Unit] = []
    for index in found.inside():
        if index in inner:
            continue
        end = ends.get(index, 0)
        text = "\n".join([block.text for block in blocks[index:end]]) if end else blocks[index].text
        units.append((text.lower(), index, end or index + 1))
    return units


def _mirrored(units: Sequence[_Unit]) -> list[tuple[int, int, int]]:
    """Runs of units that stand before, each as long as can be: where it begins, where its source does, its length."""
    place_of: dict[str, int] = {}
    runs: list[tuple[int, int, int]] = []
    first = source = size = 0
    for place, (text, _, _) in enumerate(units):
        # A source ends where its copy begins: what stands three times in a row is two copies, and no run of its own.
        if size and source + size < first and units[source + size][0] == text:
            size += 1
            continue
        if size:
            runs.append((first, source, size))
        first, size = place, 0
        if text in place_of:
            source, size = place_of[text], 1
        else:
            place_of[text] = place
    if size:
        runs.append((first, source, size))
    return runs


def _is_copy(
    blocks: Sequence[Block], run: Sequence[_Unit], original: Sequence[_Unit], words: Sequence[int], *, offer: bool
) -> bool:
    if len(run) < 2 or sum([len(text) for text, _, _ in run]) < _COPY_CHARS:
        return False
    # What is code or quoted makes no copy, and goes with the copy of a story that it is in; nor does a post that
    # another one quotes above it.
    lines = [
        (first, end)
        for (text, first, end), (_, before, _) in zip(run, original, strict=True)
        if _is_long(text) and not (may_repeat(blocks[first]) or may_repeat(blocks[before]))
    ]
    if offer:
        return len(lines) >= _LINES_OF_OFFER
    said = [blocks[first].text for first, end in lines if end - first == 1 and words[first] >= _SENTENCE_WORDS]
    # A text that repeats one sentence within itself may do so once more: a copy has different sentences.
    return len(said) >= _SENTENCES and len(set(said)) == len(said)


def _times(units: Sequence[_Unit], mirrored: Sequence[tuple[int, int, int]]) -> Counter[str]:
    """How often each text stands on the page; long runs that mirror others are copies and are not counted."""
    times = Counter([text for text, _, _ in units])
    for first, _, size in mirrored:
        if size > _REFRAIN_BLOCKS:
            times.subtract([text for text, _, _ in units[first : first + size]])
    return times


def _is_refrain(run: Sequence[_Unit], times: Mapping[str, int]) -> bool:
    """Whether a short run stands often on the page."""
    if len(run) > _REFRAIN_BLOCKS or sum([len(text) for text, _, _ in run]) > _REFRAIN_CHARS:
        return False
    return all(times[text] >= _REFRAIN_TIMES for text, _, _ in run if _is_long(text))


def _is_step(run: Sequence[_Unit], source: Sequence[_Unit], segmentation: Segmentation | None) -> bool:
    """Whether a short run stands once more in the box of its original, as the steps of a plan's next week do.

    Then the author says it twice. `source` begins with the original.
    """
    if segmentation is None or len(run) > _REFRAIN_BLOCKS or sum([len(text) for text, _, _ in run]) > _REFRAIN_CHARS:
        return False
    return stand_beside(segmentation, ((unit[1], before[1]) for unit, before in zip(run, source, strict=False)))


def _is_shown_apart(blocks: Sequence[Block], unit: _Unit, source: _Unit) -> bool:
    """Whether a long line is set once more in another element than its original: a story's quote in large type."""
    if len(unit[0]) < _SHOWN_CHARS:
        return False
    shown, original = blocks[unit[1]], blocks[source[1]]
    return shown.tag != original.tag and not (may_repeat(shown) or may_repeat(original))


def drop_gathered(blocks: Sequence[Block], found: Labelling, words: Sequence[int]) -> None:
    """Let a block go that is the text of the others in one piece.

    Args:
        blocks: of the page.
        found: what stays so far.
        words: of each block.
    """
    inside = found.inside()
    longest = max(inside, key=words.__getitem__, default=None)
    if longest is None or words[longest] < _GATHERED_WORDS or blocks[longest].tag in _NO_PROSE:
        return
    if words[longest] < _GATHERED * sum([words[index] for index in inside]):
        return
    whole = blocks[longest].text.lower()
    covered = at = missed = 0
    for index in inside:
        if words[index] < _SENTENCE_WORDS or index == longest:
            continue
        part = blocks[index].text.lower()
        place = whole.find(part, at)
        if place >= 0:
            at = place + len(part)
            covered += len(part)
        elif (missed := missed + 1) > _MISSED:  # each takes a look through the whole text
            return
    if covered >= _OF_GATHERED * len(whole):
        found.drop(longest, "repeat", "its paragraphs stand on the page one by one")


def drop_excerpts(blocks: list[Block], found: Labelling) -> None:
    """Let a line go that ends in dots and begins like a longer one that stays."""
    kept = found.inside()
    cut = ending_in(blocks, kept, _DOTS)
    if not cut:
        return
    # In order, so that those that begin alike stand together: 4,000 paragraphs that end in dots took two seconds when
    # each was compared with all.
    whole = sorted({text.lower() for index in kept if _is_long(text := blocks[index].text)})
    for index in cut:
        text = blocks[index].text.lower()
        stem = text.rstrip(".… ")
        if len(stem) < _EXCERPT_CHARS:
            continue
        place = bisect_left(whole, stem)
        # Of the first two that begin so, one at most is the line itself.
        if any(other.startswith(stem) and other != text for other in whole[place : place + 2]):
            found.drop(index, "repeat", "excerpt of the body")


def drop_doubled_headings(blocks: list[Block], found: Labelling) -> None:
    """A heading right below the same one goes: what stood between them, a slide's picture, is no text."""
    for index in _find_doubled(blocks, found.inside()):
        found.drop(index, "repeat", "the same heading is right above")


def _find_doubled(blocks: list[Block], inside: list[int]) -> list[int]:
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_doubled(blocks, inside, HEADINGS)
        return found
    return [
        index
        for above, index in pairwise(inside)
        if blocks[above].text == blocks[index].text and blocks[index].tag in HEADINGS
    ]
