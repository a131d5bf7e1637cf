"""What tests of the command line share: the sample dump, a small page, and how a command is run."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from cleaner.cli import app

DUMP = Path(__file__).parent / "fixtures" / "dump"
STORY = DUMP / "harbour-ferry.html"
FIRST = "The night ferry between Port Ellery and the outer islands will sail again"
PARAGRAPHS = [
    f"Sentence {word} stands in the body of the page, and it is long enough to be one. It has a second one after it."
    for word in ("one", "two", "three", "four", "five")
]
STORY_OF_FIVE = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
SMALL = f"<html><title>Small page</title><body><article>{STORY_OF_FIVE}</article></body></html>"


def run(*arguments: str | Path, stdin: bytes | None = None):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
