"""A sentence that the stories of a site share is none of its furniture, as far as rules are drafted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import APPEAL, HOST, NOTICE, headline, story, url
from typer.testing import CliRunner

from cleaner import Cleaner, SiteMemory
from cleaner.cli import app
from cleaner.rules.toml import read_toml
from cleaner.site_memory.runs import Seen, inside_prose
from cleaner.tooling.learn import learn, learn_texts, read_hosts
from cleaner.tooling.site_memory.draft import draft_rule

SHARED = "The bay has four thousand inhabitants, and one ferry takes them to the mainland at noon on every working day."
PAGES = 6


def paragraphs(number: int) -> list[str]:
    """A story with the sentence between its paragraphs, at another place each time."""
    told = story(number)
    told.insert(1 + number % 3, SHARED)
    return told


def page(number: int) -> str:
    """With a promotion in a box of its own, and a line below the story that is on every page."""
    lines = [f"<p>{line}</p>" for line in paragraphs(number)]
    lines.insert(2, f'<p class="reader-appeal">{APPEAL}</p>')
    name = headline(number)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title></head><body><main><article>'
        f'<h1>{name}</h1><div class="story-text">{"".join(lines)}<p>{NOTICE}</p></div></article></main></body></html>'
    )


def struck(toml: str) -> dict[str, list[str]]:
    (layout,) = read_toml(toml)["layout"]
    return {
        "drop": layout.get("drop", []),
        "drop_text": [pattern["like"] for pattern in layout.get("drop_text", [])],
    }


def test_a_learnt_rule_strikes_the_furniture_alone(tmp_path: Path):
    dump = tmp_path / "pages.jsonl"
    dump.write_text("".join(json.dumps({"url": url(n), "html": page(n)}) + "\n" for n in range(PAGES)), "utf-8")
    (host,) = read_hosts([dump]).hosts
    found = struck(learn(host.name, host.pages).toml(comments=False))
    assert SHARED not in found["drop_text"]
    assert found["drop"] == [".reader-appeal"]
    assert found["drop_text"] == [NOTICE]


def test_a_rule_drafted_from_a_memory_does_so_too():
    memory = SiteMemory()
    cleaner = Cleaner(rules=None, memory=memory)
    for number in range(PAGES):
        cleaner.clean(page(number), url(number))
    look = memory.look(HOST)
    assert look is not None
    assert {piece.text: piece.is_inside for piece in look.pieces if piece.text in (SHARED, NOTICE)} == {
        SHARED: True,
        NOTICE: False,
    }
    found = struck(draft_rule(HOST, look) or "")
    assert found == {"drop": [".reader-appeal"], "drop_text": [NOTICE]}


def test_a_draft_of_plain_texts_does_so_too():
    texts = ["\n\n".join([headline(n), "Follow the bay on every shore", *paragraphs(n), NOTICE]) for n in range(PAGES)]
    found = [choice.pattern.like for choice in learn_texts(HOST, texts).patterns]
    assert found == ["Follow the bay on every shore", NOTICE]


def test_a_memory_lets_the_furniture_go_alone():
    memory = SiteMemory()
    learning = Cleaner(rules=None, memory=memory)
    for number in range(PAGES):
        learning.clean(page(number), url(number))
    cleaner = Cleaner(rules=None, memory=memory.fixed())
    for number in range(PAGES + 1):
        lines = cleaner.clean(page(number), url(number)).text.split("\n")
        assert SHARED in lines
        assert not {NOTICE, APPEAL} & set(lines)


def blocks(*rows: tuple[str, str]) -> list[Seen]:
    return [Seen(text, place, len(text) > 1) for text, place in rows]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("own", "p"), ("REPEAT", "p"), ("other", "p")], {1}),
        ([("own", "p"), ("REPEAT", "p"), ("REPEAT2", "p"), ("other", "p")], {1, 2}),
        ([("own", "p"), ("-", "h2"), ("REPEAT", "p"), ("-", "figure"), ("other", "p")], {2}),
        ([("own", "p"), ("REPEAT", "p.box"), ("other", "p")], set()),
        ([("own", "p"), ("REPEAT", "p")], set()),
        ([("REPEAT", "p"), ("own", "p")], set()),
        ([("own", "p"), *[("-", "li")] * 3, ("REPEAT", "p"), ("other", "p")], set()),
    ],
    ids=["between", "two of them", "beside a subhead", "a box of its own", "at the end", "at the start", "far away"],
)
def test_what_stands_inside_a_run_of_prose(rows: list[tuple[str, str]], found: set[int]):
    assert inside_prose(blocks(*rows), lambda text: str(text).startswith("REPEAT")) == found


def test_the_command_drafts_it_so(tmp_path: Path):
    for number in range(PAGES):
        (tmp_path / f"{number}.html").write_text(page(number), "utf-8")
    done = CliRunner().invoke(app, ["rules", "learn", str(tmp_path), "--url", url(0)])
    assert done.exit_code == 0, done.output
    assert SHARED not in done.stdout
