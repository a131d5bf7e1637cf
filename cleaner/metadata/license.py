"""The page's licence, where it states one, as a code like those of SPDX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner import expressions as re
from cleaner.lexicon.metadata import either
from cleaner.metadata.jsonld import Graph, Thing, text_of
from cleaner.metadata.markup import ancestors, text_in
from cleaner.metadata.meta_tags import Head
from cleaner.metadata.plain import tidy
from cleaner.model import Block, Candidate
from cleaner.page.dom import Node, Page
from cleaner.page.survey import places

# An address of a Creative Commons licence or of the public domain: `creativecommons.org/licenses/by-sa/4.0/`.
_ADDRESS = re.compile(
    r"(?i)creativecommons\.org/(?:licen[sc]es/(?P<terms>by(?:-(?:nc|nd|sa))*|nc(?:-sa)?|sa)|publicdomain/(?P<free>zero|mark))"
    r"(?:/(?P<version>\d\.\d))?(?:/(?P<country>[a-z]{2,3})(?![\w-]))?"
)
# The name of such a licence in a text: "CC BY-SA 4.0", "CC0", "Creative Commons Attribution-ShareAlike 3.0".
_TEXT = re.compile(
    r"\b(?:(?:CC|(?i:Creative Commons))[\s-]+(?i:licen[sc]e\s+)?(?P<terms>(?:BY|by)(?:[\s-](?i:NC|ND|SA)\b)*)|"
    r"(?P<zero>CC0|CC[\s-]Zero))(?!\w)(?![ ][a-z])(?:[\s-]*(?P<version>[1-4]\.[05]))?|"
    rf"\b(?i:Creative Commons)[\s:,–-]+(?i:{either('licence, before its terms (patterns)')})?(?P<words>(?i:"
    rf"(?:{either('licence, attribution (patterns)')})(?:[\s–-]+(?:{either('licence, not commercial (patterns)')}|"
    rf"{either('licence, not changed (patterns)')}|{either('licence, shared alike (patterns)')}))*))"
    r"(?:\s+(?P<of>[1-4]\.[05]))?"
)
# What spelled-out terms of a licence say, each with its letters in the code.
_TERMS = tuple(
    (re.compile(f"(?i){either(section)}"), short)
    for section, short in (
        ("licence, not commercial (patterns)", "NC"),
        ("licence, not changed (patterns)", "ND"),
        ("licence, shared alike (patterns)", "SA"),
    )
)
# "CC BY-SA 3.0 DE": a version of one country, which those before 4.0 have.
_COUNTRY = re.compile(r"[ -]([A-Z]{2})(?![\w-])")
_OPEN_GOVERNMENT = re.compile(r"(?i)\bOpen Government Licen[cs]e\s(?:version\s|v)?(\d)\.0")
_OTHERS = (
    (re.compile(r"(?i)gnu\.org/(?:licenses|copyleft)/(fdl|gpl|lgpl|agpl)(?:-(\d\.\d))?"), "GNU"),
    (re.compile(r"(?i)(?:opensource|spdx)\.org/licen[sc]es?/([a-z0-9.+-]+?)(?:-license)?(?:\.(?:php|html))?/?$"), ""),
    (re.compile(r"(?i)apache\.org/licenses/license-(2\.0)"), "Apache"),
    (re.compile(r"(?i)nationalarchives\.gov\.uk/doc/open-government-licence/version/(\d)"), "OGL-UK"),
)  # fmt: skip
_GNU = {"fdl": "GFDL", "gpl": "GPL", "lgpl": "LGPL", "agpl": "AGPL"}
_SPELLED = {"mit": "MIT", "apache-2.0": "Apache-2.0"}
_METAS = ("dcterms.license", "dc.license", "dc.rights.license", "license", "dc.rights", "dcterms.rights", "copyright",
          "rights", "cc:license", "citation_license")  # fmt: skip
_META_NAMES = frozenset(_METAS)
_LICENSED = re.compile(rf"(?i){either('licensed (patterns)')}")
_MOST_LINKS = 40  # elements that name a licence and are read
_PICTURES = frozenset(("figure", "figcaption", "picture"))
_PARTS = frozenset(("nav", "aside", "blockquote"))
_LAST_BLOCKS = 40  # blocks of the page's end in which a footer's licence is looked for
_LONGEST = 600  # characters of a line of the footer
_ALT = re.compile(r"(?i)creative\s?commons|\bcc\b|licen[sc]e")


def read_license(
    page: Page, head: Head, graph: Graph, articles: Sequence[Thing], blocks: Sequence[Block]
) -> list[Candidate]:
    """What the page says about its own licence, the surest source first.

    Licences of pictures (in figures and captions) and links in running text that does not license anything are not the
    page's.
    """
    found: dict[str, Candidate] = {}
    for source, score, text in _statements(page, head, graph, articles, blocks):
        code = license_code(text) if text else None
        if code:
            found.setdefault(code, Candidate("license", code, source, score))
    return sorted(found.values(), key=lambda candidate: -candidate.score)


def _statements(
    page: Page, head: Head, graph: Graph, articles: Sequence[Thing], blocks: Sequence[Block]
) -> Iterator[tuple[str, float, str]]:
    for thing in (*articles[:2], *graph.of_type("webpage", "website", "dataset")):
        yield "json-ld", 0.95, text_of(thing.get("license"))
    for text in head.each(*_METAS) if not _META_NAMES.isdisjoint(head.metas) else ():
        yield "meta", 0.9, text
    yield from _linked(page)
    last = blocks[-_LAST_BLOCKS:]
    whole = "\n".join([block.text for block in last])
    for block in last if _has_sign(whole) else ():
        text = block.text
        if len(text) > _LONGEST or not _has_sign(text) or not _LICENSED.search(text):
            continue
        if block.tag not in _PICTURES and not any(frame.tag in _PICTURES for frame in block.frames):
            yield "footer", 0.6, text


def _has_sign(text: str) -> bool:
    """Whether a text has what one that names a licence has; asked of each page's end, so without a loop."""
    return "CC" in text or "ommons" in text or "Open Government" in text


