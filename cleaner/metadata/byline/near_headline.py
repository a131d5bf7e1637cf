"""The lines around the headline → who is named there as the author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise, takewhile

from cleaner import expressions as re
from cleaner.lexicon.metadata import AND_WORDS, SHORT_AND_WORDS, THING_WORDS, either, words
from cleaner.metadata.age_text import find_age
from cleaner.metadata.byline.name_line import (
    LONGEST_NAME,
    MAX_LINE,
    MAX_SIGNED,
    alone,
    is_likely,
    is_told_whole,
    leads_elsewhere,
    pieces,
)
from cleaner.metadata.byline.set_apart import in_elements, is_phrase, with_lines_below, with_links_below
from cleaner.metadata.date_text import MAY_BE_DATED, read_date
from cleaner.metadata.lead import Lead, is_card
from cleaner.metadata.names.announced import has_by, is_quoted, strip_by
from cleaner.metadata.names.author_list import split_authors
from cleaner.metadata.names.east_asia import BRACKETS, unbracketed
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.other_hands import after_others, without_others
from cleaner.metadata.names.person import GROUP_CLOSES, is_agency, is_bare_name, is_desk, is_person
from cleaner.metadata.names.printed import tidy_byline
from cleaner.metadata.plain import tidy
from cleaner.model import Block
from cleaner.page.elements import HEADLINES
from cleaner.page.survey import linked

_ABOVE, _BELOW = 5, 10  # blocks around the headline in which a byline stands
# The addresses of authors' pages, `/author/ana-gil`; and the parts by which links are searched for them.
AUTHOR_LINK = re.compile(rf"(?i)/(?:{either('author addresses (patterns)')})/[^/]")
AUTHOR_PARTS = words("author addresses, one word")
# Parts and addresses of profiles, `/profile/ana-gil`, which readers who comment have as well as authors.
_PROFILE_PARTS = words("profile addresses, one word")
_PROFILE_LINK = re.compile(rf"(?i)/(?:{either('profile addresses (patterns)')})/[^/]")
# A line that is nothing but the word that announces the name in the next line: "By", "Posted by:".
_ONLY_BY = re.compile(rf"(?i)^(?:{either('announce, below (patterns)')})\s?:?$")
# A short line with the announcing word behind the name, as in Korean, and perhaps an address of mail.
_SIGNED_AFTER = re.compile(
    rf"^(?=.{{3,40}}$).*\w\s*(?:{either('announce, after (patterns)')})(?:\s+\S+@\S+)?(?:\s?=)?\s*$"
)
# The announcing word within a line, behind a date or a bar: "March 3, 2024 by Ana Gil".
_MIDWAY_BY = re.compile(rf"(?:^|[\s|•·,/\d–—-])(?i:{either('announce, midway (patterns)')})\s+(?=[^\W\d_])")
# The same in scripts without blanks, before a colon: "2024-03-03 作者：王小明".
_MIDWAY_GLUED = re.compile(rf"\s(?=(?:{either('announce, glued (patterns)')})[:：])")
# Characters of a line that may be a byline; a longer one is a paragraph.
MAX_SIGNED_LINE = 120
# A login with a capital, which is believed where it links to an author's page.
_HANDLE = re.compile(r"[A-Z][\w.-]{1,24}")
# A line that names a login or a single name behind "by": "Posted by ana77 on Monday".
_BY_HANDLE = re.compile(
    rf"(?i)^(?:(?:{either('announce, handle (patterns)')}) )?by:?\s+([\w.-]{{3,25}})"
    rf"(?:,?\s+(?:{either('handle, then')})\b.{{0,90}})?$"
)
# What follows a name and says for whom somebody writes: "Ana Gil for the Harbour Post".
_ON_BEHALF = re.compile(rf" (?:{either('behalf of whom (patterns)')}) .*$")
# A number of one or two digits, as in a date or a count: such a line names no login.
_DIGIT_WORD = re.compile(r"\b\d{1,2}\b")
# What a line with a date has: numbers with marks between them, a year, or the mark of one.
_DATED = re.compile(rf"\d{{1,4}}[./-]\d|\b(?:19|20)\d\d\b|{either('year mark')}")
_MAY_BE_TIMED = re.compile(rf"\d|{either('year mark')}|{either('reading time, dense')}")  # what these two have
# A line that begins with an announcing word or its stem.
_BY_WORD = re.compile(
    rf"(?i)(?:(?:{either('announce, signed, before (patterns)')}|{either('announce, signed, done (patterns)')}) )?"
    rf"(?:{either('announce, signed (patterns)')})\b|"
    f"{either('announce, signed, stems')}"
)
# How long it takes to read the story: "5 min read".
_READING_TIME = re.compile(rf"(?i)\b\d+[\s-]*(?:{either('reading time (patterns)')})\b|{either('reading time, dense')}")
_SIGNED = 0.1  # how much surer a linked name after "By" is


def _own(lead: Lead) -> Iterator[Block]:
    """Blocks around the headline, up to another page's heading; behind some paragraphs only those that sign."""
    paragraphs = 0
    elsewhere = False
    window = lead.around(_ABOVE + 1, _BELOW)
    for place, block in enumerate(window):
        if block.tag == "h1":
            elsewhere = False
        elif block.tag in HEADLINES:
            elsewhere = leads_elsewhere(block)
        paragraphs += len(block.text) >= _PARAGRAPH and block.tag == "p"
        far = paragraphs >= _MOST_PARAGRAPHS and (is_card(window[place - 1]) or not has_by(tidy(block.text[:MAX_LINE])))
        if not (elsewhere or far) and (place or lead.at <= _ABOVE):
            yield block


