"""Invented pages whose data for machines name authors and a day, as the web's systems write them."""

from __future__ import annotations

# What it is, the head, what stands below the headline and below the story, authors, day.
DATA: tuple[tuple[str, str, str, str, tuple[str, ...], str], ...] = (
    (
        "yoast graph",
        (
            '<script type=\'application/ld+json\'>{"@context": "https://schema.org", "@graph": [{"@type": '
            '"Article", "@id": "#a", "headline": "The mill by the weir grinds again after forty years", '
            '"datePublished": "2023-03-04T08:00:00+00:00", "author": {"@id": "#p"}}, {"@type": "WebPage", '
            '"name": "The mill by the weir grinds again after forty years"}, {"@type": "Person", "@id": '
            '"#p", "name": "Tessa Rowntree"}, {"@type": "Organization", "name": "Weir Gazette"}]}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "graph author list ids",
        (
            '<script type=\'application/ld+json\'>{"@graph": [{"@type": ["Article", "BlogPosting"], '
            '"headline": "The mill by the weir grinds again after forty years", "author": [{"@id": "#p"}, '
            '{"@id": "#q"}], "datePublished": "2023-03-04"}, {"@type": "Person", "@id": "#p", "name": "Tessa '
            'Rowntree"}, {"@type": "Person", "@id": "#q", "name": "Magnus Oddy"}]}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "2023-03-04",
    ),
    (
        "author string list",
        (
            '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "The mill by the weir '
            'grinds again after forty years", "author": ["Tessa Rowntree", "Magnus Oddy"], "datePublished": '
            '"2023-03-04"}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "2023-03-04",
    ),
    (
        "author comma in one",
        (
            '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "The mill by the weir '
            'grinds again after forty years", "author": {"@type": "Person", "name": "Tessa Rowntree, Magnus '
            'Oddy"}}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "",
    ),
    (
        "author given family",
        (
            '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "The mill by the weir '
            'grinds again after forty years", "author": {"@type": "Person", "givenName": "Tessa", '
            '"familyName": "Rowntree"}}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree",),
        "",
    ),
    (
        "author name list",
        (
            '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "The mill by the weir '
            'grinds again after forty years", "author": {"@type": "Person", "name": ["Tessa Rowntree", '
            '"Magnus Oddy"]}}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "",
    ),
    (
        "author url name",
        (
            '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "The mill by the weir '
            'grinds again after forty years", "author": {"@type": "Person", "name": "Tessa Rowntree", "url": '
            '"https://www.weir.example/a/tessa"}}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree",),
        "",
    ),
    (
        "creator strings",
        (
            '<script type=\'application/ld+json\'>{"@type": "Article", "headline": "The mill by the weir '
            'grinds again after forty years", "creator": ["Tessa Rowntree"]}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree",),
        "",
    ),
    (
        "mainEntity",
        (
            '<script type=\'application/ld+json\'>{"@type": "WebPage", "mainEntity": {"@type": "Article", '
            '"headline": "The mill by the weir grinds again after forty years", "author": {"@type": '
            '"Person", "name": "Tessa Rowntree"}, "datePublished": "2023-03-04"}}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "article list in array",
        (
            '<script type=\'application/ld+json\'>[{"@type": "BreadcrumbList"}, {"@type": '
            '"ReportageNewsArticle", "headline": "The mill by the weir grinds again after forty years", '
            '"author": {"name": "Tessa Rowntree"}, "datePublished": "March 4, 2023"}]</script>'
        ),
        "",
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "reversed name in ld",
        (
            '<script type=\'application/ld+json\'>{"@type": "ScholarlyArticle", "headline": "The mill by the '
            'weir grinds again after forty years", "author": [{"@type": "Person", "name": "Rowntree, '
            'Tessa"}, {"@type": "Person", "name": "Oddy, Magnus"}]}</script>'
        ),
        "",
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "",
    ),
    (
        "org in ld, person shown",
        (
            '<script type=\'application/ld+json\'>{"@type": "Article", "headline": "The mill by the weir '
            'grinds again after forty years", "author": {"@type": "Organization", "name": "Weir '
            'Gazette"}}</script>'
        ),
        "<p class='post-meta'>By <a href='/author/tessa'>Tessa Rowntree</a></p>",
        "",
        ("Tessa Rowntree",),
        "",
    ),
    (
        "meta org, person shown",
        '<meta name="author" content="Weir Gazette">',
        "<p>By Tessa Rowntree</p>",
        "",
        ("Tessa Rowntree",),
        "",
    ),
    (
        "parsely",
        (
            '<meta name="parsely-author" content="Tessa Rowntree">'
            '<meta name="parsely-pub-date" content="2023-03-04T08:00:00Z">'
        ),
        "",
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "sailthru",
        (
            '<meta name="sailthru.author" content="Tessa Rowntree, Magnus Oddy">'
            '<meta name="sailthru.date" content="2023-03-04">'
        ),
        "",
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "2023-03-04",
    ),
    (
        "dc",
        ('<meta name="DC.creator" content="Rowntree, Tessa"><meta name="DC.date.issued" content="2023-03-04">'),
        "",
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "citation",
        (
            '<meta name="citation_author" content="Rowntree, Tessa">'
            '<meta name="citation_author" content="Oddy, Magnus">'
            '<meta name="citation_publication_date" content="2023/03/04">'
        ),
        "",
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "2023-03-04",
    ),
    (
        "citation initials",
        ('<meta name="citation_author" content="Rowntree, T. K."><meta name="citation_author" content="Oddy, M.">'),
        "",
        "",
        ("T. K. Rowntree", "M. Oddy"),
        "",
    ),
    (
        "twitter label",
        (
            '<meta property="twitter:label1" content="Written by">'
            '<meta property="twitter:data1" content="Tessa Rowntree">'
        ),
        "",
        "",
        ("Tessa Rowntree",),
        "",
    ),
    (
        "article author url",
        '<meta property="article:author" content="https://www.facebook.com/tessa">',
        "<div class='byline'>Tessa Rowntree</div>",
        "",
        ("Tessa Rowntree",),
        "",
    ),
    ("byl", '<meta name="byl" content="By Tessa Rowntree">', "", "", ("Tessa Rowntree",), ""),
    (
        "several metas",
        '<meta name="author" content="Tessa Rowntree"><meta name="author" content="Magnus Oddy">',
        "",
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "",
    ),
    (
        "article written by",
        (
            '<script type=\'application/ld+json\'>{"@type": "Article", "headline": "The mill by the weir '
            'grinds again after forty years", "author": {"@type": "Organization", "name": "Weir '
            'Gazette"}}</script>'
        ),
        "",
        "<h2>Article written by:</h2><div><h3>Tessa Rowntree, MD, FACP</h3><p>Member since 2019</p></div>",
        ("Tessa Rowntree",),
        "",
    ),
    ("dotnet", '<meta name="publish_date" content="/Date(1677924900000)/">', "", "", (), "2023-03-04"),
    (
        "hidden meta login",
        '<meta name="author" content="trowntree7">',
        "<p class='byline'>Tessa Rowntree</p>",
        "",
        ("Tessa Rowntree",),
        "",
    ),
    ("login only", '<meta name="author" content="trowntree7">', "", "", ("trowntree7",), ""),
    ("dotted login only", '<meta name="author" content="tessa.k.rowntree">', "", "", ("tessa.k.rowntree",), ""),
)
