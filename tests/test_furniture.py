from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)


@pytest.mark.parametrize("value", ["Yes", "No", "Go", "Login", "Subscribe", "More", "Next"])
def test_a_value_that_is_also_a_button_stays_in_its_table(value: str):
    rows = "".join(f"<tr><td>Pier {n}</td><td>{value}</td></tr>" for n in range(1, 5))
    text = CLEANER.clean(page([*PARAGRAPHS[:2], f"<table>{rows}</table>", *PARAGRAPHS[2:]])).text
    assert [line for line in text.splitlines() if line.startswith("Pier")] == [
        f"Pier {n}\t{value}" for n in range(1, 5)
    ]


def test_a_button_of_the_same_word_goes():
    button = '<p><a href="/all">Read more</a></p>'
    assert "Read more" not in CLEANER.clean(page([*PARAGRAPHS[:2], button, *PARAGRAPHS[2:]])).text


@pytest.mark.parametrize("answer", ["No.", "“No.”", "Yes"])
def test_an_answer_of_one_word_stays(answer: str):
    answers = ["<p>Was she afraid?</p>", f"<p>{answer}</p>"]
    assert answer in CLEANER.clean(page([*PARAGRAPHS[:3], *answers, *PARAGRAPHS[3:]])).text.splitlines()


def test_a_figure_that_holds_the_prose_of_a_page_is_kept():
    figures = [f"<figure>{' '.join(PARAGRAPHS)}</figure>"]
    assert "ninety steps" in CLEANER.clean(page(figures)).text


@pytest.mark.parametrize(
    "figure",
    [f"<figure>{PARAGRAPHS[2]}</figure>", f"<figure class='text'><div>{PARAGRAPHS[2]}</div></figure>"],
    ids=["a paragraph", "a box"],
)
def test_a_figure_without_a_picture_has_no_caption(figure: str):
    text = CLEANER.clean(page([*PARAGRAPHS[:2], figure, *PARAGRAPHS[3:]], "NewsArticle")).text
    assert "a door without a house behind it" in text


def test_the_text_of_items_that_are_figures_with_their_pictures_stays():
    items = [f"<figure><img src='/{n}.jpg'><div>{PARAGRAPHS[n]}</div></figure>" for n in (1, 4)]
    text = CLEANER.clean(page([PARAGRAPHS[0], *items, *PARAGRAPHS[2:4], PARAGRAPHS[5]], "NewsArticle")).text
    assert [words for words in ("colour of each sail", "a raft with a goat") if words not in text] == []


PAYWALL = f'<div class="paywall"><p>Already a subscriber? Log in.</p>{"".join(PARAGRAPHS)}</div>'


def test_a_box_that_begins_like_furniture_stays_if_it_holds_the_story():
    assert "ninety steps" in CLEANER.clean(page([PAYWALL])).text


def test_the_furniture_that_begins_a_box_with_the_story_goes():
    assert "Log in" not in CLEANER.clean(page([PAYWALL])).text


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Join the conversation</h3>",
        "<h4>0 Comments</h4>",
        "<p>What do you think? Let us know in the comments below.</p>",
        "<p>Contact the author: ada@courier.example</p>",
        "<p>ICYMI: <a href='/raft'>The raft that came twice</a></p>",
        "<p>Last updated: 12 May 2024</p>",
        "<div class='media'><img src='a.jpg'><p class='credit'>Ben Field / Bay Courier</p></div>",
    ],
)
def test_lines_that_call_upon_the_reader_go_even_above_a_paragraph(html: str):
    found = CLEANER.clean(page([*PARAGRAPHS[:3], html, *PARAGRAPHS[3:]])).text.splitlines()
    assert len(found) == len(PARAGRAPHS)


def test_a_heading_of_one_word_that_furniture_has_too_names_its_section():
    text = CLEANER.clean(page([*PARAGRAPHS[:3], "<h2>Comments</h2>", *PARAGRAPHS[3:]])).text
    assert "Comments" in text.splitlines()


