from __future__ import annotations

import datetime
import pickle
import sys
import warnings

import pyarrow as pa
import pytest

from cleaner import Cleaner, MissingExtra, clean
from cleaner.adapters import arrow
from cleaner.adapters.arrow import ARTICLE_SCHEMA, ArrowCleaner, clean_arrow
from cleaner.batch import Limits

STORY = (
    "<html><head><title>Bridge reopens - Valley Gazette</title><meta name='author' content='Ada Quill'></head><body>"
    "<nav><a href='/a'>Home</a> <a href='/b'>Sport</a></nav><article><h1>Bridge reopens</h1>"
    + "".join(
        f"<p>The old bridge carried its first carts again on day {n}, and the millers on both banks, who had waited "
        f"for it since the flood, said that {n} more weeks without it would have ruined the harvest.</p>"
        for n in range(1, 6)
    )
    + "</article><footer>All rights reserved. Contact. Imprint.</footer></body></html>"
)
ADDRESS = "https://gazette.example/2024/bridge"


def rows(*pages, **options):
    return clean_arrow(pa.array(pages), **options).to_pylist()


def test_a_row_says_what_the_library_says():
    (row,) = rows(STORY.encode(), url=ADDRESS)
    article = clean(STORY.encode(), ADDRESS)
    assert row["status"] == "ok"
    assert row["provenance"] == [
        {"field": field, **origin} for field, origin in article.to_dict()["provenance"].items()
    ]
    assert {name: row[name] for name in row.keys() - {"status", "provenance", "markdown", "html", "loose"}} == {
        name: value for name, value in article.to_dict().items() if name != "provenance"
    }


def test_the_schema_holds_for_every_batch():
    for pages in ([STORY], [None], [], [b"%PDF-1.7", STORY.encode()]):
        assert clean_arrow(pa.array(pages, pa.binary())).type == pa.struct(list(ARTICLE_SCHEMA))


def test_every_field_says_what_it_means():
    assert all(field.metadata[b"meaning"] for field in ARTICLE_SCHEMA)


def test_a_null_page_is_a_row_with_a_reason():
    (row,) = rows(None, url=[ADDRESS])
    assert (row["status"], row["reason"], row["url"], row["text"]) == ("failed", "no page: it is null", ADDRESS, None)


def test_a_page_without_an_article_is_an_empty_row():
    (row,) = rows(b"%PDF-1.7 ...")
    assert (row["status"], row["reason"]) == ("empty", "not html: pdf")


def test_a_page_on_which_the_cleaner_fails_is_a_row(monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("nothing to share")

    monkeypatch.setattr("cleaner.pipeline.parse", fail)
    row, other = rows(STORY, None)
    assert row["status"] == "failed"
    assert "ZeroDivisionError" in row["reason"]
    assert other["reason"] == "no page: it is null"


class SlowCleaner(Cleaner):
    """Takes its time over a page that says so."""

    __slots__ = ()

    def clean(self, html, *arguments, **options):
        while html == b"<p>slow</p>":
            sum(range(1000))
        return super().clean(html, *arguments, **options)


def test_a_page_beyond_the_limits_is_a_row():
    pages = [STORY.encode(), b"<p>slow</p>", None]
    found = rows(*pages, cleaner=SlowCleaner(None), limits=Limits(jobs=1, timeout_s=1))
    assert [row["status"] for row in found] == ["ok", "failed", "failed"]
    assert found[1]["reason"].startswith("timeout")


@pytest.mark.parametrize("of", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.string_view()])
def test_pages_may_be_of_any_type_of_text_or_bytes(of):
    assert rows_of(pa.array([STORY.encode() if "binary" in str(of) else STORY], of)) == ["Bridge reopens"]


def test_pages_may_come_in_chunks():
    assert rows_of(pa.chunked_array([[STORY], [], [STORY]])) == ["Bridge reopens", "Bridge reopens"]


def test_pages_may_come_in_a_dictionary():
    assert rows_of(pa.array([STORY, STORY]).dictionary_encode()) == ["Bridge reopens", "Bridge reopens"]


