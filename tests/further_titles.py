"""Invented pages whose head and headings name several titles, each with the headline that is theirs."""

import json
from html import escape

STORY = (
    "<p>The mill by the weir ground its first corn in forty years while the whole village stood and watched it.</p>" * 6
)
WHOLE = "Mill by the weir grinds again after forty years of silence on the river"
H = "Mill by the weir grinds again"


def pg(body, title="", og="", ld="", site="", lang="en", url="https://www.weirgazette.example/news/a-123"):
    """A page and its address: what its body begins with, its title, OpenGraph's, JSON-LD's and the site's name."""
    head = f"<title>{escape(title)}</title>" if title else ""
    head += f'<meta property="og:title" content="{escape(og)}">' if og else ""
    head += f'<meta property="og:site_name" content="{escape(site)}">' if site else ""
    told = {"@type": "NewsArticle", "headline": ld}
    head += f'<script type="application/ld+json">{json.dumps(told)}</script>' if ld else ""
    return f'<html lang="{lang}"><head>{head}</head><body>{body}{STORY}</body></html>', url


LATIN = [
    ("plain", pg(f"<h1>{H}</h1>", H), H),
    ("site after |", pg(f"<h1>{H}</h1>", f"{H} | Weir Gazette"), H),
    ("site before |", pg(f"<h1>{H}</h1>", f"Weir Gazette | {H}"), H),
    ("site after - no h1", pg("", f"{H} - Weir Gazette"), H),
    ("site before : no h1", pg("", f"Weir Gazette: {H}"), H),
    ("site before – no h1", pg("", f"Weir Gazette – {H}"), H),
    ("section+site no h1", pg("", f"{H} | Local News | Weir Gazette"), H),
    ("section - site no h1", pg(f"<h2>{H}</h2>", f"{H} - Local News - Weir Gazette"), H),
    ("section/site slashes", pg(f"<h1>{H}</h1>", f"{H} / Local / Weir Gazette"), H),
    ("» breadcrumb", pg(f"<h1>{H}</h1>", f"Weir Gazette » News » {H}"), H),
    ("site reversed bullets", pg(f"<h2>{H}</h2>", f"Weir Gazette • {H}"), H),
    (
        "site h1, headline h2",
        pg(f"<header><h1>Weir Gazette</h1></header><article><h2>{H}</h2></article>", f"{H} | Weir Gazette"),
        H,
    ),
    ("logo h1 link", pg(f'<h1><a href="/">Weir Gazette</a></h1><h2>{H}</h2>', f"{H} | Weir Gazette"), H),
    ("section h1, headline h2", pg(f"<h1>Local News</h1><h2>{H}</h2>", f"{H} | Weir Gazette"), H),
    ("section h1, og headline", pg(f"<h1>Local News</h1><h2>{H}</h2>", f"{H} | Weir Gazette", H), H),
    ("og cut dots", pg(f"<h1>{WHOLE}</h1>", WHOLE, f"{H} after forty years of..."), WHOLE),
    ("title cut …", pg(f"<h1>{WHOLE}</h1>", f"{H} after forty years… | Weir Gazette"), WHOLE),
    (
        "quotes",
        pg(
            "<h1>“It grinds!” – mill by the weir is back</h1>",
            '"It grinds!" - mill by the weir is back | Weir Gazette',
            "“It grinds!” – mill by the weir is back",
        ),
        "“It grinds!” – mill by the weir is back",
    ),
    (
        "colon headline",
        pg(
            "<h1>Mill by the weir: what the village says</h1>",
            "Mill by the weir: what the village says - Weir Gazette",
        ),
        "Mill by the weir: what the village says",
    ),
    (
        "dash headline",
        pg("<h1>Mill by the weir – a village waits</h1>", "Mill by the weir – a village waits | Weir Gazette"),
        "Mill by the weir – a village waits",
    ),
    (
        "dash headline no h1",
        pg("", "Mill by the weir – a village waits | Weir Gazette"),
        "Mill by the weir – a village waits",
    ),
    (
        "bar in headline with h1",
        pg("<h1>Flour | A village waits for bread</h1>", "Flour | A village waits for bread | Weir Gazette"),
        "Flour | A village waits for bread",
    ),
    ("kicker class in h1", pg(f'<h1><span class="kicker">Rivers</span> {H}</h1>', f"{H} | Weir Gazette", H, H), H),
    ("kicker before h1", pg(f'<p class="kicker">Rivers</p><h1>{H}</h1>', f"Rivers: {H} | Weir Gazette", H), H),
    ("live label", pg(f"<h1>{H}</h1>", f"LIVE: {H} | Weir Gazette", H), H),
    (
        "h1 widget newsletter first",
        pg(f'<div class="newsletter"><h1>Get our newsletter</h1></div><h1>{H}</h1>', f"{H} | Weir Gazette"),
        H,
    ),
    (
        "h1 cookie dialog",
        pg(
            f'<div role="dialog" class="cookie"><h1>We value your privacy</h1></div><h1>{H}</h1>', f"{H} | Weir Gazette"
        ),
        H,
    ),
    (
        "h1 cookie consent no class",
        pg(
            f'<div id="ccc"><div id="ccc-notify"><h1>Your choice of cookies on this site</h1></div></div><h1>{H}</h1>',
            f"{H} | Weir Gazette",
        ),
        H,
    ),
    (
        "h1 cookie consent no other h1",
        pg(
            f'<div id="ccc"><h1>Your choice regarding cookies on this site</h1></div><h2>{H}</h2>',
            f"{H} | Weir Gazette",
        ),
        H,
    ),
    ("two h1 related below", pg(f"<h1>{H}</h1>{STORY}<h1>You may also like</h1>", f"{H} | Weir Gazette"), H),
    (
        "related h1 first",
        pg(
            f'<aside class="related"><h1><a href="/x">Bridge closed until May</a></h1></aside><h1>{H}</h1>',
            f"{H} | Weir Gazette",
        ),
        H,
    ),
    ("no h1 og only", pg("", "Weir Gazette", H), H),
    ("title generic home", pg(f"<h1>{H}</h1>", "Home"), H),
    ("title untitled", pg(f"<h1>{H}</h1>", "Untitled Document"), H),
    ("title index", pg(f"<h2>{H}</h2>", "index.html"), H),
    ("title welcome", pg(f"<h1>{H}</h1>", "Welcome to Weir Gazette"), H),
    ("h1 image alt", pg(f'<h1><img alt="Weir Gazette" src="l.png"></h1><h2>{H}</h2>', f"{H} - Weir Gazette"), H),
    ("h1 hidden sr-only site", pg(f'<h1 class="sr-only">Weir Gazette</h1><h2>{H}</h2>', f"{H} - Weir Gazette"), H),
    ("twitter title seo", pg(f"<h1>{H}</h1>", "Best mills to visit in 2023 | Weir Gazette", H), H),
    ("og with site suffix", pg(f"<h1>{H}</h1>", f"{H} - Weir Gazette", f"{H} - Weir Gazette", site="Weir Gazette"), H),
    ("og with section suffix no h1", pg("", f"{H} | Local | Weir Gazette", f"{H} | Local", site="Weir Gazette"), H),
    ("host suffix", pg(f"<h2>{H}</h2>", f"{H} - weirgazette.example"), H),
    ("host prefix", pg("", f"weirgazette.example: {H}"), H),
    ("site differs from host", pg(f"<h1>{H}</h1>", f"{H} | The Daily Flour", url="https://tdf.example/x"), H),
    ("author in title", pg(f"<h1>{H}</h1>", f"{H} by Tessa Rowntree | Weir Gazette"), H),
    ("page 2", pg(f"<h1>{H}</h1>", f"{H} - Page 2 | Weir Gazette"), H),
    ("date in title", pg(f"<h1>{H}</h1>", f"{H} - 4 March 2023 - Weir Gazette"), H),
    (
        "entity",
        pg("<h1>Mill &amp; weir: it&#8217;s back</h1>", "Mill & weir: it’s back | Weir Gazette"),
        "Mill & weir: it’s back",
    ),
    (
        "h1 count comments",
        pg(f'<h1>{H} <span class="comments-count">12 comments</span></h1>', f"{H} | Weir Gazette"),
        H,
    ),
    (
        "h1 permalink sign",
        pg(f'<h1>{H}<a class="headerlink" href="#x">¶</a></h1>', f"{H} — Weir docs 2.1 documentation"),
        H,
    ),
    (
        "product count",
        pg("<h1>Mill Stones (158 items)</h1>", "Mill Stones | Weir Shop", url="https://shop.example/c/stones"),
        "Mill Stones",
    ),
    (
        "h1 + subtitle span",
        pg(f"<h1>{H}<small>Forty years of silence end on the river</small></h1>", f"{H} | Weir Gazette", H),
        H,
    ),
    (
        "forum prefix",
        pg(
            "<h1>Which oak for a pit wheel?</h1>",
            "Which oak for a pit wheel? | Page 3 | Millwrights Forum",
            url="https://forum.mill.example/threads/which-oak.12/page-3",
        ),
        "Which oak for a pit wheel?",
    ),
    (
        "forum topic title",
        pg(
            "<h2>Which oak for a pit wheel?</h2>",
            "Millwrights Forum • View topic - Which oak for a pit wheel?",
            url="https://forum.mill.example/viewtopic.php?t=12",
        ),
        "Which oak for a pit wheel?",
    ),
    (
        "wiki",
        pg(
            "<h1>Pit wheel</h1>",
            "Pit wheel - Millwiki, the free encyclopedia",
            url="https://millwiki.example/wiki/Pit_wheel",
        ),
        "Pit wheel",
    ),
    (
        "docs",
        pg("<h1>Pit wheels</h1>", "Pit wheels — Mill 3.2 documentation", url="https://docs.mill.example/3.2/pit.html"),
        "Pit wheels",
    ),
    (
        "readme",
        pg(
            "<h1>pitwheel</h1>",
            "GitHub - mill/pitwheel: Wheels for mills",
            "GitHub - mill/pitwheel: Wheels for mills",
            url="https://github.example/mill/pitwheel",
        ),
        "pitwheel",
    ),
    ("allcaps h1", pg(f"<h1>{H.upper()}</h1>", f"{H} | Weir Gazette", H), H),
]
