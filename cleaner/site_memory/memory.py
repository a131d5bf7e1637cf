"""What is remembered of the pages of many hosts."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from cleaner.judge.remembered import Recalled
from cleaner.rules.host import site_of
from cleaner.site_memory.furniture import Furniture
from cleaner.site_memory.host_pages import HostPages
from cleaner.site_memory.sheet import Sheet, number_of, page_sheet

if TYPE_CHECKING:
    from cleaner.judge.classify import Scores
    from cleaner.page.blocks_and_boxes import Segmentation
    from cleaner.site_memory.look import Look

# Pages that are held of one host, if nothing else is said.
_PAGES: Final = 32
# Pages that are held of all hosts together: 3 KB each, as a rule.
_MOST_PAGES: Final = 100_000


class Memory(Protocol):
    """Who is shown each page that is judged, and says what is known of its blocks."""

    def see(self, url: str | None, sheet: Sheet) -> Mapping[int, Recalled]:
        """What is known of the page's blocks, by index."""


class FixedMemory:
    """What was learnt, as it was then: asked, it learns nothing. A value: picklable, safe between threads."""

    __slots__ = ("_hosts", "version")

    def __init__(self, hosts: Mapping[str, Furniture]) -> None:
        self._hosts = dict(hosts)
        self.version = _version(self._hosts)

    def __len__(self) -> int:
        return len(self._hosts)

    def __reduce__(self) -> tuple[type[FixedMemory], tuple[dict[str, Furniture]]]:
        return type(self), (self._hosts,)

    def see(self, url: str | None, sheet: Sheet) -> Mapping[int, Recalled]:
        """What is known of the page's blocks, by index."""
        furniture = self._hosts.get(site_of(url) or "")
        return furniture.recall(sheet) if furniture else {}


class SiteMemory:
    """Learns what the pages of each host have in common, while they pass. Safe between threads, picklable.

    Held are up to `pages` pages of each host, those whose content has the smallest hashes: which pages these are does
    not depend on the order in which they come. Of a page some 3 KB are held.

    Args:
        pages: how many of each host.
        most_pages: how many of all hosts together. Where there are more, hosts are let go, half of them at a time,
            those whose names have the largest hashes.
    """

    __slots__ = ("_held", "_hosts", "_lock", "_most", "_pages", "_share")

    def __init__(self, pages: int = _PAGES, *, most_pages: int = _MOST_PAGES) -> None:
        self._pages = pages
        self._most = most_pages
        self._hosts: dict[str, HostPages] = {}
        self._held = 0
        self._share = 1 << 64
        self._lock = threading.RLock()

    def __getstate__(self) -> tuple[Any, ...]:
        with self._lock:
            return self._pages, self._most, self._hosts, self._held, self._share

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self._pages, self._most, self._hosts, self._held, self._share = state
        self._lock = threading.RLock()

    def see(self, url: str | None, sheet: Sheet) -> Mapping[int, Recalled]:
        """What the pages before this one say of its blocks, by index; then the page is learnt from."""
        name = site_of(url)
        if name is None:
            return {}
        with self._lock:
            host = self._hosts.get(name)
            found = host.furniture(exact=False).recall(sheet) if host else {}
            self.learn(url, sheet)
        return found

    def learn(self, url: str | None, sheet: Sheet) -> None:
        """Hold what a page has, for the pages of its host that come later."""
        name = site_of(url)
        with self._lock:
            if name is None or number_of(name) >= self._share:
                return
            host = self._hosts.setdefault(name, HostPages())
            before = len(host.pages)
            host.add(sheet, self._pages)
            self._held += len(host.pages) - before
            while self._held > self._most and self._share > 1:
                self._share //= 2
                self._hosts = {name: host for name, host in self._hosts.items() if number_of(name) < self._share}
                self._held = sum(len(host.pages) for host in self._hosts.values())

    def fixed(self) -> FixedMemory:
        """What is known by now, for pages from which nothing is to be learnt."""
        with self._lock:
            known = {name: host.furniture() for name, host in sorted(self._hosts.items())}
        return FixedMemory({name: furniture for name, furniture in known.items() if furniture.says_something})

    @property
    def hosts(self) -> dict[str, int]:
        """Each host by its name, with the number of its pages that are held."""
        with self._lock:
            return {name: len(host.pages) for name, host in sorted(self._hosts.items())}

    @property
    def share(self) -> float:
        """Of all hosts those that are held, 1 unless there were too many pages."""
        return self._share / (1 << 64)

    def look(self, host: str) -> Look | None:
        """What is known of a host, for people; None where it is not known."""
        from cleaner.site_memory.look import look_at

        with self._lock:
            held = self._hosts.get(host)
            return look_at(held) if held else None

    def save(self, path: str | Path) -> None:
        """Write all of it to a file, zipped where the name ends in `.gz`; the same memory gives the same bytes.

        Raises:
            DumpError: the file cannot be written.
        """
        from cleaner.site_memory.saved import write

        with self._lock:
            write(Path(path), self._pages, self._most, self._share, self._hosts)

    @classmethod
    def load(cls, path: str | Path) -> SiteMemory:
        """Read what `save` has written.

        Raises:
            DumpError: the file cannot be read, or is no such file.
        """
        from cleaner.site_memory.saved import read

        pages, most, share, hosts = read(Path(path))
        memory = cls(pages, most_pages=most)
        memory._hosts, memory._share = hosts, share
        memory._held = sum(len(host.pages) for host in hosts.values())
        return memory


def _version(hosts: Mapping[str, Furniture]) -> str:
    """Tells two memories apart that say different things."""
    digest = blake2b(digest_size=6)
    for name, furniture in sorted(hosts.items()):
        said = (name, furniture.stories, sorted(furniture.pages), sorted(furniture.texts.items()))
        digest.update(repr((*said, sorted(furniture.places.items()), sorted(furniture.inside))).encode())
    return digest.hexdigest()


def see_page(
    memory: Memory, url: str | None, segmentation: Segmentation, scores: Scores, title: str | None
) -> Mapping[int, Recalled]:
    """What a memory knows of the blocks of a page, by index.

    Args:
        memory: of the page's site.
        url: where the page came from.
        segmentation: of the page.
        scores: of its blocks.
        title: the page's headline.
    """
    return memory.see(url, page_sheet(segmentation, scores.probabilities.tolist(), scores.features.words, title))
