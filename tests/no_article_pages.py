"""Invented pages that hold no article, in the languages of the lexicon and in the markup of servers and shields."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "no_article"


class Page(NamedTuple):
    """A page, what it is, a name for messages, and the same as the dump of a text where it is one of the invented."""

    name: str
    reason: str
    html: str
    text: str = ""


def pages() -> Iterator[Page]:
    """Every page: each text bare, in a site's frame, and in a frame with a list of other stories."""
    frames = {language: text for reason, language, text in rows("texts.txt") if reason == "frame"}
    for reason, language, text in rows("texts.txt"):
        if reason == "frame":
            continue
        title, heading, *lines = map(str.strip, text.split("|"))
        main = f"<h1>{heading}</h1>" * bool(heading) + "".join(map(_line, lines))
        # What a server or an application answers by itself stands in no site's frame.
        around = ("bare",) if reason in {"needs javascript", "index"} else ("bare", "frame", "stories")
        for frame, says in product(around, (True, False)):
            declared = f' lang="{language}"' * says
            html = _framed(frames[language].split("; "), title, main, frame).replace("<html>", f"<html{declared}>")
            text = "" if frame == "stories" else _dump(frames[language].split("; "), [heading or title, *lines], frame)
            yield Page(f"{reason}, {language}, {heading or title}, {frame}, {declared}", reason, html, text)
    for reason, name, markup in rows("servers.txt"):
        html = markup.replace("\\n", "\n")
        yield Page(f"{reason}, {name}", reason, f"<!doctype html><html>{html}</html>")


def short_pages() -> Iterator[Page]:
    """Short news and entries in such words: each bare, in a site's frame, and in a frame with a list of others."""
    frames = {language: text for reason, language, text in rows("texts.txt") if reason == "frame"}
    for reason, language, text in rows("short_pages.txt"):
        title, told = map(str.strip, text.split("|"))
        main = f"<h1>{title}</h1><p>{told}</p>"
        for frame in ("bare", "frame", "stories"):
            html = _framed(frames[language].split("; "), title, main, frame).replace(
                "<html>", f'<html lang="{language}">'
            )
            yield Page(f"{language}, {title}, {frame}", reason, html, told)


def rows(file: str) -> Iterator[tuple[str, str, str]]:
    """Section, key and text of each row of a data file."""
    section = ""
    for row in (FOLDER / file).read_text("utf-8").splitlines():
        if row.startswith("["):
            section = row.strip("[]")
        elif row and not row.startswith("#"):
            key, _, text = row.partition(": ")
            yield section, key, text


def _dump(words: list[str], lines: list[str], frame: str) -> str:
    """The lines as a dump holds them, in the site's frame or bare."""
    *menu, contact, privacy, _ = words
    return "\n".join(lines if frame == "bare" else [*menu, *lines, contact, privacy, "© 2024 Harbour Post"])


def _line(text: str) -> str:
    return f"<button>{text}</button>" if len(text) < 18 and text[-1] not in ".。?？" else f"<p>{text}</p>"


def _framed(words: list[str], title: str, main: str, frame: str) -> str:
    *sections, sign_in, contact, privacy, read = words
    above = below = ""
    if frame != "bare":
        links = "".join(f"<a href=/{at}>{name}</a> " for at, name in enumerate((*sections, sign_in)))
        above = f"<header><nav>{links}</nav></header>"
        below = f"<footer><a href=/c>{contact}</a> <a href=/p>{privacy}</a> <p>© 2024 Harbour Post</p></footer>"
    if frame == "stories":
        names = enumerate(sections * 2)
        teasers = "".join(f"<li><a href=/s{at}>{name} {at}: {name}, {sections[0]}</a></li>" for at, name in names)
        below = f"<aside><h3>{read}</h3><ul>{teasers}</ul></aside>{below}"
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!doctype html><html>{head}<body>{above}<main>{main}</main>{below}</body></html>"
