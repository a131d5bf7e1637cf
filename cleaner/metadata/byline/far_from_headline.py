"""The whole page → who it names as its author far from the headline: below the story, in a label, in a thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile, zip_longest

from cleaner import expressions as re
from cleaner.lexicon.metadata import JOB_WORDS, either, words
from cleaner.metadata.byline.name_line import LONGEST_NAME
from cleaner.metadata.byline.near_headline import (
    AUTHOR_LINK,
    AUTHOR_PARTS,
    MAX_SIGNED_LINE,
    linked_people,
    people,
)
from cleaner.metadata.lead import Lead, is_card
from cleaner.metadata.lines import introducing, starting
from cleaner.metadata.names.announced import has_by, strip_by
from cleaner.metadata.names.author_list import split_authors
from cleaner.metadata.names.likeness import name_likeness
from cleaner.metadata.names.person import is_bare_name, is_desk, is_person, is_plain_name
from cleaner.metadata.plain import squeeze, tidy
from cleaner.model import Block
from cleaner.page.survey import linked

# What announces an author anywhere on the page: "Story by ", "Written by: ", "Author: ".
_WRITTEN_BY = re.compile(
    rf"(?i)^(?:(?:{either('announce, far, story (patterns)')} )?(?:{either('announce, far, done (patterns)')}) by:?\s+|"
    rf"(?:{either('announce, far, label (patterns)')})\s?:\s*|{either('announce, far, double label (patterns)')}:?\s+)"
)
# A line that is nothing but a label of an author ("About the author"), whose name stands in a line below.
_LABEL = re.compile(
    "(?i)"
    + "".join(f"(?:{word} )?" for word in words("announce, label before"))
    + rf"(?:{either('announce, labels (patterns)')})\s?:?"
)
# Addresses of members' profiles: `/users/ana`, `/@ana`, `member.php?u=7`.
_MEMBER_LINK = re.compile(
    r"(?i)/(?:u|users?|members?|profiles?)/[^/]|/(?:@|~)\w|member\.php\?|viewprofile|profile\.php\?|action=profile|"
    r"/(?:user|members?)-\d|memberlist\.php\?mode|user\?id="
)
# The end of a line that says it is an advertisement, behind a dot or a dash: "posted by ana • Promoted".
_PROMOTED = re.compile(rf"(?i)[^\w\s]\s*(?:{either('advertised')})$")
# How many blocks above the headline and below it may name a thread's first poster.
_ABOVE, _THREAD_BLOCKS = 6, 60
# The source of a name that stands on the page once as a link to an author's page.
ONLY_LINK = "only author link"


def member_links(lead: Lead) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """The first member of a forum whose profile is linked after the thread's title, or announced above it."""
    window = lead.around(_ABOVE, _THREAD_BLOCKS)
    above = max(0, min(_ABOVE, lead.at) - 2)
    for place, block in enumerate(window):
        if place < above and not (place and _LABEL.fullmatch(window[place - 1].text)):
            continue
        for text, href, _ in block.runs if not _PROMOTED.search(block.text) else ():
            if href and _MEMBER_LINK.search(href):
                name = tidy(text).strip("@ ").removeprefix("u/")
                if 2 <= len(name) <= 30 and split_authors(name) and len(name.split()) <= 3:
                    yield (name,), name, "member", 0.7
                    return


def signed_ends(lead: Lead) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """Whose names fill a line right before the story's first paragraph or right after one that nothing follows."""
    blocks = lead.blocks
    long = [place for place in range(lead.at + 1, len(blocks)) if len(blocks[place].text) >= _PARAGRAPH]
    if len(long) < _FEWEST_PARAGRAPHS:
        return
    far = set(long)
    last = (place + 1 for place in long if place + 1 not in far and place + 2 not in far)
    places = [long[0] - 1, *(place for place in last if blocks[place - 1].text[0] not in _QUOTES)]
    found = {names for place in places if lead.at < place < len(blocks) and (names := _only_names(blocks[place]))}
    if len(found) == 1:
        names = found.pop()
        yield names, ", ".join(names), "signature", 0.62


_QUOTES = frozenset('"“„«‘‚»「『')  # who said it is named below, too
_PARAGRAPH, _FEWEST_PARAGRAPHS = 150, 3  # letters of a paragraph; paragraphs of a story


