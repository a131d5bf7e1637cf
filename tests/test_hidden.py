"""What a page hides from its readers is no part of the story, unless the story is what it hides."""

from __future__ import annotations

from time import process_time

import pytest

from cleaner import Cleaner
from cleaner.judge.hidden import hidden
from cleaner.judge.structures import Structure
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

SENTENCE = "{} of the long pier were mended by hand this spring, and the whole town came down to look at them at last."
STORY = [SENTENCE.format(start) for start in ("The lamps", "The planks", "The rails", "The steps", "The ropes")]
UNSEEN = "Words about the pier that the page keeps from everybody who reads it in a browser of today or tomorrow."
LATER = "A second hidden line about the pier, its planks and its lamps, that nobody but a machine will come to see."

WAYS = [
    "<p hidden>{}</p>",
    "<p hidden=''>{}</p>",
    "<p style='display:none'>{}</p>",
    "<p style='color: red; DISPLAY: none !important'>{}</p>",
    "<div style='visibility: hidden'><p>{}</p></div>",
    "<div style='DISPLAY:NONE'><p>{}</p></div>",
    "<p style='Visibility:Hidden'>{}</p>",
    "<p style='text-indent:-9999px'>{}</p>",
    "<div hidden><div><p>{}</p></div></div>",
    "<section aria-hidden=true><p>{}</p></section>",
    "<p>Meanwhile in the harbour.<span style='display:none'>{}</span></p>",
    "<p>Meanwhile in the harbour.<b hidden>{}</b></p>",
    "<p style='position:absolute; left:-9999px'>{}</p>",
    "<div style='position: fixed; top: -200em'><p>{}</p></div>",
    "<p style='opacity:0'>{}</p>",
    "<p style='margin:0;opacity: 0.0 !important'>{}</p>",
    "<div style='opacity:0;position:absolute'><p>{}</p></div>",
    "<p style='position:absolute;clip:rect(0, 0, 0, 0);width:1px'>{}</p>",
    "<p>Meanwhile in the harbour.<span style='position:absolute;right:-4000px'>{}</span></p>",
    "<p>Meanwhile in the harbour.<span style='opacity:0'>{}</span></p>",
    "<p style='font-size: 0'>{}</p>",
    "<div style='max-height:0; overflow:hidden'><p>{}</p></div>",
    "<p style='height:0px;overflow:hidden'>{}</p>",
    "<p style='clip-path:inset(50%)'>{}</p>",
    "<noscript><p>{}</p></noscript>",
    "<dialog><p>{}</p></dialog>",
    "<p class='screen-reader-text'>{}</p>",
    "<div class='d-none'><p>{}</p></div>",
    "<div class='hidden p-4'><p>{}</p></div>",
    "<form><textarea>{}</textarea></form>",
    "<select><option>{}</option></select>",
    "<template><p>{}</p></template>",
]


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def page(paragraphs: list[str], around: str = "{}", head: str = "") -> str:
    body = around.format("".join(paragraphs))
    return f"<html lang=en><head><title>Pier mended</title>{head}</head><body><main><article><h1>Pier mended</h1>{body}"


DECLARED = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pier mended"}</script>'


@pytest.mark.parametrize("head", ["", DECLARED], ids=["undeclared", "declared"])
@pytest.mark.parametrize("place", [0, 2, 5], ids=["first", "within", "last"])
@pytest.mark.parametrize("way", WAYS)
def test_what_is_hidden_is_out(cleaner, way, place, head):
    story = [f"<p>{sentence}</p>" for sentence in STORY]
    text = cleaner.clean(page([*story[:place], way.format(UNSEEN), *story[place:]], head=head)).text
    assert UNSEEN not in text
    assert [sentence for sentence in STORY if sentence not in text] == []


@pytest.mark.parametrize("said", ["style='display:none'", "hidden", "style='visibility:hidden'", "aria-hidden=true"])
def test_a_story_that_the_page_shows_by_script_stays(cleaner, said):
    article = cleaner.clean(page([f"<p>{sentence}</p>" for sentence in STORY], f"<div {said}>{{}}</div>"))
    assert article.text.splitlines() == STORY
    assert article.warnings == ("body from hidden elements: the page shows little text of its own",)


