"""Daft and Spark run the lines of docs/adapters.md, each in a process of its own: both start threads and more."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (
    "<!doctype html><title>Bridge reopens</title><article><h1>Bridge reopens</h1>"
    + "<p>The old bridge carried its first carts again, and the millers on both banks had waited for it all year.</p>"
    * 4
    + "</article>"
)
MANUAL = (Path(__file__).parents[1] / "docs" / "adapters.md").read_text("utf-8")
HEAD = f"""
import os
import pyarrow as pa
from cleaner.adapters.arrow import ARTICLE_SCHEMA, ArrowCleaner, clean_arrow
PAGE = {PAGE!r}
"""
DAFT = """
frame = daft.from_pydict({"html": [PAGE, None], "url": ["https://gazette.example/bridge", None]})
found = frame.select(article(frame["html"], frame["url"])).select("title", "status", "reason").to_pydict()
# Daft's threads may outlive the interpreter, which then aborts at its very end; all is said by then.
print(list(found.values()), flush=True)
os._exit(0)
"""
SPARK = """
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
pages = spark.createDataFrame([(PAGE, "https://gazette.example/bridge")], "html string, url string")
rows = clean_pages(pages).select("article.title", "article.status").collect()
print([tuple(row) for row in rows])
"""


def shown(beginning: str) -> str:
    """The example of the manual that begins so."""
    start = MANUAL.index(f"```python\n{beginning}") + len("```python\n")
    return MANUAL[start : MANUAL.index("```", start)]


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", HEAD + code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def test_daft_calls_it_as_a_function_of_columns():
    code = shown("import daft") + DAFT
    assert run(code) == "[['Bridge reopens', None], ['ok', 'failed'], [None, 'no page: it is null']]"


@pytest.mark.skipif(
    not (importlib.util.find_spec("pyspark") and shutil.which("java")), reason="PySpark or Java is not installed"
)
def test_spark_maps_batches_with_it():
    assert run(shown("from pyspark.sql") + SPARK) == "[('Bridge reopens', 'ok')]"