COMMENTS = (
    (
        "I have had the lamp in the window of my kitchen for nine years, and it went out on me once, in the flood, "
        "when the whole street did. Before that my mother had it for thirty, and she says that it was never lit by day."
    ),
    "Mine went out twice in the same winter, so that I took the glass off and found the wick as short as a nail.",
    "That is because you buy the wicks by the dozen, and the last three of each dozen are always cut too short.",
    (
        "They are cut to the same length by a machine that my brother looks after, and he would have told us about it. "
        "What he did tell us is that the cotton is another one since the mill burnt down, and shrinks with the oil."
    ),
)


def test_on_a_page_of_comments_these_are_no_boxes_beside_the_story():
    said = [f"<div class='comment'><div class='comment_text'><p>{text}</p></div></div>" for text in COMMENTS]
    assert CLEANER.clean(page(said, "BlogPosting")).text.splitlines() == list(COMMENTS)


CARDS = [
    "Lake towns to share one fire brigade",
    "The bell that rang in the wrong parish",
    "A timetable without Tuesdays",
]
ITEMS = "".join(f'<li><a href="/{n}">{card}</a></li>' for n, card in enumerate(CARDS))
LINES = "".join(f'<p><a href="/{n}">{card}</a></p>' for n, card in enumerate(CARDS))


@pytest.mark.parametrize("at", [2, 4])
@pytest.mark.parametrize("form", [f"<h4>%s</h4><ul>{ITEMS}</ul>", f"<p><strong>%s:</strong></p>{LINES}"])
@pytest.mark.parametrize("head", ["Read also", "Lire aussi", "Lees ook", "Читайте также", "延伸阅读"])
def test_links_behind_a_phrase_go_with_it_though_no_box_holds_them(head: str, form: str, at: int):
    text = CLEANER.clean(page([*PARAGRAPHS[:at], form % head, *PARAGRAPHS[at:]])).text
    assert not [card for card in CARDS if card in text]
    assert text.splitlines()[-1].startswith("A sailor who reads")


def test_links_that_the_story_announces_stay():
    announced = f"<p>These three stories won the prize of the bay:</p><ul>{ITEMS}</ul>"
    text = CLEANER.clean(page([*PARAGRAPHS[:4], announced, *PARAGRAPHS[4:]])).text
    assert [card for card in CARDS if card in text] == CARDS


LONG = (
    f"<p>{' '.join(PARAGRAPHS[4:])}</p>".replace("<p><p>", "<p>").replace("</p> <p>", " ").replace("</p></p>", "</p>")
)
CARD = '<article><a href="/x"><h4>Towns share one brigade</h4></a></article>'


def test_the_rest_of_a_story_stays_behind_links_in_one_box():
    box = f"<div><h4>Read also</h4><ul>{ITEMS}</ul>{CARD}{LONG}</div>"
    text = CLEANER.clean(page([*PARAGRAPHS[:4], box])).text
    assert "among them a raft with a goat" in text
    assert "Read also" not in text


def test_an_excerpt_in_an_aside_goes_with_its_links():
    box = f"<aside><h4>Read also</h4><ul>{ITEMS}</ul>{CARD}{LONG}</aside>"
    assert "among them a raft with a goat" not in CLEANER.clean(page([*PARAGRAPHS[:4], box])).text


ANSWERS = [
    "Grease it with tallow before the frost, and turn it once a week.",
    "Ours is from 1911, stands in the rain all year, and never saw any grease.",
]


def test_an_answer_stays_below_its_buttons():
    button = "<div class='share'><a href='/s'>Share</a></div>"
    asks = "<p>How do you keep a brass valve from sticking when the pipe stands dry all winter in the shed?</p>"
    posts = "".join(f"<div class='post'><div>{button}<p>{text}</p></div></div>" for text in [*ANSWERS, *COMMENTS])
    html = (
        f"<html><title>A sticking valve</title><body><main><div class='post'>{asks}</div>{posts}</main></body></html>"
    )
    text = CLEANER.clean(html, "https://forum.valves.example/t/a-sticking-valve/12", kind="forum").text
    assert [answer for answer in ANSWERS if answer in text] == ANSWERS


SLIDES = [
    f"<figure><img src='/{n}.jpg'><figcaption>{text}</figcaption></figure>" for n, text in enumerate(COMMENTS * 2)
]


