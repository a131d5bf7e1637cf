"""A line right below the headline that nothing announces → whose name fills it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner import expressions as re
from cleaner.lexicon import phrase_category
from cleaner.lexicon.metadata import AND_WORDS, JOB_WORDS, SHORT_AND_WORDS, either
from cleaner.metadata.byline.set_apart import DEGREE, with_degrees
from cleaner.metadata.lead import Lead
from cleaner.metadata.names.author_list import PLACE_TAIL, split_authors
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.other_hands import without_others
from cleaner.metadata.names.person import GROUP, TITLES, is_agency, is_bare_name
from cleaner.metadata.plain import squeeze, tidy
from cleaner.model import Block
from cleaner.page.elements import HEADLINES

MAX_LINE = 200  # characters of a line of names
MAX_SIGNED = 70  # characters of a line that may be a signature
LONGEST_NAME = 40  # characters; a part of a line that is longer is no name
SINGLE = re.compile(r"[^\s()\[\]]*")  # no brackets, for what stands in them is no part of a name
_MAX_LIFE = 1200  # characters of a line that tells who somebody is
# Elements whose line is no byline although it may be a name: an entry of a menu, a button, a caption, a cell, a
# heading.
_NO_SIGNATURE = frozenset(("nav", "li", "button", "footer", "figcaption", "h1", "h2", "label", "th", "td"))
_PIECES = re.compile(
    r"(?:(?<!\s)\s++)?[|•·●∙⋅»›]\s*|(?<!\s)\s++[-–—/]\s+|(?:(?<!\s)\s++)?,\s*+(?=\d)|"
    # Two elements that style alone sets apart: a date and a name, or a name and a date where no script has blanks.
    r"(?<=\W(?:19|20)\d\d)(?=[A-ZÀ-Þ][a-zß-ÿ])|"
    rf"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])(?=(?:19|20)\d\d(?:[./-]|{either('year mark')}))|"
    rf"(?<!\s)\s++(?:{either('on a day, before a number')})\s++(?=\w++[.,]?\s*+\d)"
)
_PARTING = re.compile(r"[|•·●∙⋅»›/–—\d-]")  # whatever parts a line has one of these in it or beside it
_ANCHOR_SIGN = 3  # characters of a link that only marks a heading's place
# What stands between a name and what is said of it: a comma, a slash, an "and".
_BEHIND = re.compile(rf"(?:(?<!\s)\s++)?[,/]\s*+|\s(?:{'|'.join(map(re.escape, AND_WORDS))})\s")
JUNIOR = re.compile(rf" (?i:{either('abbreviations of heirs')})\.?$| I{{2,3}}$| IV$")
"""What tells an heir behind a name: "Jr.", "III"."""
# What stands in brackets, such as the agency behind a name: "Ana Gil (Reuters)".
_BRACKETED = re.compile(r"[(\uff08]([^()\uff08\uff09]{1,60})[)\uff09]")
# How a line ends that announces what stands below it.
_COLONS = (":", "：")
# What stands between names is an "and" if it is a known one, or has at most so many letters.
_AND_LETTERS = 4
_AND_KEYS = frozenset(map(squeeze, (*AND_WORDS, *SHORT_AND_WORDS)))
_LEAST, _LEAST_TITLED, _LEAST_PLACED = -2.0, -6.0, -1.0  # log-odds of a name beside what tells that it is one


def leads_elsewhere(heading: Block) -> bool:
    """Whether a heading is another page's: its words link there."""
    return any(href for text, href, _ in heading.runs if len(text) > _ANCHOR_SIGN)


def pieces(line: str) -> list[str]:
    """The pieces of a line between marks and dates; that a line is one piece, as most are, is told first."""
    return _PIECES.split(line) if _PARTING.search(line) else [line]


def is_likely(name: str, bound: float = 0.0) -> bool:
    """Whether a line that nothing announces, but that is spelled like a name, may well be one."""
    return name_likeness(JUNIOR.sub("", TITLES.sub("", name))) > bound and phrase_category(name) is None


