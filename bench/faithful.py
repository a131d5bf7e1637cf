"""Formulas and lines of code: what share of a page's own comes out as the page writes it.

    python -m bench.faithful SET.parquet [--lost N]

A formula counts where the gold has it, too, and is found where the article's text has its TeX between dollar signs,
white space squeezed. A line of code counts where the gold has it, and is found where the article's text has it with its
indentation. Both are read from the page by other means than the cleaner's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bench.arguments import parser_of
from bench.integrity import Tally
from bench.pages import load
from cleaner import Cleaner

# Where a page says the TeX of a formula: beside the drawing, in a script, or as an alternative text.
_NOTES = "annotation[encoding*=tex], annotation[encoding*=TeX], script[type^='math/tex']"
_PICTURES = "img.latex, img.tex, img.mwe-math-fallback-image-inline, img.mwe-math-fallback-image-display"
_WRITTEN = re.compile(
    r"\$\$(.+?)\$\$|\\\((.+?)\\\)|\\\[(.+?)\\\]|\[tex\](.+?)\[/tex\]|\[math\](.+?)\[/math\]"
    r"|(?<![\\$\w])\$([^\s$](?:[^$\n]*?[^\s$\\])?)\$(?![\w$])",
    re.DOTALL | re.IGNORECASE,
)
# What makes TeX of what stands between dollar signs, where prices may.
_MATHS = re.compile(r"\\[A-Za-z]|[\^_=<>]|^[A-Za-z]'*$")
_SCRIPTS = re.compile(rb"mathjax|katex|\[tex\]|\[math\]", re.IGNORECASE)
_LISTED = "pre, .syntaxhighlighter .code, .crayon-pre, .CodeMirror-code"
_UNSEEN = re.compile("[\u200b\ufeff\u00ad]")
# Shorter lines (`}`, `else`) are in the gold by chance.
_FEWEST_LETTERS = 4
_FEWEST_SIGNS = 3


def formulas(html: bytes) -> Counter[str]:
    """The page's formulas as TeX, white space squeezed."""
    tree = LexborHTMLParser(html)
    said = [node.text() for node in tree.css(_NOTES)]
    said += [node.attributes.get("alt") or "" for node in tree.css(_PICTURES)]
    tree.strip_tags(["script", "style", "template", "pre", "code", "math"])
    if _SCRIPTS.search(html) and tree.body is not None:
        said += _between_signs(tree.body.text())
    return Counter(filter(None, map(_bare, said)))


def _between_signs(text: str) -> Iterator[str]:
    for match in _WRITTEN.finditer(text):
        if match[6] is None or _MATHS.search(match[6]):
            yield next(filter(None, match.groups()))


def _bare(tex: str) -> str:
    tex = " ".join(_UNSEEN.sub("", tex).split())
    tex = re.sub(r"^%? ?<!\[CDATA\[|%? ?\]\]>$", "", tex)
    for start, end in (("{\\displaystyle", "}"), ("$\\latex", "$"), ("$$", "$$"), ("$", "$")):
        if tex.startswith(start) and tex.endswith(end) and len(tex) > len(start) + len(end):
            tex = tex[len(start) : -len(end)]
    return tex.strip()


def shown_formulas(text: str) -> Counter[str]:
    """What stands between dollar signs in an article, white space squeezed."""
    return Counter(
        _bare(match["a"] or match["b"]) for match in re.finditer(r"\$\$(?P<a>.+?)\$\$|\$(?P<b>[^$]+)\$", text)
    )


def code_lines(html: bytes) -> Counter[str]:
    """The lines of the page's listings, as they are indented."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "template", "button"])
    lines: Counter[str] = Counter()
    for listing in tree.css(_LISTED):
        if listing.css_first("p, h1, h2, h3, img") is None:
            lines.update(filter(_says_enough, _lines_of(listing)))
    return lines


def _lines_of(listing: LexborNode) -> list[str]:
    for end in listing.css("br"):
        end.replace_with("\n")
    boxes = listing.css("div, li")
    whole = "\n".join(box.text() for box in boxes if box.css_first("div, li") is None) if boxes else listing.text()
    return [_plain(line) for line in whole.splitlines()]


def _plain(line: str) -> str:
    return _UNSEEN.sub("", line).replace("\u00a0", " ").rstrip()


def _says_enough(line: str) -> bool:
    return len(_letters(line)) >= _FEWEST_LETTERS


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def lost_formulas(html: bytes, gold: str, text: str) -> tuple[list[str], Tally]:
    """Formulas of the gold that the article lacks, or writes otherwise than the page."""
    flat = " ".join(_UNSEEN.sub("", gold).split())
    wanted = Counter({tex: min(count, _times(tex, flat)) for tex, count in formulas(html).items()})
    missing = +wanted - shown_formulas(text)
    return list(missing.elements()), Tally(missing.total(), wanted.total())


def _times(tex: str, gold: str) -> int:
    """How often a text has a formula as a word of its own; a letter or two are there by chance."""
    if len(tex) < _FEWEST_SIGNS or tex not in gold:
        return 0
    return len(re.findall(rf"(?<![^\s$(]){re.escape(tex)}(?![^\s$.,;:!?)-])", gold))


def lost_lines(html: bytes, gold: str, text: str) -> tuple[list[str], Tally]:
    """Lines of code in the gold that the article lacks, or indents otherwise than the page."""
    said = code_lines(html)
    wanted = Counter(map(_letters, gold.splitlines()))
    kept: Counter[str] = Counter()
    for line, count in said.items():
        if found := min(count, wanted[_letters(line)]):
            kept[line] = found
    missing = kept - Counter(map(_plain, text.splitlines()))
    return list(missing.elements()), Tally(missing.total(), kept.total())


def main() -> None:
    """Print the shares of a set, page by page where something is lost."""
    parser = parser_of("bench.faithful", __doc__)
    parser.add_argument("set", type=Path, help="Parquet file or folder of labelled pages")
    parser.add_argument("--lost", type=int, default=0, help="show so many of what each page lost")
    chosen = parser.parse_args()
    cleaner = Cleaner(rules=None)
    totals = {"formulas": [0, 0], "lines of code": [0, 0]}
    for sample in load(chosen.set):
        text = cleaner.clean(sample.html, sample.url or None).text
        for name, count in (("formulas", lost_formulas), ("lines of code", lost_lines)):
            missing, tally = count(sample.html, sample.gold, text)
            totals[name][0] += tally.faults
            totals[name][1] += tally.judged
            if missing:
                print(f"{sample.key[:40]:40} {name}: {tally.faults} of {tally.judged} lost  {sample.url[:80]}")
                for entry in missing[: chosen.lost]:
                    print(f"      {entry[:120]!r}")
    for name, (faults, judged) in totals.items():
        print(f"{name}: {judged - faults} of {judged} found, {1 - faults / max(1, judged):.4f}")


if __name__ == "__main__":
    main()
