"""A story or a thread that a page holds twice with other lines between: posts under names, paragraphs around boxes.

Pages have one for readers without scripts beside the one that scripts fill, one for telephones, one for printers.
Names, hours and buttons stand between the posts of one and not of the other, so that no run of blocks mirrors another;
the long lines alone do, in the same order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.page.blocks_and_boxes import CLASSES, FIRST_BLOCK, PARENT, TAG

if TYPE_CHECKING:
    from cleaner.judge.labelling import Labelling
    from cleaner.model import Block
    from cleaner.page.blocks_and_boxes import Segmentation

# A line that tells one text from another has at least eight words and stands exactly twice: a signature, a notice on
# each of five pictures, a plan's rule stand more often.
_LONG_WORDS, _TWICE = 8, 2
# A mirror has at least so many of these lines, and so many characters in them.
_LINES, _CHARS = 3, 200
# Share of a mirror's long lines that stands in the original, and share of the original's that stands in the mirror.
_OF_MIRROR, _OF_ORIGINAL = 0.8, 0.5
# So many long lines of its own in a row end a mirror.
_OWN_LINES: Final = 3
# Of the two runs the first one stays, unless the other one has so many times as much of what stays.
_FULLER: Final = 1.25
# A run of at most so many blocks, with at most this share of the words that stay in the innermost box around it, is a
# part of its box. Boxes for other readers show a whole box once more; where neither run is more than a part, the author
# says it twice: in two sections, below two pictures.
_PART, _OF_BOX = 5, 0.61
# At least four boxes of one look side by side are posts: what two of them say alike, two readers said. The second
# number is how many boxes above a block are climbed to find its post.
_POSTS, _CLIMBED = 4, 100
# What is quoted or listed as code repeats legitimately.
_MAY_REPEAT: Final = frozenset(("pre", "blockquote"))


class _Mirror(NamedTuple):
    """A run of long lines that stand once before in the same order.

    Attributes:
        pairs: index of each such line, and of its original.
        own: characters of the long lines between them that do not stand before.
    """

    pairs: list[tuple[int, int]]
    own: int


def drop_mirrors(
    blocks: Sequence[Block],
    found: Labelling,
    words: Sequence[int],
    segmentation: Segmentation | None = None,
    *,
    told: bool = False,
) -> None:
    """Let what stands twice in two runs of the page go in the poorer one; the richer one has all that stays of both.

    Nothing goes that does not stand in the other run word for word.

    Args:
        blocks: of the page.
        found: what stays so far.
        words: of each block.
        segmentation: the page's boxes. What stands once more in the same box, right beside itself, is for the same
            readers; None for blocks that have none.
        told: somebody tells something on the page, and says a few lines in two places.
    """
    before = _find_originals(blocks, found, words)
    if len(before) < _LINES:
        return
    long = [index for index in found.inside() if words[index] >= _LONG_WORDS and not may_repeat(blocks[index])]
    held: list[int] = []
    for mirror in _find_mirrors(blocks, long, before):
        if _is_copy(blocks, long, mirror) and not (segmentation and stand_beside(segmentation, mirror.pairs)):
            if told and segmentation:
                held = held or words_held(found.kept, words)
                if are_parts(segmentation, held, *zip(*mirror.pairs, strict=True)):
                    continue
            first, original = mirror.pairs[0]
            end, until = mirror.pairs[-1]
            more = _go_on(blocks, until + 1, end + 1, first)
            _settle(blocks, found, range(original, until + 1 + more), range(first, end + 1 + more))


def _find_originals(blocks: Sequence[Block], found: Labelling, words: Sequence[int]) -> dict[int, int]:
    """For each long line that stands for the second and last time, where it stands first.

    What something else than the trees has let go is no original.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, count in enumerate(words):
        if count >= _LONG_WORDS and (found.kept[index] or index not in found.why) and not may_repeat(blocks[index]):
            places[blocks[index].text.lower()].append(index)
    return {seen[1]: seen[0] for seen in places.values() if len(seen) == _TWICE}


def _find_mirrors(blocks: Sequence[Block], long: Sequence[int], before: Mapping[int, int]) -> Iterator[_Mirror]:
    """Stretches of the long lines that stand before in the same order."""
    at = 0
    while at < len(long):
        if long[at] in before:
            mirror, at = _follow(blocks, long, before, at)
            yield mirror
        at += 1


def _follow(blocks: Sequence[Block], long: Sequence[int], before: Mapping[int, int], at: int) -> tuple[_Mirror, int]:
    """The mirror that begins with a long line, and where among these its last one stands."""
    first = long[at]
    pairs = [(first, before[first])]
    own = pending = lines = 0
    last = at
    for after in range(at + 1, len(long)):
        if pairs[-1][1] < before.get(long[after], -1) < first:
            pairs.append((long[after], before[long[after]]))
            own += pending
            pending = lines = 0
            last = after
            continue
        pending += len(blocks[long[after]].text)
        lines += 1
        if lines == _OWN_LINES:
            break
    return _Mirror(pairs, own), last


def _go_on(blocks: Sequence[Block], below: int, below_mirror: int, first: int) -> int:
    """How many blocks below the last long line of the original and of its mirror say the same: a list's short items."""
    more = 0
    while (
        below + more < first
        and below_mirror + more < len(blocks)
        and blocks[below + more].text == blocks[below_mirror + more].text
    ):
        more += 1
    return more


