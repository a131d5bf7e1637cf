"""Words of a page → invented ones of the same length, script and case, that say nothing of the original."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

from cleaner.lexicon import MONTHS, WEEKDAYS, phrase_table
from cleaner.metadata.words import AND_WORDS, BY_WORDS, TIME_WORDS
from cleaner.tokens import bundled_odds

_WORD = re.compile(r"[^\W\d_]+|\d+")
_MARKS: Final = ".,:;!?"
_LETTERS = re.compile(r"[^\W\d_]")
_ENTITY = re.compile(r"&#?\w+;")
_DENSE: Final = "\u2e80"  # from here on scripts write words without spaces: a character is a word
_NAME_CHARS: Final = 4  # shorter words are part of a host's name at its ends only
_LABEL_CHARS: Final = 80  # dates and bylines stand in lines as short as this
_POOL: Final = 97  # different inventions of one length; fewer than a page has words, so that none can be traced back
_SYLLABLES: Final = {
    "LATIN": ("bdfghklmnprstv", "aeiou"),
    "CYRILLIC": ("бвгдзклмнпрст", "аеиоу"),
    "GREEK": ("βγδζκλμνπρστ", "αεηιου"),
}
_MONTH_LIKE: Final = frozenset(MONTHS) | WEEKDAYS
_ANNOUNCING: Final = frozenset(
    word.lower() for words in (BY_WORDS, TIME_WORDS) for line in words for word in line.split()
)
_BY: Final = frozenset(word for word in BY_WORDS if " " not in word)
_JOINING: Final = frozenset(AND_WORDS)
# Parts of an address that say what a page is, not what is on it.
_PATH_WORDS: Final = frozenset(
    """author authors autor autoren autore autori auteur auteurs writer writers contributor contributors columnist
    columnists journalist journalists profile profiles people person staff team tag tags category topic topics thema
    search login register newsletter rss feed share amp video videos gallery live""".split()  # noqa: SIM905
)
_SHARING: Final = re.compile(
    r"(?i)^(?:www\.|m\.|de-de\.)?(facebook|twitter|x|instagram|linkedin|youtube|whatsapp|pinterest|reddit|t|telegram|tiktok)\."
)


class Inventor:
    """Turns texts and addresses of one page into invented ones.

    One word becomes the same word everywhere on the page, so that what repeats, and what a title and a heading have in
    common, stays so; many words become the same one, so that there is no way back. Words of short lines that the
    weights know are swapped for others that they know as well. `www` and the like apart, nothing of a path stays.

    Args:
        seed: what makes this page's words differ from the next page's.
        host: whose name may stay where it is written with a capital: it is the site's, and no secret.
        letters: text of the page, for the letters of its script.
        likes: text patterns of the page's rules; their words are the site's, and stay in lines that are stock phrases.
    """

    def __init__(self, seed: str, host: str, letters: str = "", likes: Iterable[str] = ()) -> None:
        self._seed = seed
        stock = [word for like in likes for word in like.lower().split()]
        self._stock = {word.strip(_MARKS) for word in stock if "*" not in word}
        self._stems = tuple(part for word in stock if "*" in word for part in word.split("*") if len(part) > 2)
        self._host = host
        self._labels = [label for label in host.lower().split(".")[:-1] if len(label) > 2 and label != "www"]
        self._alphabets: dict[str, list[str]] = defaultdict(list)
        for letter in sorted(set(_LETTERS.findall(letters.lower()))):
            self._alphabets[_script(letter)].append(letter)
        self._known: dict[str, str] = {}

    def text(self, text: str, *, is_phrase: bool = False) -> str:
        """The text with other words; white space, punctuation and dates stay.

        `is_phrase`: the line is a stock phrase, whose own words stay.
        """
        dated = len(text) <= _LABEL_CHARS and any(sign.isdigit() for sign in text)
        first = True
        parts = []
        for part in re.split(r"(\s+)", text):
            if not part or part.isspace():
                parts.append(part)
                continue
            parts.append(self._token(part, is_phrase=is_phrase, dated=dated, first=first))
            first = False
        return "".join(parts)

    def url(self, url: str) -> str:
        """An address of the same shape: its own site's path invented, of others only that they are others."""
        try:
            split = urlsplit(url.strip())
        except ValueError:
            return "#"
        if split.scheme and split.scheme not in ("http", "https"):
            return f"{split.scheme}:" if split.scheme in ("mailto", "tel", "javascript") else "#"
        if split.netloc and not self._is_own(split.netloc):
            social = _SHARING.match(split.netloc)
            return f"https://{social[1].lower()}.com/" if social else "https://elsewhere.example/"
        start = f"{split.scheme or 'https'}://{split.netloc}" if split.netloc else ""
        path = "/".join(self._segment(segment) for segment in split.path.split("/"))
        return start + path or "#"

    def slug(self, name: str) -> str:
        """A name of words with hyphens, invented."""
        return _WORD.sub(lambda found: self._word(found[0]), name)

    def leak(self, original: Iterable[str], made: str) -> str | None:
        """Three words in a row of the original texts that stand in what was made of them; None as it should be.

        Words of stock phrases and dates, and the site's name, are no page's own.
        """
        heard = {run for text in original for run in self._runs(text)}
        return next((" ".join(run) for run in self._runs(made) if run in heard), None)

    def _runs(self, text: str) -> Iterator[tuple[str, ...]]:
        words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
        for start in range(len(words) - 2):
            run = tuple(words[start : start + 3])
            if min(map(len, run)) > 3 and len(set(run)) == 3 and not any(map(self._is_common, run)):
                yield run

    def _is_common(self, word: str) -> bool:
        told = word in _phrase_words() or word in _MONTH_LIKE or word in _ANNOUNCING or word in _JOINING
        return told or self._is_stock(word) or any(word in label for label in self._labels)

    def _is_stock(self, word: str) -> bool:
        return word.strip(_MARKS) in self._stock or any(stem in word for stem in self._stems)

    def _is_own(self, netloc: str) -> bool:
        bare = self._host.removeprefix("www.")
        other = netloc.lower().partition(":")[0].removeprefix("www.")
        return other == bare or other.endswith(f".{bare}") or bare.endswith(f".{other}")

    def _segment(self, segment: str) -> str:
        if segment.lower() in _PATH_WORDS or re.fullmatch(r"(19|20)\d\d|[01]?\d|[0-3]\d", segment):
            return segment
        name, dot, suffix = segment.partition(".")
        return self.slug(re.sub(r"%[0-9A-Fa-f]{2}", "o", name)) + (dot + suffix if suffix in ("html", "htm") else "")

    def _token(self, token: str, *, is_phrase: bool, dated: bool, first: bool) -> str:
        lower = token.lower()
        bare = "".join(_LETTERS.findall(lower))
        if not bare:
            return re.sub(r"\d+", lambda found: self._number(found[0]), token)
        if self._stays(token, lower, bare, is_phrase=is_phrase) or _announces(bare, dated=dated, first=first):
            return token
        swapped = self._swap(lower)
        if swapped is not None:
            return _dress(swapped, token)
        return _WORD.sub(lambda found: self._word(found[0]), token)

    def _stays(self, token: str, lower: str, bare: str, *, is_phrase: bool) -> bool:
        if is_phrase and (lower.strip(_MARKS) in _phrase_words() or bare in _phrase_words() or self._is_stock(lower)):
            return True
        # A name of the site is known by its host.
        named = token[:1].isupper() and any(
            bare in label if len(bare) >= _NAME_CHARS else label.startswith(bare) or label.endswith(bare)
            for label in self._labels
        )
        return named or _ENTITY.fullmatch(token) is not None or bare in _JOINING

    def _swap(self, token: str) -> str | None:
        """Another token that the weights know and judge alike; None when they do not know this one."""
        row = _neighbours().get(token)
        return row[self._draw(token) % len(row)] if row else None

    def _word(self, word: str) -> str:
        if word.isdecimal():
            return self._number(word)
        lower = word.lower()
        made = self._known.get(lower)
        if made is None:
            made = self._known[lower] = self._make(lower)
        return _dress(made, word)

    def _number(self, digits: str) -> str:
        """Days, hours, minutes and years stay, for dates are read from them."""
        if len(digits) <= 2 or (len(digits) == 4 and digits[:2] in ("19", "20")):
            return digits
        draw = str(self._draw(digits))[-len(digits) :].zfill(len(digits))
        return draw if draw[0] != "0" else f"7{draw[1:]}"

    def _make(self, word: str) -> str:
        script = _script(word[0])
        if word[0] >= _DENSE:
            alphabet = self._alphabets[script] or [word[0]]
            return "".join(
                alphabet[self._draw(sign) % len(alphabet)] if _script(sign) == script else sign for sign in word
            )
        start = self._draw(word) % _POOL
        for turn in range(8):
            made = self._syllables(f"{script} {len(word)} {start} {turn}", script, len(word))
            if len(word) > 4 or made not in _told_words():
                return made
        return made

    def _syllables(self, key: str, script: str, size: int) -> str:
        draws = blake2b(f"{self._seed} {key}".encode(), digest_size=64).digest()
        sounds = _SYLLABLES.get(script)
        letters = self._alphabets[script] or list("ae")
        shift = draws[-1] % 2
        signs = []
        for place in range(size):
            choice = sounds[(place + shift) % 2] if sounds else letters
            signs.append(choice[draws[place % 63] % len(choice)])
        return "".join(signs)

    def _draw(self, word: str) -> int:
        return int.from_bytes(blake2b(f"{self._seed} {word}".encode(), digest_size=8).digest(), "big")


