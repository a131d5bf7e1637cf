from __future__ import annotations

import pytest

from cleaner.judge.labelling import Labelling
from cleaner.judge.repeats import Repeating, drop_copies, drop_excerpts, drop_gathered
from cleaner.judge.structures import Structure
from cleaner.model import Block, Frame
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

STORY = [
    "The ferry left the northern harbour at noon, and nobody on the pier waved to it.",
    "Rain fell.",
    "By the evening all forty goats had been counted, and one of them was a dog, the keeper said.",
]


def left(
    texts: list[str], structures: tuple[Structure, ...] = (), frames: tuple[Frame, ...] = (), page: Repeating = "story"
):
    """Which of the blocks stay."""
    blocks = [Block(text, "p", frames=frames) for text in texts]
    found = Labelling([True] * len(blocks), [0.9] * len(blocks), "heuristic", structures)
    drop_copies(blocks, found, [len(text.split()) for text in texts], page=page)
    drop_excerpts(blocks, found)
    return found.inside()


@pytest.mark.parametrize("between", [[], ["Other news"], STORY[:1]])
def test_a_story_that_is_printed_twice_comes_out_once(between: list[str]):
    alone = len(STORY) + len(between)
    assert left([*STORY, *between, *STORY]) == list(range(alone))


PARTS = [f"{line} It was the {ordinal} time." for ordinal in ("first", "second", "third") for line in STORY]


def test_a_story_that_is_printed_three_times_in_a_row_comes_out_once():
    story = [f"{STORY[0]} {part}" for part in PARTS]
    assert left([*story, *story, *story[:4]]) == list(range(len(story)))


def gathered(texts: list[str], tag: str = "div") -> list[int]:
    """Which of the blocks stay; the last one has this tag."""
    blocks = [*(Block(text, "p") for text in texts[:-1]), Block(texts[-1], tag)]
    found = Labelling([True] * len(blocks), [0.9] * len(blocks), "heuristic")
    drop_gathered(blocks, found, [len(text.split()) for text in texts])
    return found.inside()


def test_the_whole_text_in_one_block_goes_where_its_paragraphs_stand():
    assert gathered(["What stands above.", *PARTS, "".join(PARTS)]) == list(range(len(PARTS) + 1))


@pytest.mark.parametrize(
    ("texts", "tag"),
    [
        ([*PARTS[:3], " ".join(PARTS)], "div"),
        ([*PARTS, " ".join(PARTS)], "pre"),
        ([*PARTS[::-1], " ".join(PARTS)], "div"),
        ([*PARTS[:2], "".join(PARTS[:2])], "div"),
    ],
    ids=["which says more", "which is code", "in another order", "which is short"],
)
def test_other_long_blocks_stay(texts: list[str], tag: str):
    assert gathered(texts, tag) == list(range(len(texts)))


def test_a_copy_in_capitals_is_a_copy():
    assert left([*STORY, *(line.upper() for line in STORY)]) == [0, 1, 2]


@pytest.mark.parametrize("line", ["Row on.", STORY[0], "x = load(path, encoding='utf-8', strict=True)  # again"])
def test_a_line_that_stands_twice_stays(line: str):
    assert left([line, STORY[1], line, STORY[2], line]) == [0, 1, 2, 3, 4]


def test_a_refrain_of_several_lines_stays():
    refrain = ["Row on, row on, the tide is gone,", "row on to the other shore,"]
    assert len(left([*refrain, "The first verse.", *refrain, "The second verse.", *refrain])) == 8


def test_the_same_paragraph_over_and_over_is_no_copy_of_itself():
    assert len(left([STORY[0]] * 5)) == 5


@pytest.mark.parametrize("inside", ["pre", "blockquote"])
def test_code_and_quotations_repeat_legitimately(inside: str):
    assert len(left([*STORY, *STORY], frames=(Frame(inside, 1),))) == 6


def test_a_quotation_goes_with_the_story_that_is_printed_twice():
    story = [Block(STORY[0], "p"), Block("So be it.", "p", frames=(Frame("blockquote", 1),)), Block(STORY[2], "p")]
    found = Labelling([True] * 6, [0.9] * 6, "heuristic")
    drop_copies([*story, *story], found, [9] * 6)
    assert found.inside() == [0, 1, 2]


def test_a_table_goes_with_the_story_that_is_printed_twice():
    cells = ["Pier", "Goats", "North", "40"]
    story = [STORY[0], *cells, STORY[2]]
    assert left([*story, *story], (Structure("table", 1, 5), Structure("table", 7, 11))) == [0, 1, 2, 3, 4, 5]


