"""Site configurations of the fivefilters project → rule files, and what of them cannot be carried over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from cleaner.errors import DumpError, RuleError
from cleaner.rules.dialect import NAME_ASKED, fault_of
from cleaner.rules.host import DOMAIN_NAME
from cleaner.rules.read import load_rule
from cleaner.tooling.rules.importers.selectors import IDENTIFIER
from cleaner.tooling.rules.importers.xpath import Target, XPathError, translate
from cleaner.tooling.rules.stable_names import is_hashed

# A line of such a file: "body: //article", "replace_string(old): new".
_LINE: Final = re.compile(r"(?P<key>[a-z_]+)\s*+(?:\((?P<argument>.*)\)\s*+)?:\s*+(?P<value>.*)", re.DOTALL)
# Characters of a text that becomes a pattern: a longer one is no label, and a shorter one is in many texts.
_LONGEST_LIKE, _SHORTEST_LIKE = 200, 6
# What an imported rule names as its source and its licence.
_SOURCE, _LICENCE = "fivefilters/ftr-site-config", "CC0-1.0"

# What is asked of that program and has nothing to do with what a page's content is.
_ITS_OWN: Final = frozenset(
    """prune tidy parser autodetect_on_failure autodetect_next_page skip_json_ld strip_comments strip_attr
    post_strip_attr insert_detected_image strip_image_src src_lazy_load_attr convert_double_br_tags""".split()  # noqa: SIM905
)
_TESTS: Final = frozenset(("test_url", "test_contains"))
_WHY_NOT: Final = {
    "find_string": "a change of the page's source before it is read: rules only point at nodes",
    "replace_string": "a change of the page's source before it is read: rules only point at nodes",
    "http_header": "about fetching; cleaner does not fetch",
    "single_page_link": "about fetching; cleaner does not fetch",
    "single_page_link_in_feed": "about fetching; cleaner does not fetch",
    "next_page_link": "about fetching; cleaner does not fetch",
    "requires_login": "about fetching; cleaner does not fetch",
    "not_logged_in_xpath": "about fetching; cleaner does not fetch",
    "login_uri": "about fetching; cleaner does not fetch",
    "login_username_field": "about fetching; cleaner does not fetch",
    "login_password_field": "about fetching; cleaner does not fetch",
    "login_extra_fields": "about fetching; cleaner does not fetch",
    "wrap_in": "a change of the tree: rules only point at nodes",
    "move_into": "a change of the tree: rules only point at nodes",
    "dissolve": "a change of the tree: rules only point at nodes",
    "if_page_contains": "a condition over the lines after it: layouts have none",
    "native_ad_clue": "a verdict on the whole page: rules have none",
    "footnotes": "footnotes are told by their markup",
    "skip_id_or_class": "an exception to that program's own heuristic",
}


class Problem(NamedTuple):
    """A line that was not carried over, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


@dataclass(slots=True)
class Imported:
    """One configuration file.

    Attributes:
        host: whose rule it becomes; None when the file is no site's.
        lists: `content`, `drop` → selectors; `drop_text` → patterns; `title`, `author`, `date` → entries, as TOML.
        problems: lines that were not carried over.
        settings: lines that are only about that program or its tests, which a rule has no place for.
    """

    file: str
    host: str | None
    lists: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    settings: int = 0

    def add(self, key: str, entry: str) -> None:
        """Note an entry of the rule, each once."""
        entries = self.lists.setdefault(key, [])
        if entry not in entries:
            entries.append(entry)

    def toml(self) -> str:
        """What was translated as the text of a rule file."""
        rows = [
            f"description = {_text(self.host or self.file)}",
            f"source = {_text(f'{_SOURCE}, {self.file}')}",
            f"licence = {_text(_LICENCE)}",
            "",
            "[[layout]]",
        ]
        for key in ("content", "drop", "drop_text", "title", "author", "date"):
            if entries := self.lists.get(key):
                rows += [f"{key} = [", *(f"    {entry}," for entry in entries), "]"]
        return "\n".join(rows) + "\n"


def import_ftr(checkout: Path, output: Path) -> Iterator[Imported]:
    """Translate every file of a checkout and write those that say anything, as `<host>.toml`.

    Args:
        checkout: folder with `<host>.txt` files.
        output: folder for the rules; made when it is not there.

    Raises:
        DumpError: the checkout has no such files, or a rule cannot be written.
    """
    files = sorted(path for path in checkout.glob("*.txt") if path.is_file())
    files += sorted(path for path in checkout.glob(".*.txt") if path.is_file() and path not in files)
    if not files:
        raise DumpError(f"{checkout}: holds no <host>.txt; name the folder of a checkout")
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DumpError(f"{output}: cannot be made: {error.strerror}") from error
    taken: dict[str, str] = {}
    # Files of one host before those of all its subdomains, whose names begin with a dot.
    for path in sorted(files, key=lambda path: (path.name.startswith("."), path.name)):
        found = read_ftr(path)
        if found.host and found.lists:
            if found.host in taken:
                reason = f"{taken[found.host]} is for {found.host} and its subdomains already"
                found.problems.append(Problem(found.file, 0, reason))
                found.lists = {}
            else:
                taken[found.host] = found.file
                _write(found, output)
        yield found


