"""A block that stays → the block as a reader reads it.

Features and rules see the page as it is. What is edited here has no letters of its own: characters that only tell where
a word may be broken, the marks that lead from a note back to the text, and the height of what stands above or below the
line, which a text must show by other characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from cleaner import expressions as re
from cleaner.article.super_and_subscripts import in_plain_text
from cleaner.article.written_tex import may_hold_tex, with_formulas
from cleaner.judge.permalinks import without_permalinks
from cleaner.lexicon.words import either
from cleaner.model import CODE, SUBSCRIPT, SUPERSCRIPT, Block
from cleaner.page.survey import compiled

Run = tuple[str, str, int]

# The looks of what stands above or below the line: a plain text has no room for it there.
_OFF_LINE: Final = SUPERSCRIPT | SUBSCRIPT
# Soft hyphen, zero-width space, non-joiner, joiner, word joiner, byte order mark.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Scripts whose letters change their form by a joiner beside them: Arabic to Mongolian, those of India and around.
_JOINING: Final = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u18af\ua840-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
# Scripts that set no blanks between words; a zero-width space says where a word ends.
_UNSPACED: Final = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf\ua9e0-\uaa7f]")
# What an emoji of several parts is joined of: symbols, hands and faces with their skin tone or variation selector.
_EMOJI: Final = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")

# Arrows that lead from a note back to its place in the text, whatever variation selector stands behind them.
_BACK: Final = re.compile("[\\s\\[\\]()↩↪↵⏎↑↖⤴⤶⮌⮍⮐⬆⇑⇧▲△←⟵⇐⇦⬅⤺↶^\u200b-\u200d\u2060\ufe0e\ufe0f]+")
_BACK_LETTERS: Final = re.compile(r"[\s,]*[a-z]{1,2}[\s,]*")
_BACK_SIGNS: Final = re.compile("[↩↪↵⏎↑↖⤴⤶⮌⮍⮐⬆⇑⇧▲△←⟵⇐⇦⬅⤺↶^\u200b-\u200d\u2060\ufe0e\ufe0f]")
# What leads back in words, such as "back to the text".
_BACK_WORDS: Final = re.compile(rf"[\s\[(]*+(?:{either('back to the text (patterns)')})[\s\])]*", re.IGNORECASE)
# Code, and the lines of a plain-text dump.
_AS_IT_STANDS: Final = frozenset(("pre", "line"))
# A note's number that is a link but stands on the line: `word<a href="#n1">1</a>`.
_NUMBER: Final = re.compile(r"\d{1,3}|[*†‡§]{1,3}")


def edited(blocks: Sequence[Block], kept: Sequence[bool]) -> Sequence[bool]:
    """For each block whether it stays and `as_read` may make another one of it."""
    if compiled is not None:
        found: bytearray = compiled.unread(list(blocks), list(kept), _OFF_LINE)
        return found  # type: ignore[return-value]  # a number for each, 1 or 0
    return [keep and is_edited(block) for block, keep in zip(blocks, kept, strict=True)]


def is_edited(block: Block) -> bool:
    """Whether a block may hold anything that is edited before it is read."""
    text, runs = block.text, block.runs
    return (
        not (text.isascii() or not _UNSEEN.search(text))
        or may_hold_tex(text)
        or bool([1 for _, href, style in runs if style & _OFF_LINE or "#" in href])
    )


def as_read(block: Block) -> Block | None:
    """The block as it is read; None where nothing of it is left."""
    text, runs = block.text, block.runs
    if not is_edited(block):
        return block  # as most are
    if len(runs) > 1 and "#" in "".join([href for _, href, _ in runs]):
        runs = _without_way_back(without_permalinks(block).runs)
        runs = _raise_numbers(runs)
    if block.tag not in _AS_IT_STANDS and may_hold_tex(text):
        runs = with_formulas(runs)
    if not text.isascii() and _UNSEEN.search(text):
        runs = _without_unseen(runs or ((text, "", 0),))
    elif len(runs) == 1 and _is_way_back(runs[0]):
        return None
    if runs is block.runs and not any(style & _OFF_LINE for _, _, style in runs):
        return block
    runs = tuple(_plain_in_code(runs))
    text = _text_of(runs, verbatim=block.tag == "pre")
    return block._replace(text=text, runs=runs) if text else None


def _text_of(runs: tuple[Run, ...], *, verbatim: bool) -> str:
    text = "".join(_on_line(runs))
    return text.strip("\n") if verbatim else " ".join(text.split())


def _on_line(runs: tuple[Run, ...]) -> list[str]:
    """The texts of the runs, with characters that show what stands above or below the line."""
    out: list[str] = []
    before = ""
    for look, group in groupby(runs, key=lambda run: run[2] & _OFF_LINE):
        text = "".join([text for text, _, _ in group])
        out.append(in_plain_text(text, before, raised=bool(look & SUPERSCRIPT)) if look else text)
        before = text[-1:] or before
    return out


def _plain_in_code(runs: tuple[Run, ...]) -> list[Run]:
    """The runs, with characters in place of height within code: a code span of Markdown can hold no other look."""
    out: list[Run] = []
    for text, href, style in runs:
        if style & CODE and style & _OFF_LINE:
            before = out[-1][0][-1:] if out else ""
            text, style = in_plain_text(text, before, raised=bool(style & SUPERSCRIPT)), style & ~_OFF_LINE
        out.append((text, href, style))
    return out


def _without_unseen(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without zero-width characters that their scripts do not need."""
    out: list[Run] = []
    whole = "".join([text for text, _, _ in runs])
    start = 0
    for text, href, style in runs:
        end = start + len(text)
        if _UNSEEN.search(text):
            text = _only_needed(text, start, whole)
        if text:
            out.append((text, href, style))
        start = end
    return tuple(out)


