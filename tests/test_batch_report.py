from __future__ import annotations

import io
import sys

from batch_doubles import record

from cleaner.batch.outcome import Outcome, failed
from cleaner.batch.progress import show_progress
from cleaner.batch.report import Report


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
        "articles         3",
        "empty            2   not html 1, no article 1",
        "failed           2   timeout 1, ValueError 1",
        "by rule",
        "         2  sites/a.example",
        "         3  no rule",
    ]


def test_rules_that_no_longer_fit_are_named():
    summary = report_of(outcome(warnings=("rule_stale: sites/a.example", "other"))).summary()
    assert "warning: rule_stale: sites/a.example on 1 pages" in summary
    assert "other" not in summary


def test_many_rules_are_shown_by_the_most_frequent_and_a_count():
    summary = report_of(*(outcome(f"sites/{n:02}.example") for n in range(30)), outcome()).summary()
    assert summary.endswith("       1  no rule\n  and 19 more rules")


def test_quiet_progress_says_nothing(capsys):
    with show_progress(10, quiet=True) as tell:
        tell(report_of(outcome()))
    assert capsys.readouterr() == ("", "")


def test_lines_come_now_and_then_where_there_is_no_terminal(capsys, monkeypatch):
    with show_progress(1000) as tell:
        report = report_of(outcome())
        monkeypatch.setattr("cleaner.batch.progress._EVERY_S", 1e9)
        tell(report)
        assert capsys.readouterr().err == ""
        monkeypatch.setattr("cleaner.batch.progress._EVERY_S", -1.0)
        tell(report)
    assert capsys.readouterr().err.startswith("1 of 1,000 pages, 0 empty, 0 failed, ")


def test_a_terminal_gets_a_bar_that_is_gone_at_the_end(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with show_progress(2) as tell:
        tell(report_of(outcome(), outcome()))
    assert "2 pages" in sys.stderr.getvalue()
