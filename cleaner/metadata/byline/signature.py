"""Who is named right below the headline, where the page's data name somebody else or too few."""

from __future__ import annotations

from cleaner import expressions as re
from cleaner.lexicon.metadata import either
from cleaner.metadata.byline.name_line import LONGEST_NAME, MAX_LINE
from cleaner.metadata.byline.near_headline import (
    AUTHOR_LINK,
    MAX_SIGNED_LINE,
    linked_people,
    people,
)
from cleaner.metadata.lead import Lead
from cleaner.metadata.names.author_list import split_authors
from cleaner.metadata.names.person import is_bare_name, is_plain_name
from cleaner.metadata.plain import squeeze, tidy


def signature(lead: Lead) -> tuple[str, ...]:
    """The people of a line right below the headline that begins with "By" and names nobody else.

    The page's data often name who put the text into the system instead.
    """
    for block in lead.around(0, _RIGHT_BELOW)[1:] if lead.has_heading else ():
        match = _SIGNED_BY.match(block.text)
        if match and len(block.text) <= MAX_SIGNED_LINE:
            names = people(tidy(block.text[match.end() :]))
            return names if all(is_plain_name(_TITLE.sub("", name)) for name in names) else ()
    return ()


def nearest_author(lead: Lead) -> tuple[str, ...]:
    """The people of the line nearest to the headline that links them to authors' pages."""
    for block in lead.around(_RIGHT_ABOVE, _RIGHT_BELOW) if lead.has_heading else ():
        names = linked_people(block, AUTHOR_LINK) if len(block.text) <= MAX_LINE else ()
        if names:
            return names if all(map(is_plain_name, names)) else ()
    return ()


def in_addresses(lead: Lead) -> tuple[str, ...]:
    """The people whose names fill `<address>` elements right below the headline: whom to write to about the story."""
    if not lead.has_heading:
        return ()
    lines = [tidy(block.text) for block in lead.around(0, _ADDRESSES_BELOW) if block.tag == "address"]
    return tuple(lines) if lines and all(len(line) < LONGEST_NAME and is_plain_name(line) for line in lines) else ()


# How many blocks below the headline may hold an `<address>` with an author.
_ADDRESSES_BELOW = 6


def summed_up(lead: Lead, summary: str | None) -> tuple[str, ...]:
    """The people whose names fill a line right below the headline and the page's summary, too.

    Where nobody wrote a summary, systems take the first paragraph; one that only names somebody is a signature.
    """
    if not summary or len(summary) > LONGEST_NAME or not lead.has_heading or squeeze(summary) in squeeze(lead.title):
        return ()
    if not any(squeeze(block.text) == squeeze(summary) for block in lead.around(0, _RIGHT_BELOW)[1:]):
        return ()
    names = split_authors(summary)
    return names if all(map(is_bare_name, names)) else ()


# How many blocks above and below the headline are right at it.
_RIGHT_ABOVE, _RIGHT_BELOW = 3, 4
# The beginning of a line that signs: "By Ana Gil", "Story by: Ana Gil".
_SIGNED_BY = re.compile(rf"(?:{either('signed by (patterns)')} )?{either('signed by, by (patterns)')}:?\s+(?=[A-Z])")
# A title before a name: "Dr. ".
_TITLE = re.compile(rf"^(?:{either('titles before a name (patterns)')})\.? ")
