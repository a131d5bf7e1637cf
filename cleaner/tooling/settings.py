"""`.cleaner.toml` or `[tool.cleaner]` in `pyproject.toml` → what a project says about its rules and fixtures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaner.errors import CleanerError, SettingsError
from cleaner.render import RENDERINGS
from cleaner.rules.toml import TomlError, read_text_of, read_toml
from cleaner.tooling.shown_path import shown

if TYPE_CHECKING:
    from cleaner.pipeline import Cleaner

MAX_BYTES: Final = 1024 * 1024
"""Largest file of settings."""
# The files that may hold settings: one of our own, and one that projects share.
OWN_FILE: Final = ".cleaner.toml"
_SHARED_FILE: Final = "pyproject.toml"
# Keys that the settings may have, and those of their table of fixtures.
_TOP_KEYS: Final = ("rules", "no_rules", "fixtures")
_FIXTURE_KEYS: Final = ("pages", "exclude", "expected", "format", "front_matter")
# The renderings in which a fixture's body may be written.
_FORMS: Final = tuple(RENDERINGS)
# What a template of a path may hold.
_FIELDS: Final = ("{stem}", "{name}", "{folder}")


class RuleChoice(NamedTuple):
    """The rules that a command goes by.

    Attributes:
        rules: as `Cleaner` takes them.
        told: what they are and who says so, for messages.
    """

    rules: str | tuple[str, ...] | None
    told: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project says of its rules and fixtures; every path is relative to the file's folder.

    Attributes:
        root: folder of the file, or where the search began when there is none.
        file: the file, or None when nothing is set.
        rules: folders of rules, before the bundled ones.
        no_rules: use no rules at all.
        pages: globs of the fixture pages.
        exclude: globs of pages that are no fixtures.
        expected: where a page's expected file lies, seen from the page's folder: `{name}` is the page's file name,
            `{stem}` the same without suffixes, `{folder}` the name of its folder.
        form: rendering of the body in expected files.
        front_matter: expected files begin with metadata between two lines of `---`.
    """

    root: Path
    file: Path | None = None
    rules: tuple[str, ...] = ()
    no_rules: bool = False
    pages: tuple[str, ...] = ("tests/fixtures/**/*.html", "tests/fixtures/**/*.htm")
    exclude: tuple[str, ...] = ()
    expected: str = "{stem}.md"
    form: str = "markdown"
    front_matter: bool = True

    @property
    def rule_folders(self) -> tuple[Path, ...]:
        """The project's own folders of rules."""
        return tuple((self.file.parent if self.file else self.root) / folder for folder in self.rules)

    @property
    def own_rules(self) -> tuple[Path, ...]:
        """Folders of rules that are the project's to look after: the ones set, else `rules` where there is one."""
        here = self.root / "rules"
        return self.rule_folders or ((here,) if here.is_dir() else ())

    @property
    def fixture_folder(self) -> Path:
        """Where new fixtures go, each in the folder of its host: the first glob as far as it is a name."""
        names = takewhile(lambda name: not set(name) & set("*?["), PurePosixPath(next(iter(self.pages), "")).parts[:-1])
        return self.root.joinpath(*names)

    @property
    def told(self) -> str:
        """Where fixtures are sought, and who says so."""
        who = self.file.name if self.file else f"the default, as no {OWN_FILE} or pyproject.toml says otherwise"
        return f"pages are {' '.join(self.pages)} ({who})"

    def with_rules(self, *folders: Path) -> Settings:
        """These settings with other folders of rules.

        Raises:
            SettingsError: a folder is not there.
        """
        for folder in folders:
            if not folder.is_dir():
                raise SettingsError("there is no such folder; name the folder of your rules", file=str(folder))
        return replace(self, rules=tuple(str(folder.resolve()) for folder in folders), no_rules=False)

    def with_fixtures(self, folder: Path) -> Settings:
        """These settings with the pages of one folder, each with its expected file as the settings say it is named."""
        return replace(self, root=folder.resolve(), pages=("**/*.html", "**/*.htm"), exclude=())

    def rule_choice(self) -> RuleChoice:
        """The rules that every command goes by where its options do not say otherwise.

        Raises:
            SettingsError: a folder that they name is not there.
        """
        from cleaner.rules import BUNDLED

        who = shown(self.file) if self.file else "the default"
        folders = [folder for folder in self._present_folders() if not _is_bundled(folder)]
        if self.no_rules:
            return RuleChoice(None, f"no rules ({who})")
        if not folders:
            return RuleChoice(BUNDLED, f"the bundled rules ({who})")
        return RuleChoice(tuple(map(str, folders)), f"{_told(folders)}, then the bundled rules ({who})")

    def cleaner(self) -> Cleaner:
        """The cleaner that the project's fixtures are checked with.

        Raises:
            RuleError: a rule cannot be used.
            SettingsError: a folder that they name is not there.
        """
        from cleaner.pipeline import Cleaner
        from cleaner.rules import BUNDLED

        # The project's own folder is read as a whole, also where it is the bundled one, so that a fault comes up here.
        return Cleaner(None if self.no_rules else self._present_folders() or BUNDLED)

    def _present_folders(self) -> tuple[Path, ...]:
        for name, folder in zip(self.rules, self.rule_folders, strict=True):
            if self.file and not folder.is_dir():
                told = f"`rules` names {name}: no such folder of rules; make it, or leave the name out"
                raise SettingsError(told, file=shown(self.file))
        return self.rule_folders


