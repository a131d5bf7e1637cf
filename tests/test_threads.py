"""Posts of a thread are judged together, and what each of them has besides."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.judge.classify import Scores
from cleaner.judge.feature_columns import BLOCK_FEATURES
from cleaner.judge.features import read_features
from cleaner.judge.structures import Structure
from cleaner.judge.threads import judge_posts, keep_quotations
from cleaner.lexicon.tokens import TokenOdds
from cleaner.model import Metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

ANSWERS = (
    "I would take the chain off and let it lie in petrol for a night before anything else",
    "That is what my uncle did with his, and it ran for another nine years after",
    "Petrol takes the grease out of the rollers where no brush comes, so do not",
    "Warm wax, then, and hang it over the stove until it has stopped dripping",
    "Nobody has asked yet how many teeth the wheel behind has, which decides it all",
)


def post(answer: str, text: str = "<p>{}</p>", author: str = "wheelwright") -> str:
    return f"<div class='post'><div class='who'>{author}</div><div class='said'>{text.format(answer)}</div></div>"


def judged(body: str, likely: dict[str, float], *, forum: float = 0.9, listing: float = 0.0) -> dict[str, float]:
    """What becomes of each block whose text begins so and was so likely; all others were likely to .05."""
    segmentation = segment_page(parse(f"<body><main>{body}</main></body>"))
    told = read_features(segmentation, Metadata(), None, TokenOdds({}, {}))
    columns = np.zeros((len(BLOCK_FEATURES), len(told.fine)), np.float32)
    columns[: len(told.columns)] = told.columns
    columns[BLOCK_FEATURES.index("is_forum")] = forum
    columns[BLOCK_FEATURES.index("is_listing")] = listing
    each = [
        next((p for text, p in likely.items() if block.text.startswith(text)), 0.05) for block in segmentation.blocks
    ]
    found = judge_posts(segmentation, Scores(np.asarray(each), type(told)(columns, told.fine, told.words)))
    return {block.text: p for block, p in zip(segmentation.blocks, found, strict=True)}


def test_posts_at_the_place_of_a_likely_one_become_likelier():
    found = judged("".join(map(post, ANSWERS)), {ANSWERS[0]: 0.95})
    assert all(found[answer] > 0.05 for answer in ANSWERS[1:])


def test_no_post_becomes_less_likely():
    found = judged("".join(map(post, ANSWERS)), {ANSWERS[0]: 0.95})
    assert found[ANSWERS[0]] == pytest.approx(0.95)


def test_posts_that_are_most_of_the_page_become_likelier_by_that():
    found = judged(f"<h1>How to clean a chain</h1>{''.join(map(post, ANSWERS))}", {})
    assert all(found[answer] > 0.15 for answer in ANSWERS)


def test_on_another_kind_of_page_nothing_changes():
    found = judged("".join(map(post, ANSWERS)), {ANSWERS[0]: 0.95}, forum=0.2)
    assert found[ANSWERS[1]] == pytest.approx(0.05)


def test_quotations_become_no_likelier():
    quoted = "".join(post(answer, "<blockquote><p>{}</p></blockquote>") for answer in ANSWERS)
    assert judged(quoted, {ANSWERS[0]: 0.95})[ANSWERS[1]] == pytest.approx(0.05)


def test_what_stands_under_every_post_becomes_less_likely():
    signature = "Two wheels good, four wheels bad, as the pigs did not say"
    found = judged("".join(post(answer, f"<p>{{}}</p><i class='s'>{signature}</i>") for answer in ANSWERS), {})
    assert found[signature] < 0.05


def test_links_become_no_likelier():
    listed = "".join(post(answer, "<p><a href='/t'>{}</a></p>") for answer in ANSWERS)
    assert judged(listed, {ANSWERS[0]: 0.95})[ANSWERS[1]] == pytest.approx(0.05)


def test_labels_that_each_post_has_become_less_likely():
    authors = [f"wheelwright{number}" for number in range(len(ANSWERS))]
    posts = "".join(post(answer, author=author) for answer, author in zip(ANSWERS, authors, strict=True))
    found = judged(posts, dict.fromkeys(authors, 0.6))
    assert all(found[author] < 0.2 for author in authors)


def test_subheads_of_one_post_are_no_labels():
    heads = "<h3>Petrol</h3><h3>Wax</h3><h3>Soap</h3>"
    found = judged(post(ANSWERS[0], f"<p>{{}}</p>{heads}") + "".join(map(post, ANSWERS[1:])), {"Wax": 0.6})
    assert found["Wax"] == pytest.approx(0.6)


def test_a_page_without_blocks_has_none():
    assert judged("", {}) == {}


def test_names_of_items_stay_as_likely_where_the_page_is_rather_a_list():
    names = ("almanac", "barometer", "compass", "dividers", "ephemeris")
    listed = "".join(post(answer, author=name) for answer, name in zip(ANSWERS, names, strict=True))
    found = judged(listed, dict.fromkeys(names, 0.6), forum=0.4, listing=0.5)
    assert [found[name] for name in names] == pytest.approx([0.6] * 5)


def kept_quotation(quoted: str, answer: str, *, is_kept: bool = True, is_thread: bool = True) -> bool:
    """Whether a quotation stays above an answer that does, or does not."""
    segmentation = segment_page(parse(f"<div class=post><blockquote><p>{quoted}</p></blockquote><p>{answer}</p></div>"))
    kept = [block.text == answer and is_kept for block in segmentation.blocks]
    first = next(index for index, block in enumerate(segmentation.blocks) if block.text == quoted)
    features = read_features(segmentation, Metadata(), None, TokenOdds({}, {}))
    scores = Scores(np.asarray([0.5] * len(kept)), features, discussion=is_thread)
    keep_quotations(segmentation, scores, [Structure("quotation", first, first + 1)], kept)
    return kept[first]


def test_a_quotation_stays_with_the_answer_below_it():
    assert kept_quotation(ANSWERS[0], f"{ANSWERS[1]} {ANSWERS[2]}")


def test_a_quotation_that_is_longer_than_its_answer_is_another_post_once_more():
    assert not kept_quotation(" ".join(ANSWERS), "That is quite so")


def test_a_quotation_above_what_goes_is_not_kept_for_it():
    assert not kept_quotation(ANSWERS[0], f"{ANSWERS[1]} {ANSWERS[2]}", is_kept=False)


def test_a_quotation_in_a_story_is_judged_by_itself():
    assert not kept_quotation(ANSWERS[0], f"{ANSWERS[1]} {ANSWERS[2]}", is_thread=False)


@pytest.mark.parametrize(("forum", "is_sure"), [(0.4, False), (0.9, True)])
def test_no_post_gets_so_likely_that_nobody_doubts_it_but_on_a_sure_thread(forum: float, is_sure: bool):
    likely = dict.fromkeys(ANSWERS[1:], 0.99) | {ANSWERS[0]: 0.8}
    found = judged("".join(map(post, ANSWERS)), likely, forum=forum)
    assert found[ANSWERS[0]] > 0.8
    assert (found[ANSWERS[0]] > 0.85) is is_sure


def test_parts_of_something_that_are_most_of_the_page_become_no_likelier_by_that():
    parts = (
        "Frame of lugged steel, fifty-six between the two wheels",
        "Hubs from the Hartley works",
        "Rims of thirty-six holes each",
        "Chain of one eighth of an inch",
        "Saddle of leather, never waxed",
    )
    assert judged("".join(map(post, parts)), {})[parts[1]] == pytest.approx(0.05)


FIRST = "Last winter the chain of my late uncle's bicycle came out of the shed brown and stiff. " * 12


def thread(replies: str) -> dict[str, float]:
    """A long first post that nobody doubts, with replies below it that are far shorter, on what is surely a thread."""
    return judged(f"<div class='first'><div class='opening'><p>{FIRST}</p></div></div>{replies}", {FIRST[:20]: 0.95})


def test_short_replies_to_a_long_first_post_become_likely():
    found = thread("".join(map(post, ANSWERS)))
    assert all(found[answer] > 0.4 for answer in ANSWERS)


def test_short_replies_become_no_likelier_where_the_page_may_be_none():
    body = f"<div class='first'><div class='opening'><p>{FIRST}</p></div></div>{''.join(map(post, ANSWERS))}"
    found = judged(body, {FIRST[:20]: 0.95}, forum=0.4)
    assert all(found[answer] == pytest.approx(0.05) for answer in ANSWERS)


def test_lines_of_one_box_are_no_replies():
    lines = "".join(f"<p>{answer}</p>" for answer in ANSWERS)
    assert thread(f"<div class='rules'>{lines}</div>")[ANSWERS[0]] == pytest.approx(0.05)


def test_beginnings_of_other_threads_below_their_links_are_no_replies():
    link = "<p class='other'><a href='/t'>Why does my chain jump over every other tooth of the wheel behind</a></p>"
    assert thread("".join(post(answer, f"{link}<p>{{}}</p>") for answer in ANSWERS))[ANSWERS[0]] == pytest.approx(0.05)


def test_replies_in_boxes_named_after_comments_are_the_thread_where_nothing_else_answers():
    replies = "".join(f"<div class='comment'>{post(answer)}</div>" for answer in ANSWERS)
    assert thread(replies)[ANSWERS[0]] > 0.4


def test_comments_below_an_answer_are_no_replies():
    answer = f"<div class='answer'><div class='copy'><p>{FIRST}</p></div></div>"
    comments = "".join(f"<div class='comment'>{post(comment)}</div>" for comment in ANSWERS)
    assert thread(f"{answer}{comments}")[ANSWERS[0]] == pytest.approx(0.05)


CODE = ("chain = links(112)", "for link in chain:", "link.dip(petrol)", "chain.hang(stove)")


def test_lines_of_code_within_a_post_are_of_it():
    lines = "".join(f"<div>{line}</div>" for line in CODE)
    body = post(ANSWERS[0], f"<p>{{}}</p><div class='code'>{lines}</div><p>{ANSWERS[1]}</p>")
    found = judged(body, {ANSWERS[0]: 0.95, ANSWERS[1]: 0.95} | dict.fromkeys(CODE, 0.2))
    assert all(found[line] > 0.6 for line in CODE)


def test_what_the_trees_are_sure_is_none_of_a_post_stays_so():
    body = post(ANSWERS[0], f"<p>{{}}</p><div class='code'><div>Copy</div></div><p>{ANSWERS[1]}</p>")
    assert judged(body, {ANSWERS[0]: 0.95, ANSWERS[1]: 0.95})["Copy"] == pytest.approx(0.05)


def test_who_is_quoted_in_an_aside_of_a_post_is_none_of_its_text():
    quoted = f"<aside><div class='title'>wheelwright:</div><blockquote>{ANSWERS[2]}</blockquote></aside>"
    body = post(ANSWERS[0], f"<p>{{}}</p>{quoted}<p>{ANSWERS[1]}</p>", author="joiner")
    found = judged(body, {ANSWERS[0]: 0.95, ANSWERS[1]: 0.95, "wheelwright:": 0.25})
    assert found["wheelwright:"] == pytest.approx(0.25)


def test_what_stands_below_a_post_is_none_of_it():
    body = post(ANSWERS[0], f"<p>{{}}</p><p>{ANSWERS[1]}</p><div class='sign'>Two wheels good</div>")
    assert judged(body, {ANSWERS[0]: 0.95, ANSWERS[1]: 0.95, "Two": 0.2})["Two wheels good"] == pytest.approx(0.2)


def test_an_announcement_above_the_first_post_is_no_reply():
    notes = "".join(f"<div class='note'><div class='about'>{answer}</div></div>" for answer in ANSWERS)
    body = f"{notes}<div class='first'><div class='opening'><p>{FIRST}</p></div></div>"
    assert judged(body, {FIRST[:20]: 0.95})[ANSWERS[0]] == pytest.approx(0.05)


def test_items_of_several_lists_are_no_replies():
    steps = "".join(
        f"<div class='help'><ol>{''.join(f'<li>{answer} {at}</li>' for answer in ANSWERS[:2])}</ol></div>"
        for at in "abc"
    )
    found = judged(f"{post(ANSWERS[4] * 2)}{steps}", {ANSWERS[4]: 0.95})
    assert all(p < 0.5 for text, p in found.items() if text[:-2] in ANSWERS[:2])