def alone(lead: Lead) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """A person's name that fills a line right below the headline, or its part before a role or a date.

    Many other things are spelled like names there; that the name comes again, above a portrait, makes it sure.
    """
    blocks, title = lead.blocks, squeeze(lead.title)
    for place, block in enumerate(blocks[lead.at + 1 : lead.at + 5], lead.at + 2):
        if block.tag in HEADLINES and leads_elsewhere(block):
            return
        if ";" in block.text and len(block.text) <= MAX_LINE and (listed := with_degrees(tidy(block.text))):
            yield listed, tidy(block.text), "name line", 0.64
            return
        # A line that ends in a colon announces what stands below it.
        if block.hidden or block.tag in _NO_SIGNATURE or len(block.text) > MAX_SIGNED or block.text.endswith(_COLONS):
            continue
        names, piece, told = _named(tidy(block.text))
        if not names or squeeze(piece) in title:
            if names:
                return
            continue
        again = any(other.text.startswith(names[0]) and len(other.text) < _MAX_LIFE for other in blocks[place:])
        bound = _LEAST_TITLED if all(map(TITLES.match, names)) else _bound(told, again=again)
        if all(map(is_likely, names)) or _are_likely_together(names) or min(map(name_likeness, names)) > bound:
            yield names, piece, "name line", 0.64 if told or again else 0.52
            return


def _are_likely_together(names: Sequence[str]) -> bool:
    """Whether several names that fill a line are hardly anything else, one of them seldom in the lists of names."""
    if len(names) < 2 or any(map(phrase_category, names)):
        return False
    likely = list(map(name_likeness, names))
    return min(likely) > _LEAST_OF_SEVERAL and sum(likely) > _EACH_FURTHER * (len(likely) - 1)


_LEAST_OF_SEVERAL, _EACH_FURTHER = -3.0, -1.0  # log-odds of the least likely of them, and what each may lack


def _bound(told: Sequence[str], *, again: bool) -> float:
    """How unlike one a name may be: what stands beside it tells that it is one, an agency most of all."""
    if any(map(is_agency, told)):
        return _LEAST_TITLED
    return _LEAST if told or again else 0.0


def _named(line: str) -> tuple[tuple[str, ...], str, list[str]]:
    """The names that a line is, their part of it, and what beside them tells that they are names; empty without any."""
    own = without_others(line)
    piece, *rest = [part for part in pieces(own) if not any(map(str.isdigit, part))] or [""]
    if rest and not is_bare_name(piece) and is_bare_name(rest[0]):
        piece, rest = rest[0], [piece, *rest[1:]]  # "Opinion | Ana Gil"
    names = split_authors(piece) if len(rest) < 3 and not SINGLE.fullmatch(piece) else ()
    if names and rest and all(map(is_bare_name, rest)) and all(map(is_likely, rest)):
        names, piece, rest = (*names, *rest), " ".join((piece, *rest)), []  # "Ana Gil · Leo Paz"
    whole = _BRACKETED.sub("", piece) or piece
    bare = PLACE_TAIL.sub("", whole)
    if not names or not all(map(is_bare_name, names)) or not is_told_whole(names, bare):
        return (), piece, []
    inside = _BRACKETED.findall(piece)
    told = [part for part in (*rest, *_BEHIND.split(piece)[1:], *inside) if len(part) < LONGEST_NAME]
    told = [part for part in (*told, _clinging(names, piece)) if _tells_of_person(part)]
    placed = any(PLACE_TAIL.fullmatch(f" {part}") for part in inside) or own != line
    placed = placed or (bare != whole and min(map(name_likeness, names)) > _LEAST_PLACED)
    return names, piece, [part.rpartition(" ")[2] for part in (*told, *([line] if placed else []))]


def _clinging(names: tuple[str, ...], piece: str) -> str:
    """What stands behind a single name without a mark: the role of "Ana Gil Health Reporter", an agency."""
    return piece[len(names[0]) :].strip(" ,") if len(names) == 1 and piece.startswith(f"{names[0]} ") else ""


def _tells_of_person(part: str) -> bool:
    """Whether what stands beside a name tells that it is one: a role, an agency, a degree, where somebody works."""
    if not part or JOB_WORDS.search(part):
        return bool(part)
    return is_agency(part) or is_agency(part.rpartition(" ")[2]) or bool(DEGREE.fullmatch(part) or GROUP.search(part))


def is_told_whole(names: tuple[str, ...], piece: str) -> bool:
    """Whether names stand in a piece as they are, with no more than an "and" between them, or a place behind them."""
    line, keys = squeeze(piece), list(map(squeeze, names))
    if "".join(keys) in line:
        return True
    if not line.startswith(keys[0]):
        return False
    for key in keys:
        line = line.replace(key, " ", 1)
    if all(part in _AND_KEYS or len(part) <= _AND_LETTERS for part in line.split()):
        return True
    before, comma, _ = piece.rpartition(",")
    return bool(comma) and len(names) > 1 and is_told_whole(names, before)
