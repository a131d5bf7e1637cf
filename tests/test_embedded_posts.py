"""Posts of social networks stay where a page sets them into its story."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import Cleaner
from cleaner.judge.embedded_posts import find_embedded_posts
from cleaner.page.blocks_and_boxes import CLASSES
from cleaner.page.dom import parse
from cleaner.page.segment import segment_page

CLEANER = Cleaner()
SAID = "Two goats on one raft, and neither of them would row."
LINK = '<a href="https://social.example/lamp/status/7">7:12 AM · May 3, 2024</a>'
POSTS = {
    "a component": "<div class='TweetEmbed_box__x1'><div class='TweetEmbed_who__y2'><img src='a.png'><span>Eastern Lamp"
    f"</span> <span>@easternlamp</span></div><div class='TweetEmbed_body__z3'>{SAID}</div><div>{LINK}</div></div>",
    "Telegram's own": "<div class='tgme_widget_message js-widget'><div class='tgme_widget_message_author'>"
    f"<a href='https://t.me/lamp'>Lamp</a></div><div class='tgme_widget_message_text'>{SAID}</div></div>",
    "a builder's": f"<section class='embedded-tweet'><p>Eastern Lamp</p><p>{SAID}</p><p>{LINK}</p></section>",
    "a figure": f"<figure class='social-embed social-embed--mastodon'><p>{SAID}</p><p>@lamp@bay.example</p></figure>",
}


def posts(html: str, words: int = 5) -> list[tuple[int, int]]:
    """First block and end of each post, each block having so many words."""
    segmentation = segment_page(parse(html))
    names = [box[CLASSES] for box in segmentation.boxes.opened]
    found = find_embedded_posts(segmentation, [words] * len(segmentation.blocks), names)
    return [(first, end) for _, first, end in found]


def wordpress(embed: str) -> str:
    """A page of WordPress with a story that this is set into."""
    html = page([*PARAGRAPHS[:3], embed, *PARAGRAPHS[3:]])
    html = html.replace("<title>", '<meta name="generator" content="WordPress 6.4"><title>')
    return html.replace("<article>", "<article><div class='entry-content'>").replace("</article>", "</div></article>")


@pytest.mark.parametrize("at", [1, 3, len(PARAGRAPHS)])
@pytest.mark.parametrize("declared", ["NewsArticle", None])
@pytest.mark.parametrize("name", POSTS)
def test_a_post_among_the_story_stays(name: str, declared: str | None, at: int):
    assert SAID in CLEANER.clean(page([*PARAGRAPHS[:at], POSTS[name], *PARAGRAPHS[at:]], declared)).text


@pytest.mark.parametrize("name", ["post", "social-links", "embed", "widget_message", "facebook-posters", "posttweets"])
def test_other_boxes_are_no_posts(name: str):
    assert not posts(f"<div class='{name}'><p>a</p><p>b</p></div>")


def test_what_has_headings_or_is_long_is_no_post():
    assert posts("<div class='social-embed'><p>a</p><p>b</p></div>") == [(0, 2)]
    assert not posts("<div class='social-embed'><h3>a</h3><p>b</p></div>")
    assert not posts("<div class='social-embed'><p>a</p><p>b</p></div>", words=100)
    assert not posts(f"<div class='social-embed'>{'<p>a</p>' * 11}</div>")


def test_posts_of_the_networks_own_markup_stay_on_pages_of_wordpress():
    post = f"<blockquote class='twitter-tweet'><p>{SAID}</p>&mdash; Lamp (@lamp) {LINK}</blockquote>"
    embed = f"<figure class='wp-block-embed is-type-rich is-provider-twitter'><div>{post}</div></figure>"
    html = wordpress(embed)
    article = CLEANER.clean(html)
    assert article.rule == "platforms/wordpress"
    assert SAID in article.text


def test_a_post_of_another_page_that_wordpress_embeds_goes():
    card = "<blockquote class='wp-embedded-content'><a href='/goat'>The goat that could not swim</a></blockquote>"
    embed = f"<figure class='wp-block-embed is-type-wp-embed is-provider-bay'><div>{card}</div></figure>"
    html = wordpress(embed)
    assert "could not swim" not in CLEANER.clean(html).text