def _is_bundled(folder: Path) -> bool:
    from cleaner.rules.book import RuleBook

    return folder.resolve() in RuleBook.bundled().folders


def choose_rules(folders: Sequence[Path] | None = None, *, no_rules: bool = False) -> RuleChoice:
    """The rules that a command's options ask for, else those of the settings.

    Raises:
        CleanerError: the options ask for two things at once, or the settings cannot be used.
    """
    if folders and no_rules:
        raise CleanerError("--rules and --no-rules exclude each other")
    if no_rules:
        return RuleChoice(None, "no rules (--no-rules)")
    if folders:
        told = f"{_told(folders)}, then the bundled rules (--rules)"
        return RuleChoice(tuple(map(str, folders)), told)
    return find_settings().rule_choice()


def _told(folders: Sequence[Path]) -> str:
    return ", ".join(map(shown, folders))


def find_settings(start: Path | None = None) -> Settings:
    """The settings of the nearest folder above that has any; the search ends where a repository begins.

    Raises:
        SettingsError: the settings say what they may not.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        for file in (folder / OWN_FILE, folder / _SHARED_FILE):
            if file.is_file() and (table := _table(file)) is not None:
                return _settings(file, table)
        if (folder / ".git").exists():
            return Settings(folder)
    return Settings(start)


def read_settings(file: Path) -> Settings:
    """The settings of one file.

    Raises:
        SettingsError: the file cannot be read, or says what it may not.
    """
    table = _table(file)
    if table is None:
        raise SettingsError("has no table [tool.cleaner]", file=str(file))
    return _settings(file.parent.resolve() / file.name, table)


def _table(file: Path) -> Mapping[str, Any] | None:
    """The part of the file that is for us; None when there is none."""
    try:
        data = read_toml(read_text_of(file, MAX_BYTES))
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror or error}", file=str(file)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"is not TOML: {error}", file=str(file)) from error
    except TomlError as error:
        raise SettingsError(str(error), file=str(file)) from error
    if file.name != _SHARED_FILE:
        return data
    tools = data.get("tool")
    table = tools.get("cleaner") if isinstance(tools, Mapping) else None
    return table if isinstance(table, Mapping) else None


def _settings(file: Path, table: Mapping[str, Any]) -> Settings:
    fixtures = table.get("fixtures", {})
    if not isinstance(fixtures, Mapping):
        raise SettingsError("`fixtures` is a table: [fixtures], in pyproject.toml [tool.cleaner.fixtures]", str(file))
    known = _Known(file, table, fixtures)
    settings = Settings(file.parent, file)
    form = fixtures.get("format", settings.form)
    if form not in _FORMS:
        raise known.error(f"`format` is one of {', '.join(_FORMS)}, not {form!r}")
    settings = replace(
        settings,
        rules=known.paths(table, "rules", settings.rules),
        no_rules=known.flag(table, "no_rules", settings.no_rules),
        pages=known.paths(fixtures, "pages", settings.pages),
        exclude=known.paths(fixtures, "exclude", settings.exclude),
        expected=known.template(fixtures, "expected", settings.expected),
        form=form,
        front_matter=known.flag(fixtures, "front_matter", settings.front_matter),
    )
    if settings.rules and settings.no_rules:
        raise known.error("`rules` and `no_rules` exclude each other")
    return settings


class _Known:
    """Values of the tables, each of the kind that its key asks for."""

    def __init__(self, file: Path, table: Mapping[str, Any], fixtures: Mapping[str, Any]) -> None:
        self.file = file
        for found, keys, place in ((table, _TOP_KEYS, "cleaner's settings"), (fixtures, _FIXTURE_KEYS, "[fixtures]")):
            for key in found:
                if key not in keys:
                    raise self.error(f"{place} may have the keys {', '.join(keys)}, not `{key}`")

    def error(self, message: str) -> SettingsError:
        return SettingsError(message, file=str(self.file))

    def flag(self, table: Mapping[str, Any], key: str, default: bool) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            raise self.error(f"`{key}` is true or false")
        return value

    def paths(self, table: Mapping[str, Any], key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = table.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(entry, str) and entry for entry in value):
            raise self.error(f"`{key}` is a list of paths, such as {key} = [...]")
        for entry in value:
            path = PurePosixPath(entry)
            if path.is_absolute() or ".." in path.parts:
                raise self.error(f"`{key}` holds paths below the file's own folder, not {entry!r}")
        return tuple(value)

    def template(self, table: Mapping[str, Any], key: str, default: str) -> str:
        value = table.get(key, default)
        example = f"`{key}` is a path with {{stem}} or {{name}} in it, such as {default!r}"
        if not isinstance(value, str) or PurePosixPath(value).is_absolute():
            raise self.error(example)
        if not ("{stem}" in value or "{name}" in value):
            raise self.error(example)
        rest = value
        for field in _FIELDS:
            rest = rest.replace(field, "")
        if "{" in rest or "}" in rest:
            raise self.error(f"{example}; the fields are {', '.join(_FIELDS)}")
        return value
