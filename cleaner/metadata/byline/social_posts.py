"""Who wrote a post in a social network, which names its writer in the head or in its address and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import expressions as re
from cleaner.lexicon.metadata import either
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.plain import tidy

# The head's title is a name and a handle: "Ana (@ana@harbour.example)", "Ana Gil (@anagil): “...”".
_TITLED = re.compile(r"^([^()@]{2,60}) \(@[\w.-]{2,40}(?:@[\w.-]{4,60})?\)(?=$|[\s:•])")
# The network follows the name: "(2) Ana Gil on X: “Gates arrive”".
_ON_NETWORK = re.compile(rf"^(?:\(\d+\) )?(.{{2,50}}?) on (?i:{either('networks')}): [\"“«„]")
# The handle is a folder of the address.
_STATUS = re.compile(r"(?i)^https?://[^/]++/@?([\w.-]{2,40})/status(?:es)?/\d{6}")
_AT = re.compile(r"(?i)^https?://[^/]++/@([\w.-]{2,40})(?:@[\w.-]+)?/(?:note/c-)?\d{6}")
_LONGEST = 200  # characters that are looked at


def posters(head: Head, url: str | None) -> Iterator[str]:
    """The handle in a status's address, else the name in the head's title, else the handle in another post's address.

    Who writes statuses calls themselves whatever they like, and another name next week.
    """
    addresses = (url or "", head.first("og:url"), head.canonical)
    titles = [tidy(text[:_LONGEST]) for text in (head.first("og:title"), head.title) if text]
    yield from (match[1] for address in addresses if (match := _STATUS.match(address)))
    yield from (match[1] for title in titles if (match := _TITLED.match(title) or _ON_NETWORK.match(title)))
    yield from (match[1] for address in addresses if (match := _AT.match(address)))
