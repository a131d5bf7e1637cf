"""Class names and ids that a rule can rely on, and those that change with the next build of a site."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

# Names that build tools have made, not people: css-1x2y3z, sc-bdVaJa, jsx-1234, Foo_bar__3kD2x.
_MADE: Final = re.compile(
    r"^(?:css|sc|jsx|svelte|astro|emotion|chakra|mui|makeStyles|jss|vc_custom|elementor-element)-?[\w-]*\d|^sc-"
)
_MODULE: Final = re.compile(r"^(?P<stem>[A-Za-z][\w-]*?[A-Za-z])(?:__|_|--|-)(?P<hash>[A-Za-z0-9_-]{5,8})$")
# Next.js names its modules File_name__hash, Vite _name_hash_line.
_NEXT: Final = re.compile(r"^(?P<stem>[A-Z][A-Za-z0-9]*_[A-Za-z][\w-]*?)__(?P<hash>[\w-]{5})$")
_VITE: Final = re.compile(r"^_[\w-]+_[a-z0-9]{5}_\d+$")
# Names that say what an element looks like and not what it is.
_LOOKS: Final = re.compile(
    r"""^(?:-?[mpwh][trblxy]?|col|row|cols|text|bg|flex|grid|font|leading|tracking|border|rounded|gap|space|items|justify|max|
    min|z|top|left|right|bottom|order|xs|sm|md|lg|xl|xxl|is|has|js|no|u|d|float|align|offset|clear|container|wrapper|inner|
    outer|active|open|hidden|show|visible|block|inline|relative|absolute|position|overflow|size|color|margin|padding|width|
    height|whitespace|truncate|self|mgt|mgb|align\w*|wrap|inn|name|class|contained|outlined|green|red|blue|colored|
    clearfix|cf|notPrint|xrow|forceLight|placeholder|shrink|grow|sticky|static|opacity|cursor|object|aspect|line|uppercase|
    lowercase|italic|bold|shadow|basis|inset|place|outline|functional|pointer|select|list|no-wrap|lazy|lazyload\w*|loaded|first|last|odd|even|desktop|mobile|tablet|no-?js)(?:[-_]?\d.*|-.*)?$""",
    re.VERBOSE,
)
# Names of one story, one tag or one person.
_OF_ONE_PAGE: Final = re.compile(
    r"(?i)^(?:tag|category|author|topic|term|section|postid|page-id|single)-|\d{3,}|^(?:post|id)-\d"
)
_CAMEL: Final = re.compile(r"[A-Z]{0,4}[a-z]{2,}(?:_?[A-Z]{1,3}[a-z]{2,}|_[a-z]{2,})*\d{0,2}|[a-z]+_[A-Za-z]+")
_PARTS: Final = re.compile("[A-Z]+[a-z]*|[a-z]+")
_ABBREVIATIONS: Final = frozenset(
    "btn txt img src grp hdr cnt wrp html css rss svg lbl lst ctrl mgmt https wrpr".split()  # noqa: SIM905
)
_MIXED_UP: Final = re.compile(r"\d[a-z]++\d|\d[a-z]{3,}+\d[a-z]*+\d")
_PLAIN: Final = re.compile(r"[A-Za-z_][\w-]*")
_MAX_CHARS: Final = 60


def is_hashed(name: str) -> bool:
    """Whether a class name or id was made by a build tool and will not outlive it."""
    if _MADE.match(name) or _VITE.match(name) or _module(name):
        return True
    if any(_MIXED_UP.search(part) for part in re.split("[-_]", name) if len(part) > 5):
        return True
    if len(name) > 10 or "-" in name:
        return False
    is_mixed = name != name.lower() and name != name.upper()
    if is_mixed and any(_is_mute(part) for part in _PARTS.findall(name)):
        return True
    return (is_mixed and not _CAMEL.fullmatch(name)) or _is_noise(name)


def is_stable(name: str) -> bool:
    """Whether a rule may build on a class name or id: people chose it, for what it is and not for how it looks."""
    if not 3 <= len(name) <= _MAX_CHARS or not _PLAIN.fullmatch(name):
        return False
    return not (is_hashed(name) or _LOOKS.match(name) or _OF_ONE_PAGE.search(name))


def module_stem(name: str) -> str | None:
    """What stays of a CSS module's name: `ArticleBody_text__` of `ArticleBody_text__3kD2x`."""
    module = _module(name)
    if module is None or not is_stable(module["stem"]):
        return None
    return name[: len(name) - len(module["hash"])]


def _module(name: str) -> re.Match[str] | None:
    """The stem and the hash of a CSS module's name."""
    found = _NEXT.match(name)
    if found and not (found["hash"].isalpha() and found["hash"].islower()):
        return found
    found = _MODULE.match(name)
    return found if found and _is_noise(found["hash"]) else None


def _is_mute(part: str) -> bool:
    """Whether a part of a camel-case name has no vowel and is no usual abbreviation, as in names that tools made."""
    return len(part) > 2 and not re.search("(?i)[aeiouy]", part) and part.lower() not in _ABBREVIATIONS


def _is_noise(text: str) -> bool:
    """Whether letters and digits stand in an order that no name has which people chose."""
    digits = sum(sign.isdigit() for sign in text)
    turns = sum(a.islower() and b.isupper() for a, b in pairwise(text))
    inner = re.search(r"\d[A-Za-z]+\d|[A-Za-z]\d+[A-Za-z]", text) is not None
    vowels = sum(sign in "aeiouyAEIOUY" for sign in text)
    return inner or (digits > 0 and turns > 0) or turns > 1 or (len(text) >= 5 and vowels == 0 and not text.isdigit())