def _is_copy(blocks: Sequence[Block], long: Sequence[int], mirror: _Mirror) -> bool:
    same = sum([len(blocks[index].text) for index, _ in mirror.pairs])
    if len(mirror.pairs) < _LINES or same < max(_CHARS, _OF_MIRROR * (same + mirror.own)):
        return False
    (_, first), (_, last) = mirror.pairs[0], mirror.pairs[-1]
    original = long[bisect_left(long, first) : bisect_right(long, last)]
    return same >= _OF_ORIGINAL * sum([len(blocks[index].text) for index in original])


def stand_beside(segmentation: Segmentation, pairs: Iterable[tuple[int, int]]) -> bool:
    """Whether each line and its original stand in the same box."""
    opened, box_of = segmentation.boxes.opened, segmentation.box_of
    return bool(box_of) and all(
        opened[box_of[index]][PARENT] == opened[box_of[before]][PARENT] for index, before in pairs
    )


def are_parts(segmentation: Segmentation, held: Sequence[int], *runs: Sequence[int]) -> bool:
    """Whether each of some runs of blocks is short, and a part of what stays in the innermost box around it.

    Args:
        segmentation: the page's blocks and boxes.
        held: for each block how many words stay before it, and behind the last one those of the page.
        runs: the index of each block of a run.
    """
    opened, ends, box_of = segmentation.boxes.opened, segmentation.boxes.end_block, segmentation.box_of
    for run in runs if box_of else ():
        first, last = run[0], run[-1]
        box = box_of[first]
        for _ in range(_CLIMBED):
            if not box or ends[box] > last:
                break
            box = opened[box][PARENT]
        around = held[ends[box]] - held[opened[box][FIRST_BLOCK]]
        if len(run) > _PART or held[last + 1] - held[first] > _OF_BOX * around:
            return False
    return bool(box_of)


def words_held(kept: Sequence[bool], words: Sequence[int]) -> list[int]:
    """For each block how many words stay before it, and how many in all."""
    return [*accumulate([count if stays else 0 for count, stays in zip(words, kept, strict=True)], initial=0)]


def _settle(blocks: Sequence[Block], found: Labelling, original: range, mirror: range) -> None:
    """Let one of two runs go as far as the other one has it; of a structure all or nothing."""
    kept, lowered = found.kept, {index: blocks[index].text.lower() for index in (*original, *mirror)}
    twice = {lowered[index] for index in original} & {lowered[index] for index in mirror}
    partly = {
        index
        for _, first, end in found.structures
        if not twice.issuperset([lowered.get(index, "") for index in range(first, end)])
        for index in range(first, end)
    }
    stays, goes = ([index for index in side if lowered[index] in twice] for side in (original, mirror))
    of_mirror, of_original = (sum([len(lowered[index]) for index in side if kept[index]]) for side in (goes, stays))
    if of_mirror > _FULLER * of_original:
        stays, goes = goes, stays
    # What the page hides, for readers without scripts, has no buttons or labels: its listings are those of the text.
    said = {lowered[index] for index in goes if kept[index] or (blocks[index].hidden and blocks[index].tag == "pre")}
    for index in stays:
        if lowered[index] in said and not (found.rule or index in found.why or index in partly):
            kept[index] = True
    for index in goes:
        if kept[index] and index not in partly:
            found.drop(index, "repeat", "copy of what stands elsewhere on the page")


def boxes_by_look(segmentation: Segmentation) -> Mapping[tuple[int, str, str], int]:
    """How many boxes of one look each box holds, by this box and their look."""
    return Counter([(box[PARENT], box[TAG], box[CLASSES]) for box in segmentation.boxes.opened])


def is_of_like_post(
    segmentation: Segmentation, siblings: Mapping[tuple[int, str, str], int], above: int, index: int, original: int
) -> bool:
    """Whether a block begins a post, or what a post says below a quotation, and its original stands in a like post.

    Quotations say nothing once more, nor do signatures, which end posts.

    Args:
        segmentation: the page's blocks and boxes.
        siblings: how many boxes of one look there are.
        above: the block that stays before this one.
        index: of the block.
        original: likewise.
    """
    opened, box_of, blocks = segmentation.boxes.opened, segmentation.box_of, segmentation.blocks
    box, other = box_of[index], box_of[original]
    posts: dict[bool, int] = {}
    for _ in range(_CLIMBED):
        if box == other:
            break
        # Of two boxes the one that was opened later holds not the other one.
        posts[box > other] = max(box, other)
        box, other = (opened[box][PARENT], other) if box > other else (box, opened[other][PARENT])
    if box != other or len(posts) < 2 or may_repeat(blocks[index]):
        return False
    looks = [(opened[post][PARENT], opened[post][TAG], opened[post][CLASSES]) for post in posts.values()]
    begins = above < opened[max(posts.values())][FIRST_BLOCK] or may_repeat(blocks[above])
    return begins and looks[0] == looks[1] and siblings[looks[0]] >= _POSTS


def may_repeat(block: Block) -> bool:
    """Whether a block is quoted or code: posts quote posts, programs their own lines."""
    return not _MAY_REPEAT.isdisjoint([tag for tag, _ in block.frames])