@pytest.mark.parametrize(("slides", "stay"), [(SLIDES[:1], False), (SLIDES[:4], True)], ids=["one picture", "a tour"])
def test_captions_that_tell_the_story_stay(slides: list[str], stay: bool):
    text = CLEANER.clean(page([*PARAGRAPHS[:5], *slides], "NewsArticle")).text
    assert (COMMENTS[0] in text) is stay


@pytest.mark.parametrize(
    "sentence",
    [
        "If you buy a lighthouse, the old keeper said, you also buy its winters.",
        "Share with the gulls what the tide brings, the children used to sing.",
        "We are on the edge of every map up here, and most of us prefer it.",
        "The administration is not responsible for the lamp, and it never was.",
        "Teilen mit den Möwen wollte damals niemand auch nur einen Fisch.",
        "Администрация порта обещает, что лампа будет гореть до весны.",
    ],
)
def test_a_sentence_of_the_story_that_begins_like_a_stock_phrase_stays(sentence: str):
    text = CLEANER.clean(page([*PARAGRAPHS[:2], f"<p>{sentence}</p>", *PARAGRAPHS[2:]])).text
    assert sentence in text.splitlines()


def test_the_same_beginning_with_a_link_goes():
    call = '<p>Share with <a href="/share">your friends</a> and <a href="/all">everybody</a>.</p>'
    assert "Share with" not in CLEANER.clean(page([*PARAGRAPHS[:2], call, *PARAGRAPHS[2:]])).text


def test_a_disclaimer_behind_the_story_goes():
    last = "<p>The views expressed in this article are those of the author and not of the paper.</p>"
    assert "views expressed" not in CLEANER.clean(page([*PARAGRAPHS, last])).text


CONTACTS = "<p>电话：010-5550 1234 传真：010-5550 1235</p><p>邮箱：lamp@bay.example 处理时间：9:00—18:00</p>"


@pytest.mark.parametrize(
    "notice", ["凡注明为其他媒体来源的信息，均为转载自其他媒体。", "以上转载并不代表本网赞同其观点"]
)
def test_where_to_complain_goes_with_the_disclaimer_above(notice: str):
    text = CLEANER.clean(page([*PARAGRAPHS, f"<div><p>声明：</p><p>• {notice}</p>{CONTACTS}</div>"])).text
    assert text.count("\n") == len(PARAGRAPHS) - 1


def test_a_number_in_the_story_behind_a_line_like_a_disclaimer_stays():
    last = "<p>Tickets: 250 were sold, she said, and no more than nine came.</p>"
    text = CLEANER.clean(page([*PARAGRAPHS, "<p>Disclaimer: the goat is ours.</p>", last])).text
    assert "250 were sold" in text


@pytest.mark.parametrize("declared", [None, "NewsArticle"])
@pytest.mark.parametrize("name", ["image-description", "photo-credit", "pictureLegend"])
def test_what_is_said_of_a_picture_goes(name: str, declared: str | None):
    box = f'<div class="box"><img src="g.jpg"><div class="{name}">The goat looks at the sea</div></div>'
    text = CLEANER.clean(page([*PARAGRAPHS[:3], box, *PARAGRAPHS[3:]], declared)).text
    assert "The goat looks" not in text


@pytest.mark.parametrize("name", ["lamp-description", "image-with-text__description"])
def test_a_description_of_something_else_stays(name: str):
    box = f'<div class="{name}"><p>The lamp is ninety steps high and has burnt since 1803.</p></div>'
    assert "since 1803" in CLEANER.clean(page([*PARAGRAPHS[:3], box, *PARAGRAPHS[3:]])).text


@pytest.mark.parametrize("declared", [None, "NewsArticle"])
@pytest.mark.parametrize("said", ["View this post on Instagram", "Tweet may have been deleted"])
def test_what_stands_for_a_post_that_is_not_there_goes(said: str, declared: str | None):
    post = f'<blockquote class="twitter-tweet"><p>{said}</p></blockquote>'
    assert said not in CLEANER.clean(page([*PARAGRAPHS[:3], post, *PARAGRAPHS[3:]], declared)).text


