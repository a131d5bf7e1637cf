"""What comes out of a run: folders, chosen columns, conditions, the page about it."""

from __future__ import annotations

import json
import os
import tarfile
from pathlib import Path, PurePosixPath
from typing import ClassVar

import pytest
from batch_doubles import supervise_here
from hypothesis import given
from hypothesis import strategies as st
from test_batch_report import outcome, report_of

from cleaner.batch import Job, read_condition, run
from cleaner.batch.report.page import page_report
from cleaner.batch.store.versions import versions
from cleaner.batch.workers.worker import CleanerPlan
from cleaner.dumps.output.names import file_name
from cleaner.errors import DumpError


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Worker processes have their own tests."""
    monkeypatch.setattr("cleaner.batch.job.supervise", supervise_here)


def dump(folder: Path, *rows: dict | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / "d.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return folder / "d.jsonl"


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


PAGES = [
    {"id": "a/1", "url": "https://a.example/news/one.html", "html": "one"},
    {"id": "2", "url": "https://a.example/news/one.html", "html": "two"},
    {"id": "3", "url": "https://a.example/news/?id=3", "html": "three"},
    {"id": "4", "url": "https://b.example/../../etc/pass wd", "html": "four"},
]


class TestPages:
    @pytest.mark.parametrize(
        ("naming", "found"),
        [
            ("path", ["d.jsonl-1.md", "d.jsonl-2.md", "d.jsonl-3.md", "d.jsonl-4.md", "index.jsonl"]),
            ("id", ["2.md", "3.md", "4.md", "a-1.md", "index.jsonl"]),
        ],
    )
    def test_files_are_named_by_path_or_id(self, tmp_path, naming, found):
        run(Job((dump(tmp_path, *PAGES),), tmp_path / "out", format="md", naming=naming))
        assert names(tmp_path / "out") == found

    def test_pages_of_one_address_get_names_of_their_own(self, tmp_path):
        run(Job((dump(tmp_path, *PAGES),), tmp_path / "out", format="md", naming="url"))
        found = names(tmp_path / "out")
        assert "a.example/news/one.md" in found
        assert [name for name in found if name.startswith("a.example/news/one-")]
        assert [name for name in found if name.startswith("a.example/news/index-")]
        assert len(found) == 5

    def test_no_page_leaves_the_folder(self, tmp_path):
        run(Job((dump(tmp_path, *PAGES),), tmp_path / "out", format="md", naming="url"))
        assert "b.example/etc/pass wd.md" in names(tmp_path / "out")

    def test_the_index_tells_each_records_file(self, tmp_path):
        run(Job((dump(tmp_path, PAGES[0], "broken"),), tmp_path / "out", format="txt", naming="id"))
        told = [(row["id"], row["status"], row["file"]) for row in rows(tmp_path / "out" / "index.jsonl")]
        assert told == [("a/1", "ok", "a-1.txt"), ("d.jsonl:2", "failed", None)]
        assert (tmp_path / "out" / "a-1.txt").read_text() == "one\n"

    def test_metadata_stands_above_the_body_when_asked_for(self, tmp_path):
        run(Job((dump(tmp_path, PAGES[0]),), tmp_path / "out", format="md", naming="id", with_metadata=True))
        assert (tmp_path / "out" / "a-1.md").read_text() == "# A title\n\none\n"

    def test_folders_of_the_input_are_kept(self, tmp_path):
        for name in ("in/b/x.html", "in/b/x.txt", "in/x.html"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x")
        run(Job((tmp_path / "in",), tmp_path / "out", format="txt"))
        assert {"x.txt", "b/x.txt"} < set(names(tmp_path / "out"))
        assert len(names(tmp_path / "out")) == 4

    def test_a_folder_that_holds_something_else_is_left_alone(self, tmp_path):
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "letter.txt").write_text("x")
        with pytest.raises(DumpError, match="the folder is not empty"):
            run(Job((dump(tmp_path, *PAGES),), tmp_path / "out", format="md"))
        assert names(tmp_path / "out") == ["letter.txt"]

    @given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["path", "url", "id", "hash"]))
    def test_a_name_is_a_short_path_below_the_folder_whatever_the_record_holds(self, name, url, naming):
        path = file_name({"id": name, "url": url}, name or "x", naming)
        assert path.parts
        assert not path.is_absolute()
        assert all(part not in {"..", "."} and len(part.encode()) <= 120 for part in path.parts)
        assert not any(set(part) & set('\0/\\:*?"<>|\n') for part in path.parts)
        assert path == PurePosixPath(str(path))


class TestShards:
    def test_each_shard_is_a_file(self, tmp_path):
        run(Job((dump(tmp_path, *PAGES),), tmp_path / "out", format="jsonl", shard_pages=3))
        assert names(tmp_path / "out") == [".finished", "articles-00000.jsonl", "articles-00001.jsonl"]
        assert [row["id"] for row in rows(tmp_path / "out" / "articles-00001.jsonl")] == ["4"]

    def test_several_shards_of_parquet_become_one_file_of_the_same_rows(self, tmp_path):
        pq = pytest.importorskip("pyarrow.parquet")
        given_ = dump(tmp_path, *PAGES)
        run(Job((given_,), tmp_path / "a.parquet", shard_pages=2))
        run(Job((given_,), tmp_path / "b.parquet"))
        assert pq.read_table(tmp_path / "a.parquet").equals(pq.read_table(tmp_path / "b.parquet"))


class TestRows:
    def test_columns_come_as_they_are_selected(self, tmp_path):
        run(Job((dump(tmp_path, PAGES[0]),), tmp_path / "out.jsonl", select=("text", "id")))
        assert (tmp_path / "out.jsonl").read_text() == '{"text":"one","id":"a/1"}\n'

    def test_an_unknown_column_is_an_error_that_lists_the_others(self, tmp_path):
        with pytest.raises(DumpError, match="--select wordz: there is no such column; the columns are: id, url"):
            run(Job((dump(tmp_path, PAGES[0]),), tmp_path / "out.jsonl", select=("wordz",)))

    ONLY = (read_condition("characters>3"), read_condition("id!=3"))

    def test_rows_that_do_not_meet_a_condition_are_left_out(self, tmp_path):
        run(Job((dump(tmp_path, *PAGES, "x"),), tmp_path / "out.jsonl", tmp_path / "e.jsonl", only=self.ONLY))
        assert [row["id"] for row in rows(tmp_path / "out.jsonl")] == ["4"]
        assert [row["id"] for row in rows(tmp_path / "e.jsonl")] == ["d.jsonl:5"]

    def test_rows_that_are_left_out_are_counted(self, tmp_path):
        report = run(Job((dump(tmp_path, *PAGES, "x"),), tmp_path / "out.jsonl", only=self.ONLY))
        assert dict(report.left_out) == {"characters>3": 3, "id!=3": 1}

    def test_every_row_says_what_made_it(self, tmp_path):
        run(Job((dump(tmp_path, PAGES[0]),), tmp_path / "out.jsonl"))
        made_by = versions(CleanerPlan())
        assert rows(tmp_path / "out.jsonl")[0].items() >= made_by.items()
        assert all(made_by.values())
        assert versions(CleanerPlan(rules=None))["rules_version"] is None

    def test_own_rules_change_the_version_of_the_rules(self, tmp_path):
        (tmp_path / "a.example.toml").write_text('[[layout]]\ncontent = ["#story"]\n')
        own = versions(CleanerPlan(rules=(str(tmp_path),)))
        assert own["rules_version"] != versions(CleanerPlan())["rules_version"]
        assert own["weights_version"] == versions(CleanerPlan())["weights_version"]


@pytest.mark.parametrize(
    ("condition", "row", "holds"),
    [
        ("confidence>=0.7", {"confidence": 0.7}, True),
        ("confidence>0.7", {"confidence": 0.7}, False),
        ("confidence>=0.7", {"confidence": None}, False),
        ("language=en,de", {"language": "DE"}, True),
        ("language=en", {"language": "en-GB"}, True),
        ("language!=en", {"language": None}, True),
        ("types=article,newsarticle", {"types": ["webpage", "newsarticle"]}, True),
        ("types!=product", {"types": ["product"]}, False),
        ("http_status=200", {"http_status": 200}, True),
        ("date>=2024-01-01", {"date": "2023-12-31T10:00"}, False),
        ("date>=2024-01-01", {"date": "2024-02-03"}, True),
        ("status = ok", {"status": "ok"}, True),
    ],
)
def test_conditions_compare_as_their_columns_do(condition, row, holds):
    assert read_condition(condition).holds(row) is holds


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("confidence", "not a condition"),
        ("sureness>1", "there is no column sureness"),
        ("confidence>=much", "confidence is a number"),
        ("confidence>=nan", "confidence is a number, nan is none"),
        ("language>en", "language has no order"),
        ("confidnce>1", "there is no column confidnce; .*; did you mean confidence?"),
        ("status=fialed", "fialed is none of ok, empty, failed; did you mean failed?"),
        ("page_type=shop", "shop is none of article, "),
    ],
)
def test_a_wrong_condition_is_an_error_that_says_why(condition, message):
    with pytest.raises(DumpError, match=message):
        read_condition(condition)


class TestInputs:
    def test_an_input_that_cannot_be_read_is_a_failed_row_beside_the_others(self, tmp_path):
        told: list[str] = []
        given_ = (tmp_path / "missing.html", dump(tmp_path, PAGES[0]))
        report = run(Job(given_, tmp_path / "out.jsonl"), warn=told.append)
        assert [(row["source"], row["status"], row["reason"]) for row in rows(tmp_path / "out.jsonl")] == [
            (str(tmp_path / "missing.html"), "failed", "there is no such file"),
            (str(tmp_path / "d.jsonl"), "ok", None),
        ]
        assert told == [f"{tmp_path / 'missing.html'}: there is no such file"]
        assert report.failed == 1

    @pytest.mark.parametrize("folder", ["new", "a/b/c"])
    def test_missing_folders_are_made(self, tmp_path, folder):
        run(Job((dump(tmp_path, PAGES[0]),), tmp_path / folder / "out.jsonl"))
        assert (tmp_path / folder / "out.jsonl").is_file()

    @pytest.mark.parametrize("folder", ["new", "a/b/c"])
    def test_folders_that_were_made_are_told(self, tmp_path, folder):
        told: list[str] = []
        run(Job((dump(tmp_path, PAGES[0]),), tmp_path / folder / "out.jsonl"), warn=told.append)
        assert told == [f"made the folder {tmp_path / folder}"]

    def test_a_folder_that_cannot_be_made_is_an_error_before_anything_is_cleaned(self, tmp_path):
        (tmp_path / "file").touch()
        with pytest.raises(DumpError, match="file/new: the folder cannot be made: Not a directory"):
            run(Job((dump(tmp_path, PAGES[0]),), tmp_path / "file" / "new" / "out.jsonl"))

    def test_no_folder_is_made_for_inputs_that_cannot_be_read(self, tmp_path):
        with pytest.raises(DumpError, match="no such file"):
            run(Job((tmp_path / "missing",), tmp_path / "new" / "out.jsonl"))
        assert not (tmp_path / "new").exists()

    def test_the_rows_of_a_run_do_not_depend_on_the_folder_listing_order(self, tmp_path, monkeypatch):
        (tmp_path / "in").mkdir()
        for name in "cab":
            (tmp_path / "in" / f"{name}.html").write_text(name)
        real = os.scandir
        run(Job((tmp_path / "in",), tmp_path / "a.jsonl"))
        monkeypatch.setattr(os, "scandir", lambda path: _Reversed(real(path)))
        run(Job((tmp_path / "in",), tmp_path / "b.jsonl"))
        assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


class _Reversed:
    def __init__(self, entries) -> None:
        self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        pass

    def __iter__(self):
        return self._entries

    def __next__(self):
        return next(self._entries)

    def close(self) -> None:
        pass


class TestReport:
    SETTINGS: ClassVar = {"code_version": "1", "weights_version": "2", "rules_version": None, "inputs": []}

    @pytest.mark.parametrize(
        "told",
        ["a.example", "cleaner explain &#x27;my crawl.warc.gz#7&#x27;", "no article"],
        ids=["hosts", "the command that explains a page", "reasons"],
    )
    def test_the_page_tells_of_pages(self, told):
        found = outcome()._replace(url="https://a.example/1", source="my crawl.warc.gz", position=7, name="c:7")
        assert told in page_report(report_of(found, outcome(reason="no article")), self.SETTINGS)

    def hostile(self) -> str:
        """The page of a run over a dump in which all that is shown is markup."""
        bad = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x1b[31m"
        lost = outcome(rule=bad, reason=bad)._replace(url=f"https://{bad}/", source=bad, record_id=bad)
        return page_report(report_of(lost, lost._replace(status="ok")), self.SETTINGS)

    def test_nothing_of_a_dump_acts_in_the_page(self):
        page = self.hostile()
        assert page.count("<script") == 1  # its own, which the policy names by its hash
        assert "<img" not in page
        assert not {"\u202e", "\x1b"} & set(page)

    def test_the_page_loads_nothing(self):
        page = self.hostile()
        assert "default-src 'none'" in page
        assert " src=" not in page.replace("&lt;img src=x", "")

    def test_the_page_of_an_empty_run_is_whole(self):
        assert page_report(report_of(), self.SETTINGS).endswith("</html>\n")


class TestPassedOver:
    def test_what_a_walk_passes_over_is_counted_by_reason(self, tmp_path):
        (tmp_path / "in" / ".git").mkdir(parents=True)
        (tmp_path / "in" / "a.html").write_text("one")
        for name in (".b.html", ".c.html"):
            (tmp_path / "in" / name).touch()
        os.mkfifo(tmp_path / "in" / "d.html")
        (tmp_path / "in" / "e").symlink_to(tmp_path)
        (tmp_path / "in" / "f.css").symlink_to(tmp_path / "gone")
        report = run(Job((tmp_path / "in",), tmp_path / "out.jsonl"))
        assert (report.pages, report.overlooked) == (
            1,
            {
                "hidden file": 2,
                "hidden folder": 1,
                "not a regular file": 1,
                "link to a folder": 1,
                "link to what is not there": 1,
            },
        )
        assert "passed over      6   hidden file 2, " in report.summary()

    def test_what_the_run_itself_writes_is_not_counted(self, tmp_path):
        (tmp_path / "a.html").write_text("one")
        job = Job((tmp_path,), tmp_path / "out.jsonl", tmp_path / "errors.jsonl")
        run(job)
        assert run(job).overlooked == {}

    def test_links_in_a_tar_archive_are_counted_as_skipped(self, tmp_path):
        with tarfile.open(tmp_path / "d.tar", "w") as archive:
            (tmp_path / "a.html").write_text("one")
            archive.add(tmp_path / "a.html", "a.html")
            link = tarfile.TarInfo("b.html")
            link.type, link.linkname = tarfile.SYMTYPE, "a.html"
            archive.addfile(link)
        report = run(Job((tmp_path / "d.tar",), tmp_path / "out.jsonl"))
        assert report.reasons["skipped"] == {"link or device in an archive": 1}


def test_pictures_are_in_place_where_a_run_asks_for_them():
    story = "".join(f"<p>{each} of the long pier were mended by hand, and the whole town came.</p>"
                    for each in ("The lamps", "The planks", "The rails", "The steps"))  # fmt: skip
    html = (
        f"<html><body><article><h1>Pier</h1>{story}<p><img src=/a.jpg alt='A pier'></p>{story}</article></body></html>"
    )
    cleaner = CleanerPlan(rules=None, images=True).cleaner()
    assert "![A pier](https://pier.example/a.jpg)" in cleaner.clean(html, "https://pier.example/1").markdown
