"""The sorts of content and furniture once more, about a mill, as builders of pages and editors mark them up."""

from __future__ import annotations

from collections.abc import Iterator

from sorts import vary_cards

CONTENT = {
    "opening hours": "<table class='table table-striped'><tr><td><strong>Monday</strong></td><td>closed</td></tr>"
    "<tr><td><strong>Tuesday</strong></td><td>10 to 4</td></tr><tr><td><strong>Sunday</strong></td><td>by"
    " appointment</td></tr></table>",
    "lines in cells": "<table><tr><th>Day</th><th>Work</th></tr><tr><td>Monday</td><td>Clean the stones<br>Oil the"
    " axle<br>Sleep</td></tr><tr><td>Tuesday</td><td>Grind rye<br>Sell rye</td></tr></table>",
    "lists in cells": "<table><tr><td>For</td><td><ul><li>cheap</li><li>quiet</li></ul></td></tr><tr><td>Against</td>"
    "<td><ul><li>slow</li><li>wet</li></ul></td></tr></table>",
    "prices with a head of cells": "<table><thead><tr><td>Flour</td><td>Price</td></tr></thead><tbody><tr><td>Rye</td>"
    "<td>€2.10</td></tr><tr><td>Spelt</td><td>€3.40</td></tr></tbody></table>",
    "check list": "<ul class='wp-block-list'><li>✓ boots</li><li>✓ a lantern</li><li>✓ string</li></ul>",
    "list of editors' blocks": "<div class='wp-block-group'><ul><li>Rye is ground on Monday.</li><li>Spelt is ground"
    " on Friday.</li></ul></div>",
    "announced by a bold line": "<p><strong>What the miller asks for</strong></p><ul><li>dry sacks</li><li>small"
    " coins</li></ul>",
    "steps under headings": "<h3>Step 1</h3><p>Lift the gate.</p><h3>Step 2</h3><p>Mind the wheel.</p><h3>Step 3</h3>"
    "<p>Lower the gate.</p>",
    "Italian recipe": "<h2>Ingredienti</h2><ul><li>300 g di farina</li><li>un pizzico di sale</li></ul><h2>Preparazione"
    "</h2><ol><li>Impastare la farina.</li><li>Aspettare un'ora.</li></ol>",
    "terms": "<dl><dt>Hopper</dt><dd>What the grain falls through.</dd><dt>Race</dt><dd>What the water runs"
    " in.</dd></dl>",
    "code by its style": "<div style='white-space: pre; font-family: monospace'>gate.lift()\nwhile wheel.turns():\n"
    "    grind(rye)</div>",
    "code in a box": "<div class='highlight'><pre><span class='k'>let</span> rye = <span class='mi'>12</span>;\n"
    "grind(rye);\ngrind(rye);</pre></div>",
    "quotation of a builder": "<div class='quote'><blockquote>A mill that stands still grinds its owner.</blockquote>"
    "<cite>Ruth Karr, miller</cite></div>",
    "quotation with dashes": "<blockquote><p>Nobody ever paid me in coins.</p><p>— Ruth Karr</p></blockquote>",
    "accordion": "<details><summary>May I bring my own rye?</summary>Yes, if it is dry.</details><details><summary>And"
    " oats?</summary>No.</details>",
    "interview in italics": "<p><em>Do you sleep at the mill?</em></p><p>Never.</p><p><em>Did your father?</em></p>"
    "<p>Always.</p>",
    "Polish interview": "<p><strong>Czy pani się bała?</strong></p><p>Nie.</p><p><strong>A teraz?</strong></p>"
    "<p>Tak.</p>",
    "song": "<p>Turn, wheel, turn,<br>the river is high,<br>turn, wheel, turn,<br>the rye is dry.</p>",
    "play": "<p>RUTH: Who opened the gate?</p><p>BOY: Not I.</p><p>RUTH: Then who is wet?</p>",
    "one word": "<p>Silence.</p>",
    "box of facts": "<aside><h4>The mill in numbers</h4><p>Wheels: 2</p><p>Stones: 4</p><p>Millers since 1700:"
    " 9</p></aside>",
    "post": "<div class='embed'><blockquote class='mastodon-embed'><p>The wheel turns again. Come and see.</p><p>—"
    " Mill (@mill@river.example)</p></blockquote></div>",
    "notes": "<h2>Notes</h2><ol><li>Parish book, leaf 4.</li><li>Letter of the miller, 1811.</li></ol>",
    "sections of one look": "<h3>The wheel</h3><p>It was made anew from oak in March.</p><h3>The stones</h3><p>They"
    " were cut by two brothers.</p><h3>The roof</h3><p>It leaks.</p>",
}