def rows_of(pages):
    return clean_arrow(pages).field("title").to_pylist()


def test_the_charset_of_the_header_is_used():
    page = "<title>Łódź</title><p>Zażółć gęślą jaźń, tak mówi stara szkolna fraza.</p>".encode("iso-8859-2")
    (row,) = rows(page, charset="iso-8859-2")
    assert (row["title"], row["encoding_source"]) == ("Łódź", "header")


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(2020, 1, 2),
        pa.array([datetime.date(2020, 1, 2)]),
        pa.array([datetime.datetime(2020, 1, 2, 3)]),
        ["2020-01-02T03:04:05Z"],
    ],
    ids=["a date for all", "dates", "timestamps", "text"],
)
def test_no_date_is_later_than_the_day_of_the_crawl(day):
    page = STORY.replace("<head>", '<head><meta property="article:published_time" content="2024-05-06">')
    assert rows(page)[0]["date"] == "2024-05-06"
    assert rows(page, crawled=day)[0]["date"] is None


def test_only_the_bodies_that_were_asked_for_are_there():
    (row,) = rows(STORY, bodies=("markdown",))
    assert (row["text"], row["html"]) == (None, None)
    assert row["markdown"].startswith("The old bridge")


def test_the_schema_says_which_body_is_there_unless_others_are_named():
    (row,) = rows(STORY)
    there = [name for name in ("text", "markdown", "html", "loose") if row[name]]
    said = {field.name: field.metadata[b"meaning"].decode() for field in ARTICLE_SCHEMA}
    assert [name for name, meaning in said.items() if "null where `bodies` leaves it out" in meaning] == there
    assert [name for name, meaning in said.items() if "null unless `bodies`" in meaning] == [
        "markdown",
        "html",
        "loose",
    ]


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        (((STORY,), ["a", "b"]), ValueError, "url has 2 rows, html has 1"),
        ((STORY,), TypeError, "a column of pages, not one page"),
        (([1, 2],), TypeError, "html must be a column of string or binary, not of int64"),
        (([STORY], [1]), TypeError, "url must be a column of string, not of int64"),
    ],
)
def test_columns_that_do_not_fit_are_refused(arguments, error, said):
    with pytest.raises(error, match=said):
        clean_arrow(*arguments)


def test_a_body_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="did you mean markdown"):
        clean_arrow([STORY], bodies=("markdwn",))


def test_an_actor_puts_an_article_in_the_place_of_each_page():
    made = ArrowCleaner()(pa.table({"id": [7], "html": [STORY], "url": [ADDRESS]}))
    assert made.column_names == ["id", "url", "article"]


def test_an_actors_article_has_the_title_of_its_page():
    made = ArrowCleaner()(pa.table({"id": [7], "html": [STORY], "url": [ADDRESS]}))
    assert made["article"][0]["title"].as_py() == "Bridge reopens"


def test_an_actor_takes_record_batches_as_they_come_from_spark():
    batch = pa.record_batch({"page": [STORY], "url": [None]}, pa.schema([("page", "string"), ("url", "string")]))
    made = ArrowCleaner(html="page", keep_page=True)(batch)
    assert isinstance(made, pa.RecordBatch)
    assert made.schema.names == ["page", "url", "article"]


def test_an_actor_names_the_column_that_is_missing():
    with pytest.raises(KeyError, match="no column 'html'; did you mean htm"):
        ArrowCleaner()(pa.table({"htm": [STORY], "url": [ADDRESS]}))


@pytest.mark.parametrize(("named", "column"), [({}, "url"), ({"url": "address"}, "address")])
def test_an_actor_tells_what_to_say_of_pages_without_addresses(named, column):
    with pytest.raises(KeyError, match=f"no column '{column}': name yours, .* or url=None"):
        ArrowCleaner(**named)(pa.table({"html": [STORY]}))


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_an_actor_takes_the_frames_of_other_libraries(library):
    frame = pytest.importorskip(library).DataFrame({"id": [7], "html": [STORY], "url": [ADDRESS]})
    made = ArrowCleaner()(frame)
    assert isinstance(made, pa.Table)
    assert made.column_names == ["id", "url", "article"]


