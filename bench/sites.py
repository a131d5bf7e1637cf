"""Memory of sites on made-up dumps: `python -m bench.sites [HOSTS] [PAGES]`.

Each fixture's page becomes a site: its own skeleton, an invented story on each page, and four pieces of furniture among
the paragraphs, in the form that the cleaner lets through: a menu, a ticker whose lines come and go, a promotion in one
of four wordings, a footer. The last three pages are copies of the first story at other addresses. Counted are the lines
of furniture in the articles, and the paragraphs of stories that are lost, without a memory and with one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bench.arguments import parser_of
from cleaner import Cleaner, SiteMemory
from cleaner.tooling.fixtures.invent import Inventor

FIXTURES = Path(__file__).resolve().parents[1] / "tests" / "fixtures"
COPIES = 3
_LEAST_PARAGRAPHS, _LEAST_WORDS = 4, 15
_TICKER, _TICKER_LINES, _PROMOTIONS, _MENU_LINES, _FOOTER_LINES = 24, 5, 4, 5, 2
_HEADLINE_WORDS, _SENTENCE_WORDS = 9, 24


@dataclass(frozen=True)
class Piece:
    """Furniture as one page has it: its lines, and after how many paragraphs it stands."""

    name: str
    lines: tuple[str, ...]
    place: int


@dataclass(frozen=True)
class Site:
    """A fixture's page, and what is made of it.

    Attributes:
        title: its headline, wherever it stands on the page.
        paragraphs: of its story, as they stand in its elements.
        forms: for each kind of furniture how it is written: the element of a line, and that around all of them.
    """

    host: str
    html: str
    title: str
    paragraphs: tuple[str, ...]
    forms: tuple[tuple[str, str], ...] = ()


class Page(NamedTuple):
    """A page of a site: markup, address, and which lines are whose."""

    html: str
    url: str
    story: tuple[str, ...]
    furniture: tuple[str, ...]


class Tally(NamedTuple):
    """What the articles of some pages hold: lines of furniture, and paragraphs that are not there."""

    leaked: int
    lost: int


FORMS = (("p", 'div class="{0}-box"'), ("p", "section"), ("p", ""), ("li", 'ul class="{0}-list"'))


def read_sites(most: int) -> Iterator[Site]:
    """The first fixture of each host whose story has a few paragraphs that the heuristic keeps."""
    plain = Cleaner(rules=None)
    found = 0
    for folder in sorted(path for path in FIXTURES.iterdir() if path.is_dir()):
        for file in sorted(folder.glob("*.html"))[:1]:
            site = _site(folder.name, file.read_text("utf-8", "replace"), plain)
            if site and found < most:
                found += 1
                yield replace(site, forms=tuple(_leaking(site, kind, plain) for kind in range(4)))


def _site(host: str, html: str, plain: Cleaner) -> Site | None:
    article = plain.clean(html, f"https://{host}/")
    kept = {block.text for block in article.blocks}
    found = dict.fromkeys(text for node in _elements(html) if (text := _text(node)) in kept)
    long = [text for text in found if len(text.split()) >= _LEAST_WORDS]
    return Site(host, html, article.title or "", tuple(long)) if len(long) >= _LEAST_PARAGRAPHS else None


def _elements(html: str) -> list[LexborNode]:
    return LexborHTMLParser(html).css("p")


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _leaking(site: Site, kind: int, plain: Cleaner) -> tuple[str, str]:
    """The first form of a piece of furniture of which most lines are kept; the last one where there is none."""
    for form in FORMS:
        page = make_page(replace(site, forms=(("", ""),) * kind + (form,)), 0, (kind,))
        lines = set(plain.clean(page.html, page.url).text.split("\n"))
        if sum(line in lines for line in page.furniture) * 2 > len(page.furniture):
            return form
    return FORMS[-1]


def furnish(site: Site, number: int) -> tuple[Piece, ...]:
    """The furniture of one page: the ticker moves on, promotions take turns."""
    made = partial(_line, site)
    ticker = [made(f"ticker {(number + place) % _TICKER}", _HEADLINE_WORDS) for place in range(_TICKER_LINES)]
    return (
        Piece("menu", tuple(made(f"menu {place}", _HEADLINE_WORDS) for place in range(_MENU_LINES)), 0),
        Piece("ticker", tuple(ticker), 1),
        Piece("promotion", (made(f"promotion {number % _PROMOTIONS}", _SENTENCE_WORDS),), 2),
        Piece("footer", tuple(made(f"footer {place}", _SENTENCE_WORDS) for place in range(_FOOTER_LINES)), 99),
    )


def _line(site: Site, name: str, words: int) -> str:
    place = sum(map(ord, name)) % len(site.paragraphs)
    start = site.paragraphs[place].split()[:words]
    return Inventor(f"{site.host} {name}", site.host, site.paragraphs[place]).text(" ".join(start).rstrip(".,") + ".")


def make_page(site: Site, number: int, kinds: Sequence[int] = range(4)) -> Page:
    """One page of a site.

    Args:
        site: whose skeleton it has.
        number: of the page; the story is another one for each, but for the copies behind the last of them.
        kinds: of furniture on it.
    """
    told = max(0, number) if number < 1_000 else 0
    invent = Inventor(f"{site.host} story {told}", site.host, " ".join(site.paragraphs)).text
    html = site.html.replace(site.title, invent(site.title)) if site.title else site.html
    tree = LexborHTMLParser(html)
    paragraphs = [node for node in tree.css("p") if _text(node) in set(site.paragraphs)]
    story = []
    for node in paragraphs:
        story.append(invent(_text(node)))
        node.inner_html = _escaped(story[-1])
    furniture = []
    for kind, piece in enumerate(furnish(site, number)):
        if kind in kinds:
            furniture += piece.lines
            line, around = site.forms[kind]
            _insert(paragraphs, piece, line, around.format(piece.name))
    return Page(str(tree.html), f"https://{site.host}/made/{number}", tuple(story), tuple(furniture))


def _insert(paragraphs: Sequence[LexborNode], piece: Piece, line: str, around: str) -> None:
    lines = "".join(f"<{line}>{_escaped(text)}</{line}>" for text in piece.lines)
    whole = f"<{around}>{lines}</{around.split()[0]}>" if around else lines
    body = LexborHTMLParser(whole).body
    nodes = list(body.iter()) if body is not None else []
    at = paragraphs[min(piece.place, len(paragraphs)) - 1] if piece.place else paragraphs[0]
    for node in nodes if not piece.place else reversed(nodes):
        (at.insert_after if piece.place else at.insert_before)(node)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def make_dump(site: Site, count: int) -> list[Page]:
    """The pages of a site, the last of them copies of the first story."""
    return [make_page(site, number if number < count - COPIES else 1_000 + number) for number in range(count)]


def tally(pages: Sequence[Page], clean: Callable[[Page], str]) -> Tally:
    """Clean the pages and count."""
    leaked = lost = 0
    for page in pages:
        lines = set(clean(page).split("\n"))
        leaked += sum(line in lines for line in page.furniture)
        lost += sum(line not in lines for line in page.story)
    return Tally(leaked, lost)


def as_text(page: Page) -> str:
    """All lines of a page, as crawlers' text dumps have them."""
    return "\n".join(block.text for block in Cleaner(rules=None).trace(page.html, page.url).blocks)


