from __future__ import annotations

import sys
from abc import ABCMeta
from pathlib import Path
from types import ModuleType

from cleaner import clean
from cleaner.adapters import nemo
from cleaner.adapters.nemo import ArticleAlgorithm, ArticleExtractor

PAGE = (Path(__file__).parent / "fixtures" / "dump" / "harbour-ferry.html").read_bytes()
ADDRESS = "https://www.harbourpost.example/local/2024/03/night-ferry-returns"


def test_a_record_keeps_what_it_has_but_for_the_page():
    made = ArticleExtractor().extract({"content": PAGE, "url": ADDRESS, "warc_id": "w1"})
    article = clean(PAGE, ADDRESS)
    assert (made["text"], made["title"], made["url"], made["warc_id"]) == (article.text, article.title, ADDRESS, "w1")
    assert "content" not in made


def test_the_columns_that_are_named_are_there():
    extractor = ArticleExtractor()
    made = extractor.extract({"content": PAGE, "url": ADDRESS})
    assert extractor.input_columns() == ["content", "url"]
    assert set(extractor.output_columns()) == set(made)


def test_no_date_is_later_than_the_day_of_the_crawl():
    extractor = ArticleExtractor()
    assert extractor.extract({"content": PAGE, "url": ADDRESS, "crawled": "2024-03-20"})["date"].startswith(
        "2024-03-14"
    )
    assert extractor.extract({"content": PAGE, "url": ADDRESS, "crawled": "2023-03-20T01:02:03Z"})["date"] is None


def test_a_page_without_an_article_is_dropped():
    extractor = ArticleExtractor()
    assert extractor.extract({"content": b"%PDF-1.7", "url": None}) is None
    assert extractor.extract({"content": None, "url": None}) is None


def test_the_algorithm_gives_paragraphs():
    paragraphs = ArticleAlgorithm().extract_text(PAGE.decode(), frozenset({"the"}), "ENGLISH")
    assert paragraphs == clean(PAGE.decode()).text.split("\n")


def test_the_algorithm_gives_nothing_for_a_page_without_an_article():
    assert ArticleAlgorithm().extract_text("", frozenset(), "ENGLISH") is None


def test_a_stage_that_asks_takes_the_algorithm_for_one_of_its_own(monkeypatch):
    theirs = ModuleType(nemo._ALGORITHMS)
    theirs.HTMLExtractorAlgorithm = ABCMeta("HTMLExtractorAlgorithm", (), {})
    for at in range(1, nemo._ALGORITHMS.count(".") + 1):
        monkeypatch.setitem(sys.modules, nemo._ALGORITHMS.rsplit(".", at)[0], ModuleType("nemo_curator"))
    monkeypatch.setitem(sys.modules, nemo._ALGORITHMS, theirs)
    assert isinstance(ArticleAlgorithm(), theirs.HTMLExtractorAlgorithm)
