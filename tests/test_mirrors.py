from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.judge.labelling import Labelling
from cleaner.judge.repeats import Repeating, drop_copies
from cleaner.judge.structures import Structure
from cleaner.model import Block, Frame

POSTS = [
    "Has anybody tried to grow quinces on a balcony that faces the north wall of the mill?",
    "I did for three summers, and all that I ever got was a crop of very contented snails.",
    "Put the tub on wheels and push it into the sun whenever you go out for bread.",
    "The wheels are a good idea, but my balcony is two steps wide and has a drain in it.",
]


def left(
    texts: list[str],
    dropped: tuple[int, ...] = (),
    structures: tuple[Structure, ...] = (),
    quoted: tuple[int, ...] = (),
    page: Repeating = "discussion",
) -> list[str]:
    """Which of the lines stay; `dropped` are those that the trees had let go."""
    frames = (Frame("blockquote", 1),)
    blocks = [Block(text, "p", frames=frames if at in quoted else ()) for at, text in enumerate(texts)]
    kept = [at not in dropped for at in range(len(blocks))]
    found = Labelling(kept, [0.9] * len(blocks), "heuristic", structures)
    drop_copies(blocks, found, [len(text.split()) for text in texts], page=page)
    return [texts[at] for at in found.inside()]


def under(names: list[str], posts: list[str] = POSTS) -> list[str]:
    return [line for name, post in zip(names, posts, strict=True) for line in (name, post)]


def test_a_thread_that_is_printed_twice_under_other_names_comes_out_once():
    scripted, plain = under(["Ada, 3 May", "Ben, 4 May", "Ada, 5 May", "Cy, 5 May"]), under(["A.", "B.", "A.", "C."])
    assert [line for line in left([*scripted, *plain]) if line in POSTS] == POSTS


def test_the_fuller_copy_stays():
    names = ["#1", "#2", "#3", "#4"]
    texts = [*under(names), "Without scripts:", *under(["Ada", "Ben", "Cy", "Di"])]
    assert left(texts, dropped=(0, 2, 4, 5, 6, 7)) == ["Without scripts:", *under(["Ada", "Ben", "Cy", "Di"])]


def test_what_stays_in_the_poorer_copy_alone_stays_in_the_fuller_one():
    texts = [*under(["#1", "#2", "#3", "#4"]), "Without scripts:", *under(["Ada", "Ben", "Cy", "Di"])]
    assert [line for line in left(texts, dropped=(1, 5, 12)) if line in POSTS] == POSTS


def test_nothing_goes_that_the_other_copy_does_not_have():
    more = "Nobody has asked yet which quince it is, and that matters more than all of your wheels."
    texts = [*POSTS, "Print view", *POSTS[:2], more, *POSTS[2:]]
    assert left(texts) == [*POSTS, "Print view", more]


def test_a_post_that_quotes_others_in_full_stays():
    texts = [*POSTS, "All of you are right:", *POSTS[:3], "But who waters them?"]
    assert left(texts, quoted=(5, 6, 7)) == texts


def test_a_post_that_says_two_things_again_stays():
    answer = "You have said so before, and I have answered before that the drain is nobody's business."
    texts = [*POSTS, answer, POSTS[0], "Once more for the new ones.", "And this is the answer.", POSTS[2], "Ada"]
    assert left(texts) == texts


def test_steps_that_a_plan_repeats_three_times_with_other_days_between_stay():
    steps = [
        "Open the lid and stir the quinces until the spoon stands by itself.",
        "Close the lid, wait for an hour, and do not look into the pot.",
        "Write down how high the fire was and who looked into the pot.",
    ]
    plan = [line for day in ("Monday", "Tuesday", "Sunday") for line in (day, *steps)]
    assert left(plan, page="story") == plan


def test_of_a_table_that_is_other_in_the_copy_no_cell_goes():
    texts = [*POSTS[:2], "Tub", "40", *POSTS[2:], "To print", *POSTS[:2], "Tub", "41", *POSTS[2:]]
    tables = (Structure("table", 2, 4), Structure("table", 9, 11))
    assert left(texts, structures=tables) == [*texts[:6], "To print", "Tub", "41"]


@pytest.mark.parametrize("tag", ["div", "noscript"])
def test_a_page_that_has_its_thread_once_more_for_readers_without_scripts(tag: str):
    posts = [f"{post} {POSTS[at - 1]}" for at, post in enumerate(POSTS)]
    shown = "".join(
        f"<li><h3>user{at}</h3><ul><li>3 May</li><li>#{at}</li></ul><div class=post-body><p>{post}</p></div>"
        f"<button>Reply</button></li>"
        for at, post in enumerate(posts)
    )
    plain = "".join(f"<article><h3>user{at}</h3><div><p>{post}</p></div></article>" for at, post in enumerate(posts))
    page = f"<title>Quinces</title><main><h1>Quinces</h1><ul>{shown}</ul></main><{tag}><div>{plain}</div></{tag}>"
    lines = clean(f"<html><body>{page}</body></html>").text.splitlines()
    assert [line for line in lines if line in posts] == posts


def test_steps_that_one_box_tells_twice_under_other_hours_stay():
    steps = [post.replace("I ", "you ") for post in POSTS]
    days = "".join(f"<p>At {hour}:0{at}</p><p>{step}</p>" for hour in (6, 18) for at, step in enumerate(steps))
    page = f"<html><title>A day with quinces</title><body><main><h1>A day with quinces</h1>{days}</main></body></html>"
    assert [line for line in clean(page).text.splitlines() if line in steps] == [*steps, *steps]


@pytest.mark.parametrize(("hidden", "stays"), [(True, True), (False, False)])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_listing_that_readers_without_scripts_are_shown_is_of_the_thread(place: int, hidden: bool, stays: bool):
    listing = "quince --tub 40 --wheels"
    thread = [*POSTS[:place], listing, *POSTS[place:]]
    shown = [Block(line, "pre" if line == listing else "p") for line in [*thread, "Without scripts:"]]
    plain = [Block(line, "pre" if line == listing else "p", hidden=hidden) for line in thread]
    blocks = [*shown, *plain]
    found = Labelling([block.text != listing for block in blocks], [0.9] * len(blocks), "heuristic")
    drop_copies(blocks, found, [len(block.text.split()) for block in blocks], page="discussion")
    assert found.kept[place] is stays
