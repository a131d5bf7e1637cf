"""Folders of rules + fixtures → what is wrong with the rules, by file and line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeAlias

from cleaner.dumps.trace import record_tree
from cleaner.page.dom import Page
from cleaner.rules.host import DOMAIN_NAME, site_of
from cleaner.rules.mark import mark
from cleaner.rules.read import read_rule
from cleaner.rules.schema import LAYOUT_KEYS, Rule
from cleaner.rules.toml import read_toml
from cleaner.rules.toml_lines import TomlLines
from cleaner.tooling.fixtures.check import page_record
from cleaner.tooling.fixtures.expected import Expected, read_expected
from cleaner.tooling.fixtures.project import Fixture, find_fixtures, rule_files, touched_rules
from cleaner.tooling.rules.lint_selectors import on_pages, remarks
from cleaner.tooling.settings import Settings
from cleaner.tooling.shown_path import shown

# The name of a platform's file.
_PLATFORM = re.compile(r"[a-z0-9-]+")

# A fixture's page, and the day of its crawl where its expected file tells it.
_Dated: TypeAlias = tuple[Page, date | None]


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
        nothing = Finding(next(iter(settings.own_rules), settings.root / "rules"), 0, told)
        return Linted((), (nothing, *_never_read(settings, paths)))
    project = _Project(settings, files)
    wanted = touched_rules(paths, settings, files, project.fixtures) if paths else frozenset(files)
    findings = [finding for finding in _names(files) if finding.file in wanted]
    findings += _never_read(settings, paths)
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
            host = site_of(f"https://{path.stem}") or ""
            told = f"rename it to {host}.toml" if DOMAIN_NAME.fullmatch(host) else "such as example.com.toml"
            yield Finding(path, 0, f"the file name is the host in lower case (punycode), without a port; {told}")
        claims[path.stem.lower().removeprefix("www.")].append(path)
    for host, paths in claims.items():
        for path in paths[1:]:
            yield Finding(path, 0, f"{paths[0].name} claims {host} already; one file per host, www. included")


def _never_read(settings: Settings, paths: Sequence[Path]) -> Iterator[Finding]:
    """Rule files in folders within those that rules lie in."""
    changed = {path.resolve() for path in paths}
    for folder in settings.own_rules:
        for place in ("platforms", "sites"):
            for path in (folder / place).glob("*/**/*.toml"):
                if not paths or not changed.isdisjoint((path.resolve(), *path.resolve().parents)):
                    yield Finding(path, 0, f"is never read: rules lie in {place}/ itself, not in a folder within it")


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
        yield from _idle_entries(path)
        if rule.scope == "platform":
            if self.fixtures and rule.name not in self._shown and not faults:
                yield Finding(path, 0, f"no fixture: no <slug>.md says `rules: {rule.name}`")
        elif rule.same_as:
            other = self._rules.get(f"sites/{rule.same_as}")
            if other is None or other.same_as:
                line = TomlLines(path.read_text("utf-8-sig")).find("same_as")
                yield Finding(path, line, f"same_as = {rule.same_as!r} names no rule with layouts of its own")
        else:
            yield from self._site_findings(path, rule, is_whole=not faults)

    def _site_findings(self, path: Path, rule: Rule, *, is_whole: bool) -> Iterator[Finding]:
        own = [fixture for fixture in self.fixtures if fixture.host == path.stem]
        if not self.fixtures:
            yield Finding(
                path, 0, f"there are no fixtures: what the rule does is not known; {self._settings.told}", True
            )
        elif not own and DOMAIN_NAME.fullmatch(path.stem):
            told = f"expected a page in a folder {path.stem}/ with its expected file"
            yield Finding(path, 0, f"no fixture: {told}; {self._settings.told}")
        for fixture in own:
            if not fixture.expected.is_file():
                told = f"half a fixture: {shown(fixture.page)} has no {fixture.expected.name} with the expected result"
                yield Finding(path, 0, told)
        dated = [_tree(fixture, path.stem) for fixture in own]
        pages = [page for page, _ in dated]
        lines = TomlLines(path.read_text("utf-8-sig"))
        # Of a rule with faults only the rest is left, and may seem to take every page.
        said = list(remarks(rule, pages, self._platforms) if is_whole else on_pages(rule, pages))
        if is_whole:
            yield from _idle_layouts(path, rule, dated, lines, {one.layout for one in said if one.is_unreachable})
        for remark in said:
            message = f"{remark.selector}: {remark.message}" if remark.selector else remark.message
            line = lines.find(remark.key, remark.selector, lines.layout(remark.layout))
            yield Finding(path, line, message, remark.is_note)

    def _platforms_shown(self) -> set[str]:
        """Rules that the expected files of the fixtures name."""
        said = (_said(fixture).front.get("rules", "") for fixture in self.fixtures if fixture.page.is_file())
        return {name for names in said for name in re.split(r"[\s,]+", names)}


def _idle_layouts(
    path: Path, rule: Rule, dated: Sequence[_Dated], lines: TomlLines, told: Collection[int]
) -> Iterator[Finding]:
    """Layouts that no fixture shows, but for those of which that is told: they fit none, or others are before them."""
    numbered = replace(rule, layouts=tuple(replace(one, name=str(place)) for place, one in enumerate(rule.layouts)))
    used = {mark(page, [numbered], crawled=crawled).layout for page, crawled in dated}
    for place, layout in enumerate(rule.layouts):
        alone, name = [replace(rule, layouts=(layout,))], layout.name or place + 1
        line = lines.find("layout", within=lines.layout(place))
        if dated and not any(mark(page, alone).rule for page, _ in dated):
            why = "matches none of the host's fixtures; add a page that it fits, or drop it"
        elif str(place) in used or place in told or not any(mark(page, alone, crawled=day).rule for page, day in dated):
            continue
        else:
            why = "is never used: one before it takes the fixtures that it fits; put it before that one, or drop it"
        yield Finding(path, line, f"layout {name} {why}")


def _idle_entries(path: Path) -> Iterator[Finding]:
    """Lists of a rule that are empty, and what stands in one of them twice."""
    text = path.read_text("utf-8-sig")
    lines = TomlLines(text)
    layouts = read_toml(text).get("layout")
    for place, table in enumerate(layouts if isinstance(layouts, list) else ()):
        for key, value in table.items() if isinstance(table, Mapping) else ():
            if isinstance(value, list) and key in LAYOUT_KEYS:
                line = lines.find(key, within=lines.layout(place))
                if not value:
                    yield Finding(path, line, f"`{key}` is empty; say what it finds, or take the line out")
                said = Counter(entry for entry in value if isinstance(entry, str))
                for entry in (entry for entry, times in said.items() if times > 1):
                    yield Finding(path, line, f"{entry}: stands in `{key}` more than once; take one out")


def _tree(fixture: Fixture, host: str) -> _Dated:
    """The page of a fixture as the cleaner reads it, at an address of the host, and when it was crawled."""
    record = page_record(fixture, _said(fixture))._replace(url=f"https://{host}/")
    return record_tree(record), record.crawled


def _said(fixture: Fixture) -> Expected:
    """What an expected file says; nothing where it cannot be read, which `fixtures check` tells."""
    try:
        return read_expected(fixture.expected)
    except (OSError, ValueError):
        return Expected()
