"""Whole-line boilerplate phrases: the table in `phrases.txt`, read once, and the look-up over it."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from cleaner.lexicon.spelled import FILE, SOURCE, Shape, Spelled, read_spelled

# Alternatives within a phrase of the table: "read [more|on]".
_CHOICE = re.compile(r"\[([^\[\]]*+)\]")
_SPECIAL = re.compile(r"\.\.\.|[*#:]")
_SLOT = re.compile(r"(\.\.\.|\*|#)")
# A letter or a digit.
_LETTER = re.compile(r"\w")
# Marks that buttons and labels have around their words; and the same brackets as wide as an ideograph.
_MARKS = " \t\u00a0\u200b\u200e\u200f.…:;,!?¿¡>»›→▶►▸▼▾▲|•·*-–—_+=[]{}()（）<←‹«\"'“”‘’「」『』【】✕✖×✔↓↑：。！？、☰↗⇒"
_WIDE_MARKS = "\uff1e\uff1c"
# Before a call upon the reader: "👉 Join our channel".
_PICTOGRAPHS = "※👉👇👈👆➡⬇⬅⬆📲📱📢📣🔔📌📰📩📧✉🗞🎧📺🔗🔴🟢✅⚡💬🚨🔥\ufe0f"
EDGES = _MARKS + _WIDE_MARKS + _PICTOGRAPHS
ENDS = ".…:;,!?>»›→|)]\"'”’：。！？、"
SEPARATORS = " :：|–—>»!?,.-"
COLONS = ":：|–—>»-"
_NUMBER = re.compile(r"\d[\d., ]{0,9}[km]?")
_SHORT_SLOT = re.compile("[^.!?。]{1,60}")
LONG_SLOT = 300
BLANK = -2
# Longest line that a phrase of one word and a gap ("follow *") may be; it would match sentences as well, so that only
# labels count: short lines without a full stop.
LABEL_LENGTH = 48
LONGEST = 620
# What the capital letter of Turkish becomes in lower case.
_DOTTED = "i\u0307"
DENSE = "\u2e80"
"""Scripts from here on write words without spaces."""


exact: dict[str, str] = {}
by_start: dict[str, list[Shape]] = {}
by_end: dict[str, list[Shape]] = {}
pair_starts: set[str] = set()
last_letters: set[str] = set()


def phrase_category(text: str) -> str | None:
    """Say what boilerplate the whole text is (`share`, `comments`, `copyright`, ...), or None.

    Meant for every block of a page: a text that starts and ends like no phrase costs about a microsecond.
    """
    found = _find(text)
    return found.category if isinstance(found, Shape) else found


def spelled_share(text: str) -> float:
    """Share of a stock phrase's letters that the table spells out, 0 to 1; the others fill the gaps of its phrase."""
    found = _find(text)
    if not isinstance(found, Shape):
        return float(found is not None)
    return min(1.0, len(found.start + found.end + "".join(found.inner)) / len(text))


def _find(text: str) -> Shape | str | None:
    """The phrase with gaps that the whole text is, or the category of one without."""
    size = len(text)
    if size > LONGEST:
        return None
    if not exact:
        load()
    line = text.lower() if size <= 64 else text[:64].lower()
    if not line.isascii():
        line = line.replace("’", "'").replace("\u00a0", " ").replace(_DOTTED, "i")
    if size <= 64:
        line = tail = line.strip(EDGES)
        category = exact.get(line)
        if category is not None:
            return category
    else:
        line = line.lstrip(EDGES)
        tail = text[-20:].rstrip(EDGES).lower().replace(_DOTTED, "i")
    first, _, rest = line.partition(" ")
    if first >= DENSE or not first.isalpha():
        first = first_key(first)
    shapes = by_start.get(first)
    if first in pair_starts and rest:
        pair = by_start.get(f"{first} {rest.partition(' ')[0].rstrip(ENDS)}")
        shapes = pair + shapes if pair and shapes else pair or shapes
    if (tail[-3:] in last_letters or tail[-2:] in last_letters) and (ending := by_end.get(last_key(tail))):
        shapes = shapes + ending if shapes else ending
    return _match(text, shapes) if shapes else None