@pytest.mark.parametrize(
    "style",
    [
        "opacity: .5",
        "opacity:1",
        "opacity:0;transform:translateY(30px)",
        "transition:opacity 1s;opacity:0",
        "position:relative;left:-12px",
        "left:-100%;width:300%",
        "margin-left:-9999px;padding-left:9999px",
        "clip:rect(0,600px,200px,0)",
    ],
)
def test_what_is_pale_fades_in_or_is_only_moved_a_little_stays(cleaner, style):
    story = [f"<p>{sentence}</p>" for sentence in STORY]
    story.insert(3, f"<p style='{style}'>{LATER}</p>")
    assert LATER in cleaner.clean(page(story)).text


def test_a_transparent_box_that_holds_others_waits_for_a_script(cleaner):
    story = [f"<p>{sentence}</p>" for sentence in STORY]
    story.insert(3, f"<div style='opacity:0'><p>{LATER}</p></div>")
    assert LATER in cleaner.clean(page(story)).text


def test_a_heading_for_those_who_have_the_page_read_out_stays(cleaner):
    story = [f"<p>{sentence}</p>" for sentence in STORY]
    story.insert(2, "<h2 style='position:absolute;left:-9999px'>How the pier was mended</h2>")
    assert "How the pier was mended" in cleaner.clean(page(story)).text.splitlines()


def test_a_hidden_copy_does_not_stand_for_the_story(cleaner):
    story = "".join(f"<p>{sentence}</p>" for sentence in STORY)
    article = cleaner.clean(page([f"<div hidden>{story}</div>", story, f"<p>{LATER}</p>"]))
    assert article.text.splitlines() == [*STORY, LATER]


def test_explain_tells_why(cleaner):
    trace = cleaner.trace(page([*(f"<p>{sentence}</p>" for sentence in STORY), f"<p hidden>{UNSEEN}</p>"]))
    told = {block.text: decision.reason for block, decision in zip(trace.blocks, trace.decisions, strict=True)}
    assert told[UNSEEN] == "hidden"


@pytest.mark.parametrize("name", ["accordion__content", "collapse", "tab-pane", "read-more", "faq-answer", "paywall"])
def test_what_opens_at_a_click_is_part_of_the_page(cleaner, name):
    closed = f"<div class='{name}' style='display:none'><p>{LATER}</p></div>"
    text = cleaner.clean(page([*(f"<p>{sentence}</p>" for sentence in STORY), closed])).text
    assert text.splitlines() == [*STORY, LATER]


BUTTONS = (
    "<button>Read more</button>",
    "<a href='#' class=toggle>Show more</a>",
    "<p><a role=button>Weiterlesen</a></p>",
)


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("place", [0, 2], ids=["before", "behind"])
def test_the_rest_of_a_story_that_a_button_opens_is_part_of_it(cleaner, place, button):
    rest = ["<div class=x1 style='display:none'>", f"<p>{UNSEEN}</p><p>{LATER}</p></div>"]
    rest.insert(place, button)
    text = cleaner.clean(page([*(f"<p>{sentence}</p>" for sentence in STORY), *rest])).text
    assert text.splitlines() == [*STORY, UNSEEN, LATER]


def test_a_link_to_another_story_opens_nothing(cleaner):
    rest = f"<div class=x1 style='display:none'><p>{UNSEEN}</p></div><p><a href='/other'>Read more</a></p>"
    text = cleaner.clean(page([*(f"<p>{sentence}</p>" for sentence in STORY), rest])).text
    assert text.splitlines() == STORY