def compare(dumps: Sequence[Sequence[Page]], *, text: bool = False) -> tuple[Tally, Tally, Tally]:
    """Without a memory; with one that has seen the whole dump; with one that learns while the pages pass."""
    bodies = {page.url: as_text(page) for pages in dumps for page in pages} if text else {}

    def by(cleaner: Cleaner) -> Callable[[Page], str]:
        if text:
            return lambda page: cleaner.clean_text(bodies[page.url], page.url).text
        return lambda page: cleaner.clean(page.html, page.url).text

    pages = [page for dump in dumps for page in dump]
    memory = SiteMemory()
    passing = tally(pages, by(Cleaner(rules=None, memory=memory)))
    return tally(pages, by(Cleaner(rules=None))), tally(pages, by(Cleaner(rules=None, memory=memory.fixed()))), passing


def main() -> None:
    """The command."""
    parser = parser_of("bench.sites", __doc__)
    parser.add_argument("hosts", nargs="?", type=int, default=50, help="made-up sites; 50 by default")
    parser.add_argument("pages", nargs="?", type=int, default=20, help="of each site; 20 by default")
    args = parser.parse_args()
    dumps = [make_dump(site, args.pages) for site in read_sites(args.hosts)]
    shown = sum(len(page.furniture) for pages in dumps for page in pages)
    told = sum(len(page.story) for pages in dumps for page in pages)
    print(f"{len(dumps)} hosts, {args.pages} pages each; {shown} lines of furniture, {told} paragraphs of stories")
    for name, is_text in (("pages", False), ("text dumps", True)):
        for how, found in zip(("no memory", "whole dump", "passing"), compare(dumps, text=is_text), strict=True):
            print(f"{name:10}  {how:10}  leaked {found.leaked:6}  lost {found.lost:6}", flush=True)


if __name__ == "__main__":
    main()