def _only_names(block: Block) -> tuple[str, ...]:
    """The people that a line names, and nothing else, without a link."""
    text = block.text
    if not 5 <= len(text) <= MAX_SIGNED_LINE or block.hidden or block.tag not in _SIGNING:
        return ()
    if any(href for _, href, _ in block.runs):
        return ()
    names = split_authors(text)
    if not names or sum(map(len, map(squeeze, names))) < len(squeeze(text)):
        return ()
    return (
        names
        if all(is_bare_name(name) and name_likeness(name) > _LIKELY and not is_desk(name) for name in names)
        else ()
    )


_LIKELY = 1.5  # log-odds
# Elements that a line which is only a name stands in; a name in a cell, an item or a heading may be any name.
_SIGNING = frozenset(("p", "div", "span", "em", "strong", "b", "i"))


def written_by(lead: Lead, *, news: bool) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """Who the page names once, wherever it stands: "Written by ...", a label and a name, a link to an author's page.

    Args:
        lead: the page's blocks around its headline.
        news: whether it is a page of news; such pages link the authors of other stories, so that only lines tell.
    """
    blocks = lead.blocks
    starts = starting(blocks, _STARTS, MAX_SIGNED_LINE)
    sources = [(_written(blocks, starts), "written by")]
    if not news:
        sources += [(_author_links(blocks), ONLY_LINK), (_bios(blocks), "bio"), (_closing_bios(blocks), "bio")]
        sources += [(_kept(blocks), "owner")]
    for proposals, source in sources:
        found = dict.fromkeys(proposals)
        if len(found) == 1:
            names = next(iter(found))
            if not names:
                continue
            yield names, ", ".join(names), source, 0.66 if source == "written by" else 0.6
        elif source == "written by" and not found:
            signed = set(_signed([blocks[place] for place in starts if not (place and is_card(blocks[place - 1]))]))
            if len(signed) == 1:
                name = signed.pop()
                yield (name,), name, source, 0.55


def _written(blocks: Sequence[Block], starts: Iterable[int]) -> Iterator[tuple[str, ...]]:
    for place in starts:
        text = blocks[place].text
        if not text[:3].lower().startswith(_LABEL_STARTS):
            continue
        match = _WRITTEN_BY.match(text)
        if match and len(text) > match.end():
            names = people(tidy(text[match.end() :]))
            if not names and any(map(str.isdigit, text)):
                yield ()  # "Posted by Ana at 9:15" stands over a comment, and other such lines over other comments
        elif len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text):
            below = _without_initials(list(islice(_short_after(blocks, place), _MOST_BELOW)))
            names = people(tidy(below[0].text)) if below else ()
            if names and below[0].tag == "li":
                names = tuple(chain.from_iterable(takewhile(bool, (people(tidy(line.text)) for line in below))))
            elif names:
                names = (*names, *_more_below(names[0], below))
        else:
            continue
        if names:
            yield names


def _more_below(first: str, below: Sequence[Block]) -> Iterator[str]:
    """The names below a first one that are told as that one is: alone, or before a comma and what somebody is."""
    alone = below[0].text == first
    for line in below[1:]:
        name, _, rest = line.text.partition(", ")
        if line.tag == below[0].tag and is_plain_name(name) and name_likeness(name) > 0.0 and bool(rest) != alone:
            yield name
        elif not (alone and JOB_WORDS.search(line.text)):
            return


def _without_initials(lines: Sequence[Block]) -> list[Block]:
    """The lines without those that stand for a picture of whom the next one names: "AG", "Ana Gil"."""
    kept = [
        line
        for line, below in zip_longest(lines, lines[1:])
        if below is None or line.text != "".join(word[0] for word in below.text.split() if word[0].isupper())
    ]
    return kept or list(lines)


def _short_after(blocks: Sequence[Block], place: int) -> Iterator[Block]:
    return (block for block in islice(blocks, place + 1, None) if len(block.text) <= MAX_SIGNED_LINE)


def _signed(lines: Sequence[Block]) -> Iterator[str]:
    """People whose name is all that a line has beside its "By"."""
    for line in lines:
        if line[0][:2] in _BY_STARTS and len(line[0]) <= LONGEST_NAME and has_by(line[0]):
            name = strip_by(tidy(line[0]))
            if is_plain_name(name) and sum(len(word) > 2 for word in name.split()) == 2:
                yield name