def _linked(page: Page) -> Iterator[tuple[str, float, str]]:
    for node in places(page).licenses[:_MOST_LINKS]:
        attributes = node.attributes
        href = attributes.get("href") or ""
        above = {up.tag for up in ancestors(node)}
        if above & _PICTURES:
            continue
        if "license" in (attributes.get("rel") or "").lower():
            yield "rel=license", 0.95, href if license_code(href) else f"{href} {text_in(node)}"
        elif not above & _PARTS and (_is_badge(node) or _licenses(node)):
            yield "link", 0.8 if "footer" in above or _is_badge(node) else 0.7, href


def _is_badge(node: Node) -> bool:
    """Whether a link is the picture of a licence."""
    image = node.css_first("img")
    if image is None:
        return False
    told = image.attributes
    return _ALT.search(f"{told.get('alt') or ''} {told.get('src') or ''}") is not None


def _licenses(node: Node) -> bool:
    """Whether the line around a link says that something is licensed by it."""
    line = node.parent
    for _ in range(2):
        if line is None or line.tag in {"body", "html", None}:
            return False
        text = line.text()
        if len(text) < _LONGEST and _LICENSED.search(text):
            return True
        line = line.parent
    return False


def license_code(text: str) -> str | None:
    """The code of a licence that an address or a line names: `CC-BY-SA-4.0`, `CC0-1.0`, `GFDL-1.3`, `MIT`, ...

    A version that is not told stays away, so that `CC-BY` is not of SPDX's list.
    """
    line = tidy(text[:_LONGEST])
    match = _ADDRESS.search(line)
    if match and match["free"]:
        return "CC0-1.0" if match["free"].lower() == "zero" else "PDM-1.0"
    if match:
        return _joined("CC", match["terms"].upper(), match["version"], (match["country"] or "").upper())
    for pattern, family in _OTHERS:
        other = pattern.search(line)
        if other:
            return _other(family, other[1], other[2] if pattern.groups > 1 else None)
    if government := _OPEN_GOVERNMENT.search(line):
        return f"OGL-UK-{government[1]}.0"
    match = _TEXT.search(line)
    return _named(match) if match else _SPELLED.get(line.lower().removesuffix(" license").strip())


def _named(match: re.Match[str]) -> str:
    """The code of a Creative Commons licence that a text names."""
    if match["zero"]:
        return "CC0-1.0"
    if match["terms"]:
        country = _COUNTRY.match(match.string, match.end()) if match["version"] in _PORTED else None
        terms = re.sub(r"[\s-]+", "-", match["terms"]).upper()
        return _joined("CC", terms, match["version"], country[1] if country else None)
    terms = "-".join(["BY", *(short for pattern, short in _TERMS if pattern.search(match["words"]))])
    return _joined("CC", terms, match["of"])


# Versions of Creative Commons that had a text for each country; the code of one names the country.
_PORTED = frozenset(("1.0", "2.0", "2.1", "2.5", "3.0"))


def _joined(*parts: str | None) -> str:
    return "-".join(filter(None, parts))


def _other(family: str, name: str, version: str | None) -> str:
    if family == "GNU":
        return _joined(_GNU[name.lower()], version)
    if family == "OGL-UK":
        return f"OGL-UK-{name}.0"
    return _joined(family or None, _SPELLED.get(name.lower(), name if family or not name.islower() else name.upper()))