_PARAGRAPH, _MOST_PARAGRAPHS = 80, 3  # characters; paragraphs, after which a line names somebody of the story or a card


def lead_bylines(lead: Lead) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """Names, printed line, source and score of what may be the byline, nearest shapes first."""
    window = [block for block in _own(lead) if len(block.text) <= MAX_LINE and block.tag != "h1"]
    for pattern, parts, score in ((AUTHOR_LINK, AUTHOR_PARTS, 0.78), (_PROFILE_LINK, _PROFILE_PARTS, 0.58)):
        for block in linked(window, parts):
            names = linked_people(block, pattern)
            if names:
                names = with_links_below(names, window, block, partial(linked_people, pattern=pattern))
                line = tidy(block.text)
                signed = has_by(line)
                yield names, line if signed else ", ".join(names), "author link", score + _SIGNED * signed
                break
    lines = [(block, tidy(block.text)) for block in window]
    for place, (block, line) in enumerate(lines):
        text = _announced(line, lines[place - 1][1] if place else "")
        names = (in_elements(block) or with_lines_below(people(text), lines, place)) if text else ()
        if names and not is_quoted(block, line, lead.around(_ABOVE, _BELOW)):
            yield names, text, "byline line", 0.75
            break
        if text and not names and _LOGIN.fullmatch("".join(_handle(line))):
            break  # who is announced further down wrote another text
    yield from alone(lead)
    yield from _poster(lead)
    yield from _shaped(lines)
    for place, (block, line) in enumerate(lines):
        names = _handle(line) if block.tag != "li" else ()
        if not names and place and _ONLY_BY.match(lines[place - 1][1]):
            names = _login(line)
        if names:
            dated = any(_DATED.search(other) for _, other in lines[max(0, place - 1) : place + 2])
            yield names, names[0], "byline line", 0.75 if dated else 0.7
            return


def _handle(line: str) -> tuple[str, ...]:
    """Who else an unmistakable "by" names: a login, a company."""
    match = _BY_HANDLE.match(line)
    if match:
        return () if is_phrase(match[1]) else split_authors(match[1])
    rest = strip_by(line)
    if rest == line or len(line) > MAX_SIGNED or not _BY_WORD.match(line):
        return ()
    if _DIGIT_WORD.search(tidy_byline(line) or line):
        return ()
    names = split_authors(pieces(rest)[0])
    return names if len(names) == 1 and len(names[0].split()) <= 4 and not is_phrase(names[0]) else ()


def _poster(lead: Lead) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """A member's login that fills a line right below the headline, linked to an address that ends in it, and a date."""
    near = lead.around(0, _RIGHT_BELOW) if lead.has_heading else []
    for block, below in pairwise(near[1:]):
        line = tidy(block.text).strip("@ ")
        links = [href for text, href, _ in block.runs if not text.isspace()]
        href = links[0] if len(links) == 1 else None
        if href and _HANDLE_WORD.fullmatch(line) and (member := _MEMBER.search(href)) and _is_dated(tidy(below.text)):
            if member[1].lower() == line.lower():
                yield (line,), line, "author link", 0.75
            return


