"""Folder of rules + fixtures → what is wrong with them, by file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cleaner.errors import RuleError
from cleaner.page.decode import decode
from cleaner.page.dom import Page, parse
from cleaner.rules.mark import mark
from cleaner.rules.schema import Rule, load_rule
from cleaner.rules.toml_lines import TomlLines
from cleaner.tooling.fixtures.check import page_record
from cleaner.tooling.fixtures.expected import Expected, read_expected
from cleaner.tooling.fixtures.project import Fixture
from cleaner.tooling.rules.lint_selectors import remarks

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+")
_PLATFORM = re.compile(r"[a-z0-9-]+")


class Finding(NamedTuple):
    """Something that a rule's author must change, or should know (`is_note`); line 0 means the whole file."""

    file: Path
    line: int
    message: str
    is_note: bool = False

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{where}: {'note: ' if self.is_note else ''}{self.message}"


def lint(folder: Path, fixtures: Path, *, notes: bool = False) -> list[Finding]:
    """Check every rule of a folder: what it says, its name, and that a fixture shows it at work.

    Args:
        folder: holds `sites/` and `platforms/`, or host files as they are.
        fixtures: holds `<host>/<slug>.html`, each with the expected `<slug>.md` beside it.
        notes: say also what may be right as it is.
    """
    files = sorted(path for place in ("sites", "platforms", ".") for path in (folder / place).glob("*.toml"))
    if not files:
        return [Finding(folder, 0, "no rule files here: expected sites/<host>.toml or platforms/<name>.toml")]
    findings = list(_names(files))
    rules: dict[str, Rule] = {}
    for path in files:
        try:
            rule = load_rule(path)
        except RuleError as error:
            findings.append(Finding(path, error.line, str(error).partition(": ")[2]))
        else:
            rules[rule.name] = rule
    shown = _platforms_shown(fixtures)
    platforms = [rule for rule in rules.values() if rule.kind == "platform"]
    for rule in rules.values():
        findings += (
            _platform_findings(rule, shown)
            if rule.kind == "platform"
            else _site_findings(rule, rules, fixtures, platforms)
        )
    return sorted(finding for finding in findings if notes or not finding.is_note)


def _names(files: list[Path]) -> Iterator[Finding]:
    claims: dict[str, list[Path]] = defaultdict(list)
    for path in files:
        if path.parent.name == "platforms":
            if not _PLATFORM.fullmatch(path.stem):
                yield Finding(path, 0, "a platform's name is made of a-z, 0-9 and -")
            continue
        if not _HOST.fullmatch(path.stem):
            yield Finding(path, 0, "the file name is the host in lower case (punycode), such as example.com.toml")
        claims[path.stem.lower().removeprefix("www.")].append(path)
    for host, paths in claims.items():
        for path in paths[1:]:
            yield Finding(path, 0, f"{paths[0].name} claims {host} already; one file per host, www. included")


def _site_findings(rule: Rule, rules: dict[str, Rule], fixtures: Path, platforms: Sequence[Rule]) -> Iterator[Finding]:
    file = Path(rule.file)
    if rule.same_as:
        other = rules.get(f"sites/{rule.same_as}")
        if other is None or other.same_as:
            yield Finding(file, 0, f"same_as = {rule.same_as!r} names no rule with layouts of its own")
        return
    pages = sorted((fixtures / file.stem).glob("*.html"))
    if not fixtures.is_dir():
        yield Finding(file, 0, f"there is no folder of fixtures, {fixtures}: what the rule does is not known", True)
    elif not pages:
        yield Finding(file, 0, f"no fixture: expected {fixtures / file.stem}/<slug>.html with <slug>.md")
    for path in pages:
        if not path.with_suffix(".md").is_file():
            yield Finding(file, 0, f"half a fixture: {path} has no {path.stem}.md with the expected result beside it")
    trees = [_tree(Fixture(path, path.with_suffix(".md")), file.stem) for path in pages]
    for number, layout in enumerate(rule.layouts, 1):
        alone = replace(rule, layouts=(layout,))
        if trees and not any(mark(tree, [alone]).rule for tree in trees):
            yield Finding(file, 0, f"layout {layout.name or number} matches none of the host's fixtures")
    lines = TomlLines(file.read_text("utf-8"))
    for remark in remarks(rule, trees, platforms):
        message = f"{remark.selector}: {remark.message}" if remark.selector else remark.message
        line = lines.find(remark.key, remark.selector, lines.layout(remark.layout))
        yield Finding(file, line, message, remark.is_note)


def _tree(fixture: Fixture, host: str) -> Page:
    """The page of a fixture, decoded as `fixtures check` decodes it."""
    record = page_record(fixture, _said(fixture.expected))
    return parse(
        decode(record.body, record.charset).text if isinstance(record.body, bytes) else record.body, f"https://{host}/"
    )


def _said(path: Path) -> Expected:
    """What an expected file says; nothing where it cannot be read, which `fixtures check` tells."""
    try:
        return read_expected(path)
    except (OSError, ValueError):
        return Expected()


def _platform_findings(rule: Rule, shown: set[str] | None) -> Iterator[Finding]:
    if shown is not None and rule.name not in shown:
        yield Finding(Path(rule.file), 0, f"no fixture: no <slug>.md says `rules: {rule.name}`")


def _platforms_shown(fixtures: Path) -> set[str] | None:
    """Rules that the fixtures' front matter names; None when there is no folder of fixtures."""
    if not fixtures.is_dir():
        return None
    named = set()
    for path in fixtures.glob("*/*.md"):
        if not path.with_suffix(".html").is_file():
            continue
        named |= set(re.split(r"[\s,]+", _said(path).front.get("rules", "")))
    return named
