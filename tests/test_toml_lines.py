"""Lines of keys and values in rule files."""

from __future__ import annotations

import pytest

from cleaner.rules.toml_lines import TomlLines

RULE = TomlLines(
    """description = "The Weir"
[[layout]]
content = [
    "div.story",
    "div[data-zone=\\"story\\"]",
]
drop_text = [{ like = "div.story", zone = "tail" }]
[[layout]]
content = ["div.story"]
title = ["h1.head@title"]
"""
)


@pytest.mark.parametrize(
    ("key", "value", "layout", "line"),
    [
        ("content", "", 0, 3),
        ("content", "div.story", 0, 4),
        ("content", 'div[data-zone="story"]', 0, 5),
        ("drop_text", "div.story", 0, 7),
        ("like", "div.story", 0, 7),
        ("layout", "", 1, 8),
        ("content", "div.story", 1, 9),
        ("title", "h1.head", 1, 10),
        ("drop", "", 0, 0),
        ("drop", ".x", 1, 0),
        ("content", ".x", 1, 0),
    ],
)
def test_a_value_stands_at_or_below_its_key_in_its_layout(key, value, layout, line):
    assert RULE.find(key, value, RULE.layout(layout)) == line


def test_the_whole_file_is_searched_where_no_layout_is_named():
    assert RULE.find("title", "h1.head") == 10


def test_a_layout_that_is_not_there_is_the_whole_file():
    assert RULE.layout(7) == RULE.whole
