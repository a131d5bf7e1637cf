"""A comparison of two outputs → lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.render.characters import printable
from cleaner.tooling.change_lines import change_lines
from cleaner.tooling.changes import compare
from cleaner.tooling.diff.compare import ArticleChange, Diff

# Characters of a title on a line.
_TITLE_CHARS = 70
# What is said where the outputs have no article in common.
_UNMATCHED = "no article is in both: if the dumps name them differently, match by --key url"


def diff_lines(diff: Diff, *, detailed: int) -> Iterator[str]:
    """Every article that changed, the largest change first, the first of them with what changed; then the counts."""
    for place, change in enumerate(diff.changes):
        yield _head(change)
        if place < detailed:
            yield from _details(change)
            yield ""
    yield summary(diff)
    if diff.is_unmatched:
        yield _UNMATCHED


def summary(diff: Diff) -> str:
    """How many articles changed, and what of them."""
    total = f"{diff.total:,} article{'' if diff.total == 1 else 's'}"
    if not diff.changes:
        return f"{total}, all the same"
    by_status = Counter(change.status for change in diff.changes)
    columns = Counter(name for change in diff.changes if change.status == "changed" for name in change.columns)
    parts = [f"{by_status['changed']:,} changed" + _told(columns)]
    parts += [f"{by_status['gone']:,} only in the old"] if by_status["gone"] else []
    parts += [f"{by_status['come']:,} only in the new"] if by_status["come"] else []
    unpaired = (
        f"; {diff.unpaired:,} rows could not be paired: their name is repeated, and neither source nor address tells "
        "them apart"
    )
    return f"{total}: {', '.join(parts)}, {diff.same:,} the same{unpaired if diff.unpaired else ''}"


def _told(columns: Counter[str]) -> str:
    return f" ({', '.join(f'{name} {count:,}' for name, count in columns.most_common())})" if columns else ""


def _head(change: ArticleChange) -> str:
    what = ", ".join(change.columns) if change.status == "changed" else f"only in the {_SIDES[change.status]}"
    title = " ".join(change.title.split())
    shown = title if len(title) <= _TITLE_CHARS else title[:_TITLE_CHARS].rstrip() + "…"
    line = f"+{change.size.come} -{change.size.gone}  {change.name}  {what}" + (f"  “{shown}”" if shown else "")
    return " ".join(printable(line).splitlines())


# Which output has an article that the other has not.
_SIDES = {"gone": "old", "come": "new"}


def _details(change: ArticleChange) -> Iterator[str]:
    if change.status != "changed":
        return
    for field in change.fields:
        for sign, value in (("-", field.old), ("+", field.new)):
            if value is not None:
                yield f"  {sign} {field.name}: {' '.join(printable(value).split())}"
    if change.texts:
        old, new = (text.split("\n") if text else [] for text in change.texts)
        yield from (f"  {line}" for line in change_lines(compare(old, new)))
