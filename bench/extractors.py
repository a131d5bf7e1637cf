"""The extractors that are compared, each behind the same two functions: text and, where it has them, fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

Text = Callable[[bytes, str], str]
Fields = tuple[str, list[str], str]
OURS = "cleaner"


@dataclass(frozen=True)
class Extractor:
    """Reads the body of a page and, perhaps, its title, authors and date (YYYY-MM-DD or empty)."""

    text: Text
    fields: Callable[[bytes, str], Fields] | None = None


def parse_only() -> Extractor:
    """The yardstick for speed."""
    from selectolax.lexbor import LexborHTMLParser

    def text(html: bytes, _url: str) -> str:
        LexborHTMLParser(html)
        return ""

    return Extractor(text)


def ours() -> Extractor:
    """As a user gets it: with metadata, and with the bundled rules looked up."""
    from cleaner import Cleaner

    cleaner = Cleaner()
    return Extractor(lambda html, url: cleaner.clean(html, url or None).text)


def trafilatura(**options: bool) -> Extractor:
    from trafilatura import extract
    from trafilatura.metadata import extract_metadata

    def fields(html: bytes, url: str) -> Fields:
        found = extract_metadata(html, default_url=url or None)
        if found is None:
            return "", [], ""
        return found.title or "", [name.strip() for name in (found.author or "").split(";")], found.date or ""

    return Extractor(
        lambda html, _url: extract(html, include_comments=False, **options) or "", None if options else fields
    )


def resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def text(html: bytes, _url: str) -> str:
        tree = HTMLTree.parse_from_bytes(html, detect_encoding(html))
        return str(extract_plain_text(tree, main_content=True, alt_texts=False))

    return Extractor(text)


def readability() -> Extractor:
    from lxml import html as lxml_html
    from readability import Document

    return Extractor(lambda html, _url: " ".join(lxml_html.fromstring(Document(html).summary()).itertext()))


def justext() -> Extractor:
    """With the English stop words, or all languages' together where the page says it is in another one."""
    from justext import get_stoplist, get_stoplists
    from justext import justext as paragraphs

    english = get_stoplist("English")
    every = frozenset().union(*map(get_stoplist, get_stoplists()))

    def text(html: bytes, _url: str) -> str:
        language = re.search(rb"<html[^>]*\blang\s*=\s*[\"']?(\w\w)", html[:5000], re.IGNORECASE)
        words = english if language is None or language[1].lower() == b"en" else every
        return "\n".join(found.text for found in paragraphs(html, words) if not found.is_boilerplate)

    return Extractor(text)


def newspaper() -> Extractor:
    from newspaper import Article, Config

    from cleaner.page.decode import decode

    config = Config()
    config.fetch_images = False

    @lru_cache(maxsize=1)
    def parsed(html: bytes, url: str) -> Article:
        article = Article(url or "https://www.example.org/", config=config)
        article.download(input_html=decode(html).text)
        article.parse()
        return article

    def fields(html: bytes, url: str) -> Fields:
        article = parsed(html, url)
        return article.title or "", list(article.authors), str(article.publish_date or "")[:10]

    return Extractor(lambda html, url: str(parsed(html, url).text), fields)


def boilerpy() -> Extractor:
    from boilerpy3.extractors import ArticleExtractor

    from cleaner.page.decode import decode

    extractor = ArticleExtractor()
    return Extractor(lambda html, _url: str(extractor.get_content(decode(html).text)))


# Name, distribution, how to make it.
PEERS: dict[str, tuple[str, Callable[[], Extractor]]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura, fast": ("trafilatura", lambda: trafilatura(fast=True)),
    "trafilatura, precision": ("trafilatura", lambda: trafilatura(favor_precision=True)),
    "resiliparse": ("resiliparse", resiliparse),
    "readability-lxml": ("readability-lxml", readability),
    "jusText": ("jusText", justext),
    "newspaper4k": ("newspaper4k", newspaper),
    "boilerpy3": ("boilerpy3", boilerpy),
}
MAKERS = {"lexbor parse": parse_only, OURS: ours} | {name: make for name, (_, make) in PEERS.items()}


def versions() -> dict[str, str]:
    """The peers that are installed, with their versions; says which are not."""
    found = {}
    for name, (distribution, make) in PEERS.items():
        try:
            make()
            found[name] = version(distribution)
        except (ImportError, PackageNotFoundError):
            print(f"not installed, left out: {name}")
    return found