@pytest.mark.parametrize(
    "call",
    [
        '<p>👉 <a href="/c">Únete a nuestro canal de WhatsApp y recibe las noticias al instante</a></p>',
        '<p>📲 <strong>हमारे व्हाट्सऐप चैनल से जुड़ने के लिए <a href="/c">यहाँ क्लिक करें</a></strong></p>',
        '<p>➡️ <a href="/n">Subscribe to our newsletter</a></p>',
        '<p>🔔 <a href="/k">Folgen Sie unserem WhatsApp-Kanal</a></p>',
    ],
)
def test_a_call_behind_a_pictograph_goes(call: str):
    text = CLEANER.clean(page([*PARAGRAPHS[:3], call, *PARAGRAPHS[3:]])).text
    assert text.count("\n") == len(PARAGRAPHS) - 1


@pytest.mark.parametrize(
    "line",
    [
        "<p>Find this article at:<br>http://www.baycourier.example/lamp.html</p>",
        '<div><p>Find this article at</p><p><a href="/l">https://www.baycourier.example/lamp.html</a></p></div>',
        "<div class='print'><strong>Source URL:</strong> https://www.baycourier.example/lamp</div>",
        "<div><b>Quell-URL:</b> https://www.baycourier.example/lampe</div>",
    ],
)
@pytest.mark.parametrize("declared", ["NewsArticle", None])
def test_the_address_that_a_page_for_printing_tells_goes(line: str, declared: str | None):
    text = CLEANER.clean(page([*PARAGRAPHS, line], declared)).text
    assert "baycourier" not in text
    assert text.count("\n") == len(PARAGRAPHS) - 1


def test_an_address_that_the_story_tells_stays():
    told = "<p>The pages of the book are read here:</p><p>https://www.lamp.example/pages</p>"
    assert "lamp.example/pages" in CLEANER.clean(page([*PARAGRAPHS[:3], told, *PARAGRAPHS[3:]])).text


def short_story(river: str) -> str:
    """A short item of declared news, and what stands below it."""
    item = "<p>A barge loaded with gravel ran aground below the lock on Monday. Nobody was hurt, the harbour says.</p>"
    about = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Barge aground"}</script>'
    html = f"<title>Barge aground</title>{about}<main><h1>Barge aground</h1><div class=text>{item}</div>{river}</main>"
    return CLEANER.clean(html).text


BRIEFS = [
    ("Library opens late", "The library in Quay Street will keep its doors open until nine on two evenings a week."),
    (
        "New bell for tower",
        "A bell that was cast in Asten has been hung in the tower, and will be rung for the first time.",
    ),
    ("Swans are counted", "Volunteers have counted two hundred swans on the river, more than in any winter before."),
    ("Ferry costs more", "From April on the crossing will cost four crowns, which is half a crown more than now."),
]


def test_cards_below_a_short_item_of_news_go_though_they_say_more_than_it():
    cards = "".join(f'<div><h3><a href="/{head[:3]}">{head}</a></h3><p>{said}</p></div>' for head, said in BRIEFS)
    assert "aground below" in short_story(f"<div><h2>Top stories</h2>{cards}</div>")
    assert "crowns" not in short_story(f"<div><h2>Top stories</h2>{cards}</div>")


def test_sections_without_links_below_a_short_item_are_no_cards():
    sections = "".join(f"<div><h3>{head}</h3><p>{said}</p></div>" for head, said in BRIEFS)
    assert "crowns" in short_story(f"<div><h2>Recommended</h2>{sections}</div>")


@pytest.mark.parametrize(("names", "stays"), [("screen-reader-text", False), ("choice", True)])
def test_a_label_that_only_screen_readers_say_goes(names: str, stays: bool):
    label = f'<div class=quantity><label class="{names}" for=n>The lamp of the long pier quantity</label></div>'
    found = CLEANER.clean(page([*PARAGRAPHS[:2], label, *PARAGRAPHS[2:]])).text
    assert ("pier quantity" in found) is stays


@pytest.mark.parametrize("line", ["Follow us on Google News", "Advertentie", "Sign up for our weekly letter"])
def test_a_cell_that_holds_the_story_lays_out_the_page(line: str):
    story = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS[:3], line, *PARAGRAPHS[3:]))
    html = f"<table><tr><td>Bay Post</td></tr><tr><td width=600><h1>Lamps</h1>{story}</td><td>Ads</td></tr></table>"
    text = CLEANER.clean(f"<html lang=en><title>Lamps</title><body>{html}</body></html>").text
    assert line not in text
    assert "ninety steps" in text