FURNITURE = {
    "sign-up line": "<p>Subscribe to our newsletter and never miss a story</p>",
    "sign-up box": "<section class='newsletter-signup'><h4>News from the river</h4><p>Sign up and get the best stories"
    " every Friday.</p><form><input type='email' placeholder='Your email'><button>Subscribe</button></form></section>",
    "French sign-up": "<div class='newsletter'><p>Inscrivez-vous à notre newsletter</p><button>S'inscrire</button>"
    "</div>",
    "wall": "<div class='paywall-message'><h3>Subscribe to continue reading</h3><p>Already have an account? Sign"
    " in</p></div>",
    "caption": "<figure><img src='w.jpg' alt=''><figcaption>The wheel in May. Photograph: Ben Field</figcaption>"
    "</figure>",
    "caption by class": "<div class='image-caption'><p>The wheel, seen from the bridge</p></div>",
    "audio": "<div class='audio-player'><span>Listen to this story</span><span>6 min</span></div>",
    "author": "<div class='author-bio'><p>Ben Field covers rivers for the Courier. He swims.</p></div>",
    "Italian author": "<div class='author-box'><h4>L'autore</h4><p>Ben Field scrive di fiumi e di mulini.</p></div>",
    "copyright": "<p>Copyright © 2024 River Courier. All rights reserved.</p>",
    "share": "<ul class='social-share'><li><a href='#'>Share on Facebook</a></li><li><a href='#'>Share on X</a></li>"
    "<li><a href='#'>Email</a></li></ul>",
    "pointer": "<p><em>Read also:</em> <a href='/w'>The wheel that nobody could stop</a></p>",
    "German pointer": "<p><strong>Lesen Sie auch:</strong> <a href='/w'>Das Rad, das keiner anhielt</a></p>",
    "advertisement": "<div class='ad-slot'><span>Advertisement</span></div>",
    "comments": "<section class='comments'><h3>4 comments</h3><p>You must be logged in to post a comment.</p>"
    "</section>",
    "tags": "<ul class='post-tags'><li><a href='/t/mill'>mill</a></li><li><a href='/t/rye'>rye</a></li></ul>",
    "app": "<div class='app-banner'><p>Get the Courier app</p><a href='/app'>Download now</a></div>",
    "follow": "<p>Follow us on <a href='#'>Instagram</a></p>",
    "cookies": "<div class='cookie-banner'><p>This site uses cookies to make your visit better.</p><button>OK</button>"
    "</div>",
    "video": "<div class='video-player'><p>Your browser does not support the video tag.</p></div>",
    "print": "<div class='article-tools'><a href='#'>Print</a><a href='#'>Save</a></div>",
    "donation": "<div class='donation-box'><h3>Support independent news</h3><p>Your gift keeps the Courier"
    " free.</p><a href='/give'>Give now</a></div>",
    "poll": "<div class='poll-widget'><form><p>Should the wheel turn at night?</p><label><input type='radio'>Yes"
    "</label><label><input type='radio'>No</label><button>Vote</button></form></div>",
}

_HEADS = ("Related stories", "Read next", "Recommended for you", "More from the river")
_CLASSES = ("related-posts", "read-next", "widget", "")
_CARDS = (
    '<li><a href="/m{n}">{head}</a></li>',
    '<div class="post"><h3><a href="/m{n}">{head}</a></h3><time>May {n}, 2024</time><p>{line}</p></div>',
    '<a class="story" href="/m{n}"><img src="{n}.jpg" alt=""><span>News</span><h4>{head}</h4></a>',
)


def cards() -> Iterator[tuple[str, str]]:
    """144 other forms of cards that point to other stories, each with a name."""
    return vary_cards(
        _HEADS,
        _CLASSES,
        _CARDS,
        "Bridge number {n} was painted and then moved upstream",
        "Those who live beside bridge {n} said that nobody had asked them about the colour.",
    )