def _only_needed(text: str, start: int, whole: str) -> str:
    """A part of a text, from a place in it on, without the zero-width characters that are not needed there."""
    return _UNSEEN.sub(lambda match: match[0] if _is_needed(whole, start + match.start()) else "", text)


def _is_needed(text: str, at: int) -> bool:
    """Whether the script needs a zero-width character."""
    char = text[at]
    beside = text[max(0, at - 1) : at + 2].replace(char, "")
    if char in "\u200c\u200d":
        return bool(_JOINING.search(beside)) or (char == "\u200d" and len(_EMOJI.findall(beside)) == 2)
    return char == "\u200b" and bool(_UNSPACED.search(beside))


def _without_way_back(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without links at their ends that lead from a note back to the text; never without any text."""
    start, end = 0, len(runs)
    while end and (not runs[end - 1][0].strip() or _is_way_back(runs[end - 1]) or _says_back(runs, end)):
        end -= 1
    while start < end and (not runs[start][0].strip() or _is_way_back(runs[start])):
        start += 1
    if _is_arrow(runs[0][0]):
        # `^ a b c`: the note is used several times.
        behind = 1
        while behind < end and (not runs[behind][0].strip() or _is_letter_back(runs[behind])):
            behind += 1
        if any(_is_letter_back(run) for run in runs[1:behind]):
            start = max(start, behind)
    removed = (*runs[:start], *runs[end:])
    if not any(text.strip() for text, _, _ in removed) or start >= end:
        return runs
    return runs[start:end]


def _is_arrow(text: str) -> bool:
    return _BACK.fullmatch(text) is not None and any(char not in "[]() \t\n\u00a0" for char in text)


def _is_way_back(run: Run) -> bool:
    return "#" in run[1] and _is_arrow(run[0])


def _says_back(runs: tuple[Run, ...], end: int) -> bool:
    """Whether the last run before `end` leads back in words, behind a text that has come to its end, or by a number."""
    run = runs[end - 1]
    if end > 1 and _is_way_back(runs[end - 2]) and runs[end - 2][1] == run[1]:
        return True  # `↩²`: the second place in the text
    if "#" not in run[1] or len(run[1]) < 2 or _BACK_WORDS.fullmatch(_BACK_SIGNS.sub("", run[0])) is None:
        return False
    before = next((text for at in range(end - 2, -1, -1) if (text := runs[at][0].rstrip())), "")
    return before != "" and not before[-1].isalnum() and before[-1] not in ",:;"


def _is_letter_back(run: Run) -> bool:
    return len(run[1]) > 1 and "#" in run[1] and _BACK_LETTERS.fullmatch(run[0]) is not None


def _raise_numbers(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs, with the number of a note that is a link right behind a word set above the line, as others are."""
    found = None
    for at in range(1, len(runs)):
        text, href, style = runs[at]
        if (
            len(href) > 1
            and href[0] == "#"
            and not style & (_OFF_LINE | CODE)
            and runs[at - 1][0][-1:].isalnum()
            and _NUMBER.fullmatch(text)
        ):
            found = found or list(runs)
            found[at] = (text, href, style | SUPERSCRIPT)
    return tuple(found) if found else runs
