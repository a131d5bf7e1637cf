"""Pages of an invented newspaper for tests of metadata."""

from cleaner.metadata import read_metadata
from cleaner.page.dom import parse
from cleaner.page.segment import segment

URL = "https://www.harbourtimes.example/2024/harbour-wall"
HEADLINE = "Harbour wall to be raised by two metres"


def read(html, url=URL, **fields):
    page = parse(html, url)
    return read_metadata(page, segment(page).blocks, fields)


def article(head="", body="", h1=HEADLINE):
    text = "<p>The council decided on Monday that the wall will be raised before the storms of autumn.</p>" * 3
    return f"<!doctype html><html lang='en-GB'><head>{head}</head><body><h1>{h1}</h1>{body}{text}</body></html>"


def ld(json):
    return f'<script type="application/ld+json">{json}</script>'


NEWS = '"@context": "https://schema.org", "@type": "NewsArticle"'
