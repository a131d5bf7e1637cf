"""Whether a page says that it is a thread: in its markup, by its address, by the software and the name of its site.

The trees know the engines whose pages they have seen; of threads of engines that they had never seen they took every
third for an article or a list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.lexicon.metadata import either, words
from cleaner.page.survey import places

if TYPE_CHECKING:
    from cleaner.model import Metadata
    from cleaner.page.dom import Page

# All 72 pages of nine sets with gold that declare themselves so were threads.
_DECLARED: Final = ("DiscussionForumPosting", "QAPage")
# Labels of a host before its domain, words of a folder, and numbers behind a few more, that threads alone have: all 240
# pages of those sets with one of them were threads. `topic` without a number, `community` as a folder, or a domain such
# as "weforum" are as well those of news, of manuals and of congresses.
_LABELS: Final = frozenset(
    ("answers", "bbs", "board", "boards", "communities", "community", "discuss", "discussion", "discussions",
     *words("folders of forums"))
)  # fmt: skip
_ENDS_IN_FORUM: Final = re.compile(r"[a-z]{5}forums?$")
_PATH: Final = re.compile(
    rf"/(?:{either('folders of forums')}|discussions?|questions?|threads?)/[^/?#]|"
    r"showthread|viewthread|viewtopic|/thread-\d|"
    r"show_bug\.cgi|/-/(?:issues|merge_requests)/\d|/(?:ticket/\d+|issues/\d{4,})(?:[#?]|$)|/browse/[a-z]{2,}-\d|"
    r"/t/[^/]+[/.]\d|/topics?/\d|[?&;](?:showtopic|topic|topicid|thread|threadid|tid)=\d|/comments/[0-9a-z]{5,8}/"
)
_SOFTWARE: Final = re.compile(
    rb"(?i)bulletin|discourse|discuz|flarum|fluxbb|forum|mybb|nodebb|phpbb|simple machines|threads|vanilla|xenforo"
)
_GENERATOR: Final = b"generator"
_LONGEST_HEAD: Final = 65_536
# Bytes behind `generator` in which the software's name is looked for: it stands in the same tag.
_TAG: Final = 200


def says_thread(page: Page, metadata: Metadata, address: str | None) -> bool:
    """Whether a page says that it is a discussion, or a question with answers.

    Args:
        page: the page.
        metadata: of the page.
        address: where the page came from, or the address that it gives itself.
    """
    declared = metadata.declared_types
    return (
        any(name.lower() in declared for name in _DECLARED)
        or any(map(_is_thread, places(page).item_types))
        or (address is not None and names_thread(address.lower()))
        or _is_made_by_forum(page.markup)
    )


def names_thread(address: str) -> bool:
    """Whether an address, in small letters, is one that threads alone have."""
    before, scheme, rest = address.partition("://")
    host, slash, path = rest.partition("/") if scheme else ("", "", before)  # pages name themselves without a host, too
    labels = host.split(".")
    is_forum = not _LABELS.isdisjoint(labels[:-2]) or any(_ENDS_IN_FORUM.search(label) for label in labels[:-1])
    return (is_forum and len(path) > 1) or _PATH.search(slash + path) is not None


def _is_made_by_forum(markup: bytes) -> bool:
    """Whether the name of the software that made the page is that of a forum's."""
    body = markup.find(b"<body", 0, _LONGEST_HEAD)  # to look through all of a page takes 2 % of its time
    at = markup.find(_GENERATOR, 0, body if body >= 0 else _LONGEST_HEAD)
    if at < 0:
        return False
    first, end = markup.rfind(b"<", max(at - _TAG, 0), at), markup.find(b">", at, at + _TAG)
    return (
        0 <= first < end
        and markup[first + 1 : first + 5].lower() == b"meta"
        and bool(_SOFTWARE.search(markup[first:end]))
    )


def _is_thread(item_type: str) -> bool:
    """Whether a type of schema.org, as an item's address of it, is one of a discussion or a question with answers."""
    return item_type.partition("schema.org/")[2].startswith(_DECLARED)