# A login that no name looks like: with a digit, a mark or a capital inside.
_LOGIN = re.compile(r"(?=\S*[\d_]|\S+[A-Z])\S+")
_RIGHT_BELOW = 3
_MEMBER = re.compile(r"(?i)/(?:(?:u|users?|members?|profiles?)/|@)([\w.-]+)/?$")


def _login(line: str) -> tuple[str, ...]:
    """Who a line below "Posted by" names by one word: a given name or a login, before what that one is."""
    name = pieces(line)[0].strip("@ ").removeprefix("u/")
    return () if len(line) > MAX_SIGNED or not _HANDLE_WORD.fullmatch(name) or is_phrase(name) else split_authors(name)


# A login that begins with a letter and has three to twenty-five characters.
_HANDLE_WORD = re.compile(r"[^\W\d_][\w.-]{2,24}")


def _is_dense_name(piece: str) -> bool:
    """Whether a few letters of a script without blanks are a surname and a given name."""
    return _DENSE.fullmatch(piece) is not None and name_likeness(piece) > _LIKELY and piece not in THING_WORDS


# Log-odds.
_UNLIKELY_DATED, _LIKELY_DATED, _LIKELY = -2.5, 0.5, 2.0
_DENSE = re.compile("[\u3400-\u9fff\uac00-\ud7af]{2,4}")


