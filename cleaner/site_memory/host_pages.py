"""Some pages of one host, as they are held: a sample that is the same whatever the order in which pages come."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.site_memory.furniture import Furniture, site_furniture
from cleaner.site_memory.sheet import HeldPage, Sheet


class HostPages:
    """The pages of a host whose numbers are the smallest: numbers are told by content, so these are a fair sample.

    Attributes:
        pages: by their numbers.
        shown: number of a text that two of them have → how it begins.
        names: number of a place → its selector.
    """

    __slots__ = ("_changes", "_known", "names", "pages", "shown")

    def __init__(self, pages: Iterable[HeldPage] = ()) -> None:
        self.pages = {page.page: page for page in pages}
        self.shown: dict[int, str] = {}
        self.names: dict[int, str] = {}
        self._known: Furniture | None = None
        self._changes = 0

    def add(self, sheet: Sheet, most: int) -> bool:
        """Take a page in, if it is one of the sample; whether it is.

        Args:
            sheet: of the page.
            most: how many pages are held.
        """
        if sheet.page in self.pages or (len(self.pages) >= most and sheet.page > max(self.pages)):
            return False
        held = {text for page in self.pages.values() for text in page.texts}
        # People are shown only texts that several pages have, and such a text is at hand when it comes again.
        self.shown.update((text, shown) for text, shown in zip(sheet.texts, sheet.shown, strict=True) if text in held)
        self.names.update(sheet.names)
        self.pages[sheet.page] = HeldPage(sheet.page, sheet.title, sheet.texts, sheet.places, sheet.looks)
        self.keep(most)
        self._changes += 1
        return True

    def keep(self, most: int) -> None:
        """Hold no more than so many pages."""
        while len(self.pages) > most:
            del self.pages[max(self.pages)]
            self._changes += 1

    def furniture(self, *, exact: bool = True) -> Furniture:
        """What its pages have in common.

        Args:
            exact: by all pages so far; else what was found when the sample was a quarter smaller will do.
        """
        if self._known is None or self._changes > (0 if exact else len(self.pages) // 4):
            self._known = site_furniture([self.pages[number] for number in sorted(self.pages)])
            self._changes = 0
            self._forget()
        return self._known

    def _forget(self) -> None:
        """Let go what none of the held pages needs."""
        texts = self._known.texts if self._known else {}
        places = {place for page in self.pages.values() for place in page.places}
        self.shown = {text: shown for text, shown in self.shown.items() if text in texts}
        self.names = {place: name for place, name in self.names.items() if place in places}
