"""What a page says that no story says: disclaimers in its last lines, and the source before them; calls for scripts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from cleaner.judge.classify import Scores
from cleaner.judge.compiled import load_columns
from cleaner.judge.feature_columns import PHRASE_RANK, PHRASE_WORDS
from cleaner.judge.features.own import is_phrase, phrase_ranks
from cleaner.judge.labelling import Labelling
from cleaner.lexicon.no_article import fold, may_speak, said
from cleaner.model import Block

# Disclaimers are looked for among so many of the last blocks that stay; further up such a line is part of the story.
_TAIL_BLOCKS = 10
_SOURCE_CHARS = 40
# Most sure paragraphs (of this probability and so many words) that may stand behind a disclaimer: of 19 disclaimers on
# pages of eight sets two had one behind them, the others none. A line with more is a sentence of the story.
_MOST_BEHIND, _SURE, _WORDS = 1, 0.8, 12
# How many lines behind it tell where to complain, and what each of these is: a label, and a number or an address.
_MOST_CONTACTS, _STOPS = 4, ".!?。！？"
_CONTACT = re.compile(r"^[^.!?。！？:：]{1,20}[:：][^.!?。！？]{0,60}(?:\d{3}|@|\d:\d\d)")
_DISCLAIMER, _SOURCE = "disclaimer", "source line"
NOTICES = (_DISCLAIMER, _SOURCE)
"""Why such lines are let go."""
# A notice that asks the reader to turn scripts on has the word "JavaScript" in every language and at most 700
# characters, of which the expressions for such notices must cover this share. Of 60 kept blocks with the word on pages
# of eight sets, the ten that passed were in no gold, and none of the others was such a notice.
_SCRIPTS, _SCRIPT_CHARS, _SCRIPT_SHARE = ("avaScript", "avascript", "AVASCRIPT"), 700, 0.3


def drop_notices(blocks: list[Block], found: Labelling, scores: Scores) -> None:
    """Drop a disclaimer at the end of the text, and with it a line before it that only names a source.

    Args:
        blocks: of the page.
        found: what stays so far; changed in place.
        scores: of the page.
    """
    kept = found.inside()
    disclaimers = _find_disclaimers(blocks, kept[max(1, len(kept) - _TAIL_BLOCKS) :], scores)
    for index in _at_the_end(disclaimers, kept, found.probabilities, scores.features.words):
        found.drop(index, "text rule", _DISCLAIMER)
        _drop_contacts(blocks, found, index)
        above = kept[bisect_left(kept, index) - 1]
        before = blocks[above]
        if len(before.text) <= _SOURCE_CHARS and before.tag[0] != "h" and before.text[-1] not in ".!?:":
            found.drop(above, "text rule", _SOURCE)


def _drop_contacts(blocks: list[Block], found: Labelling, disclaimer: int) -> None:
    """Lines right behind a disclaimer that say where to write and to call go with it."""
    for index in range(disclaimer + 1, min(disclaimer + 1 + _MOST_CONTACTS, len(blocks))):
        text = blocks[index].text
        if not (found.kept[index] and _CONTACT.search(text)) or text[-1] in _STOPS:
            return
        found.drop(index, "text rule", _DISCLAIMER)


def _at_the_end(
    disclaimers: list[int], kept: list[int], probabilities: Sequence[float], words: Sequence[int]
) -> list[int]:
    """Those of the disclaimers behind which the story does not go on; in the order of the page."""
    if not disclaimers:
        return disclaimers
    behind, told = 0, []
    for index in reversed(kept[bisect_left(kept, disclaimers[0]) :]):
        if index in disclaimers:
            told.append(index)
        elif probabilities[index] >= _SURE and words[index] >= _WORDS:
            behind += 1
            if behind > _MOST_BEHIND:
                break
    return told[::-1]


def _find_disclaimers(blocks: list[Block], tail: list[int], scores: Scores) -> list[int]:
    """Index of each of these blocks that is a disclaimer as a whole."""
    features = scores.features
    compiled = load_columns()
    if compiled is not None:
        rank = PHRASE_RANK["disclaimer"]
        found: list[int]
        found = compiled.find_disclaimers(blocks, tail, features.columns, features.fine, features.words, rank)
        return found
    ranks = phrase_ranks(features.columns, features.fine)
    return [index for index in tail if _is_disclaimer(blocks, index, scores, ranks)]


def drop_script_notices(blocks: list[Block], found: Labelling, words: Sequence[int], language: str | None) -> None:
    """Drop notices that ask the reader to turn scripts on, unless they are most of what stays and so what the page is.

    Args:
        blocks: of the page.
        found: what stays so far; changed in place.
        words: of each block.
        language: code of the language that the page says it is in.
    """
    inside = found.inside()
    notices = [index for index in _speak_of_scripts(blocks, inside) if _asks_for_scripts(blocks[index].text, language)]
    if notices and 2 * sum([words[index] for index in notices]) < sum([words[index] for index in inside]):
        for index in notices:
            found.drop(index, "text rule", "asks for scripts")


def _speak_of_scripts(blocks: list[Block], inside: list[int]) -> list[int]:
    """Index of each of these blocks that is short and has the word: on nearly all pages none."""
    compiled = load_columns()
    if compiled is not None:
        found: list[int] = compiled.find_saying(blocks, inside, _SCRIPT_CHARS, _SCRIPTS)
        return found
    short = [index for index in inside if len(blocks[index].text) <= _SCRIPT_CHARS]
    return [index for index in short if any(word in blocks[index].text for word in _SCRIPTS)]


def _asks_for_scripts(text: str, language: str | None) -> bool:
    folded = fold(text)
    return said("needs javascript", may_speak(folded, language), folded) >= _SCRIPT_SHARE * len(folded)


def _is_disclaimer(blocks: Sequence[Block], index: int, scores: Scores, ranks: Mapping[int, int]) -> bool:
    if index in ranks:
        return ranks[index] == PHRASE_RANK["disclaimer"]  # short ones were looked up for the features
    features = scores.features
    at = bisect_left(features.fine, index)
    looked_up = features.words[index] <= PHRASE_WORDS and features.fine[at : at + 1] == [index]
    return not looked_up and is_phrase(blocks[index].text, "disclaimer")
