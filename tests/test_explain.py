from __future__ import annotations

import io

from rich.console import Console

from cleaner import Cleaner
from cleaner.tooling.explain.table import explain, explain_json

PARAGRAPHS = [
    f"Sentence {word} stands in the body of the page, and it is long enough to be one. It has a second one after it."
    for word in ("one", "two", "three", "four", "five")
]
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
PAGE = f"""<title>[/red] A story</title><nav><a href="/">[link=x]Home[/link]</a></nav>
<article>{STORY}
<p>Brackets \x1b[1m like [bold] these are plain text, and they stay in it.</p></article>"""


def printed(page: str, url: str | None = None) -> str:
    console = Console(file=io.StringIO(), width=140)
    console.print(explain(Cleaner(rules=None).trace(page, url)))
    return console.file.getvalue()


def test_brackets_of_a_page_are_printed_as_they_are():
    table = printed(PAGE)
    assert "[link=x]Home[/link]" in table
    assert "like [bold] these" in table
    assert "\x1b" not in table


def test_the_head_says_where_each_field_came_from():
    lines = printed(PAGE, "https://a.example/story").splitlines()
    assert "url         https://a.example/story" in lines
    assert "rule        none" in lines
    assert any(line.startswith("title       [/red] A story  (") for line in lines)
    assert "date        none" in lines


def test_a_page_without_blocks_is_explained_by_its_reason():
    assert "reason      empty" in printed("")
    assert "score" not in printed("")  # no table of no blocks


def test_the_json_form_has_a_row_for_each_block():
    trace = Cleaner(rules=None).trace(PAGE)
    told = explain_json(trace)
    assert [row["kept"] for row in told["blocks"]] == [decision.kept for decision in trace.decisions]
