"""A program that uses every name that the packages export; `tests/test_public_api.py` has it checked and run.

It asks mypy, not the values: each use says of which type its outcome is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner import (
    Article,
    Block,
    Cleaner,
    CleanerError,
    DumpError,
    FixedMemory,
    Metadata,
    MissingExtra,
    PageType,
    Provenance,
    ReasonType,
    RuleBook,
    RuleError,
    SiteMemory,
    clean,
    clean_text,
)  # fmt: skip
from cleaner.batch import (
    FORMATS,
    CleanerPlan,
    Condition,
    Job,
    Limits,
    Outcome,
    Report,
    Sight,
    log_event,
    read_condition,
    run,
    supervise,
    unfinished,
)  # fmt: skip
from cleaner.compat.trafilatura import FORMATS as OUTPUTS
from cleaner.compat.trafilatura import Document, bare_extraction, extract
from cleaner.dumps import Dump, Packed, ReadOptions, Record, Sink, expand, open_dump, open_sink
from cleaner.render import LOOSE, RENDERINGS, Body, Rendering, bodies, html, markdown, text

if TYPE_CHECKING:
    from cleaner.adapters.arrow import ARTICLE_SCHEMA, ArrowCleaner, clean_arrow
    from cleaner.adapters.datatrove import ArticleExtractor
    from cleaner.adapters.nemo import ArticleAlgorithm
    from cleaner.adapters.nemo import ArticleExtractor as NemoExtractor
    from cleaner.adapters.scrapy import SETTINGS, Addon, ArticleMiddleware, clean_response
    from cleaner.adapters.zyte import is_zyte_article, zyte_values

PAGE = (
    "<!doctype html><title>The ferry runs again</title><article><h1>The ferry runs again</h1><p>By Ines Halvorsen</p>"
    + "<p>The ferry to Kellan Sound runs again, after its hull was mended in the yard at Port Ellis.</p>" * 3
    + "</article>"
)


def library() -> Article:
    cleaner: Cleaner = Cleaner(rules=None, images=True)
    article: Article = cleaner.clean(PAGE.encode(), "https://a.example/ferry", charset="utf-8", kind="article")
    plain: Article = clean_text(article.text, "https://a.example/ferry")
    again: Article = clean(PAGE)
    blocks: tuple[Block, ...] = article.blocks
    metadata: Metadata = article.metadata
    origin: Provenance = metadata.provenance["title"]
    source: str = origin.source
    confidence: float = article.confidence + again.confidence + plain.confidence
    authors: tuple[str, ...] = article.authors
    optional: list[str | None] = [article.title, article.byline, article.date, article.reason, article.rule]
    record: dict[str, Any] = article.to_dict()
    # Another word than one of the seven types would be an error of mypy's.
    page_type: PageType | None = article.page_type
    is_story: bool = page_type == "article"
    reason_type: ReasonType | None = article.reason_type
    is_wall: bool = reason_type == "paywall"
    loose: Article = article.loose
    memory: SiteMemory = SiteMemory(pages=8)
    known: FixedMemory = memory.fixed()
    hosts: dict[str, int] = memory.hosts
    remembered: Article = Cleaner(memory=memory).clean(PAGE, "https://a.example/ferry")
    version: str = known.version
    assert hosts == {} and version and remembered.text
    assert Cleaner(memory=known).clean(PAGE).text
    assert is_story and not is_wall
    assert loose.text and record and authors and optional and confidence and source and blocks
    return article


def errors() -> tuple[type[CleanerError], ...]:
    return CleanerError, DumpError, MissingExtra, RuleError


def rule_book() -> Cleaner:
    book: RuleBook = RuleBook.bundled()
    return Cleaner(rules=book)


def renderings(blocks: tuple[Block, ...]) -> str:
    each: Body
    for each in bodies():
        name: str = each.name
        rendering: Rendering | None = None if name == LOOSE else RENDERINGS[name]
        assert rendering is None or rendering.render(blocks, None)
    made: list[str] = [text(blocks, None), markdown(blocks, None), html(blocks, None)]
    return made[0]


def dumps(folder: Path) -> Iterator[Record]:
    options: ReadOptions = ReadOptions()
    names: list[str] = expand([folder])
    for name in names:
        dump: Dump = open_dump(name, options)
        yield from dump


def written(path: Path, rows: list[dict[str, Any]]) -> None:
    with open_sink(path) as opened:
        sink: Sink = opened
        for row in rows:
            sink.write(row)


def supervised(records: list[Record | Packed]) -> list[Outcome]:
    plan: CleanerPlan = CleanerPlan(bodies=("markdown",))
    return list(supervise(records, plan, Limits()))


def batch(folder: Path) -> Report:
    condition: Condition = read_condition("words>=100")
    job: Job = Job((folder,), folder.with_suffix(".jsonl"), format=FORMATS[0], only=(condition,))
    sight: Sight | None = None
    tell: Callable[[str], None] = log_event
    tell(f"{unfinished(job.target())} records are safe")
    return run(job, sight=sight, warn=tell)


def compat() -> str | None:
    document: Document | dict[str, Any] | None = bare_extraction(PAGE)
    outputs: tuple[str, ...] = tuple(OUTPUTS)
    assert document is not None
    return extract(PAGE, output_format=outputs[0])


def adapters(response: Any) -> list[Any]:
    actor: ArrowCleaner = ArrowCleaner()
    columns: list[Any] = [clean_arrow([PAGE], None), ARTICLE_SCHEMA, actor, SETTINGS]
    article: Article = clean_response(response)
    standard: dict[str, Any] = zyte_values(article) if is_zyte_article(response) else {}
    return [*columns, *standard, article, Addon, ArticleMiddleware, ArticleExtractor, ArticleAlgorithm, NemoExtractor]


if __name__ == "__main__":
    cleaned = library()
    assert renderings(cleaned.blocks) == cleaned.text
    assert compat()
    assert len(errors()) == 4
    print(cleaned.title)
