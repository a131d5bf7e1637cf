"""Programs, commands and formulas in plain-text dumps are lines of the story, however short and far from its prose."""

from __future__ import annotations

import pytest

from cleaner import clean_text
from cleaner.model import Block
from cleaner.text.line_facts import read_fact
from cleaner.text.ticker import find_tickers

TITLE = "How the lighthouse counts its boats"
STORY = [
    "The lamp sends a short pulse each time a boat goes by, and a small program on the shore adds these pulses up.",
    "It keeps the counts of one night in a list, and writes them to a file before the keeper goes to bed at dawn.",
    "Whoever wants to know how many boats there were can read that file, or ask the program by a line of its own.",
]
PROGRAM = [
    "from lamp import pulses",
    "counts = []",
    "def count(night):",
    "total = 0",
    "for pulse in pulses(night):",
    "total += 1",
    "counts.append(total)",
    "return total",
    "print(count('today'))",
    "with open('boats.txt', 'w') as file:",
    "file.write(str(counts))",
]
COMMANDS = ["docker run -p 28080:8080 \\", "--init \\", "-e LAMP=on \\", "-v /etc/lamp:/etc/lamp:ro \\"]


def is_code(line: str) -> bool:
    return read_fact(Block(line, "line", ((line, "", 0),))).code


@pytest.mark.parametrize(
    "line",
    ["counts = []", "total += 1;", "file.write(str(counts));", "}", "</div>", "if (a && b) {", "lamp::count",
     "--init \\", "x => x + 1", r"\frac{a}{b} = c", "$$ a + b $$", "// adds the pulses up", "boats->next"],
)  # fmt: skip
def test_lines_of_code_are_told(line: str):
    assert is_code(line)


@pytest.mark.parametrize(
    "line",
    ["The keepers count; nobody else does;", "Home > News > Lamps", "Lamps & boats", "Price: $20", "{| site_name |}",
     "https://lamp.example/?night=3&boats=4", "--Editors: Anna Low, Ben High", "//Harbour", "(see below)", "Boats: 12"],
)  # fmt: skip
def test_other_lines_with_signs_are_none(line: str):
    assert not is_code(line)


def test_a_program_in_a_story_stays_whole():
    dump = ["Home", "News", "Log in", TITLE, STORY[0], STORY[1], *PROGRAM, STORY[2], "Most read", "A wet wall"]
    lines = clean_text("\n".join(dump)).text.splitlines()
    assert [line for line in PROGRAM if line not in lines] == []


def test_commands_with_ports_are_no_ticker_of_headlines():
    facts = [read_fact(Block(line, "line", ((line, "", 0),))) for line in COMMANDS * 4]
    assert find_tickers(facts, -1) == []


def test_a_long_paragraph_above_a_line_that_looks_like_the_headline_stays():
    long = " ".join(sentence.rstrip(".") + ". And" for sentence in STORY) + " so it goes on, night after night: a + b"
    dump = ["Home", "News", long, "The older lamps of the eastern shore", *STORY]
    assert long in clean_text("\n".join(dump)).text


def test_a_paragraph_that_adverts_part_from_the_story_is_its_first():
    dump = [
        "Home",
        "News",
        "Menu",
        TITLE,
        STORY[0],
        "Advertisement",
        "Share\tPrint",
        "Read more",
        *STORY[1:],
        "Most read",
    ]
    assert clean_text("\n".join(dump)).text.splitlines() == STORY


def test_markup_alone_is_no_article():
    assert clean_text("<p>word</p>\n" * 30).reason == "no article"
