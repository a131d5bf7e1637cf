"""A site's names, and a title without them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from cleaner import expressions as re
from cleaner.lexicon.metadata import either, words
from cleaner.metadata.plain import squeeze, tidy

# The letters of scripts that are written without blanks: kana, ideographs, Hangul.
UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
# For tidied lines. What a separator begins with is tested first: nearly all places fail there, in a third of the time.
SEPARATOR = re.compile(
    r"(?=[ |｜¦❘»ㅣ:–—_-])(?: [-–—|»›·•:/~¦｜⋆❘∣«‹+*<>]{1,3} | ?[|｜¦❘»ㅣ] ?|: | ?[–—] | - ?(?=[A-Z])|"
    rf"(?<=\w)--(?=\w)|_(?=[^_]+$)|(?<=[{UNSPACED}])[_-]+(?=\w))"
)
SEPARATING = frozenset("-–—|»›·•:/~¦｜⋆❘∣«‹+*<>ㅣ_")  # a separator has one of them
_SITE_WORDS = re.compile(rf"(?i)^(?:{either('site opens')})\b|\b(?:{either('site closes (patterns)')})$")
_SITE_STARTS = words("site opens")
_SITE_ENDS = words("site closes, one word")
_HOST = re.compile(r"(?i)\w+://(?:www\d?\.)?([^/:?#]+)")
_LONG_NAME = 8  # letters
MOST_PARTS = 24  # of a title that are looked at; the longest real ones have seven


def host_names(url: str | None) -> tuple[str, ...]:
    """Names that a URL's host suggests for the site: `theverge.com` and `theverge` for www.theverge.com."""
    match = _HOST.match(url or "")
    if not match:
        return ()
    labels = match[1].lower().split(".")
    return (match[1], *(label for label in labels[:-1] if len(label) > 2 and label not in _HOST_PARTS))


# Parts of a host that are no site's name.
_HOST_PARTS = frozenset(("www", "com", "co", "org", "net", "gov", "edu", "blog", "news", "docs", "forum", "community"))


def strip_site_name(title: str, site_names: Iterable[str]) -> str:
    """Drop the site's name from either end of a title, whatever separates it; a title that is only the name stays."""
    return without_names(tidy(title), site_keys(site_names))


def site_keys(names: Iterable[str]) -> frozenset[str]:
    """Spellings of a site's names as they are compared."""
    return frozenset(key for name in dict.fromkeys(names) for key in (site_key(name), squeeze(name)) if len(key) > 1)


@lru_cache(maxsize=4096)
def site_key(name: str) -> str:
    """A site's name without "The", "News", ".com" and the like, letters and digits only."""
    bare = name.strip().lower()
    for _ in range(2):
        longer = bare
        if bare.startswith(_SITE_STARTS) or bare.endswith(_SITE_ENDS):
            bare = _SITE_WORDS.sub("", bare)
        bare = bare.strip(" .")
        if bare == longer:
            break
    return squeeze(bare) or squeeze(name)


@lru_cache(maxsize=64)  # head and headings of one page say the same
def without_names(line: str, keys: frozenset[str], *, leading: bool = True) -> str:
    """A tidied line without the site's names.

    Args:
        line: the line.
        keys: the site's names, as `site_keys` spells them.
        leading: whether a name at the line's beginning goes, too.
    """
    for _ in range(3):
        shorter = _strip_once(line, keys, leading=leading)
        if shorter == line:
            break
        line = shorter
    return line.strip().rstrip("¶#").strip()


def _strip_once(line: str, keys: frozenset[str], *, leading: bool) -> str:
    if leading and "." in line and (rest := behind_host(line, keys)):
        return rest
    if SEPARATING.isdisjoint(line):
        return _before_colon(line, keys)
    cuts = list(islice(SEPARATOR.finditer(line), MOST_PARTS))
    for cut in reversed(cuts):
        # What a colon announces may begin with the site's name: "Rise to new heights: Harbour Desk Converter".
        named = site_key(line[cut.end() :]) in keys if cut[0] == ": " else _names_site(line[cut.end() :], keys)
        if named and line[: cut.start()].strip():
            return line[: cut.start()].strip()
    for cut in cuts[:2] if leading else ():
        if site_key(line[: cut.start()]) in keys and line[cut.end() :].strip():
            return line[cut.end() :].strip()
    return _before_colon(line, keys)


def behind_host(line: str, keys: frozenset[str]) -> str:
    """What follows the site's host at a line's start, which needs no mark: "example.com Ferry returns"."""
    host, _, rest = line.partition(" ")
    return rest if "." in host[1:-1] and squeeze(host) in keys and rest[:1].isalnum() else ""


def _before_colon(line: str, keys: frozenset[str]) -> str:
    """A line of a script without blanks, without the site's name behind its last colon."""
    head, colon, tail = line.rpartition(":" if ":" in line else "：")
    return head if colon and head and not head[-1].isascii() and _names_site(tail, keys) else line


def _names_site(part: str, keys: frozenset[str]) -> bool:
    key = site_key(part)
    if key in keys or squeeze(part) in keys:
        return True
    # "Doom9's Forum" on forum.doom9.org, "Bridgestone Tires" on tires.bridgestone.com: short, and the name is in it.
    # Three letters are a name as a whole word only: "REI Co-op" on rei.com.
    words = part.split()
    if not 0 < len(words) <= 4:
        return False
    # "Harbour Mats" on myharbourmats.com.
    if len(key) >= _LONG_NAME and any(key in name and 2 * len(name) < 3 * len(key) for name in keys):
        return True
    return any(len(name) > 3 and key.startswith(name) for name in keys) or (
        len(words[0]) > 2 and squeeze(words[0]) in keys
    )
