"""Which blocks of a page an article has, and what each of them hangs on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.article.reading import read_blocks
from cleaner.model import Block

kinds = st.tuples(st.sampled_from(["", "", "line", "inline"]), st.booleans())


def hangs(before: list[tuple[str, bool]]) -> bool:
    """Whether a block that hangs on what comes before it may: told from the beginning of the page."""
    found = True
    for continues, keep in before:
        found = keep or (found and continues == "inline")
    return found


@given(st.lists(kinds, max_size=9))
def test_a_line_whose_beginning_was_dropped_hangs_on_nothing(said):
    blocks = [Block(f"Words {at}", "p", continues=continues) for at, (continues, _) in enumerate(said)]
    kept, origins = read_blocks(blocks, [keep for _, keep in said])
    assert origins == [at for at, (_, keep) in enumerate(said) if keep]
    for block, at in zip(kept, origins, strict=True):
        assert block.continues == (said[at][0] if hangs(said[:at]) else "")


def test_a_formula_broken_into_lines_is_one_block_where_it_begins():
    lines = (("As in", ""), (r"\[ a", ""), ("+ b", "line"), (r"= c \]", "line"), ("so.", ""))
    blocks = [Block(text, "p", ((text, "", 0),), continues=continues) for text, continues in lines]
    kept, origins = read_blocks(blocks, [True] * 5)
    assert origins == [0, 1, 4]
    assert kept[1].text == "$$a + b = c$$"