@pytest.mark.parametrize(
    ("tag", "label"),
    [("h3", "Related articles"), ("div", "Related articles"), ("p", "More stories"), ("h3", "Read more")],
)
def test_a_line_above_other_stories_opens_nothing(cleaner, tag, label):
    cards = "".join(f"<div><a href='/{place}'>The pier in {place}</a></div>" for place in ("May", "June", "July"))
    rest = f"<p hidden>{UNSEEN}</p><div><{tag}>{label}</{tag}>{cards}</div>"
    text = cleaner.clean(page([*(f"<p>{sentence}</p>" for sentence in STORY), rest])).text
    assert UNSEEN not in text


def test_a_button_far_from_the_story_opens_none_of_it(cleaner):
    rest = f"<p hidden>{UNSEEN}</p><h3>The pier in pictures</h3><button>Read more</button>"
    text = cleaner.clean(page([*(f"<p>{sentence}</p>" for sentence in STORY), rest])).text
    assert UNSEEN not in text


def test_slides_behind_the_first_are_no_rest_of_a_story(cleaner):
    slides = "".join(f"<div class=photo{said}><p>{line}</p></div>" for said, line in (("", LATER), (" hidden", UNSEEN)))
    text = cleaner.clean(
        page([*(f"<p>{sentence}</p>" for sentence in STORY), slides, "<button>Read more</button>"])
    ).text
    assert UNSEEN not in text


def test_closed_details_are_part_of_the_page(cleaner):
    closed = f"<details class=box><summary>And the rails?</summary><div hidden><p>{LATER}</p></div></details>"
    text = cleaner.clean(page([*(f"<p>{sentence}</p>" for sentence in STORY), closed])).text
    assert LATER in text


TABS = "<div role=tablist><span role=tab>Spring</span><span role=tab>Winter</span></div>"
WAYS_TO_HIDE = ["hidden", "aria-hidden=true", "style='display:none'", "class=x hidden=''"]


def said_with_panels(cleaner, role: str, way: str) -> str:
    """The text of a story with two boxes of a role behind tabs, of which the second is hidden in a way."""
    panels = f"<div role={role}><p>The masts are new.</p></div><div role={role} {way}><p>{LATER}</p></div>"
    story = "".join(f"<p>{line}</p>" for line in STORY)
    return cleaner.clean(f"<body><main><h1>The pier</h1>{story}<div>{TABS}{panels}</div></main></body>").text


@pytest.mark.parametrize("way", WAYS_TO_HIDE)
def test_a_panel_opens_by_its_tab(cleaner, way):
    assert LATER in said_with_panels(cleaner, "tabpanel", way)


@pytest.mark.parametrize("way", WAYS_TO_HIDE)
def test_a_box_that_is_no_panel_opens_by_no_tab(cleaner, way):
    assert LATER not in said_with_panels(cleaner, "note", way)


def test_a_menu_that_opens_is_no_part_of_the_page(cleaner):
    closed = f"<div class='site-menu collapse' style='display:none'><p>{UNSEEN}</p></div>"
    text = cleaner.clean(page([*(f"<p>{sentence}</p>" for sentence in STORY), closed])).text
    assert text.splitlines() == STORY


QUESTIONS = ("Who mended the lamps?", "What of the planks?", "And when were the rails painted?")


@pytest.mark.parametrize(("asked", "opens"), [(3, True), (1, False)], ids=["of a series", "alone"])
def test_parts_that_open_one_by_one_are_told_by_their_form(cleaner, asked, opens):
    parts = [
        f"<div class=x1><h3 class=x2>{question}</h3><div class=x3 style='display:none'><p>{sentence}</p></div></div>"
        for question, sentence in zip(QUESTIONS[:asked], [LATER, UNSEEN, STORY[0]], strict=False)
    ]
    text = cleaner.clean(page([*(f"<p>{sentence}</p>" for sentence in STORY[1:]), *parts])).text
    assert (LATER in text) is opens


@pytest.mark.parametrize("name", ["x5", "section collapsible-block"])
def test_notes_that_paragraphs_hide_are_no_parts_that_open(cleaner, name):
    parts = "".join(
        f"<p>{sentence}</p><p>{sentence[4:20]}</p><div class=x6 style='display:none'>{UNSEEN}</div>"
        for sentence in STORY
    )
    assert UNSEEN not in cleaner.clean(page([f"<div class='{name}'>{parts}</div>"])).text


