"""An error inside a stage → the article that says so, so that one page never ends a crawl."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

from cleaner.article.article import Article
from cleaner.model import Metadata
from cleaner.render.characters import printable

INTERNAL: Final = "internal error"
"""How the reason of a page begins on which the cleaner itself failed; the report is in the article's warnings."""
OUT_OF_MEMORY: Final = "out of memory"
"""The reason of a page that did not fit into memory."""

# The folder of the package, by which its own code is told from that of libraries.
_PACKAGE = Path(__file__).parents[1]
# Messages of errors quote what they choke on, which may be the page.
_MOST_CHARS = 200
PARSER_OUT_OF_MEMORY = "Can't parse HTML."
"""All that the parser says when it cannot allocate memory; on content alone it never fails."""


def faulty(url: str | None, error: Exception) -> Article:
    """The article of a page on which a stage failed: without blocks, with the reason and a report in `warnings`."""
    name = type(error).__name__
    said = " ".join(printable(str(error)[:_MOST_CHARS]).split())
    report = f"{name} in {_place(error)}: {said}" if said else f"{name} in {_place(error)}"
    out_of_memory = isinstance(error, MemoryError) or said == PARSER_OUT_OF_MEMORY
    reason = OUT_OF_MEMORY if out_of_memory else f"{INTERNAL}: {name}"
    return Article(url, (), Metadata(), 0.0, reason=reason, warnings=(f"{INTERNAL}: {report}",))


def _place(error: Exception) -> str:
    """File and line of the package's innermost code that the error came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    if not ours:
        return "a library"
    return f"cleaner/{Path(ours[-1].filename).relative_to(_PACKAGE).as_posix()}:{ours[-1].lineno}"
