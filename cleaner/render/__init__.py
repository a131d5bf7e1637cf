"""Blocks → text, Markdown, HTML: views of the same blocks, with the same words in each.

`RENDERINGS` lists them. What can be asked for on the command line, the columns and files of a batch, the fields in
Arrow and the forms of fixtures follow from it. A renderer's module has three functions: the one that is named as the
rendering makes the body of blocks and a base address, `heading` what stands above it on request, `document` a file of
both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from cleaner.model import Block
    from cleaner.render.commonmark import markdown
    from cleaner.render.plain_text import text
    from cleaner.render.safe_html import html

__all__ = ["LOOSE", "RENDERINGS", "Body", "Rendering", "bodies", "html", "markdown", "text"]


class Rendering(NamedTuple):
    """One way to show the body of an article.

    Attributes:
        name: of the format, the column and the function.
        module: that renders so, in this package; loaded when something is rendered.
        suffix: of files.
        meaning: what a column of it holds.
        above: the line that tells one of several articles from the next.
        shows_pictures: whether the story's pictures can stand in it.
        behind: how many fields of metadata (`cleaner.model.FACTS`) there were when the rendering was added, so that it
            keeps its place among the fields in Arrow; None puts it behind all of them, for renderings of others.
    """

    name: str
    module: str
    suffix: str
    meaning: str
    above: str = "<!-- {} -->"
    shows_pictures: bool = True
    behind: int | None = None

    def render(self, blocks: Sequence[Block], base_url: str | None) -> str:
        """The body in this rendering, with links made absolute by the base URL."""
        return str(self._function(self.name)(blocks, base_url))

    def heading(self, title: str, line: str) -> str:
        """Title, byline and date, each one line or empty, as they stand above the body."""
        return str(self._function("heading")(title, line))

    def document(self, body: str, title: str, line: str, *, with_metadata: bool) -> str:
        """A file of the body; with title, byline and date above it when asked."""
        return str(self._function("document")(body, title, line, with_metadata=with_metadata))

    def _function(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(import_module(f"cleaner.render.{self.module}"), name)
        return found


# All renderings, in the order in which callers list them.
_ALL: Final = (
    Rendering(
        "text", "plain_text", "txt", "paragraphs of the body, one a line", "==> {} <==", shows_pictures=False, behind=0
    ),
    Rendering("markdown", "commonmark", "md", "the body as Markdown", behind=0),
    Rendering("html", "safe_html", "html", "the body as safe HTML", behind=0),
)
RENDERINGS: Final = {rendering.name: rendering for rendering in _ALL}
"""By name, the plain text first; new ones come at the end."""

LOOSE: Final = "loose"
"""The text of an article's loose reading."""
# The loose reading came after so many renderings, and columns keep the order in which they came.
_BEFORE_LOOSE: Final = 3


class Body(NamedTuple):
    """What an article can be asked to give of its body; `meaning` and `behind` are as a `Rendering` has them."""

    name: str
    meaning: str
    behind: int | None


def bodies() -> tuple[Body, ...]:
    """All bodies that an article can give: the renderings and the loose reading; new ones come at the end."""
    found = [Body(rendering.name, rendering.meaning, rendering.behind) for rendering in RENDERINGS.values()]
    found.insert(
        _BEFORE_LOOSE, Body(LOOSE, "text of the same page read for recall: date lines, notes and captions in", 14)
    )
    return tuple(found)


def further_bodies() -> tuple[str, ...]:
    """The names of all bodies but the text, which every article has."""
    return tuple(body.name for body in bodies() if body.name != "text")


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    # A renderer is loaded when it is first asked for: all of them take a fifth of the time to import cleaner.
    if name in RENDERINGS:
        return getattr(import_module(f"cleaner.render.{RENDERINGS[name].module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