def match(text: str, shapes: list[Shape]) -> str | None:
    """Kind of the first of the shapes that the text has."""
    shape = _match(text, shapes)
    return shape.category if shape else None


def _match(text: str, shapes: list[Shape]) -> Shape | None:
    """The first of the shapes that the text has."""
    line = " ".join(text.lower().replace("’", "'").replace(_DOTTED, "i").strip(EDGES).split())
    sentence = len(line) > LABEL_LENGTH or text.rstrip().endswith((".", "。"))
    for shape in shapes:
        if line.startswith(shape.start) and line.endswith(shape.end) and not (shape.label_only and sentence):
            if shape.slot:
                if _fills(shape, line):
                    return shape
            elif all(part in line for part in shape.inner) and _pattern(shape.phrase).fullmatch(line):
                return shape
    return None


def _fills(shape: Shape, line: str) -> bool:
    """Whether what stands between the ends of a line fits the only slot."""
    stop = len(line) - len(shape.end)
    rest = line[len(shape.start) : stop] if stop >= len(shape.start) else ""
    if shape.colon:
        rest = rest.removeprefix(" ")
        if rest[:1] not in COLONS or not rest:
            return False
        rest = rest[1:]
    if shape.slot == "#":
        return _NUMBER.fullmatch(rest) is not None
    if shape.gap == BLANK:
        rest = rest.removeprefix(" ")
    gap = min(4, len(rest) - len(rest.lstrip(SEPARATORS))) if shape.gap >= 0 else 0
    if shape.slot == "...":
        return shape.gap <= gap and len(rest) - gap <= LONG_SLOT and stop >= len(shape.start)
    return any(_SHORT_SLOT.fullmatch(rest, skip) for skip in range(max(0, shape.gap), gap + 1))


def first_key(word: str) -> str:
    """What a phrase is found by: its first word without punctuation; two characters in scripts without spaces."""
    word = word.partition(":")[0].partition("：")[0].rstrip(ENDS)
    if word[:1].isdigit():
        return "#"
    return word[:2] if word >= DENSE else word


def last_key(line: str) -> str:
    """What a phrase is found by that begins with a gap: its last word, as `first_key` gives it."""
    word = line.rpartition(" ")[2]
    return word[-2:] if word >= DENSE else word


def _shape(text: str, phrase: str, category: str, label_only: bool) -> Shape:
    before, *others = _SLOT.split(text)
    plain = before.rstrip(" :")
    colon = before.rstrip().endswith(":")
    if len(others) != 2 or ":" in plain or ":" in others[1] or (others[0] == "#" and colon):
        pieces = [piece.strip() for piece in _SPECIAL.split(text)]
        return Shape(phrase, category, label_only, pieces[0], False, 0, "", pieces[-1], tuple(pieces[1:-1]))
    slot, end = others
    spaced = before.endswith(" ") and slot != "#"
    gap = -1 if not spaced else 0 if _first_letter(text) >= DENSE else 1
    if spaced and f"] {slot}" in phrase:
        gap = BLANK  # what follows a choice may cling to it
    return Shape(phrase, category, label_only, before if slot == "#" else plain, colon, gap, slot, end, ())


@cache  # of a part of the table at most
def _pattern(phrase: str) -> re.Pattern[str]:
    gap = f"[{SEPARATORS}]" + ("{0,4}" if re.sub(r"[^\w]", "", phrase)[:1] >= DENSE else "{1,4}")
    parts = _CHOICE.split(phrase)
    out = "".join(
        f"(?:{'|'.join(map(_piece, part.split('|')))})" if at % 2 else _piece(part) for at, part in enumerate(parts)
    )
    out = re.sub(r"(?<!^) ?(?=\(\?:)|(?<=\)) (?!\?)", " ?", out)
    return re.compile(re.sub(r" (?=\.\{0,300\}|\[\^)", lambda _: gap, out))


