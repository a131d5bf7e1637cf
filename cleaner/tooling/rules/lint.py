"""Folders of rules + fixtures → what is wrong with the rules, by file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cleaner.dumps.trace import record_tree
from cleaner.page.dom import Page
from cleaner.rules.host import DOMAIN_NAME
from cleaner.rules.mark import mark
from cleaner.rules.read import read_rule
from cleaner.rules.schema import Rule
from cleaner.rules.toml_lines import TomlLines
from cleaner.tooling.fixtures.check import page_record
from cleaner.tooling.fixtures.expected import Expected, read_expected
from cleaner.tooling.fixtures.project import Fixture, find_fixtures, rule_files, touched_rules
from cleaner.tooling.rules.lint_selectors import on_pages, remarks
from cleaner.tooling.settings import Settings
from cleaner.tooling.shown_path import shown

_PLATFORM = re.compile(r"[a-z0-9-]+")


class Finding(NamedTuple):
    """Something that a rule's author must change, or should know (`is_note`); line 0 means the whole file."""

    file: Path
    line: int
    message: str
    is_note: bool = False

    def __str__(self) -> str:
        where = f"{shown(self.file)}:{self.line}" if self.line else shown(self.file)
        return f"{where}: {'note: ' if self.is_note else ''}{self.message}"


class Linted(NamedTuple):
    """The rule files that were checked, and what was found in them."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def lint(settings: Settings, paths: Sequence[Path] = ()) -> Linted:
    """Check a project's rules: what they say, their names, and that a fixture shows each line at work.

    Args:
        settings: where the rules and the fixtures lie.
        paths: check only rules that a change of these files touches: the rules themselves, those of a fixture's host,
            and those that its expected file names; all rules without paths.

    Raises:
        DumpError: a path does not exist.
    """
    files = rule_files(settings)
    if not files:
        told = "no rule files here: expected sites/<host>.toml or platforms/<name>.toml"
        return Linted((), (Finding(next(iter(settings.own_rules), settings.root / "rules"), 0, told),))
    project = _Project(settings, files)
    wanted = touched_rules(paths, settings, files, project.fixtures) if paths else frozenset(files)
    findings = [finding for finding in _names(files) if finding.file in wanted]
    for path in files:
        if path in wanted:
            findings += project.findings(path)
    return Linted(tuple(path for path in files if path in wanted), tuple(sorted(findings)))


def _names(files: Sequence[Path]) -> Iterator[Finding]:
    claims: dict[str, list[Path]] = defaultdict(list)
    for path in files:
        if path.parent.name == "platforms":
            if not _PLATFORM.fullmatch(path.stem):
                yield Finding(path, 0, "a platform's name is made of a-z, 0-9 and -")
            continue
        if not DOMAIN_NAME.fullmatch(path.stem):
            yield Finding(path, 0, "the file name is the host in lower case (punycode), such as example.com.toml")
        claims[path.stem.lower().removeprefix("www.")].append(path)
    for host, paths in claims.items():
        for path in paths[1:]:
            yield Finding(path, 0, f"{paths[0].name} claims {host} already; one file per host, www. included")


class _Project:
    """The rules of a project as far as they can be read, and its fixtures."""

    def __init__(self, settings: Settings, files: Sequence[Path]) -> None:
        self._settings = settings
        self._read = {path: read_rule(path) for path in files}
        self._rules = {rule.name: rule for rule, _ in self._read.values() if rule}
        self._platforms = [rule for rule in self._rules.values() if rule.scope == "platform"]
        self.fixtures = find_fixtures(settings)
        self._shown = self._platforms_shown()

    def findings(self, path: Path) -> Iterator[Finding]:
        """All that is to be said of one file, whatever else is wrong with it."""
        rule, faults = self._read[path]
        for fault in faults:
            yield Finding(path, fault.line, str(fault).partition(": ")[2])
        if rule is None:
            return
        if rule.scope == "platform":
            if self.fixtures and rule.name not in self._shown and not faults:
                yield Finding(path, 0, f"no fixture: no <slug>.md says `rules: {rule.name}`")
        elif rule.same_as:
            other = self._rules.get(f"sites/{rule.same_as}")
            if other is None or other.same_as:
                line = TomlLines(path.read_text("utf-8")).find("same_as")
                yield Finding(path, line, f"same_as = {rule.same_as!r} names no rule with layouts of its own")
        else:
            yield from self._site_findings(path, rule, is_whole=not faults)

    def _site_findings(self, path: Path, rule: Rule, *, is_whole: bool) -> Iterator[Finding]:
        own = [fixture for fixture in self.fixtures if fixture.host == path.stem]
        if not self.fixtures:
            yield Finding(
                path, 0, f"there are no fixtures: what the rule does is not known; {self._settings.told}", True
            )
        elif not own:
            yield Finding(path, 0, f"no fixture: expected a page in a folder {path.stem}/ with its expected file")
        for fixture in own:
            if not fixture.expected.is_file():
                told = f"half a fixture: {shown(fixture.page)} has no {fixture.expected.name} with the expected result"
                yield Finding(path, 0, told)
        pages = [_tree(fixture, path.stem) for fixture in own]
        lines = TomlLines(path.read_text("utf-8"))
        if is_whole:
            yield from _idle_layouts(path, rule, pages, lines)
        # Of a rule with faults only the rest is left, and may seem to take every page.
        for remark in remarks(rule, pages, self._platforms) if is_whole else on_pages(rule, pages):
            message = f"{remark.selector}: {remark.message}" if remark.selector else remark.message
            line = lines.find(remark.key, remark.selector, lines.layout(remark.layout))
            yield Finding(path, line, message, remark.is_note)

    def _platforms_shown(self) -> set[str]:
        """Rules that the expected files of the fixtures name."""
        said = (_said(fixture).front.get("rules", "") for fixture in self.fixtures if fixture.page.is_file())
        return {name for names in said for name in re.split(r"[\s,]+", names)}


def _idle_layouts(path: Path, rule: Rule, pages: Sequence[Page], lines: TomlLines) -> Iterator[Finding]:
    for place, layout in enumerate(rule.layouts):
        if pages and not any(mark(page, [replace(rule, layouts=(layout,))]).rule for page in pages):
            line = lines.find("layout", within=lines.layout(place))
            told = f"layout {layout.name or place + 1} matches none of the host's fixtures; add a page that it fits, "
            yield Finding(path, line, f"{told}or drop it")


def _tree(fixture: Fixture, host: str) -> Page:
    """The page of a fixture as the cleaner reads it, at an address of the host."""
    return record_tree(page_record(fixture, _said(fixture))._replace(url=f"https://{host}/"))


def _said(fixture: Fixture) -> Expected:
    """What an expected file says; nothing where it cannot be read, which `fixtures check` tells."""
    try:
        return read_expected(fixture.expected)
    except (OSError, ValueError):
        return Expected()
