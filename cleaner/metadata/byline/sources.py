"""The sources of a byline, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.metadata.byline.by_language import editors, of_language
from cleaner.metadata.byline.candidate import Byline, shown_byline
from cleaner.metadata.byline.far_from_headline import member_links, signed_ends, written_by
from cleaner.metadata.byline.from_data import in_json, in_meta_tags
from cleaner.metadata.byline.from_markup import first_poster, in_classes, in_microdata
from cleaner.metadata.byline.near_headline import lead_bylines
from cleaner.metadata.byline.site_owner import owners
from cleaner.metadata.byline.social_posts import posters
from cleaner.metadata.jsonld import Graph, Thing, is_article, is_news
from cleaner.metadata.lead import Lead
from cleaner.metadata.markup import Markup
from cleaner.metadata.meta_tags import Head


def byline_candidates(
    markup: Markup,
    head: Head,
    graph: Graph,
    articles: Sequence[Thing],
    lead: Lead,
    *,
    forum: bool,
) -> Iterator[tuple[float, Iterator[Byline]]]:
    """The sources, the surest first, each with its highest score and lazily, for the later ones cost more."""
    yield 0.95, in_json(graph, articles)
    yield 0.85, in_meta_tags(head)
    yield 0.82, (shown_byline(*found) for found in of_language(lead, head.language))
    yield 0.8, in_microdata(markup, forum=forum)
    if forum:
        yield 0.72, first_poster(markup)
        yield 0.7, (shown_byline(*found) for found in member_links(lead))
    yield 0.78, (shown_byline(*found) for found in lead_bylines(lead))
    news = bool(articles) and is_news(articles[0])
    if is_article(articles):
        yield 0.75, (shown_byline(*found) for found in signed_ends(lead))
    if not news:
        # A news story that names its author neither in JSON-LD nor near the headline has one in one page of forty,
        # and the query for classes costs most of a parse.
        yield 0.72, in_classes(markup)
    yield 0.66, (shown_byline(*found) for found in written_by(lead, news=news))
    if not forum:
        yield 0.6, (shown_byline(*found) for found in editors(lead))
    yield 0.6, (Byline((name,), name, "post", 0.6) for name in posters(head, lead.url))
    if not (news or forum):
        yield 0.5, (Byline((name,), name, "owner", 0.5) for name in owners(head, graph, articles, lead))
