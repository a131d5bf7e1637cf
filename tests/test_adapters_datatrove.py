from __future__ import annotations

import gzip
import json
import pickle
import sys
import warnings
from pathlib import Path

import pytest
from test_dumps_warc import http, warc

from cleaner import MissingExtra, clean
from cleaner.adapters import datatrove as adapter
from cleaner.batch import Limits

FOLDER = Path(__file__).parent / "fixtures" / "dump"
PAGE = (FOLDER / "harbour-ferry.html").read_text("utf-8")
ADDRESS = "https://www.harbourpost.example/local/2024/03/night-ferry-returns"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """What their local executor writes: the documents that went on, and those that were dropped."""
    folder = tmp_path_factory.mktemp("datatrove")
    rows = [
        {"text": PAGE, "id": "a", "metadata": {"url": ADDRESS, "date": "2024-03-20T00:00:00Z", "dump": "d1"}},
        {"text": "<p></p>", "id": "b", "metadata": {"url": "https://b.example/"}},
        {"text": PAGE, "id": "c"},
    ]
    (folder / "in").mkdir()
    (folder / "in" / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return run_pipeline(folder, "JsonlReader")


def run_pipeline(folder: Path, reader: str) -> dict[str, dict[str, dict]]:
    """What comes out of `in`, as rows by their number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from datatrove.executor import LocalPipelineExecutor
        from datatrove.pipeline import readers
        from datatrove.pipeline.writers import JsonlWriter

        extractor = adapter.ArticleExtractor(
            limits=Limits(jobs=1), exclusion_writer=JsonlWriter(str(folder / "dropped"))
        )
        steps = [getattr(readers, reader)(str(folder / "in")), extractor, JsonlWriter(str(folder / "out"))]
        LocalPipelineExecutor(steps, tasks=1, logging_dir=str(folder / "logs")).run()
    return {name: rows_of(folder / name) for name in ("out", "dropped")}


def rows_of(folder: Path):
    lines = [line for path in folder.glob("*.gz") for line in gzip.decompress(path.read_bytes()).splitlines()]
    return {row["id"]: row for row in map(json.loads, lines)}


def test_articles_go_on_with_their_address_and_metadata(written):
    assert set(written["out"]) == {"a", "c"}
    row = written["out"]["a"]
    assert row["text"] == clean(PAGE, ADDRESS).text
    assert (row["metadata"]["url"], row["metadata"]["dump"]) == (ADDRESS, "d1")
    assert row["metadata"]["article"]["authors"] == ["Ines Calloway"]


def test_what_is_dropped_goes_to_the_exclusion_writer_with_the_reason(written):
    assert set(written["dropped"]) == {"b"}
    assert written["dropped"]["b"]["text"] == "<p></p>"
    assert written["dropped"]["b"]["metadata"]["filter_reason"]


@pytest.fixture(scope="module")
def from_warc(tmp_path_factory):
    """The same from their reader of WARC files: one story, a page without one, a picture, and the log of the crawl."""
    pytest.importorskip("magic", reason="libmagic is not installed", exc_type=ImportError)
    folder = tmp_path_factory.mktemp("warc")
    (folder / "in").mkdir()
    records = [
        warc(http(PAGE.encode()), WARC_Target_URI=ADDRESS, WARC_Identified_Payload_Type="text/html"),
        warc(http(b"<p></p>"), name="2", WARC_Identified_Payload_Type="text/html"),
        warc(http(b"\x89PNG"), name="3", WARC_Identified_Payload_Type="image/png"),
        warc(b"fetchTimeMs: 20", "metadata", name="4", Content_Type="application/warc-fields"),
    ]
    (folder / "in" / "crawl.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    return run_pipeline(folder, "WarcReader")


def test_a_warc_file_becomes_articles_with_address_and_day_of_the_crawl(from_warc):
    (row,) = from_warc["out"].values()
    assert row["text"] == clean(PAGE, ADDRESS).text
    assert (row["metadata"]["url"], row["metadata"]["date"][:10]) == (ADDRESS, "2024-05-01")
    assert row["metadata"]["article"]["title"] == "Night ferry returns to Port Ellery after eleven years"


def test_a_page_of_a_warc_file_without_an_article_is_dropped_with_its_reason(from_warc):
    (row,) = from_warc["dropped"].values()
    assert (row["metadata"]["url"], row["text"]) == ("https://a.example/2", "<p></p>")
    assert row["metadata"]["filter_reason"]


def test_the_step_can_be_sent_to_another_process():
    sent = pickle.loads(pickle.dumps(adapter.ArticleExtractor(url="address")))
    assert sent.keys == ("address", "date")


def test_without_datatrove_the_error_names_the_command_that_installs_it(monkeypatch):
    adapter._article_extractor.cache_clear()
    monkeypatch.setitem(sys.modules, "datatrove.pipeline.base", None)
    with pytest.raises(MissingExtra, match=r"pip install 'webpage-cleaner\[datatrove\]'"):
        _ = adapter.ArticleExtractor