# The first two letters, the first one large, of the words that announce a name in the same line.
_BY_STARTS = frozenset(word[:2].title() for word in words("announce, below, dump"))
# None of these words has a sign of expressions among its first letters.
_LABEL_STARTS = tuple(
    {
        word[:3]
        for section in (
            "announce, far, story (patterns)", "announce, far, done (patterns)", "announce, far, label (patterns)",
            "announce, far, double label (patterns)", "announce, labels (patterns)", "announce, label before",
        )
        for word in words(section)
    }
)  # fmt: skip
_STARTS = frozenset(start[:2].lower() for start in (*_BY_STARTS, *_LABEL_STARTS))
_MOST_BELOW, _LONGEST_LABEL = 5, 50


# A line with more links and other parts than so many is a list of links.
_MOST_RUNS = 12
# Two to six words, the first with a capital or of a script without: what may be a name.
_NAME_SHAPE = re.compile(r"\s*[^\W\d_a-z]\S* \S+(?: \S+){0,4}\s*$")


def _author_links(blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    # Most links are no author's, and far the most pages come here with hundreds of links.
    for block in linked(blocks, AUTHOR_PARTS, _MOST_RUNS):
        if len(block.text) <= MAX_SIGNED_LINE and any(href and _NAME_SHAPE.match(text) for text, href, _ in block.runs):
            names = tuple(name for name in linked_people(block, AUTHOR_LINK) if is_person(name))
            if names:
                yield names


def _kept(blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    """Who keeps a page, as its last lines say: "Last updated March 3, 2025 by Ana Gil"."""
    for block in blocks[-_LAST_LINES:]:
        kept = _KEPT_BY.match(block.text) if len(block.text) <= MAX_SIGNED_LINE else None
        names = people(block.text[kept.end() :].rstrip(".")) if kept else ()
        if names:
            yield names


# In how many of the page's last lines it may say who keeps it.
_LAST_LINES = 8
# The beginning of a line that says when and by whom a page was changed last: "Last updated March 3 by ".
_KEPT_BY = re.compile(
    rf"(?i)(?:{either('kept by (patterns)')})\b[^|;]{{0,40}}?\s(?:{either('announce, signed (patterns)')})\s+"
)


def _closing_bios(blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    """Who a story's last words tell about, and nothing before them: "Ana Gil is a reporter at the Harbour Post."."""
    last = [block for block in blocks[-_LAST_BIOS:] if len(block.text) <= _MAX_BIO and not block.hidden]
    for block in last:
        match = _CLOSING.match(block.text)
        name = match[1] if match else ""
        if match and is_plain_name(name) and name_likeness(name) > 0.0 and JOB_WORDS.search(block.text[match.end() :]):
            surname = name.rpartition(" ")[2]
            if sum(surname in other.text for other in blocks) == 1:
                yield (name,)


# How many of the last blocks may tell of the author, and how many characters such a block has at most.
_LAST_BIOS, _MAX_BIO = 20, 300
# The brackets that close the count of a list's things, and the count: "(158 items)", "[20+]".
_CLOSING = re.compile(rf"((?:[^\W\d_a-z][\w'’-]+ ){{1,2}}[^\W\d_a-z][\w'’-]+) (?:{either('portrait verbs')})\b")


def _bios(blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    """A name in a line of its own, and below it a portrait that begins with the same name."""
    for place in introducing(blocks, LONGEST_NAME, "D"):
        name, life = blocks[place].text, blocks[place + 1].text
        if is_plain_name(name):
            match = _IS.match(life)
            if match and name.startswith(match[1]) and _PERSONAL.search(life, match.end()):
                yield (name,)


# The first word of a name, with or without a title before it, and after some words a verb of portraits: "Ana Gil, who
# lives at sea, is ".
_IS = re.compile(
    rf"(?:(?:{either('portrait title (patterns)')})\.? )?(\w++).{{0,60}}? (?:{either('portrait verbs')})\b"
)
# What a portrait of a person goes on with: "she", "years", "university".
_PERSONAL = re.compile(rf"(?i)\b(?:{either('portrait (patterns)')})\b")
