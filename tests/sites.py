"""Pages of one invented site: another story on each, the same furniture among the paragraphs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from stories import PARAGRAPHS

from cleaner.tooling.fixtures.invent import Inventor

HOST = "bay-courier.example"
NOTICE = (
    "The courier is printed on Fridays, and whoever brings an old copy back gets a bag of apples from the press hall."
)
APPEAL = "Our readers have kept the courier alive for sixty years, and a coin in the tin at the door helps it on."
STORY = [paragraph.removeprefix("<p>").removesuffix("</p>") for paragraph in PARAGRAPHS]


def url(number: int) -> str:
    return f"https://www.{HOST}/bay/{number}"


def story(number: int) -> list[str]:
    """The paragraphs of a page's story."""
    invent = Inventor(f"story {number}", HOST).text
    return [invent(paragraph) for paragraph in STORY]


def headline(number: int) -> str:
    return Inventor(f"headline {number}", HOST).text("Keepers of the eastern lamp count the passing boats again")


def ticker(number: int, lines: int = 4, of: int = 12) -> list[str]:
    """Lines of which each page shows some, the next page others."""
    say = "The {0} of the harbour has asked for another rope, and the council has put it off until the summer."
    return [
        Inventor(f"ticker {(number + place) % of}", HOST).text(say.format("keeper"))[:70] + "."
        for place in range(lines)
    ]


def page(number: int, *, last: Iterable[str] = (NOTICE,), middle: str = "", title: str | None = None) -> str:
    """A page whose furniture stands among the paragraphs: elements in the middle, lines at the end."""
    paragraphs = [f"<p>{text}</p>" for text in story(number)]
    paragraphs.insert(3, middle)
    paragraphs += [f"<p>{text}</p>" for text in last]
    name = title or headline(number)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title></head><body><main><article>'
        f'<h1>{name}</h1><div class="story-text">{"".join(paragraphs)}</div></article></main></body></html>'
    )


def text(number: int, last: Sequence[str] = (NOTICE,)) -> str:
    """The same as a text dump."""
    return "\n\n".join([headline(number), *story(number), *last])


def write_dump(path: Path, numbers: Iterable[int], *, texts: bool = False) -> Path:
    """A dump of such pages, or of their texts."""
    rows = [{"url": url(number), **({"text": text(number)} if texts else {"html": page(number)})} for number in numbers]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path
