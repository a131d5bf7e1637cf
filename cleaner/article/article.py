"""The result of cleaning one page: what was kept, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from cleaner.model import Block, Image, Metadata, PageType, ReasonType, StoryPicture

if TYPE_CHECKING:
    from cleaner.article.loose_reading import Beside


@dataclass(frozen=True, slots=True, repr=False)
class Article:
    """Body and byline of one page. A plain value: picklable, shareable, free of parser objects.

    A page that could not be cleaned is an article without blocks, with confidence 0 and a `reason`.

    Attributes:
        url: as given by the caller.
        blocks: the blocks that were kept, in document order.
        metadata: title, byline, date and the rest, with where each came from.
        confidence: how sure the cleaner is of the body, 0 to 1.
        reason: why there is no body: `empty`, `not html: pdf`, `no article`, ...; None when there is one.
        page_type: `article`, `forum`, `product`, `listing`, `collection`, `documentation` or `service`, as far as the
            heuristic can tell (the manual has the figures); None for text dumps and pages that hold nothing.
        rule: the site or platform rule that took part, such as `sites/jpost.com`.
        warnings: what a maintainer should know, such as `rule_stale: sites/jpost.com`.
        pictures: what `images` are read from.
        shows_images: whether Markdown and HTML have them in their places.
        encoding: the charset that the bytes were decoded with (`utf-8` for str).
        encoding_source: what decided it: `bom`, `header`, `meta`, `utf-8`, `detector`, `fallback` or `str`.
        probabilities: of each of `blocks` that it is content, 0 to 1; empty where nobody told any.
        beside: what `loose` is read from.
    """

    url: str | None
    blocks: tuple[Block, ...]
    metadata: Metadata
    confidence: float
    reason: str | None = None
    rule: str | None = None
    warnings: tuple[str, ...] = ()
    encoding: str = "utf-8"
    encoding_source: str = "str"
    page_type: PageType | None = None
    pictures: tuple[StoryPicture, ...] = field(default=(), hash=False)
    shows_images: bool = False
    probabilities: tuple[float, ...] = field(default=(), hash=False)
    beside: Beside | None = field(default=None, hash=False)

    def __repr__(self) -> str:
        """One short line: a page's blocks would fill a terminal."""
        count = f"{len(self.blocks)} block{'' if len(self.blocks) == 1 else 's'}"
        said = f"confidence {self.confidence:.2f}" if self.reason is None else f"reason {self.reason!r}"
        return f"<Article {(self.title or '')[:40]!r} {count}, {said}>"

    @property
    def reason_type(self) -> ReasonType | None:
        """What stands before the colon of `reason`, one of a closed list; None when there is a body."""
        return cast("ReasonType", self.reason.partition(":")[0]) if self.reason is not None else None

    @property
    def text(self) -> str:
        """Body paragraphs, one a line, without the title."""
        return self.rendered("text")

    @property
    def markdown(self) -> str:
        """The body as CommonMark with pipe tables, without the title."""
        return self.rendered("markdown")

    @property
    def html(self) -> str:
        """The body as HTML made of known tags and safe links only."""
        return self.rendered("html")

    def rendered(self, name: str) -> str:
        """The body in one of the renderings that `cleaner.render` lists, or as text in its loose reading, `loose`.

        Raises:
            KeyError: there is no rendering of this name.
        """
        from cleaner.render import LOOSE, RENDERINGS

        if name == LOOSE:
            return self.loose.text
        rendering = RENDERINGS[name]
        return rendering.render(self._shown() if rendering.shows_pictures else self.blocks, self.url)

    @property
    def loose(self) -> Article:
        """The same page read for recall: date lines, notes, captions, what is likely of the story, are in.

        It has every block of the strict reading, which this article is; title, byline, confidence and the rest are the
        same. Read at each access.
        """
        from cleaner.article.loose_reading import read_loosely

        return read_loosely(self)

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures inside the story, in the order of the page; read anew at each access."""
        from cleaner.article.images import images

        return images(self.pictures, self.url)

    def _shown(self) -> tuple[Block, ...]:
        """The blocks, with pictures among them where they are asked for."""
        images = self.images if self.shows_images else ()
        if not images:
            return self.blocks
        from cleaner.render.pictures import with_pictures

        return with_pictures(self.blocks, images)

    @property
    def title(self) -> str | None:
        """The headline, without the site's name."""
        return self.metadata.title

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of the authors; empty when unknown."""
        return self.metadata.authors

    @property
    def byline(self) -> str | None:
        """The byline as a reader would see it, without "By"."""
        return self.metadata.byline

    @property
    def date(self) -> str | None:
        """Publication date, ISO 8601."""
        return self.metadata.date

    @property
    def license(self) -> str | None:
        """Code of the licence that the page states for itself, like SPDX's: `CC-BY-SA-4.0`."""
        return self.metadata.license

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON-ready values; keys are stable."""
        from cleaner.article.to_dict import to_dict

        return to_dict(self)