def test_an_actor_takes_what_duckdb_found():
    import duckdb

    found = duckdb.sql("select 7 as id, '<p>' as html")
    assert ArrowCleaner(url=None)(found).column_names == ["id", "article"]


def test_an_actor_that_gets_no_table_tells_how_ray_hands_over_tables():
    with pytest.raises(TypeError, match=r"not dict; .* batch_format='pyarrow'"):
        ArrowCleaner()({"html": [STORY], "url": [ADDRESS]})


def test_an_actor_can_be_sent_to_another_process():
    sent = pickle.loads(pickle.dumps(ArrowCleaner(url=None)))
    assert sent(pa.table({"html": [STORY]}))["article"][0]["status"].as_py() == "ok"


def test_there_is_nothing_else_in_the_module():
    with pytest.raises(AttributeError, match="ARTICLE_SCHEM"):
        _ = arrow.ARTICLE_SCHEM


def test_polars_takes_the_articles():
    import polars as pl

    frame = pl.DataFrame({"html": [STORY, None], "url": [ADDRESS, None]})
    articles = pl.Series("article", clean_arrow(frame["html"].to_arrow(), frame["url"].to_arrow()))
    frame = frame.with_columns(articles).drop("html", "url").unnest("article")
    assert frame["title"].to_list() == ["Bridge reopens", None]
    assert frame["provenance"][0][0]["field"] == "authors"


def test_polars_expressions_call_it():
    import polars as pl

    articles = pl.DataFrame({"html": [STORY, "<p>"]}).select(
        pl.col("html").map_batches(lambda pages: pl.Series(clean_arrow(pages.to_arrow())))
    )
    assert articles["html"].struct.field("status").to_list() == ["ok", "empty"]


def test_duckdb_calls_it_in_a_query():
    import duckdb

    connection = duckdb.connect()
    article = duckdb.dtype(str(connection.from_arrow(clean_table()).types[0]))
    connection.create_function(
        "clean",
        lambda html, url: clean_arrow(html, url),
        ["BLOB", "VARCHAR"],
        article,
        type="arrow",
        null_handling="special",
    )
    pages = pa.table({"html": [STORY.encode(), None], "url": [ADDRESS, None]})
    connection.register("pages", pages)
    found = connection.execute("select clean(html, url).title, clean(html, url).reason from pages").fetchall()
    assert found == [("Bridge reopens", None), (None, "no page: it is null")]


def clean_table():
    return pa.table({"article": pa.array([], pa.struct(list(ARTICLE_SCHEMA)))})


def test_duckdb_reads_a_table_of_articles():
    import duckdb

    articles = pa.Table.from_struct_array(clean_arrow([STORY, None]))  # noqa: F841 - the query names it
    assert duckdb.sql("select title from articles where status = 'ok'").fetchall() == [("Bridge reopens",)]


def test_pandas_takes_the_articles():
    import pandas as pd

    frame = pd.DataFrame({"html": [STORY, None]})
    articles = pa.Table.from_struct_array(clean_arrow(frame["html"])).to_pandas()
    assert list(articles["status"]) == ["ok", "failed"]


def test_ray_maps_batches_with_it(tmp_path):
    ray = pytest.importorskip("ray", reason="Ray is not installed")
    ray_data = pytest.importorskip("ray.data", reason="Ray is not installed")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ray.init("local", num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
        try:
            pages = ray_data.from_arrow(pa.table({"html": [STORY, None, "<p>"], "url": [ADDRESS, None, None]}))
            done = pages.map_batches(
                ArrowCleaner,
                batch_format="pyarrow",
                batch_size=2,
                fn_constructor_kwargs={"bodies": ("text",)},
                compute=ray_data.ActorPoolStrategy(size=1),
            )
            found = done.take_all()
        finally:
            ray.shutdown()
    assert [row["article"]["status"] for row in found] == ["ok", "failed", "empty"]


def test_without_pyarrow_the_error_names_the_command_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'webpage-cleaner\[parquet\]'"):
        ArrowCleaner()
