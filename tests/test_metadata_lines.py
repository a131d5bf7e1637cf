"""The compiled look at a page's lines sees what the one in Python sees, and that is what is asked for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.lexicon.metadata import words
from cleaner.metadata import lines
from cleaner.metadata.byline import near_headline
from cleaner.model import Block

PIECES = [
    "By ",
    "bY",
    "Anna Ray",
    "Anna",
    "Dr Ray is a baker, and she has lived here for long",
    "2024",
    "٣",
    " ",
    "é",
    "İ",
]
BLOCKS = st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=8).map(
    lambda texts: [Block(text, "h1" if len(text) % 3 == 0 else "p") for text in texts]
)
STARTS = frozenset(("by", "é2", "an"))


def looks(blocks: list[Block]) -> list[list[int]]:
    return [
        lines.tagged(blocks, "".join(["h", "1"])),
        lines.dated(blocks, 12),
        lines.starting(blocks, STARTS, 12),
        lines.introducing(blocks, 10, "D"),
        lines.opening(blocks, frozenset("aé"), 5, 30),
        lines.appealing(blocks, 9, 60),
    ]


@pytest.mark.skipif(lines._compiled is None, reason="built without a C compiler: only Python is there")
@given(blocks=BLOCKS)
def test_both_see_the_same(blocks):
    ours = looks(blocks)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_compiled", None)
        assert looks(blocks) == ours


def test_what_each_look_is_for():
    blocks = [Block("Anna Ray", "h1"), Block("Anna Ray has baked since 2019.", "p"), Block("BY hand", "p")]
    assert looks(blocks) == [[0], [], [0, 2], [0], [0, 1], [2]]
    assert lines.dated(blocks, 60) == [1]
    assert lines.appealing(blocks, 9, 20) == []


@pytest.mark.parametrize("folder", ["author", "autores", "Yazarlar", "by", "staff", "columnists", "author-bio"])
def test_an_authors_address_has_a_part_that_is_looked_for(folder):
    assert near_headline.AUTHOR_LINK.search(f"/{folder}/x")
    assert folder.lower().startswith(near_headline.AUTHOR_PARTS)


@pytest.mark.parametrize("folder", ["profile", "PEOPLE", "team", "experts", "bio", "www.linkedin.com/in", "person"])
def test_a_profiles_address_has_a_part_that_is_looked_for(folder):
    assert near_headline._PROFILE_LINK.search(f"/{folder}/x")
    assert folder.lower().startswith(near_headline._PROFILE_PARTS)


@pytest.mark.parametrize("which", ["author", "profile"])
def test_all_patterns_of_addresses_begin_with_such_parts(which):
    parts = words(f"{which} addresses, one word")
    plain = [re.sub(r"^\(\?:www\\\.\)\?", "", word) for word in words(f"{which} addresses (patterns)")]
    assert all(word.replace("\\.", ".").startswith(parts) for word in plain)
