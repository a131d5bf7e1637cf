from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import sys
from typing import Any

import pytest
from batch_doubles import record

from cleaner.batch.outcome import Outcome, failed, skipped
from cleaner.batch.report.counts import Report, share
from cleaner.batch.report.page import page_report
from cleaner.batch.report.progress import Sight, Stage
from cleaner.batch.store.ids import Ids


def outcome(rule: str | None = None, reason: str | None = None, warnings: tuple[str, ...] = ()) -> Outcome:
    status = "empty" if reason else "ok"
    return Outcome("1", None, "dump", 1, status, reason, {"rule": rule, "warnings": list(warnings)})


def report_of(*outcomes: Outcome) -> Report:
    report = Report()
    for each in outcomes:
        report.count(each)
    return report


def test_the_summary_counts_pages_kinds_of_reasons_and_rules():
    report = report_of(
        outcome("sites/a.example"),
        outcome("sites/a.example"),
        outcome(),
        outcome(reason="not html: pdf"),
        outcome(reason="no article"),
        failed(record(1), "timeout: no result after 30 s"),
        failed(record(2), "ValueError: x (segment.py:7)"),
    )
    report.seconds = 2.0
    assert report.summary().splitlines() == [
        "pages            7   in 2.0 s, 3.5 pages/s",
        "articles         3  43 %",
        "empty            2  29 %   not html 1, no article 1",
        "failed           2  29 %   timeout 1, ValueError 1",
        "have      title 0 %, authors 0 %, date 0 %",
        "are       not told 100 %",
        "languages not said 100 %",
        "by rule",
        "         2  sites/a.example",
        "         3  no rule",
    ]


def test_the_summary_of_no_pages_ends_without_rules():
    assert report_of().summary().splitlines()[-1] == "failed           0"


def summary_of_three_and_a_picture() -> list[str]:
    """The lines of a summary: an article that tells all, two that tell little, and a record that is no page."""
    full = {"page_type": "forum", "title": "x", "authors": ["a"], "date": "2024-01-01", "language": "de"}
    articles = [outcome()._replace(article=full), *([outcome()._replace(article={"title": "x", "language": "EN"})] * 2)]
    return report_of(*articles, skipped(record(1)._replace(skipped="type image/png"))).summary().splitlines()


def test_the_summary_tells_what_the_articles_are_and_have():
    assert summary_of_three_and_a_picture()[1:7] == [
        "articles         3  100 %",
        "empty            0",
        "failed           0",
        "have      title 100 %, authors 33 %, date 33 %",
        "are       not told 67 %, forum 33 %",
        "languages en 67 %, de 33 %",
    ]


def test_what_was_skipped_stands_apart_in_the_summary():
    told = "besides, 1 records are no pages and have no row:   type image/png 1"
    assert summary_of_three_and_a_picture()[-1] == told


def test_shares_have_a_decimal_where_they_are_small_or_nearly_all():
    assert [share(*each) for each in ((0, 9), (1, 1000), (1, 2), (999, 1000), (5, 5), (0, 0))] == [
        "0 %", "0.1 %", "50 %", "99.9 %", "100 %", "0 %",
    ]  # fmt: skip


def page_of_forty_faults() -> str:
    return page_report(report_of(*(failed(record(n), f"fault {n}: x") for n in range(40))), {})


def test_tables_of_the_page_are_cut():
    table = page_of_forty_faults().partition("Why failed")[2].partition("</table>")[0]
    assert table.count("<tr><td>fault") == 30
    assert '<tfoot><tr><td>10 more<td class="number">10' in table


def test_tables_of_the_page_have_heads_to_sort_by():
    table = page_of_forty_faults().partition("Why failed")[2].partition("</table>")[0]
    assert '<th class="number">count' in table


def test_the_script_that_sorts_is_the_one_that_the_policy_lets_run():
    made = page_of_forty_faults()
    policy, script = re.search(r"script-src '(sha256-[^']+)'", made)[1], made.rpartition("<script>")[2]
    digest = hashlib.sha256(script.partition("</script>")[0].encode()).digest()
    assert policy == "sha256-" + base64.b64encode(digest).decode()


def test_what_was_skipped_is_no_outcome_of_a_page():
    made = page_report(report_of(outcome(), skipped(record(1)._replace(skipped="type image/png"))), {})
    assert "skipped" not in made.partition("Outcomes")[2].partition("</table>")[0]
    assert "type image/png" in made.partition("Records that are no pages")[2]


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028"])
def test_a_repeated_id_cannot_add_a_line_to_the_summary(end):
    report, ids, same = report_of(outcome()), Ids(), outcome()._replace(record_id=f"a{end}failed 0\x1b[2J")
    report.count_id(same, ids)
    report.count_id(same, ids)
    assert "such as a failed 0[2J" in report.summary()


