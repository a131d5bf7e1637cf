"""Invented pages whose markup names authors and a day, as the web's systems write it."""

from __future__ import annotations

# What it is, the head, what stands below the headline and below the story, authors, day.
MARKUP: tuple[tuple[str, str, str, str, tuple[str, ...], str], ...] = (
    (
        "microdata nested",
        "",
        (
            "<div itemprop='author' itemscope itemtype='http://schema.org/Person'>"
            "<a itemprop='url' href='/a'><span itemprop='name'>Tessa Rowntree</span></a>"
            "<span itemprop='jobTitle'>Reporter</span></div>"
            "<meta itemprop='datePublished' content='2023-03-04'>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "hcard",
        "",
        (
            "<span class='author vcard'><a class='url fn n' href='/author/tessa'>Tessa Rowntree</a>"
            "</span> <time class='entry-date published' datetime='2023-03-04T08:00:00+01:00'>4 March</time>"
            "<time class='updated' datetime='2023-03-06'>6 March</time>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "h-entry",
        "",
        ("<p class='p-author h-card'>Tessa Rowntree</p><time class='dt-published' datetime='2023-03-04'>x</time>"),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "drupal",
        "",
        (
            "<div class='submitted'>Submitted by <span class='username'>Tessa Rowntree</span> on Sat, "
            "03/04/2023 - 10:15</div>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "typo3",
        "",
        (
            "<div class='news-list-author'>Von Tessa Rowntree</div><span class='news-list-date'>"
            "<time datetime='2023-03-04' itemprop='datePublished'>04.03.2023</time></span>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "joomla",
        "",
        (
            "<dl class='article-info'><dt>Details</dt>"
            "<dd class='createdby'>Written by <span itemprop='name'>Tessa Rowntree</span></dd>"
            "<dd class='published'>Published: 04 March 2023</dd><dd class='hits'>Hits: 4021</dd></dl>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "blogger",
        "",
        "<h2 class='date-header'><span>Saturday, 4 March 2023</span></h2>",
        (
            "<div class='post-footer'><span class='post-author vcard'>Posted by <span class='fn'>Tessa "
            "Rowntree</span></span> <span class='post-timestamp'>at 10:15</span></div>"
        ),
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "ghost",
        "",
        (
            "<section class='author-card'><div class='author-name'>"
            "<a href='/author/tessa/'>Tessa Rowntree</a></div></section>"
            "<time class='byline-meta-date' datetime='2023-03-04'>Mar 4, 2023</time>"
            "<span class='byline-reading-time'>4 min read</span>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "medium",
        "",
        (
            "<div><a rel='author' href='/@tessa'>Tessa Rowntree</a></div><div>Follow</div>"
            "<div>4 min read</div><div>·</div><div>Mar 4, 2023</div>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "substack",
        "",
        (
            "<div class='byline-wrapper'><div class='profile-hover-card-target'>"
            "<a href='https://substack.com/@tessa'>Tessa Rowntree</a></div><div>Mar 04, 2023</div></div>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "squarespace",
        "",
        (
            "<div class='blog-meta'><a class='blog-author-name' href='/blog?author=1'>Tessa Rowntree</a> "
            "<time class='blog-date' datetime='2023-03-04'>March 4</time></div>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "wix",
        "",
        (
            "<span data-hook='user-name' title='Tessa Rowntree'>Tessa Rowntree</span><li>"
            "<span title='Mar 4, 2023' data-hook='time-ago'>Mar 4, 2023</span></li><li>"
            "<span data-hook='time-to-read'>2 min read</span></li>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "hubspot",
        "",
        (
            "<div class='hs-blog-post__meta'><span>Written by</span> <a href='/blog/author/tessa'>Tessa "
            "Rowntree</a> <span>|</span> <span>Mar 4, 2023</span></div>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "shopify",
        "",
        (
            "<div class='article-template__meta'><span>by Tessa Rowntree</span>"
            "<time datetime='2023-03-04T08:00:00Z'>March 4, 2023</time></div>"
        ),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "label dl",
        "",
        "<dl><dt>Author</dt><dd>Tessa Rowntree</dd><dt>Published</dt><dd>4 March 2023</dd></dl>",
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "heading label list",
        "",
        (
            "<h6>Author(s)</h6><ul><li><a href='/library/?_author=1'>Tessa Rowntree</a></li><li>"
            "<a href='/library/?_author=2'>Magnus Oddy</a></li></ul><h6>Date</h6><p>4 March 2023</p>"
        ),
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "2023-03-04",
    ),
    (
        "table label",
        "",
        ("<table><tr><th>Author:</th><td>Tessa Rowntree</td></tr><tr><th>Date:</th><td>4 March 2023</td></tr></table>"),
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "by alone",
        "",
        "<div><span>By</span><br><b>Tessa Rowntree</b></div><div>Staff Writer</div>",
        "",
        ("Tessa Rowntree",),
        "",
    ),
    (
        "two with roles",
        "",
        (
            "<div class='authors'><div class='author'><span>Tessa Rowntree</span><span>Health Editor</span>"
            "</div><div class='author'><span>Magnus Oddy</span><span>Data Reporter</span></div></div>"
        ),
        "",
        ("Tessa Rowntree", "Magnus Oddy"),
        "",
    ),
    (
        "reviewer beside",
        "",
        (
            "<div class='bylines'><div class='byline'>Written by <a href='/author/t'>Tessa Rowntree</a>"
            "</div><div class='byline'>Medically reviewed by <a href='/author/m'>Magnus Oddy, MD</a></div>"
            "</div>"
        ),
        "",
        ("Tessa Rowntree",),
        "",
    ),
    (
        "signature end",
        "",
        "",
        "<p><em>Tessa Rowntree is a reporter at the Weir Gazette.</em></p>",
        ("Tessa Rowntree",),
        "",
    ),
    (
        "last updated by",
        "",
        "",
        "<p>Last updated March 4, 2023 by <a href='/~tessa'>Tessa Rowntree</a>.</p>",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    (
        "relative date with title",
        "",
        "<span class='date' title='March 4, 2023, 10:15 am'>3 days ago</span>",
        "",
        (),
        "2023-03-04",
    ),
    ("epoch attr", "", "<time datetime='1677924900'>yesterday</time>", "", (), "2023-03-04"),
    (
        "bio other story",
        "",
        "<p>By Tessa Rowntree</p>",
        (
            "<aside class='related'><h3>More stories</h3><article><h4><a href='/x'>Bridge closed</a></h4>"
            "<span class='author'>Magnus Oddy</span></article></aside>"
        ),
        ("Tessa Rowntree",),
        "",
    ),
    (
        "comments author",
        "",
        "<p>By Tessa Rowntree</p>",
        (
            "<section class='comments'><article class='comment'>"
            "<cite class='fn comment-author'>Magnus Oddy</cite><time datetime='2023-05-04'>4 May 2023</time>"
            "<p>Well done to all of them, it was a long wait.</p></article></section>"
        ),
        ("Tessa Rowntree",),
        "",
    ),
    ("event day", "", "<p>By Tessa Rowntree</p><p>When: 14 May 2023, 7 pm</p>", "", ("Tessa Rowntree",), ""),
    (
        "kicker by",
        "",
        "<p>Opinion</p><p>Tessa Rowntree</p><p>4 March 2023</p>",
        "",
        ("Tessa Rowntree",),
        "2023-03-04",
    ),
    ("japanese", "", "<p>2023年3月4日 10:15</p><p>中島 さくら 記者</p>", "", ("中島 さくら",), "2023-03-04"),
    (
        "degrees list",
        "",
        (
            "<div class='subtitle'>Tessa Rowntree, VMD, DACVB; Magnus Oddy, BA, LVT, VTS (Behavior) &amp; "
            "Pia Lund, DVM</div>"
        ),
        "",
        ("Tessa Rowntree", "Magnus Oddy", "Pia Lund"),
        "",
    ),
)
