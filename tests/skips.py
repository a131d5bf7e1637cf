"""A run with `--fail-on-skip` fails when a test was skipped for a reason that is not on the list.

Whatever else is skipped is skipped since something is not installed that the environment of `make test` has: a test
that nobody ever runs holds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

# Each is the beginning of a reason.
ALLOWED = (
    # Pages of others, which cannot ship with the repository.
    "the labelled sets are not beside the repository",
    "the sample dumps are not beside the repository",
    # A library of the system that datatrove's reader of WARC files looks for.
    "libmagic is not installed",
    # What the system, rather than the environment, lacks.
    "workers are forked on Linux alone",
    "needs a POSIX shell",
    "needs /dev/full",
)


def pytest_addoption(parser):
    group = parser.getgroup("skips")
    group.addoption("--fail-on-skip", action="store_true", help="fail when a test is skipped for no allowed reason")
    group.addoption(
        "--allow-skip", action="append", default=[], metavar="REASON", help="another reason, by its beginning"
    )


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a test, or all of a module, was skipped."""
    told = report.longrepr[2] if isinstance(report.longrepr, list | tuple) else str(report.longrepr)
    return str(told).removeprefix("Skipped: ")


def forbidden(reports: Iterable[pytest.TestReport | pytest.CollectReport], allowed: Iterable[str]) -> list[str]:
    """A line for each skip whose reason is not allowed."""
    starts = tuple(allowed)
    return [f"{report.nodeid}: {reason}" for report in reports if not (reason := reason_of(report)).startswith(starts)]


def _found(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    # Workers of pytest-xdist have none: their reports arrive at the process that started them.
    if reporter is None or hasattr(config, "workerinput") or not config.getoption("--fail-on-skip"):
        return []
    return forbidden(reporter.stats.get("skipped", []), (*ALLOWED, *config.getoption("--allow-skip")))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session, exitstatus):
    if exitstatus == pytest.ExitCode.OK and _found(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if found := _found(config):
        terminalreporter.section("skipped for no allowed reason (tests/skips.py), so this run fails", red=True)
        for line in found:
            terminalreporter.line(line)
