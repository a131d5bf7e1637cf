"""A real page → a fixture: its markup's skeleton, invented words, and the proof that nothing is decided otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cleaner.article import Article
from cleaner.decode import decode
from cleaner.dom import Page, parse
from cleaner.dumps.dump import is_single_page, open_dump
from cleaner.errors import DumpError
from cleaner.lexicon import boilerplate_kind
from cleaner.metadata.plain import squeeze
from cleaner.pipeline import Cleaner, Trace
from cleaner.rules.book import RuleBook, clues_of
from cleaner.segment import segment
from cleaner.tooling.invent import Inventor
from cleaner.tooling.skeleton import Skeleton, Trim, trim, write
from cleaner.tooling.witness import NO_WITNESSES, Witnesses, find_witnesses

MAX_BYTES: Final = 60_000
_EVERYTHING: Final = 1_000_000
# From the smallest to the whole page: the first that decides as the page does is taken.
_TRIMS: Final = (
    *(Trim(content, boilerplate) for content in (6, 9, 14) for boilerplate in (2, 4, 7)),
    Trim(24, 3),
    Trim(30, 10),
    Trim(60, 20),
    Trim(_EVERYTHING, _EVERYTHING),
)
_SENTENCE_CHARS: Final = 80  # shorter ones are labels, which many pages have word for word
_TURNS: Final = 4  # inventions that are tried
_SLUG_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Fixture:
    """A page fit to be committed, and what a reader must know of it.

    Attributes:
        html: the page.
        url: its address, the story's words in it invented.
        slug: a file name.
        expected: front matter and body, as they come out now; to be read before it is committed.
        differences: what comes out otherwise than on the real page; empty as it should be.
    """

    html: str
    url: str
    slug: str
    expected: str
    differences: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of the page."""
        return len(self.html.encode())

    def write(self, folder: Path, host: str) -> tuple[Path, Path]:
        """Write `<host>/<slug>.html` and `.md` into a folder of fixtures, never over others.

        Raises:
            DumpError: there are such files already, or they cannot be written.
        """
        page = folder / host / f"{self.slug}.html"
        beside = page.with_suffix(".md")
        if page.exists() or beside.exists():
            raise DumpError(f"{page}: there is a fixture of this name already; choose another with --slug")
        try:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(self.html, "utf-8", newline="\n")
            beside.write_text(self.expected, "utf-8", newline="\n")
        except OSError as error:
            raise DumpError(f"{page}: cannot be written: {error.strerror}") from error
        return page, beside


@dataclass(slots=True)
class _Original:
    """The real page, how it is cleaned, and how its texts are rewritten."""

    page: Page
    url: str
    traces: list[Trace]
    inventor: Inventor | None
    phrases: set[str] = field(default_factory=set)
    decided: dict[str, bool] = field(default_factory=dict)
    markers: tuple[str, ...] = ()
    witnesses: Witnesses = NO_WITNESSES

    def rewrite(self, text: str) -> str:
        return self.inventor.text(text, is_phrase=text in self.phrases) if self.inventor else text


def make_fixture(
    html: bytes | str, url: str, cleaners: Sequence[Cleaner], *, anonymise: bool = True, slug: str | None = None
) -> Fixture:
    """Reduce a page until less of it would be decided otherwise.

    Args:
        html: the real page.
        url: where it came from.
        cleaners: that must decide the same on both pages; the first one's result is the expected one.
        anonymise: replace all words; else only markup goes.
        slug: file name; else made of the invented title.

    Raises:
        DumpError: there is no article on the page, or no host in the address.
    """
    host = urlsplit(url).hostname
    if not host:
        raise DumpError(f"{url}: a fixture needs the page's absolute URL, such as https://example.com/story")
    original = _read(html, url, cleaners)
    if not original.traces[0].article.blocks:
        raise DumpError(f"{url}: {original.traces[0].article.reason or 'no article'}; there is nothing to expect of it")
    best: Fixture | None = None
    # Other words are judged otherwise now and then: a line on the border may fall to the other side with them.
    for turn in range(_TURNS if anonymise else 1):
        if anonymise:
            letters = " ".join(block.text for block in original.traces[0].blocks)
            likes = [pattern.like for pattern in original.traces[0].marking.drop_text]
            original.inventor = Inventor(f"{url} {turn}", host, letters, likes)
        made = _reduce(original, cleaners, slug)
        if best is None or len(made.differences) < len(best.differences):
            best = made
        if not best.differences:
            break
    if best is None:
        raise RuntimeError("nothing was tried")
    return best


def _reduce(original: _Original, cleaners: Sequence[Cleaner], slug: str | None) -> Fixture:
    """The smallest page that is decided as the original is, or the one that comes closest."""
    inventor = original.inventor
    new_url = inventor.url(original.url) if inventor else original.url
    skeleton = Skeleton(original.page, original.decided, inventor, original.rewrite, original.witnesses)
    bones = skeleton.bones()
    sentences = [block.text for block in original.traces[0].blocks if len(block.text) > _SENTENCE_CHARS]
    best: Fixture | None = None
    for amount in _TRIMS:
        made = _with_markers(write(trim(bones, amount), has_doctype=skeleton.has_doctype), original.markers)
        traces = [cleaner.trace(made.encode(), new_url) for cleaner in cleaners]
        differences = [line for pair in zip(original.traces, traces, strict=True) for line in _compare(original, *pair)]
        if inventor and (words := inventor.leak(sentences, made)):
            differences.append(f"words of the real page are left: {words!r}")
        if best is None or len(differences) < len(best.differences):
            article = traces[0].article
            told = tuple(dict.fromkeys(differences))
            best = Fixture(made, new_url, slug or _slug(article), expected(article, new_url, _rules(traces[0])), told)
        if not differences:
            break
    if best is None:
        raise RuntimeError("no trim was tried")
    return best