def linked_people(block: Block, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """People whose names link to author pages."""
    names: list[str] = []
    for text, href, _ in block.runs:
        if href and pattern.search(href):
            name = strip_by(tidy(text))
            if is_person(name) or (pattern is AUTHOR_LINK and (is_desk(name) or _HANDLE.fullmatch(name))):
                names += split_authors(text)
            elif pattern is AUTHOR_LINK and name and href.rstrip("/").endswith(f"/{name}"):
                names += split_authors(text)  # a login, which the address repeats
    if len(names) > 1:
        line = without_others(block.text)  # "By Ana Gil | Fact-checked by Leo Paz"
        names = [name for name in names if name in line] or names
    return tuple(dict.fromkeys(names))[:6]


def _announced(line: str, before: str) -> str:
    """What follows "By" at a line's start, in its middle beside a date, or on the line before."""
    line = after_others(_behind_house(line))
    rest = strip_by(line)
    # A dash alone announces no small letters.
    if rest != line and (has_by(line) or not next(filter(str.isalpha, rest), "").islower()):
        # The whole line is read, since of "By Da Costa" the "Da" would be taken for another announcing word.
        return (line if people(line) else rest) if people(rest) else pieces(rest)[0]
    if _ONLY_BY.match(before) or (line[:1] in BRACKETS and _names_with_house(line)):
        return line
    signed = len(line) <= LONGEST_NAME and _SIGNED_AFTER.search(line) is not None
    if signed and not _MAY_BE_TIMED.search(line):
        return line
    if signed if (piece := pieces(line)[0]) == line else _SIGNED_AFTER.search(piece):
        return piece
    return _announced_midway(line)


def _announced_midway(line: str) -> str:
    """What follows a "By" inside a line that holds a date or a time as well."""
    if not line.isascii() and _DATED.search(line) and (glued := _MIDWAY_GLUED.search(line)):
        return line[glued.end() :]
    match = _MIDWAY_BY.search(line) if len(line) < 120 and _MAY_BE_TIMED.search(line) else None
    if match and match.start() and (_DATED.search(line) or _READING_TIME.search(line) or find_age(line)):
        return pieces(line[match.end() :])[0]
    return ""


def _behind_house(line: str) -> str:
    """The signed name of "[house=name]", as news of Korea have it; any other line as it is."""
    if line[:1] not in BRACKETS or "=" not in line:
        return line
    inside = unbracketed(line)
    return inside.rpartition("=")[2] if inside != line and _SIGNED_AFTER.search(inside) else line


def _names_with_house(line: str) -> bool:
    """Whether brackets hold a name of a script without blanks and the house, as news of Japan sign: [name, paper]."""
    inside = unbracketed(line)
    name, comma, house = inside.replace("，", ",").replace("、", ",").partition(",")
    if not comma or inside == line or len(line) > LONGEST_NAME or not _DENSE.fullmatch(name := name.strip()):
        return False
    return _is_dense_name(name) or (name not in THING_WORDS and house.strip().isascii())


def people(text: str) -> tuple[str, ...]:
    """The people, or the desk, that a signed line names first; degrees, roles and places come after them."""
    names = split_authors(text) if text else ()
    if names and is_person(names[0]):
        return tuple(takewhile(is_person, names))
    return names if names and all(map(is_desk, names)) else ()


def _undated(line: str) -> tuple[str, ...]:
    """What a short line holds before its date where no mark parts them: "Ana Gil 3. März 2024"."""
    piece = tidy_byline(line) if len(line) <= _MAX_UNPARTED else None
    return (piece,) if piece and piece != line else ()


# Characters of a line in which nothing parts the name from the date; a longer one is a sentence.
_MAX_UNPARTED = 48


def _is_dated(line: str) -> bool:
    return len(line) < 90 and (read_date(line) is not None or find_age(line) is not None)


def _shaped(lines: Sequence[tuple[Block, str]]) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """A person's name alone on a line, or in a piece of it, with a date in the line or next to it."""
    datable = [len(line) < 90 and MAY_BE_DATED.search(line) is not None for _, line in lines]
    for place, (block, line) in enumerate(lines):
        if len(line) > 90 or not any(datable[max(0, place - 1) : place + 2]):
            continue  # as nearly all lines
        for piece in (*pieces(line)[:4], *_undated(line)):
            dense = " " not in piece and _is_dense_name(piece)
            if " " not in piece and not (dense and _DATED.search(line)):
                continue
            piece = _ON_BEHALF.sub("", piece)
            count = piece.count(" ") + 1
            shaped = dense or (
                2 <= count <= 3 and not piece.isupper() and is_bare_name(piece) and is_likely(piece, _UNLIKELY_DATED)
            )
            pair = _FEWEST_PAIRED <= count <= _MOST_PAIRED and _are_paired(piece)
            desk = piece == line and 2 <= count <= _MOST_OF_DESK and GROUP_CLOSES.search(piece) is not None
            if not (shaped or pair or desk) or piece in {tidy(text) for text, href, _ in block.runs if href}:
                continue
            parted = _in_pieces(line)
            names = parted or split_authors(piece)
            near = lines[max(0, place - 1) : place + 2]
            if (
                (len(names) == 1 or pair or parted)
                and not is_agency(names[0])
                and any(_is_dated(other) for _, other in near)
            ):
                yield names, piece, "name line", 0.66 if desk else 0.62 if is_likely(names[0], _LIKELY_DATED) else 0.55
                return


def _in_pieces(line: str) -> tuple[str, ...]:
    """Names that marks part and that, a date apart, are the whole line: "Ana Gil - Leo Paz", "Ana Gil / Leo Paz"."""
    if "|" in line:
        return ()  # behind a bar the paper stands as often as not
    names = tuple(part for part in pieces(line) if not any(map(str.isdigit, part)))
    if not 2 <= len(names) <= _MOST_PARTED:
        return ()
    return names if all(is_bare_name(name) and is_likely(name, _LEAST) for name in names) else ()


_LEAST = -1.0  # log-odds
_MOST_PARTED = 4  # names


def _are_paired(piece: str) -> bool:
    """Whether a piece is two names and an "and" or a comma between them, and nothing else."""
    if "," not in piece and _AND_STARTS.isdisjoint(piece.lower().split()):
        return False
    names = split_authors(piece)
    known = len(names) == 2 and all(is_bare_name(name) and is_likely(name, _UNLIKELY_DATED) for name in names)
    return known and sum(map(name_likeness, names)) > _UNLIKELY_DATED and is_told_whole(names, piece)


_FEWEST_PAIRED, _MOST_PAIRED, _MOST_OF_DESK = 4, 8, 4  # words
# The first word of every "and", of which a part of a line with two names has one.
_AND_STARTS = frozenset(("&", *(word.split()[0] for word in (*AND_WORDS, *SHORT_AND_WORDS))))
