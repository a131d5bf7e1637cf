"""What the judgement counts, compares and sorts: copies, cards, threads, boxes."""

from __future__ import annotations

import random

from bench.hostile.pages import SENTENCE, STORY, Make, beside, inside, page, within

KINDS: dict[str, Make] = {
    "same paragraphs": within(lambda n: f"<p>{SENTENCE}</p>" * n),
    "different paragraphs": within(lambda n: "".join(f"<p>{SENTENCE} {k}</p>" for k in range(n))),
    "mirrored halves": lambda n: page("".join(f"<p>{SENTENCE} {k}</p>" for k in range(n)) * 2),
    "cards": within(
        lambda n: "".join(
            f"<div class=card><a href=/s{k}><h3>Story {k}</h3></a><p>Teaser of words {k}...</p></div>" for k in range(n)
        )
    ),
    "cards nested": within(lambda n: "<div class=card><a href=/s><h3>Story</h3></a><p>Teaser of words</p>" * n),
    "thread posts": lambda n: page(
        "".join(
            f"<div class=post id=p{k}><div class=author>ada{k % 9}</div>"
            f"<time datetime=2021-01-02>x</time><p>{SENTENCE}</p></div>"
            for k in range(n)
        )
    ),
    "thread posts nested": lambda n: page(f"<div class=comment><div class=author>ada</div><p>{SENTENCE}</p>" * n),
    "thread ids": lambda n: page("".join(f"<a name=post{k}></a><a href=#post{k}>#{k}</a><p>word" for k in range(n))),
    "permalinks self": lambda n: page(
        "".join(f"<a href='https://x.example/s#c{k}'>2 January 2021</a><p>word" for k in range(n))
    ),
    "nav links": beside(lambda n: "<nav><ul>" + "<li><a href=/a>Link text</a>" * n + "</ul></nav>"),
    "navs": beside(lambda n: "<nav><a href=/a>Link</a></nav>" * n),
    "footers nested": beside(lambda n: "<footer><p>word" * n),
    "navs nested": beside(lambda n: "<nav><a href=/a>Link</a>" * n),
    "articles nested": within(lambda n: "<article><h2>Title</h2><p>word" * n),
    "mains nested": within(lambda n: "<main>word<div>" * n),
    "read more": within(lambda n: "<p><a href=/x>Read more: Ferry stops</a></p>" * n),
    "captions": within(
        lambda n: (
            "<figure><img src=a><figcaption>Photo: Ada Bell</figcaption></figure><p class=caption>Photo: x</p>" * n
        )
    ),
    "stanzas": within(lambda n: "<p>" + "Roses are red<br>" * n),
    "footnotes": within(
        lambda n: (
            "".join(f"<p>word<a href=#fn{k} id=r{k}><sup>{k}</sup></a></p>" for k in range(n))
            + "<ol>"
            + "".join(f"<li id=fn{k}>note <a href=#r{k}>↩</a>" for k in range(n))
            + "</ol>"
        )
    ),
    "anchors same target": within(lambda n: "<a href=#t>x</a>" * n + "<p id=t>y"),
    "rating stars": within(lambda n: "<p>★★★★☆ 4.5 out of 5" * n),
    "prices": within(lambda n: "<div class=product><h3>Thing</h3><p>$19.99</p><button>Add to cart</button></div>" * n),
    "tables data big": within(
        lambda n: "<table>" + "".join(f"<tr><th>Row {k}<td>{k}<td>{k * 2}<td>{k * 3}" for k in range(n)) + "</table>"
    ),
    "table layout": within(
        lambda n: "<table width=100%>" + f"<tr><td><p>{SENTENCE}</p><td><a href=x>y</a>" * n + "</table>"
    ),
    "lists short many": within(lambda n: "<ul><li>a<li>b</ul>" * n),
    "toc": lambda n: page(
        "<ul>"
        + "".join(f"<li><a href=#s{k}>Section {k}</a>" for k in range(n))
        + "</ul>"
        + "".join(f"<h2 id=s{k}>Section {k}</h2><p>word" for k in range(n))
    ),
    "hreflang words": within(lambda n: "<p>Share this on Facebook Twitter" * n),
    "tickers": within(lambda n: "<p>12:30 Word word - 13:40 Word word</p>" * n),
    "random soup": lambda n: page(
        STORY
        + "".join(
            random.Random(n).choices(
                [
                    "<p>",
                    "</p>",
                    "<b>",
                    "</b>",
                    "<a href=x>",
                    "</a>",
                    "<div>",
                    "</div>",
                    "<table>",
                    "<tr>",
                    "<td>",
                    "</table>",
                    "<li>",
                    "<ul>",
                    "</ul>",
                    "word ",
                    "<svg>",
                    "</svg>",
                    "<math>",
                    "<template>",
                    "</template>",
                    "<select>",
                    "</select>",
                    "<h2>",
                    "</h2>",
                ],
                k=n,
            )
        )
    ),
    "comment endings": within(lambda n: "<!--->" * n + "--!>" * n),
    "attr quotes": within(lambda n: "<p a='" + "\"'<>" * n + "'>x"),
    "attr no value": within(lambda n: "<p " + "a " * n + ">x"),
    "attr names distinct tags": within(lambda n: "".join(f"<p a{k % 40000}=1>x" for k in range(n))),
    "attr equals": within(lambda n: "<p " + "=" * n + ">x"),
    "slashes in tag": within(lambda n: "<p" + "/" * n + ">x"),
    "end tags attrs": within(lambda n: "</p a=1>" * n),
    "bogus comments": within(lambda n: "<!x></x y><?z>" * n),
    "cdata outside": within(lambda n: "<![CDATA[" * n),
    "href giants": inside(lambda n: "<a href='https://x.example/" + "a/../" * n + "'>x</a>"),
    "href percent": inside(lambda n: "<a href='https://x.example/" + "%41" * n + "'>x</a>"),
    "href blanks": inside(lambda n: "<a href='java" + "\t\n" * n + "script:x'>x</a>"),
    "href relative dots many": inside(lambda n: "<a href='../../../../x'>x</a> " * n),
    "href bad ipv6": inside(lambda n: "<a href='http://[::'>x</a> " * n),
    "href ports": inside(lambda n: "<a href='https://x.example:99999999/'>x</a> " * n),
    "href unicode host": inside(lambda n: "<a href='https://ⓔⓧ.example/'>x</a> " * n),
    "base weird": lambda n: page(head="<base href='http://[:'>", story=STORY + "<p>" + "<a href=x>y</a> " * n),
    "frameset": lambda n: "<frameset>" + "<frame src=x>" * n + "<noframes>" + STORY + "</noframes>",
    "bodies html tags": within(lambda n: "<html a=1><p>x" * n),
    "heads": within(lambda n: "<head><title>x</title></head>" * n),
    "isindex keygen": within(lambda n: "<isindex><keygen><menuitem>x" * n),
    "wbr": inside(lambda n: "a<wbr>" * n),
    "rb rtc": within(lambda n: "<ruby><rb>a<rtc><rt>x" * n),
    "dialog menu dir": within(lambda n: "<dialog open><menu><li>x<dir>" * n),
    "fieldset legend": within(lambda n: "<fieldset><legend>x" * n),
    "address nested": within(lambda n: "<address>x" * n),
    "center font": within(lambda n: "<center><font>x" * n),
    "ins del": inside(lambda n: "<ins>a</ins><del>b</del>" * n),
    "abbr dfn nested": inside(lambda n: "<abbr title=x><dfn>y" * n),
    "bdo bdi": inside(lambda n: "<bdo dir=rtl>abc</bdo><bdi>d</bdi>" * n),
    "q cite": inside(lambda n: "<q>a<cite>b" * n),
    "kbd samp var": inside(lambda n: "<kbd>a</kbd><samp>b</samp><var>c</var>" * n),
    "hr": within(lambda n: "<hr>" * n),
    "meter progress": within(lambda n: "<meter>x</meter><progress>y</progress>" * n),
    "canvas audio": within(lambda n: "<canvas>x<audio>y" * n),
    "map area": within(lambda n: "<map name=x><area href=y></map>" * n),
    "slot part": within(lambda n: "<slot name=x>y" * n),
    "noscript imgs giant": lambda n: page(STORY + "<noscript>" + "<img src=a>" * n + "</noscript>"),
    "back words": inside(lambda n: "note " + "<a href=#a>back to the text</a> " * n),
    "back arrows": inside(lambda n: "note " + "<a href=#a>↩</a> " * n),
    "back letters": inside(lambda n: "<a href=#a>^</a> " + "<a href=#ab>a</a> " * n + " note"),
    "emph adjacents": inside(lambda n: "<em></em><b> </b>" * n + "x"),
    "emph punctuation": inside(lambda n: "<em>.</em><strong>.</strong>" * n),
    "em in words": inside(lambda n: "a<em>*</em>b" * n),
    "sup after words": inside(lambda n: "word<sup>1</sup>" * n),
    "sup off line nested": inside(lambda n: "<sup><sub>1" * n),
    "permalink heads": within(
        lambda n: "".join(f"<h2 id=a{k}>Head {k} <a href=#a{k}>#</a></h2><p>w" for k in range(n))
    ),
    "unseen characters": inside(lambda n: "a\u200bb\u200c" * n),
    "dl blockquote nest": within(lambda n: "<dl><dd><blockquote>x" * n),
    "list p p p": within(lambda n: "<ul><li><p>a<p>b<p>c" * n),
    "hidden in hidden thin": lambda n: page(story="<p>x", after=f"<div hidden><p>{SENTENCE}" * n),
    "sections same h": within(
        lambda n: "<section><h3>Related stories</h3><ul><li><a href=x>Title of story</a></ul></section>" * n
    ),
    "boxes kin": within(
        lambda n: "".join(f"<div class='a b{k % 3}'><div class=c><p>{SENTENCE[:60]}</p></div></div>" for k in range(n))
    ),
    "kin nested": within(lambda n: "<div class=a><p>word</p><div class=b><p>word</p>" * n),
    "same text diff boxes": within(lambda n: f"<div class=x><p>{SENTENCE}</p></div>" * n),
    "prefix repeats": within(lambda n: "".join(f"<p>{SENTENCE[:50]}{'x' * (k % 40)}" for k in range(n))),
    "growing prefixes": lambda n: page("".join("<p>" + "word " * (k + 1) for k in range(int((2 * n) ** 0.5)))),
    "excerpts of all": lambda n: page(
        "".join(
            f"<p>{SENTENCE[:45]}{k} and more...</p><p>{SENTENCE[:45]}{k} and more words follow here.</p>"
            for k in range(n)
        )
    ),
    "excerpts dots long": lambda n: page("".join(f"<p>{'w ' * 20}{k}…</p>" for k in range(n))),
    "h1 many same as title": lambda n: page("<h1>Ferry stops</h1>" * n + STORY),
    "breadcrumb lists": lambda n: page(before="<ol class=breadcrumb>" + "<li><a href=/a>A</a>" * n + "</ol>"),
    "noscript img": within(lambda n: "<img class=emoji alt=😀><noscript><img class=emoji alt=😀></noscript>" * n),
    "emoji imgs": inside(lambda n: "<img class=emoji alt=😀>" * n),
    "picture nested sources": within(lambda n: "<picture><source srcset=a>" * n),
    "figure imgs captions": within(
        lambda n: "<figure>" + "<img src=a alt=b><figcaption>c</figcaption>" * n + "</figure>"
    ),
    "figures nested imgs": within(lambda n: "<figure><img src=a.jpg width=600 height=400>" * n),
}