def _announces(bare: str, *, dated: bool, first: bool) -> bool:
    """Whether a word tells of a date or a byline where it stands."""
    return (dated and (bare in _MONTH_LIKE or bare in _ANNOUNCING)) or (first and bare in _BY)


def _dress(made: str, like: str) -> str:
    """The case of `like` on other letters."""
    if like.isupper() and len(like) > 1:
        return made.upper() if len(made.upper()) == len(made) else made
    head = next((sign for sign in like if sign.isalpha()), "")
    if not head.isupper():
        return made
    place = next((n for n, sign in enumerate(made) if sign.isalpha()), 0)
    return made[:place] + made[place].upper() + made[place + 1 :]


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "LATIN").split()[0]


@cache
def _phrase_words() -> frozenset[str]:
    words = (word for _, phrase in phrase_table() for word in re.split(r"[\s\[\]|:*#]+|\.\.\.", phrase))
    return frozenset(word.lower() for word in words if word)


@cache
def _told_words() -> frozenset[str]:
    """Short words that mean something to the readers of bylines, dates and lines."""
    return frozenset(bundled_odds().words) | _ANNOUNCING | _JOINING | _MONTH_LIKE


@cache
def _neighbours() -> dict[str, tuple[str, ...]]:
    """Token → the tokens of the same length and punctuation whose log-odds are the nearest."""
    odds = bundled_odds().words
    shapes: dict[tuple[int, str], list[str]] = defaultdict(list)
    for token in odds:
        if _LETTERS.search(token) and not any(sign.isdigit() for sign in token) and not _is_telling(token):
            shapes[len(token), _LETTERS.sub("a", token)].append(token)
    found: dict[str, tuple[str, ...]] = {}
    for tokens in shapes.values():
        tokens.sort(key=lambda token: (odds[token], token))
        for place, token in enumerate(tokens):
            near = tokens[max(0, place - 3) : place] + tokens[place + 1 : place + 4]
            if len(near) > 2:
                found[token] = tuple(near)
    return found


def _is_telling(token: str) -> bool:
    bare = "".join(_LETTERS.findall(token))
    return bare in _MONTH_LIKE or bare in _ANNOUNCING or bare in _JOINING