def test_rules_that_no_longer_fit_are_named():
    summary = report_of(outcome(warnings=("rule_stale: sites/a.example", "other"))).summary()
    assert "warning: rule_stale: sites/a.example on 1 pages" in summary
    assert "other" not in summary


def test_many_rules_are_shown_by_the_most_frequent_and_a_count():
    summary = report_of(*(outcome(f"sites/{n:02}.example") for n in range(30)), outcome()).summary()
    assert summary.endswith("       1  no rule\n  and 19 more rules")


class At:
    """A reading that stands at a byte."""

    def __init__(self, bytes_read: int) -> None:
        self.bytes_read = bytes_read


def stage_of(report: Report, read: int = 0, total: int = 0) -> Stage:
    return Stage(report, At(read), total)


def test_quiet_progress_says_nothing(capsys):
    with Sight("none").show(stage_of(report_of(outcome()))) as tell:
        tell(outcome())
    assert capsys.readouterr() == ("", "")


def test_lines_come_now_and_then_where_there_is_no_terminal(capsys, monkeypatch):
    with Sight("people").show(stage_of(report_of(outcome()), 45, 100)) as tell:
        monkeypatch.setattr("cleaner.batch.report.progress._EVERY_S", 1e9)
        tell(outcome())
        assert capsys.readouterr().err == ""
        monkeypatch.setattr("cleaner.batch.report.progress._EVERY_S", -1.0)
        tell(outcome())
    line = capsys.readouterr().err
    assert line.startswith("1 pages, 0 empty, 0 failed, ")
    assert ", 45%" in line


def test_the_time_left_is_that_of_the_bytes_left_at_the_rate_so_far():
    stage = stage_of(report_of(outcome()), 200, 1000)
    stage.first_bytes, stage.started = 100, stage.started - 60
    assert 470 < (stage.seconds_left() or 0) < 490
    assert ", 8 min left" in stage.line()


def test_the_slowest_page_is_named_when_it_is_slow():
    slow = outcome()._replace(seconds=12.34, source="crawl.warc.gz", name="crawl.warc.gz:7", position=7)
    assert "slowest 12.3 s crawl.warc.gz#7" in stage_of(report_of(outcome(), slow)).line()


def test_the_name_of_a_slow_page_cannot_act_on_the_terminal():
    slow = outcome()._replace(seconds=12.34, source="a\x1b[2J\nb.jsonl", position=7)
    assert "slowest 12.3 s a[2J b.jsonl#7" in stage_of(report_of(slow)).line()


def test_a_terminal_gets_a_bar_that_is_gone_at_the_end(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with Sight("people").show(stage_of(report_of(outcome(), outcome()), 1, 2)) as tell:
        tell(outcome())
    assert "2 pages" in sys.stderr.getvalue()


def events_of_a_failure(capsys, monkeypatch) -> list[dict[str, Any]]:
    """What machines are told of a run with an article and a page that failed."""
    monkeypatch.setattr("cleaner.batch.report.progress._EVERY_S", 1e9)
    lost = failed(record(3), "timeout: no result after 30 s")
    with Sight("json").show(stage_of(report_of(outcome(), lost))) as tell:
        tell(outcome())
        tell(lost)
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_machines_get_a_json_object_a_line(capsys, monkeypatch):
    assert [event["event"] for event in events_of_a_failure(capsys, monkeypatch)] == ["start", "failed", "end"]


def test_machines_get_every_failure(capsys, monkeypatch):
    told = events_of_a_failure(capsys, monkeypatch)[1]
    assert (told["id"], told["reason"]) == ("r3", "timeout: no result after 30 s")


def test_machines_get_the_counts_at_the_end(capsys, monkeypatch):
    told = events_of_a_failure(capsys, monkeypatch)[2]
    assert (told["pages"], told["ok"], told["failed"]) == (2, 1, 1)


def test_a_report_that_was_written_down_goes_on_as_the_same():
    outcomes = [outcome("sites/a.example"), outcome(reason="no article"), failed(record(1), "timeout: x")]
    taken_up = Report.from_json(json.loads(json.dumps(report_of(*outcomes).to_json())))
    for each in outcomes:
        taken_up.count(each)
    twice = report_of(*outcomes, *outcomes)
    for same in (taken_up, twice):
        same.seconds = 0.0
    assert taken_up.to_json() == twice.to_json()


def test_hosts_beyond_count_are_counted_together(monkeypatch):
    monkeypatch.setattr("cleaner.batch.report.counts._MOST_NAMES", 2)
    report = report_of(*(outcome()._replace(url=f"https://h{n}.example/") for n in range(5)))
    assert {host: counts.total() for host, counts in report.hosts.items()} == {
        "h0.example": 1,
        "h1.example": 1,
        "(others)": 3,
    }
