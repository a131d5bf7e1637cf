"""Fixture pages of a project, the expected file of each, and which of them a change touches."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from cleaner.dumps.pages import PACKED_SUFFIXES
from cleaner.dumps.record import readable
from cleaner.errors import DumpError, SettingsError
from cleaner.tooling.expected import Expected, parse_expected
from cleaner.tooling.settings import OWN_FILE, Settings

if TYPE_CHECKING:
    from cleaner.rules.schema import Rule


class Fixture(NamedTuple):
    """A page and the file that says what it cleans to; either may be missing."""

    page: Path
    expected: Path

    @property
    def host(self) -> str:
        """The folder's name: by habit the host that the page comes from."""
        return self.page.parent.name


def find_fixtures(settings: Settings) -> list[Fixture]:
    """All fixtures of a project, in the order of their paths.

    Raises:
        SettingsError: by these settings an expected file would be a page, or that of two pages.
    """
    excluded = {path for glob in settings.exclude for path in settings.root.glob(glob)}
    found = {path for glob in settings.pages for path in settings.root.glob(glob)} - excluded
    expected = {page: expected_file(page, settings) for page in found if page.is_file()}
    # With pages `*.html` and expected files `{stem}.expected.html` the glob finds those, too.
    others = {file for page, file in expected.items() if file != page}
    fixtures = sorted(Fixture(page, file) for page, file in expected.items() if page not in others)
    owners: dict[Path, Path] = {}
    for page, file in fixtures:
        if file == page:
            raise _settings_error(settings, f"`expected` makes the page {page.name} its own expected file")
        if file in owners:
            raise _settings_error(
                settings, f"{owners[file].name} and {page.name} in {page.parent} share {file.name}; use {{name}}"
            )
        owners[file] = page
    return fixtures


def expected_file(page: Path, settings: Settings) -> Path:
    """Where the page's expected file lies.

    Raises:
        SettingsError: outside the project.
    """
    name = settings.expected
    for field, value in (("{name}", page.name), ("{stem}", _stem(page)), ("{folder}", page.parent.name)):
        name = name.replace(field, value)
    parts: list[str] = []
    for part in (*page.parent.relative_to(settings.root).parts, *Path(name).parts):
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            raise _settings_error(settings, f"`expected` leads out of the project for {page.name}")
    return settings.root.joinpath(*parts)


def find_orphans(settings: Settings, fixtures: Iterable[Fixture]) -> list[Path]:
    """Expected files whose page is gone: named as one, with metadata as one, and of no page's."""
    if not settings.front_matter:
        return []
    owned = {fixture.expected for fixture in fixtures}
    name = Path(settings.expected).name
    for field in ("{stem}", "{name}", "{folder}"):
        name = name.replace(field, "*")
    # Also where the last page went.
    folders = {folder for glob in settings.pages for folder in settings.root.glob(str(PurePosixPath(glob).parent))}
    homes = {expected_file(folder / "page.html", settings).parent for folder in folders if folder.is_dir()}
    found = {path for home in homes for path in home.glob(name)} - owned
    pages = {fixture.page for fixture in fixtures}
    return sorted(path for path in found if path.is_file() and path not in pages and _reads_as_expected(path))


class Touched(NamedTuple):
    """The fixtures that some paths touch, and expected files among the paths that have no page."""

    fixtures: list[Fixture]
    orphans: list[Path]


def find_touched(paths: Sequence[Path], settings: Settings) -> Touched:
    """The fixtures that a change of these files touches; all of a project's without paths.

    A page or an expected file touches its own fixture, a folder those within; a rule touches the fixtures of its site
    or that its platform's substrings occur in; the settings touch all. Other files touch none.

    Raises:
        DumpError: a path does not exist.
        SettingsError: there is no fixture at all, though the settings or the caller ask for some.
        RuleError: a rule among them cannot be used.
    """
    fixtures = find_fixtures(settings)
    orphans = find_orphans(settings, fixtures)
    if not fixtures and not orphans and (settings.file or not paths):
        # A glob with a slip in it would let everything pass.
        raise _settings_error(settings, f"there are no fixtures: {settings.told}")
    if not paths:
        return Touched(fixtures, orphans)
    changed = {form for path in paths for form in _absolute(path)}
    if settings.file and _is_ours(settings.file, changed):
        return Touched(fixtures, orphans)
    rules = [rule for path in sorted(changed) for rule in _rules(path, settings)]
    folders = {path for path in changed if path.is_dir()}
    touched = [
        fixture
        for fixture in fixtures
        if not changed.isdisjoint(fixture)
        or any(not folders.isdisjoint(path.parents) for path in fixture)
        or (rules and _is_ruled(fixture, rules, settings))
    ]
    return Touched(touched, [path for path in orphans if path in changed or not folders.isdisjoint(path.parents)])


def _is_ours(file: Path, changed: set[Path]) -> bool:
    return file in changed or file.with_name(OWN_FILE) in changed


def _absolute(path: Path) -> tuple[Path, Path]:
    """The path as written and with its folder's links followed; a page may be a link, or lie in a linked folder."""
    if not path.exists() and not path.is_symlink():
        raise DumpError(f"{readable(path)}: there is no such file")
    written = Path(os.path.abspath(path))  # noqa: PTH100 - without following links, and without `..`
    return written, written.parent.resolve() / written.name


def _rules(path: Path, settings: Settings) -> Iterator[Rule]:
    """The rule that a path is, with those that are the same by `same_as`."""
    if path.suffix != ".toml":
        return
    for folder in settings.rule_folders:
        if path.parent in (folder, folder / "sites", folder / "platforms"):
            from cleaner.rules.schema import load_rule  # brings the parser

            yield load_rule(path)


def _is_ruled(fixture: Fixture, rules: Sequence[Rule], settings: Settings) -> bool:
    """Whether one of the rules has a word on the page: a superset, found without cleaning it."""
    try:
        page, expected = fixture.page.read_bytes(), fixture.expected.read_bytes()
        said = parse_expected(expected, front_matter=settings.front_matter)
    except (OSError, ValueError):
        return True  # the check says what is wrong
    return any(_speaks(rule, page, said) for rule in rules)


def _speaks(rule: Rule, page: bytes, said: Expected) -> bool:
    # In UTF-16 no name would be found.
    if rule.name in said.front.get("rules", "").split() or b"\0" in page:
        return True
    if rule.kind == "site":
        # The rule of a domain may be newer than a fixture of a host below it.
        hosts = [rule.name.partition("/")[2], *([rule.same_as] if rule.same_as else [])]
        return any(host in said.front.get("url", "").lower() or host.encode() in page for host in hosts)
    substrings = [*(rule.detect.any if rule.detect else ()), *(rule.detect.all if rule.detect else ())]
    # In another encoding than the rule's file a substring beyond ASCII could hide.
    return any(not text.isascii() or text.encode() in page for text in substrings)


def _stem(page: Path) -> str:
    """The page's name without `.html`, or `.html.gz`."""
    return Path(page.stem).stem if page.suffix.lower() in PACKED_SUFFIXES else page.stem


def _reads_as_expected(path: Path) -> bool:
    try:
        return "url" in parse_expected(path.read_bytes()).front
    except (OSError, ValueError):
        return False


def _settings_error(settings: Settings, message: str) -> SettingsError:
    return SettingsError(message, file=str(settings.file or settings.root))