def fixture_host(url: str) -> str:
    """The folder of a page's fixtures: its host without `www.`, or the host whose bundled rule speaks for it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    rule = RuleBook.bundled().site(host) if host else None
    return rule.name.removeprefix("sites/") if rule else host


def read_one(path: Path, record: str | None, url: str | None) -> tuple[bytes, str]:
    """Body and address of a page: a file, or the record of a dump with the given id or address.

    Raises:
        DumpError: there is no such page, or it has no address.
    """
    for found in open_dump(path):
        if record is not None and record not in (found.id, found.url):
            continue
        if found.error or found.kind != "html":
            raise DumpError(f"{path}: {found.error or 'a plain text has no markup to make a fixture of'}")
        if record is None and not is_single_page(path):
            raise DumpError(f"{path}: holds many pages; say which one with --id")
        address = url or found.url
        if not address:
            raise DumpError(f"{path}: say where the page came from with --url: its rule and its folder go by that")
        return (found.body if isinstance(found.body, bytes) else found.body.encode()), address
    raise DumpError(f"{path}: has no record {record!r}")


def expected(article: Article, url: str, rules: str = "") -> str:
    """The `.md` of a fixture: front matter with the fields, then the body as Markdown."""
    front = {
        "url": url,
        "title": article.title or "",
        "byline": article.byline or "",
        "authors": "; ".join(article.authors),
        "date": article.date or "",
        "rules": rules,
    }
    head = "".join(f"{key}: {value}".rstrip() + "\n" for key, value in front.items())
    return f"---\n{head}---\n\n" + article.markdown.rstrip("\n") + "\n"


def _read(html: bytes | str, url: str, cleaners: Sequence[Cleaner]) -> _Original:
    text = html if isinstance(html, str) else decode(html, None).text
    page = parse(text, url)
    original = _Original(page, url, [cleaner.trace(html, url) for cleaner in cleaners], None)
    original.markers = tuple(_markers(page))
    patterns = original.traces[0].marking.drop_text
    blocks = segment(page, coarse=False).blocks
    texts = [(block.text, tuple(run[0] for run in block.runs)) for block in blocks]
    original.witnesses = find_witnesses(page, original.traces[0].rules, texts)
    for block in blocks:
        if boilerplate_kind(block.text) or any(pattern.matches(block.text, 0, 1) for pattern in patterns):
            original.phrases |= {run[0] for run in block.runs}
    for block, decision in zip(original.traces[0].blocks, original.traces[0].decisions, strict=True):
        for run in block.runs:
            original.decided[run[0]] = original.decided.get(run[0], False) or decision.kept
    return original


def _markers(page: Page) -> Iterator[str]:
    """What the platforms of a page are known by, as lines for the head of its fixture."""
    clues = clues_of(page)
    for rule in RuleBook.bundled().platforms():
        if detect := rule.detect:
            for text in detect.head:
                if text in clues and " " not in text and "=" not in text:
                    yield f'<link rel="stylesheet" href="{text if "/" in text else f"https://{text}"}">'
                    break
            yield from (f"<!-- {text} -->" for text in (*detect.any, *detect.all) if text in page.html)


def _with_markers(made: str, markers: Sequence[str]) -> str:
    """The page with those marks of its platform that stood in scripts and in addresses of style sheets."""
    return made.replace("<head>", "<head>" + "".join(f"{line}\n" for line in markers), 1)


def _compare(original: _Original, was: Trace, now: Trace) -> list[str]:
    """What is decided otherwise on the reduced page than on the real one."""
    found = list(_compare_fields(original, was.article, now.article))
    texts = ["".join(original.rewrite(run[0]) for run in block.runs) for block in was.blocks]
    old = [(" ".join(text.split()), decision.kept) for text, decision in zip(texts, was.decisions, strict=True)]
    new = [
        (" ".join(block.text.split()), decision.kept) for block, decision in zip(now.blocks, now.decisions, strict=True)
    ]
    seen = [False] * len(new)
    matcher = SequenceMatcher(None, [text for text, _ in old], [text for text, _ in new], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for step in range(size):
            seen[b + step] = True
            if old[a + step][1] != new[b + step][1]:
                found.append(f"block {'kept' if new[b + step][1] else 'dropped'} now: {new[b + step][0][:60]!r}")
    # Areas taken in one piece are shorter now and find no partner; nothing of them is content.
    found += [
        f"block kept that the page does not have: {text[:60]!r}"
        for (text, kept), known in zip(new, seen, strict=True)
        if kept and not known
    ]
    if was.article.rule != now.article.rule:
        found.append(f"rule {now.article.rule} instead of {was.article.rule}")
    return found


def _compare_fields(original: _Original, was: Article, now: Article) -> list[str]:
    found = []
    if squeeze(original.rewrite(was.title or "")) != squeeze(now.title or ""):
        found.append(f"title {now.title!r} instead of {original.rewrite(was.title or '')!r}")
    if [squeeze(original.rewrite(name)) for name in was.authors] != [squeeze(name) for name in now.authors]:
        found.append(f"authors {list(now.authors)} instead of {[original.rewrite(name) for name in was.authors]}")
    if was.date != now.date:
        found.append(f"date {now.date} instead of {was.date}")
    return found


def _rules(trace: Trace) -> str:
    return " ".join(rule.name for rule in trace.rules)


def _slug(article: Article) -> str:
    words = re.findall(r"[a-z]+", (article.title or "").lower())
    return "-".join(words[:_SLUG_WORDS])[:40] or "story"


__all__ = ["MAX_BYTES", "Fixture", "expected", "fixture_host", "make_fixture", "read_one"]
