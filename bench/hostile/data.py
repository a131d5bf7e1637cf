"""What a page says of itself: metadata, JSON-LD, microdata, states in scripts, bylines and dates."""

from __future__ import annotations

import json

from bench.hostile.pages import SENTENCE, STORY, WORDS, Make, beside, body, data, head, inside, page, thin, within

KINDS: dict[str, Make] = {
    "metas many": head(lambda n: "".join(f"<meta name=author content='Ada Bell {k}'>" for k in range(n))),
    "metas property": head(lambda n: "".join(f"<meta property='article:tag' content='t{k}'>" for k in range(n))),
    "metas title": head(
        lambda n: "".join(f"<meta property='og:title' content='Ferry {k} stops - Sound'>" for k in range(n))
    ),
    "metas site name": head(lambda n: "".join(f"<meta property='og:site_name' content='Sound {k}'>" for k in range(n))),
    "metas dates": head(
        lambda n: "".join(f"<meta name=date content='2021-0{1 + k % 9}-11T10:00:00Z'>" for k in range(n))
    ),
    "links rel": head(lambda n: "".join(f"<link rel='alternate canonical license' href=/x{k}>" for k in range(n))),
    "title giant seps": head(lambda n: "<title>" + "Ferry stops | " * n + "</title>"),
    "titles many": head(lambda n: "<title>x</title>" * n),
    "bases": head(lambda n: "<base href=https://x.example/a/>" * n),
    "jsonld many scripts": head(
        lambda n: "".join(
            data({"@type": "NewsArticle", "headline": f"Ferry {k}", "author": {"name": "Ada Bell"}}) for k in range(n)
        )
    ),
    "jsonld graph ids cross": head(
        lambda n: data(
            {
                "@graph": [
                    {
                        "@id": f"#{k}",
                        "@type": "NewsArticle",
                        "author": {"@id": f"#{(k * 7 + 1) % n}"},
                        "publisher": {"@id": f"#{(k * 3 + 2) % n}"},
                    }
                    for k in range(n)
                ]
            }
        )
    ),
    "jsonld one id many defs": head(
        lambda n: data(
            {
                "@graph": [{"@id": "#a", "@type": "Person", "name": f"Ada {k}"} for k in range(n)]
                + [{"@type": "NewsArticle", "author": {"@id": "#a"}}]
            }
        )
    ),
    "jsonld id cycle": head(
        lambda n: data(
            {
                "@graph": [
                    {"@id": f"#{k}", "@type": "Person", "name": {"@id": f"#{(k + 1) % n}"}, "x": 1} for k in range(n)
                ]
                + [{"@type": "NewsArticle", "author": {"@id": "#0"}}]
            }
        )
    ),
    "jsonld nested dicts": head(lambda n: data('{"author":' * n + "1" + "}" * n)),
    "jsonld mainEntity nest": head(lambda n: data('{"@type":"WebPage","mainEntity":' * n + "{}" + "}" * n)),
    "jsonld types list": head(lambda n: data({"@type": ["NewsArticle"] * n, "headline": "x"})),
    "jsonld authors list": head(
        lambda n: data({"@type": "NewsArticle", "author": [{"name": f"Ada Bell{k}"} for k in range(n)]})
    ),
    "jsonld author string": head(lambda n: data({"@type": "NewsArticle", "author": "Ada Bell and " * n})),
    "jsonld comments": head(
        lambda n: data(
            {
                "@type": "DiscussionForumPosting",
                "comment": [{"@type": "Comment", "text": "word", "author": {"name": "a"}}] * n,
            }
        )
    ),
    "jsonld comment deep": head(lambda n: data('{"@type":"DiscussionForumPosting","comment":' * n + "1" + "}" * n)),
    "jsonld body html": lambda n: page(
        story="<p>x", head=data({"@type": "NewsArticle", "articleBody": "<p>" + "<b>word</b> " * n})
    ),
    "jsonld body entities": lambda n: page(
        story="<p>x", head=data({"@type": "NewsArticle", "articleBody": "&amp;amp; word " * n})
    ),
    "jsonld body newlines": lambda n: page(
        story="<p>x", head=data({"@type": "NewsArticle", "articleBody": "word word\n\n" * n})
    ),
    "jsonld body nested div": lambda n: page(
        story="<p>x", head=data({"@type": "NewsArticle", "articleBody": "<div>word " * n})
    ),
    "jsonld body many": lambda n: page(
        story="<p>x", head="".join(data({"@type": "NewsArticle", "articleBody": SENTENCE * 2}) for k in range(n))
    ),
    "jsonld body scripts in": lambda n: page(
        story="<p>x", head=data({"@type": "NewsArticle", "articleBody": "<script>" * n})
    ),
    "jsonld bad escapes": head(lambda n: data('{"a":"' + "\\x" * n + '"}')),
    "jsonld ctrl": head(lambda n: data('{"a":"' + "\n\t" * n + '"}')),
    "jsonld bigint": head(lambda n: data('{"@type":"NewsArticle","datePublished":' + "1" * n + "}")),
    "jsonld bigfloat": head(lambda n: data('{"@type":"NewsArticle","datePublished":1e' + "9" * n + "}")),
    "jsonld trailing commas": head(lambda n: data('{"@type":"NewsArticle","a":[' + "1," * n + "]}")),
    "jsonld keys dup": head(lambda n: data("{" + ",".join('"@type":"NewsArticle"' for k in range(n)) + "}")),
    "jsonld quotes unescaped": head(lambda n: data('{"@type":"NewsArticle","headline":"' + 'a "b" ' * n + '"}')),
    "microdata cycles": within(
        lambda n: "".join(
            f"<div itemscope itemtype=https://schema.org/Article id=i{k}"
            f" itemref='i{(k + 1) % n} i{(k + 2) % n}'><span itemprop=author>Ada</span></div>"
            for k in range(n)
        )
    ),
    "microdata itemref giant": within(
        lambda n: "<div itemscope itemref='" + " ".join(f"i{k}" for k in range(n)) + "'>x</div>"
    ),
    "microdata nested scopes": within(
        lambda n: "<div itemscope itemtype=https://schema.org/Article itemprop=author>x" * n
    ),
    "microdata headline many": within(lambda n: "<h2 itemprop=headline>Ferry stops</h2>" * n),
    "microdata dates many": within(lambda n: "<time itemprop=datePublished datetime=2021-01-02>x</time>" * n),
    "microdata body nested": within(lambda n: "<div itemprop=articleBody>x " * n),
    "times nested": within(lambda n: "<time datetime=2021-01-02>" * n + "x"),
    "times many": within(lambda n: "<time datetime=2021-01-02>2 January 2021</time> " * n),
    "dates in text": within(lambda n: "<p>Published 2 January 2021</p>" * n),
    "dates updated labels": beside(lambda n: "<p class=date>Updated: January 2, 2021 at 10:00 pm</p>" * n),
    "dates no match": within(lambda n: "<p class=date>" + "January 2 " * n + "</p>"),
    "dates jp": within(lambda n: "<p class=date>" + "2021年" * n + "</p>"),
    "dates arabic": within(lambda n: "<p class=date>" + "٢٠٢١ " * n + "</p>"),
    "bylines many": lambda n: page("<p class=byline>By Ada Bell</p>" * n + STORY),
    "byline ands": lambda n: page("<p class=byline>By " + "Ada Bell and " * n + "</p>" + STORY),
    "byline spans": lambda n: page("<p class=byline>By " + "<span>Ada</span> <span>Bell</span>, " * n + "</p>" + STORY),
    "byline nested": lambda n: page("<div class=byline>" * n + "By Ada Bell" + "</div>" * n + STORY),
    "author links": lambda n: page("<a rel=author href=/author/a>Ada Bell</a>" * n + STORY),
    "author hcards": lambda n: page("<div class='vcard author'><a class='fn url'>Ada Bell</a></div>" * n + STORY),
    "names caps": inside(lambda n: "By ADA BELL " * n),
    "copyright lines": beside(lambda n: "<p>© 2021 Sound Courier Ltd" * n),
    "copyright nested": beside(lambda n: "<footer>© 2021 Sound" * n),
    "license links": beside(
        lambda n: "<a rel=license href=https://creativecommons.org/licenses/by/4.0/>CC BY</a> " * n
    ),
    "license text": beside(lambda n: "<p>Licensed under Creative Commons " * n),
    "breadcrumbs": lambda n: page(before="<nav class=breadcrumb>" + "<a href=/a>A</a> > " * n + "</nav>"),
    "keywords metas": head(lambda n: "<meta name=keywords content='a,b'>" * n),
    "html lang giant": lambda n: page(attrs=" lang='" + "en-" * n + "'"),
    "dataLayer": head(lambda n: "<script>dataLayer=[{" + ",".join(f"'a{k}':'b'" for k in range(n)) + "}]</script>"),
    "scripts many": head(lambda n: "<script>var a=1;</script>" * n),
    "scripts push": lambda n: page(story="<p>x", head="<script>" + 'self.__next_f.push([1,"a"])\n' * n + "</script>"),
    "scripts push unended": lambda n: page(
        story="<p>x", head="<script>" + 'self.__next_f.push([1,"a' * n + "</script>"
    ),
    "next data": lambda n: page(
        story="<p>x",
        head="<script id=__NEXT_DATA__ type=application/json>"
        + json.dumps({"p": [{"text": SENTENCE + str(k)} for k in range(n)]})
        + "</script>",
    ),
    "next data deep": lambda n: page(
        story="<p>x", head="<script id=__NEXT_DATA__ type=application/json>" + '{"a":' * n + "1" + "}" * n + "</script>"
    ),
    "next data html strings": lambda n: page(
        story="<p>x",
        head="<script id=__NEXT_DATA__ type=application/json>"
        + json.dumps({"p": ["<p>" + SENTENCE + "</p>"] * n})
        + "</script>",
    ),
    "json states many": lambda n: page(
        story="<p>x", head='<script type=application/json>{"content":"' + n * (SENTENCE * 3) + '"}</script>'
    ),
    "noscript html": within(lambda n: "<noscript><p>word</p></noscript>" * n),
    "comments html": within(lambda n: "<!-- <p>x --><p>y" * n),
    "hidden stories": lambda n: page(story="<p>x", after=f"<div style=display:none><p>{SENTENCE * 2}</p></div>" * n),
    "hidden nested": lambda n: page(story="<p>x", after="<div style=display:none><p>word word</p>" * n),
    "payload bomb fonts p": lambda n: body("<p>" + "".join(f"<font size={i}>" for i in range(n)) + "</p><p>x" * n),
    "payload bomb deep": lambda n: body("<div>" * n),
    "payload bomb templates": lambda n: body("<template>" * n),
    "payload bomb attrs": lambda n: body("<p " + " ".join(f"a{k}=1" for k in range(n)) + ">x"),
    "payload bomb options": lambda n: body("<select>" + "<option>x" * n),
    "payload bomb state": lambda n: thin(
        "<script id=__NEXT_DATA__ type=application/json>"
        + json.dumps(
            {
                "content": {
                    "body": "<p>" + WORDS * 2 + "<p>" + "".join(f"<font size={i}>" for i in range(n)) + "</p><p>x" * n
                }
            }
        )
        + "</script>"
    ),
    "payload bomb template el": lambda n: page(
        story="<p>x",
        after="<template><p>"
        + WORDS * 2
        + "<p>"
        + "".join(f"<font size={i}>" for i in range(n))
        + "</p><p>x" * n
        + "</template>",
    ),
    "payload bomb shadow": lambda n: page(
        story="<p>x",
        after="<x-a><template shadowrootmode=open><p>"
        + WORDS * 2
        + "<p>"
        + "".join(f"<font size={i}>" for i in range(n))
        + "</p><p>x" * n
        + "</template></x-a>",
    ),
    "drawing deep thin": lambda n: page(story="<p>x", after="<svg>" + "<g>" * n + "</g>" * n + "</svg>"),
    "drawing attrs thin": lambda n: page(
        story="<p>x", after="<svg><path " + " ".join(f"a{k}=1" for k in range(n)) + "></svg>"
    ),
    "drawing names thin": lambda n: page(
        story="<p>x", after="<svg>" + "".join(f"<x{k}/>" for k in range(n)) + "</svg>"
    ),
    "drawing attr names thin": lambda n: page(
        story="<p>x", after="<svg>" + "".join(f"<g b{k}=1/>" for k in range(n)) + "</svg>"
    ),
    "drawing stray ends thin": lambda n: page(story="<p>x", after="<svg>" + "<g>" * n + "</q>" * n + "</svg>"),
    "drawing deep shaped": lambda n: page(
        STORY + "<mjx-container>x</mjx-container>", after="<svg>" + "<g>" * n + "</g>" * n + "</svg>"
    ),
    "title repeats": lambda n: page("<p>Ferry stops</p>" * n),
    "refs itemref": within(lambda n: "<div itemscope itemref=a>x</div>" * n + "<p id=a itemprop=author>Ada"),
    "times in byline": lambda n: page(
        "<p class=byline>By Ada Bell " + "<time datetime=2021-01-02>2 Jan</time> " * n + "</p>" + STORY
    ),
    "lead lines": lambda n: page("<div>" + "<p>Ada Bell</p><p>2 January 2021</p>" * n + "</div>" + STORY),
    "names line": lambda n: page("<p class=author>" + "Ada-Bell" * n + "</p>" + STORY),
    "names particles": lambda n: page("<p class=author>By " + "van der " * n + "Bell</p>" + STORY),
    "names dots": lambda n: page("<p class=author>By " + "A. " * n + "Bell</p>" + STORY),
    "names commas": lambda n: page("<p class=author>By " + "Ada Bell, Reporter, " * n + "</p>" + STORY),
    "title site many": head(
        lambda n: (
            "<title>"
            + " - ".join(f"Part {k}" for k in range(n))
            + "</title><meta property=og:site_name content='Part 9'>"
        )
    ),
    "desc": head(lambda n: "<meta name=description content='" + "<b>&amp;amp;" * n + "'>"),
    "desc entities deep": head(lambda n: "<meta name=description content='&" + "amp;" * n + "'>"),
    "canonical many": head(lambda n: "".join(f"<link rel=canonical href=https://x.example/{k}>" for k in range(n))),
    "license giant": beside(lambda n: "<p>© " + "2021 " * n + "</p>"),
    "license nested a": beside(
        lambda n: "<a rel=license href=https://creativecommons.org/licenses/by/4.0/>" + "<span>CC" * n + "</a>"
    ),
    "date formats": within(lambda n: "<p class=date>" + "12/11/10 " * n + "</p>"),
    "date month names": within(lambda n: "<p class=date>" + "Jan Feb " * n + "</p>"),
    "date ordinal": within(lambda n: "<p class=date>" + "1st of " * n + "</p>"),
    "date clocks": within(lambda n: "<p class=date>" + "10:00 pm GMT " * n + "</p>"),
    "date hijri": within(lambda n: "<p class=date>" + "١٤٤٢ هـ " * n + "</p>"),
    "printed dates": lambda n: page(
        "<div class=meta>" + "<span>Published</span> <span>2 January 2021</span>" * n + "</div>" + STORY
    ),
    "clock class": lambda n: page("<div class='clock time date'>12:30</div>" * n + STORY),
}