def test_what_each_row_of_a_table_hides_is_out(cleaner):
    rows = "".join(
        f"<tr><td>{name} lamp<p hidden>{LATER}</p></td><td>mended</td></tr>" for name in ("East", "West", "Old")
    )
    text = cleaner.clean(page([*(f"<p>{sentence}</p>" for sentence in STORY), f"<table>{rows}</table>"])).text
    assert LATER not in text


def test_a_hidden_element_that_a_rule_keeps_stays(cleaner, tmp_path):
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "pier.example.toml").write_text(
        'description = "Pier"\n[[layout]]\ncontent = ["article"]\nkeep = [".note"]\n', "utf-8"
    )
    html = page(
        [*(f"<p>{sentence}</p>" for sentence in STORY), f"<p class=note hidden>{LATER}</p><p hidden>{UNSEEN}</p>"]
    )
    text = Cleaner(rules=tmp_path).clean(html, "https://pier.example/a").text
    assert text.splitlines() == [*STORY, LATER]


def test_a_run_of_hidden_blocks_is_walked_once(cleaner):
    trace = cleaner.trace(page([f"<p>{STORY[0]}</p>", *(f"<p hidden>{LATER} {n}</p>" for n in range(20_000))]))
    start = process_time()
    hidden(trace.segmentation, [True] * len(trace.blocks))
    assert process_time() - start < 2


@pytest.mark.parametrize("name", ["accordion", "box"])
def test_a_list_is_hidden_as_a_whole_or_not_at_all(name):
    deep = "<div>" * 12 + "Lamps" + "</div>" * 12
    html = (
        f"<p>{STORY[0]}</p><div class={name}><dl hidden><dt>{deep}</dt><dd>Two</dd><dt>Steps</dt><dd>Ninety</dd></dl>"
    )
    segmentation = segment_page(parse(html))
    out, _ = hidden(segmentation, [True] * 5, [Structure("terms", 1, 5)])
    assert list(out) == ([] if name == "accordion" else [1, 2, 3, 4])


@pytest.mark.parametrize(
    "way",
    [
        "<div style='font-size:0'><p style='font-size:1rem'>{}</p></div>",
        "<div class='hidden md:block'><p>{}</p></div>",
        "<div class='d-none d-md-block'><p>{}</p></div>",
        "<div style='max-height:400px;overflow:hidden'><p>{}</p></div>",
        "<details><summary>What the council says</summary><p>{}</p></details>",
    ],
)
def test_what_is_shown_at_some_time_stays(cleaner, way):
    story = [f"<p>{sentence}</p>" for sentence in STORY]
    said = "The council wrote that it would mend the second pier as well, but not before the frost."
    assert said in cleaner.clean(page([*story[:3], way.format(said), *story[3:]])).text


def test_the_text_of_a_picture_that_stands_alone_is_no_hidden_text(cleaner):
    story = [f"<p>{sentence}</p>" for sentence in STORY]
    rows = "".join(
        f"<tr><td>{name}</td><td><i class='tick'></i><span class='sr-only'>{said}</span></td></tr>"
        for name, said in (("North pier", "Yes"), ("South pier", "No"), ("Old pier", "Yes"))
    )
    text = cleaner.clean(
        page([*story[:3], f"<table><tr><th>Pier</th><th>Mended</th></tr>{rows}</table>", *story[3:]])
    ).text
    assert "South pier\tNo" in text


def test_what_a_number_counts_is_no_hidden_text(cleaner):
    story = [f"<p>{sentence}</p>" for sentence in STORY]
    items = ("<span class='sr-only'>Price before</span> <s>40</s>", "<span class='sr-only'>Price now</span> 30")
    price = f"<ul><li>{items[0]}</li><li>{items[1]}</li></ul>"
    text = cleaner.clean(page([*story[:3], price, *story[3:]])).text
    assert "Price before" in text
    assert "Price now" in text
