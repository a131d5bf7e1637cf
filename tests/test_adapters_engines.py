"""Ray, Daft, Spark, datatrove and NeMo Curator run the lines of docs/adapters.md, each in a process of its own: all
start threads and more."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from test_dumps_warc import http, warc

from cleaner import clean

PAGE = (
    "<!doctype html><title>Bridge reopens</title><article><h1>Bridge reopens</h1>"
    + "<p>The old bridge carried its first carts again, and the millers on both banks had waited for it all year.</p>"
    * 4
    + "</article>"
)
MANUAL = (Path(__file__).parents[1] / "docs" / "adapters.md").read_text("utf-8")
# The examples bring what else they import: they are copied one at a time.
HEAD = f"PAGE = {PAGE!r}\n"
DAFT = """
import os
frame = daft.from_pydict({"id": [7, 8], "html": [PAGE, None], "url": ["https://gazette.example/bridge", None]})
articles = frame.select(frame["id"], article(frame["html"], frame["url"]))
found = articles.select("id", "title", "status", "reason").to_pydict()
assert len(set(articles.column_names)) == len(articles.column_names)
# Daft's threads may outlive the interpreter, which then aborts at its very end; all is said by then.
print(list(found.values()), flush=True)
os._exit(0)
"""
SPARK = """
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
pages = spark.createDataFrame(
    [(7, PAGE, "https://gazette.example/bridge", 2.5)],
    "id int, html string, url string, weight double"
)
rows = clean_pages(pages).select("id", "weight", "article.*").select("id", "weight", "title", "status", "url").collect()
print([tuple(row) for row in rows])
"""
# The second stage is their own extractor, which asks an algorithm for a page's paragraphs.
NEMO = """
    import json
    from nemo_curator.stages.text.download.common_crawl.extract import CommonCrawlHTMLExtractor
    from cleaner.adapters.nemo import ArticleAlgorithm

    extractor = CommonCrawlHTMLExtractor(ArticleAlgorithm(), stop_lists={"ENGLISH": frozenset({"the"})})
    paragraphs = DocumentIterateExtractStage(CommonCrawlWarcIterator(), extractor).process(archives).data
    print(json.dumps([table[["url", "text"]].values.tolist() for table in (articles, paragraphs)]))
"""


def shown(heading: str) -> str:
    """The example of the manual below that heading."""
    start = MANUAL.index("```python\n", MANUAL.index(f"\n{heading}\n")) + len("```python\n")
    return MANUAL[start : MANUAL.index("```", start)]


def run(code: str, folder: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, "-c", HEAD + code],
        capture_output=True,
        text=True,
        cwd=folder,
        # Ray's workers stand behind all other processes of a busy machine unless it is told otherwise.
        env={**os.environ, "PYSPARK_PYTHON": sys.executable, "RAY_worker_niceness": "0"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().rpartition("\n")[2]


def test_ray_data_maps_batches_with_it(tmp_path):
    pytest.importorskip("ray.data", reason="Ray is not installed")
    (tmp_path / "crawl").mkdir()
    pages = pa.table({"id": [7, 8], "html": [PAGE, None], "url": ["https://gazette.example/bridge", None]})
    parquet.write_table(pages, tmp_path / "crawl" / "a.parquet")
    run(shown("### Ray Data"), tmp_path)
    rows = parquet.read_table(tmp_path / "articles").to_pylist()
    assert {row["id"]: (row["article"]["title"], row["article"]["status"]) for row in rows} == {
        7: ("Bridge reopens", "ok"),
        8: (None, "failed"),
    }


def test_daft_calls_it_as_a_function_of_columns():
    code = shown("### Daft") + DAFT
    assert run(code) == "[[7, 8], ['Bridge reopens', None], ['ok', 'failed'], [None, 'no page: it is null']]"


@pytest.mark.skipif(
    not (importlib.util.find_spec("pyspark") and shutil.which("java")), reason="PySpark or Java is not installed"
)
def test_spark_maps_batches_with_it_and_keeps_other_columns():
    told = "[(7, 2.5, 'Bridge reopens', 'ok', 'https://gazette.example/bridge')]"
    assert run(shown("### Spark") + SPARK) == told


def write_crawl(folder: Path) -> None:
    """A web archive of a story and of a page without one."""
    (folder / "crawl").mkdir()
    records = [
        warc(
            http(PAGE.encode()),
            WARC_Target_URI="https://gazette.example/bridge",
            WARC_Identified_Payload_Type="text/html",
        ),
        warc(http(b"<p></p>"), name="2", WARC_Identified_Payload_Type="text/html"),
    ]
    (folder / "crawl" / "part-1.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))


def test_datatrove_makes_articles_of_a_web_archive_and_writes_what_it_drops(tmp_path):
    pytest.importorskip("magic", reason="libmagic is not installed", exc_type=ImportError)
    write_crawl(tmp_path)
    run(shown("## datatrove"), tmp_path)
    texts = {
        folder: [
            json.loads(line)["text"]
            for path in (tmp_path / folder).glob("*.gz")
            for line in gzip.decompress(path.read_bytes()).splitlines()
        ]
        for folder in ("articles", "dropped")
    }
    assert texts == {"articles": [clean(PAGE).text], "dropped": ["<p></p>"]}


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    """What a pipeline of NeMo Curator makes of a web archive, and what its own extractor does: addresses and texts."""
    if not importlib.util.find_spec("nemo_curator"):
        pytest.skip("NeMo Curator is not installed")
    folder = tmp_path_factory.mktemp("nemo")
    write_crawl(folder)
    return json.loads(run(shown("## NeMo Curator") + NEMO, folder))


def test_nemo_curator_makes_articles_of_a_web_archive(curated):
    assert curated[0] == [["https://gazette.example/bridge", clean(PAGE).text]]


def test_nemo_curators_own_extractor_takes_the_algorithm(curated):
    assert curated[1] == [["https://gazette.example/bridge", clean(PAGE).text.replace("\n", "\n\n")]]