def _write(found: Imported, output: Path) -> None:
    path = output / f"{found.host}.toml"
    try:
        path.write_text(found.toml(), "utf-8", newline="\n")
        load_rule(path)
    except RuleError as error:
        found.problems.append(Problem(found.file, 0, f"what was made of it is no rule: {error}"))
        found.lists = {}
        path.unlink(missing_ok=True)
    except OSError as error:
        raise DumpError(f"{path}: cannot be written: {error.strerror}") from error


def read_ftr(path: Path) -> Imported:
    """Translate one file; nothing in it is passed over without being counted or told."""
    name = path.name.removesuffix(".txt").lower().removeprefix(".").removeprefix("www.")
    found = Imported(path.name, name if DOMAIN_NAME.fullmatch(name) else None)
    if found.host is None:
        found.problems.append(Problem(path.name, 0, "is no site's: its name is no host"))
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        text = line.strip().lstrip("\ufeff")
        if not text or text.startswith("#"):
            continue
        match = _LINE.fullmatch(text)
        if match is None:
            found.problems.append(Problem(path.name, number, f"is no directive: {text[:60]!r}"))
            continue
        try:
            _directive(found, match["key"], match["value"].strip())
        except (XPathError, ValueError) as error:
            found.problems.append(Problem(path.name, number, f"{match['key']}: {error}"))
    if found.host and not found.lists and not found.problems:
        found.problems.append(Problem(path.name, 0, "says nothing that a rule could say"))
    return found


def _directive(found: Imported, key: str, value: str) -> None:
    if key in _ITS_OWN or key in _TESTS:
        found.settings += 1
        return
    if key in _WHY_NOT:
        raise ValueError(_WHY_NOT[key])
    if not value:
        raise ValueError("has no value")
    if key in ("title", "author", "date"):
        for target in translate(value):
            found.add(key, _field(target))
        return
    carry = {"strip_id_or_class": _strip_names, "body": _body, "strip": _strip}.get(key)
    if carry is None:
        raise ValueError("is not known")
    carry(found, value)


def _body(found: Imported, value: str) -> None:
    targets = [target for target in translate(value) if _is_nodes(target)]
    found.add("content", _text(_checked(", ".join(target.css for target in targets))))


def _strip(found: Imported, value: str) -> None:
    for target in translate(value):
        for like in target.likes:
            found.add("drop_text", f"{{ like = {_text(_checked_like(like))} }}")
        if not target.likes and _is_nodes(target):
            found.add("drop", _text(_checked(target.css)))


def _strip_names(found: Imported, value: str) -> None:
    for name in value.replace('"', "").replace("'", "").split():
        if is_hashed(name):
            raise ValueError(f"{name!r} is made by a build tool and changes with the next build")
        if IDENTIFIER.fullmatch(name):
            selectors: Sequence[str] = (f".{name}", f"#{name}")
        else:
            selectors = (f"[class~={json.dumps(name)}]", f"[id={json.dumps(name)}]")
        for css in selectors:
            found.add("drop", _text(_checked(css)))


def _is_nodes(target: Target) -> bool:
    if target.likes:
        raise ValueError("a test of the text cannot point at content")
    if target.after is not None or target.before is not None:
        raise ValueError("a part of a text is no node")
    return True


def _field(target: Target) -> str:
    if target.likes:
        raise ValueError("a test of the text cannot point at a field")
    if not all(cut is None or cut.strip() for cut in (target.after, target.before)):
        raise ValueError("white space is squeezed before a value is cut; it cannot be cut at a blank")
    css = _checked(target.css)
    attr = target.attr.replace("\\:", ":") if target.attr else None
    if target.after is None and target.before is None and attr is None and "@" not in css:
        return _text(css)
    parts = {"css": css, "attr": attr, "after": target.after, "before": target.before}
    return "{ " + ", ".join(f"{key} = {_text(value)}" for key, value in parts.items() if value) + " }"


def _checked(css: str) -> str:
    if fault := fault_of(css):
        raise ValueError(fault)
    for name in NAME_ASKED.findall(re.sub(r'"[^"]*"', '""', css)):
        if is_hashed(name):
            raise ValueError(f"{name!r} is made by a build tool and changes with the next build")
    return css


def _checked_like(like: str) -> str:
    bare = like.strip("* ")
    if not _SHORTEST_LIKE <= len(bare) <= _LONGEST_LIKE or "*" in bare:
        raise ValueError(f"as a pattern for whole blocks, {like[:40]!r} would match by accident")
    return like


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