def _piece(text: str) -> str:
    slots = {"...": f".{{0,{LONG_SLOT}}}", "*": _SHORT_SLOT.pattern, "#": _NUMBER.pattern}
    return "".join(
        slots.get(part) or re.escape(part).replace(r"\ ", " ").replace(":", f" ?[{COLONS}]")
        for part in _SLOT.split(text)
    )


def expand(phrase: str) -> list[str]:
    """The phrase with its choices written out."""
    if "[" not in phrase:
        return [phrase]
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(_CHOICE.split(phrase))]
    return [" ".join("".join(pick).split()).replace(" :", ":") for pick in product(*choices)]


def load() -> None:
    """Read the table: plain phrases into one dictionary, those with slots under the words they start or end with."""
    source = SOURCE.read_bytes()
    table = read_spelled(FILE.read_bytes(), source) if FILE.is_file() else None
    plain, slotted, pairs = table or spell_out(source)
    pair_starts.update(pairs)
    for at_end, key, shape in slotted:
        (by_end if at_end else by_start).setdefault(key, []).append(shape)
    last_letters.update(key[-3:] for key in by_end)
    exact.update(plain)


def spell_out(source: bytes) -> Spelled:
    """The table with its choices written out, from the table itself."""
    plain: dict[str, str] = {}
    slotted: list[tuple[bool, str, Shape]] = []
    pairs: set[str] = set()
    for category, phrase in _phrases(source.decode("utf-8")):
        found: dict[tuple[bool, str], list[str]] = {}
        for text in expand(phrase):
            if "*" in text or "..." in text or "#" in text:
                found.setdefault(_place(text, pairs), []).append(text)
            elif text:
                plain.setdefault(text.strip(EDGES), category)
        for (at_end, key), texts in found.items():
            label_only = all(map(_is_label, texts))
            shapes = (_shape(text, phrase, category, label_only) for text in dict.fromkeys(texts))
            slotted += [(at_end, key, shape) for shape in shapes]
    plain.pop("", None)
    return Spelled(plain, slotted, pairs)


def _is_label(text: str) -> bool:
    if "..." in text or ":" in text or "#" in text:
        return False
    return sum("*" not in word for word in text.split()) < 2


def _first_letter(text: str) -> str:
    found = _LETTER.search(text)
    return found[0] if found else ""


def _has_slot(text: str) -> bool:
    return "*" in text or "#" in text or "..." in text


def _place(text: str, pairs: set[str]) -> tuple[bool, str]:
    """Whether the end of a line finds a phrase, and under what; `pairs` gains a word that is looked up with another."""
    words = text.split()
    if words[0] == "#":
        pairs.add("#")
        pair = len(words) > 1 and not _has_slot(words[1])
        return False, f"# {words[1].rstrip(ENDS)}" if pair else "#"
    if words[0].startswith(("...", "*", "#")):
        return True, last_key(text.rstrip(EDGES))
    slotted = _has_slot(words[0])
    key = first_key(_SLOT.split(words[0])[0] if slotted else words[0].rstrip(ENDS))
    if len(words) > 1 and key[0] < DENSE and ":" not in words[0] and not _has_slot(words[0] + words[1]):
        key = f"{words[0]} {words[1].rstrip(ENDS)}"
        pairs.add(words[0])
    return False, key


def phrase_table() -> list[tuple[str, str]]:
    """Every phrase of the table with its category, in the table's own notation."""
    return _phrases(SOURCE.read_text("utf-8"))


def _phrases(source: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    category = ""
    for row in source.splitlines():
        if row.startswith("["):
            category = row.strip("[]")
        elif row and not row.startswith("#"):
            found.extend((category, phrase.strip()) for phrase in row.partition(":")[2].split(";") if phrase.strip())
    return found