def test_a_table_that_stands_twice_in_one_story_stays():
    cells = ["Pier", "Goats", "North", "40"]
    texts = [STORY[0], *cells, STORY[2], *cells]
    assert len(left(texts, (Structure("table", 1, 5), Structure("table", 6, 10)))) == 10


def test_a_row_of_a_table_that_stands_elsewhere_too_stays():
    texts = [*STORY, "Pier", *STORY]
    assert len(left(texts, (Structure("table", 3, 7),))) == 7


def test_an_excerpt_that_ends_in_dots_goes():
    assert left([STORY[0][:50] + " ...", *STORY]) == [1, 2, 3]


@pytest.mark.parametrize(("tag", "stays"), [("div", [0, 1]), ("p", [0, 1, 2])])
def test_a_long_line_that_is_set_once_more_in_another_element_goes(tag: str, stays: list[int]):
    quote = "“The first sheets tore when you looked at them,” said the maker. “Now they tear when the wind wants it.”"
    blocks = [Block(quote, "p"), Block(STORY[2], "p"), Block(quote, tag)]
    found = Labelling([True] * 3, [0.9] * 3, "heuristic", ())
    drop_copies(blocks, found, [len(block.text.split()) for block in blocks])
    assert found.inside() == stays


def test_excerpts_are_looked_for_in_time_that_grows_like_the_page():
    asked = 0

    class Counted(str):
        __slots__ = ()

        def startswith(self, *what):
            nonlocal asked
            asked += 1
            return super().startswith(*what)

        def lower(self):
            return Counted(super().lower())

    blocks = [Block(Counted(f"Engineers found a crack in hull number {n} of the ferry..."), "p") for n in range(500)]
    drop_excerpts(blocks, Labelling([True] * len(blocks), [0.9] * len(blocks), "heuristic"))
    assert asked <= 2 * len(blocks)


RULES = [
    "Nobody may open the sluice before the mill has stood still for an hour.",
    "Who opens it writes down the time.",
]


@pytest.mark.parametrize(("times", "stays"), [(2, 1), (3, 3)])
def test_what_stands_three_times_is_a_refrain(times: int, stays: int):
    texts = [line for name in "abc"[:times] for line in (f"Mill {name}", *(f"{rule} {rule}" for rule in RULES))]
    assert len([index for index in left(texts) if texts[index].startswith(RULES[0])]) == stays


@pytest.mark.parametrize("page", ["offer", "discussion"])
def test_cards_and_posts_that_stand_three_times_are_copies(page: Repeating):
    texts = [line for name in "abc" for line in (f"Mill {name}", *(f"{rule} {rule}" for rule in RULES))]
    assert len([index for index in left(texts, page=page) if texts[index].startswith(RULES[0])]) == 1


def test_a_story_that_is_printed_three_times_comes_out_once():
    story = [*STORY, *(f"On day {day} {STORY[0]} {STORY[2]}" for day in range(4))]
    assert left([*story, "To print", *story, "For telephones", *story]) == [*range(len(story)), 7, 15]


def test_what_a_story_printed_twice_says_a_third_time_between_is_no_refrain():
    story = [
        f"On day {day} the ferry waited for {day} hours beside the quay, and nobody came to mend it."
        for day in range(9)
    ]
    assert left([*story, *story[3:5], *story]) == list(range(9))


def posts(looks: list[str]) -> list[str]:
    """What is left of a thread's posts, each of which says the same as the first one and a word of its own."""
    said = "".join(f"<p>{line}</p>" for line in STORY)
    boxes = "".join(f"<div class={look}>{said}<p>So said reader {n}.</p></div>" for n, look in enumerate(looks))
    segmentation = segment_page(parse(f"<main>{boxes}</main>"))
    blocks = list(segmentation.blocks)
    found = Labelling([True] * len(blocks), [0.9] * len(blocks), "heuristic", ())
    drop_copies(blocks, found, [len(block.text.split()) for block in blocks], segmentation, page="discussion")
    return [blocks[index].text for index in found.inside()]


def test_posts_of_one_look_may_say_the_same():
    assert posts(["post"] * 4).count(STORY[0]) == 4


@pytest.mark.parametrize("looks", [["post", "post"], ["post", "preview", "post", "preview"]], ids=["two", "excerpts"])
def test_what_is_shown_again_in_another_box_is_a_copy(looks: list[str]):
    assert posts(looks).count(STORY[0]) < len(looks)
