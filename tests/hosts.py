"""Pages of an invented host, as many as wanted: one template, other words, now and then another part."""

from __future__ import annotations

from cleaner.tooling.fixtures.invent import Inventor

SENTENCE = "The harbour council met again on Tuesday and agreed, after a long evening, to keep the old ferry running."
WORDS = Inventor("host", "shoreline.example").text


def paragraph(number: int, length: int = 3) -> str:
    made = Inventor(str(number), "shoreline.example")
    return " ".join(made.text(SENTENCE) for _ in range(length))


def page(number: int, *, promo: bool = True, caption: bool = True) -> str:
    title = Inventor(f"title {number}", "shoreline.example").text("Council keeps the ferry for another decade")
    body = [f"<p>{paragraph(10 * number + n)}</p>" for n in range(6)]
    if promo:
        body.insert(
            3, '<div class="story-promo"><h4>More from the shore</h4><p>Twelve walks that begin at the pier.</p></div>'
        )
    if caption:
        body.insert(1, f"<figure class='story-figure'><figcaption>{paragraph(number + 5000, 1)}</figcaption></figure>")
    links = "".join(f'<li><a href="/news/{n}">{WORDS(f"Another headline of the day {n}")}</a></li>' for n in range(8))
    return f"""<!doctype html><html lang="en"><head><title>{title} - Shoreline</title>
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta property="article:published_time" content="2024-03-{number + 1:02}T08:00:00+00:00"></head><body>
<div class="css-1x2y3z"><nav class="top-menu"><ul>{links}</ul></nav>
<main class="page-main"><article class="story" id="story-{number}000"><h1 class="story-title">{title}</h1>
<p class="story-byline">By <a class="story-author" href="/people/ines-calloway">Ines Calloway</a></p>
<div class="story-body kNHAVz">{"".join(body)}<p>Follow us on every shore for more of this.</p></div></article>
<section class="related-list"><h3>Related</h3><ul>{links}</ul></section></main>
<footer class="site-footer"><p>© Shoreline. All rights reserved.</p></footer></div></body></html>"""


def url(number: int) -> str:
    return f"https://www.shoreline.example/news/council-keeps-the-ferry-{number}"
