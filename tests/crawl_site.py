"""A crawl of a small site on this machine, in a process of its own: a reactor cannot be started twice.

Prints one line of JSON: the items, the statistics and the threads that pages were cleaned in.
"""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import attrs
import pydantic
import scrapy
from itemadapter import ItemAdapter
from scrapy.crawler import CrawlerProcess
from zyte_common_items import Article

import cleaner.adapters.scrapy as adapter

PAGES = 50
STOPPED = threading.Event()


def story(number: int) -> str:
    body = "".join(
        f"<p>Die Mühle Nummer {number} mahlt seit dem Frühjahr wieder, sagt der Müller, und am {day}. Tag hätten die "
        f"Bäcker aus der ganzen Gegend vor dem Tor gestanden, größer sei die Freude nie gewesen.</p>"
        for day in range(1, 5)
    )
    return (
        f"<html lang='de'><head><title>Mühle {number} mahlt - Talbote</title><meta name='author' content='Uwe Größ'>"
        f"<meta property='article:published_time' content='2024-03-{number % 28 + 1:02}'></head><body>"
        f"<nav><a href='/'>Start</a></nav><article><h1>Mühle {number} mahlt</h1>{body}</article></body></html>"
    )


class Site(BaseHTTPRequestHandler):
    """Stories at /story/N; some say a false charset in the page, some are redirected to."""

    def do_GET(self) -> None:
        _, what, *rest = self.path.split("/")
        number = int(rest[0]) if rest else 0
        if what == "moved":
            self.answer(301, b"", Location=f"/story/{number}")
        elif what == "gone":
            self.answer(404, b"<p>There is nothing here.</p>")
        elif what == "hangs":
            STOPPED.wait()
        elif what == "picture":
            self.answer(200, b"\x89PNG\r\n\x1a\n" + bytes(40))
        elif number % 2:  # the page says what is not true, and the header is right
            page = story(number).replace("<head>", "<head><meta charset='utf-8'>").encode("iso-8859-1")
            self.answer(200, page, "text/html; charset=ISO-8859-1")
        else:
            self.answer(200, story(number).encode(), "text/html")

    def answer(self, status: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class DataclassItem:
    kind: str
    title: str | None = None
    text: str | None = None
    url: str | None = None


@attrs.define
class AttrsItem:
    kind: str
    title: str | None = None
    text: str | None = None
    url: str | None = None


class PydanticItem(pydantic.BaseModel):
    kind: str
    title: str | None = None
    text: str | None = None
    url: str | None = None


class ScrapyItem(scrapy.Item):
    kind = scrapy.Field()
    title = scrapy.Field()
    text = scrapy.Field()
    url = scrapy.Field()


KINDS = {"dict": dict, "dataclass": DataclassItem, "attrs": AttrsItem, "pydantic": PydanticItem, "item": ScrapyItem}


class Spider(scrapy.Spider):
    name = "talbote"

    async def start(self):
        if self.settings.getbool("STANDARD_ITEMS"):
            yield scrapy.Request(f"{self.site}/story/102", callback=self.standard)
            return
        for number in range(PAGES):
            path = f"/moved/{number}" if number % 10 == 9 else f"/story/{number}"
            yield scrapy.Request(f"{self.site}{path}", cb_kwargs={"kind": list(KINDS)[number % 5]})
        yield scrapy.Request(f"{self.site}/gone/0", cb_kwargs={"kind": "dict"})
        late = {"download_timeout": 1}
        yield scrapy.Request(f"{self.site}/hangs/0", cb_kwargs={"kind": "dict"}, errback=self.note, meta=late)
        yield scrapy.Request(f"{self.site}/picture/0", cb_kwargs={"kind": "dict"})
        yield scrapy.Request(f"{self.site}/story/100", cb_kwargs={"kind": "dict"}, meta={"cleaner": False})
        yield scrapy.Request(f"{self.site}/story/101", callback=self.own)

    def parse(self, response, kind):
        yield KINDS[kind](kind=kind)

    def own(self, response):
        yield {"kind": "own", "title": "The spider's own title"}

    def standard(self, response):
        yield Article(url=response.url)
        yield Article(url=response.url, headline="The spider's own title")

    def note(self, failure):
        self.crawler.stats.inc_value(f"noted/{failure.type.__name__}")


def crawl(settings: dict[str, object]) -> dict[str, object]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threads, items = set(), []
    clean = adapter.clean_response

    def watched(*arguments, **options):
        threads.add(threading.current_thread() is threading.main_thread())
        return clean(*arguments, **options)

    adapter.clean_response = watched
    process = CrawlerProcess(
        {
            "ADDONS": {"cleaner.adapters.scrapy.Addon": 500},
            "RETRY_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "CRITICAL",
            **settings,
        }
    )
    crawler = process.create_crawler(Spider)
    crawler.signals.connect(
        lambda item: items.append({"type": type(item).__name__, **ItemAdapter(item).asdict()}),
        scrapy.signals.item_scraped,
        weak=False,
    )
    process.crawl(crawler, site=f"http://127.0.0.1:{server.server_port}")
    process.start()
    STOPPED.set()
    stats = {name: value for name, value in crawler.stats.get_stats().items() if isinstance(value, int | float)}
    return {"items": items, "stats": stats, "in_main_thread": sorted(threads)}


if __name__ == "__main__":
    print(json.dumps(crawl(json.loads(sys.argv[1]))))
