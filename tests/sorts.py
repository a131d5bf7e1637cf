"""Sorts of content and of furniture that stand in stories, invented, and the forms of cards that point elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product


def _rows(*rows: str) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)


CONTENT = {
    "table of values": "<table><thead><tr><th>Lamp</th><th>Oil</th><th>Chair</th></tr></thead><tbody>"
    + _rows("Eastern|Yes|No", "Western|No|Yes", "Upper|Yes|Yes")
    + "</tbody></table>",
    "table of numbers": f"<table>{_rows('Month|Boats|Rafts', 'March|211|1', 'April|340|0', 'May|402|3')}</table>",
    "short list": "<ul><li>pencils</li><li>a chair</li><li>oil</li></ul>",
    "list after a colon": "<p>They still need:</p><ul><li>pencils for the book</li><li>one chair</li><li>oil</li></ul>",
    "list of sentences": "<ul><li>The lamp is lit at dusk, whoever is awake.</li><li>The book is never"
    " taken out of the"
    " room.</li><li>A raft counts as a boat if it has a sail.</li></ul>",
    "numbered steps": "<ol><li>Open the book.</li><li>Write the hour.</li><li>Shut the book.</li></ol>",
    "recipe": "<h2>Ingredients</h2><ul><li>2 eggs</li><li>100 g flour</li><li>1 pinch of salt</li></ul>",
    "terms": "<dl><dt>Raft</dt><dd>Wood that floats with a goat on it.</dd><dt>Lamp</dt><dd>Go.</dd></dl>",
    "code": '<pre><code>boats = 0\nfor sail in bay:\n    boats += 1\nprint("boats", boats)</code></pre>',
    "quotation": "<blockquote><p>We count what we see, and what we do not see we leave to others.</p></blockquote>",
    "quotation with a source": "<blockquote><p>A lamp without a book is a door without a house.</p>"
    "<footer>Ada Moss, keeper</footer></blockquote>",
    "question": "<details><summary>How high is the lamp?</summary><p>It is ninety steps high, and one"
    " more.</p></details>",
    "questions under headings": "<h3>Who counts at night?</h3><p>Nobody does.</p><h3>Why not?</h3><p>It is dark.</p>",
    "interview": "<p><strong>Were you afraid?</strong></p><p>No.</p><p><strong>Would you go"
    " again?</strong></p><p>Yes.</p>",
    "verse": "<p>The lamp is lit,<br>the sea is near,<br>we count the boats<br>and hold them dear.</p>",
    "dialogue": "<p>“Is that a boat?”</p><p>“No.”</p><p>“What is it then?”</p><p>“A goat.”</p>",
    "short paragraph": "<p>Then it rained.</p>",
    "linked paragraph": '<p><a href="/raft"><strong>On Friday the keepers counted a raft with two goats'
    " on it, one of the"
    " village and one of the island, and both looked the other way.</strong></a></p>",
    "fact box": "<div><h3>The lamp in figures</h3><ul><li>Steps: 91</li><li>Keepers: 3</li><li>Goats:"
    " 0</li></ul></div>",
    "social post": '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Two goats on one raft'
    " today. We wrote down"
    ' both.</p>— Eastern Lamp (@easternlamp) <a href="https://twitter.com/easternlamp/status/1">May 3, 2024</a>'
    "</blockquote>",
    "figure with a text": "<figure><blockquote><p>The book was wet, but every word could be"
    " read.</p></blockquote></figure>",
    "figure with a table": "<figure class='wp-block-table'><table>"
    + _rows("Day|Boats", "Monday|12", "Tuesday|9")
    + "</table></figure>",
    "footnotes": '<ol class="footnotes"><li>Book of the lamp, page 12.</li><li>Letter to the council, 3 May.</li></ol>',
    "subheading with a section": "<h2>What comes next</h2><p>The chair comes in the autumn.</p><p>The"
    " oil comes later.</p>",
}

FURNITURE = {
    "sign-up line": "<p>Sign up to our free daily email for the latest news of the bay</p>",
    "sign-up box": '<div class="newsletter"><h3>Get our newsletter</h3><p>The best of the bay in your inbox each'
    ' morning.</p><form><input type="email"><button>Sign up</button></form></div>',
    "paywall": '<div class="paywall"><h2>To continue reading, please subscribe</h2><p>Already a'
    " subscriber? Log in. Get"
    " unlimited access to all articles from just 1 euro a week.</p></div>",
    "meter": '<div class="meter"><p>You have 2 free articles left this month.</p><a'
    ' href="/subscribe">Subscribe now</a></div>',
    "caption that is none": '<div class="wp-caption"><img src="b.jpg"><p class="wp-caption-text">The'
    " keeper with his book of"
    " names</p></div>",
    "caption": "<figure><img src='c.jpg'><figcaption>The ninety steps in spring</figcaption></figure>",
    "audio player": '<div class="audio"><p>Listen to this article</p><p>0:00 / 4:12</p></div>',
    "author box": '<div class="author-box"><h4>About the author</h4><p>Emma Ellis is a writer of the Bay'
    " Courier who lives"
    " in the village with two dogs and a boat.</p></div>",
    "copyright": "<p>Copyright 2024 Bay Courier. All rights reserved. This material may not be published, broadcast,"
    " rewritten or redistributed.</p>",
    "copyright sign": "<p>© 2024 Bay Courier Ltd</p>",
    "share bar": '<div class="share"><span>Share this article</span><a href="#">Facebook</a><a'
    ' href="#">Twitter</a></div>',
    "read more": '<p><a href="/raft">Read more: The raft that came twice</a></p>',
    "see also": '<p><strong>See also:</strong> <a href="/goat">The goat that could not swim</a></p>',
    "advertisement": '<div class="ad"><p>Advertisement</p></div>',
    "comments": '<div class="comments"><h3>Comments (12)</h3><p>Log in to leave a comment</p></div>',
    "tags": '<div class="tags"><span>Tags:</span><a href="/t/lamp">lamp</a><a href="/t/bay">bay</a></div>',
    "app": '<div class="app-promo"><p>Download our app to read the news of the bay first.</p><a'
    ' href="/app">Get the app</a></div>',
    "follow us": '<p>Follow us on <a href="https://facebook.com/x">Facebook</a> and <a'
    ' href="https://x.com/x">X</a></p>',
    "cookie notice": '<div class="cookie"><p>We use cookies to improve your experience. By using this'
    " site you agree to"
    " our use of cookies.</p><button>Accept</button></div>",
    "video player": '<div class="video-player"><p>Video unavailable</p><p>Play</p></div>',
    "print button": '<p><a href="#" onclick="print()">Print this page</a></p>',
    "donation": '<div class="donate"><h3>Support our work</h3><p>We need your help to keep our reporting free. Donate'
    ' today.</p><a href="/donate">Donate</a></div>',
    "poll": '<div class="poll"><h3>Poll</h3><form><p>Should the lamp be red?</p><label><input'
    ' type="radio">Yes</label>'
    '<label><input type="radio">No</label><button>Vote</button></form></div>',
}

_HEADS = ("More stories", "Related articles", "You may also like", "Most read")
_CLASSES = ("related", "more-news", "recommended", "")
_CARDS = (
    '<li><h3><a href="/n{n}">{head}</a></h3><p>{line}</p></li>',
    '<div class="card"><a href="/n{n}"><img src="{n}.jpg"><h3>{head}</h3></a><p>{line}</p></div>',
    '<article class="teaser"><h4><a href="/n{n}">{head}</a></h4><p>{line}</p><a href="/n{n}">Read more</a></article>',
)
_TAGS = ("section", "div", "aside")


def cards() -> Iterator[tuple[str, str]]:
    """The 144 forms of cards that point to other stories, each with a name."""
    return vary_cards(
        _HEADS,
        _CLASSES,
        _CARDS,
        "Harbour number {n} has a new wall and no boats",
        "People of harbour {n} were told on Monday that the market would be moved to the hill.",
    )


def vary_cards(
    heads: Sequence[str], classes: Sequence[str], forms: Sequence[str], headline: str, line: str
) -> Iterator[tuple[str, str]]:
    """Boxes of five cards each, with a name: every head with every class, form of cards and element around them.

    The first form is an item of a list; `headline` and `line` hold the number of their card.
    """
    for (at, head), name, (form, card), tag in product(enumerate(heads), classes, enumerate(forms), _TAGS):
        inside = "".join(card.format(n=n, head=headline.format(n=n), line=line.format(n=n)) for n in range(2, 7))
        inside = f"<ul>{inside}</ul>" if form == 0 else inside
        level = 2 + at % 2
        named = f' class="{name}"' if name else ""
        yield (
            f"{head}, {name or 'no class'}, form {form}, {tag}",
            f"<{tag}{named}><h{level}>{head}</h{level}>{inside}</{tag}>",
        )
