"""All regular expressions of the package, how each is used, and texts made to let each step back as often as it can."""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

import cleaner

ROOT = Path(cleaner.__file__).parent
# Repeats of fewer are no more than a factor.
MANY = 60
OUTSIDE = "a 1.\n<\"'-/&A,:=([\t"
# Whose expressions are asked from where the one before ended: `tests/hostile/test_open_elements.py` counts its steps.
GOES_ALONG = ROOT / "page/tokenizer.py"
CATEGORIES = {
    code.CATEGORY_DIGIT: "7", code.CATEGORY_NOT_DIGIT: "a", code.CATEGORY_SPACE: " ", code.CATEGORY_NOT_SPACE: "a",
    code.CATEGORY_WORD: "a", code.CATEGORY_NOT_WORD: ".",
}  # fmt: skip
REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


class Expression(NamedTuple):
    """An expression of the package: where it is compiled, and whether it is only ever asked from a text's start."""

    where: str
    pattern: str | bytes
    flags: int
    is_anchored: bool


class Attack(NamedTuple):
    """A text: something, a part over and over, something that does not fit."""

    prefix: str
    part: str
    suffix: str

    def text(self, size: int) -> str:
        return self.prefix + self.part * max(1, size // len(self.part)) + self.suffix


def expressions() -> list[Expression]:
    """Those that importing all modules compiles, and those in calls such as `re.sub`; once in each process."""
    found: dict[tuple[str | bytes, int], tuple[str, int]] = {}
    original = re._compile  # type: ignore[attr-defined]

    def compile_and_note(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, re.Pattern):
            frame = sys._getframe(1)
            while frame.f_back and not Path(frame.f_code.co_filename).is_relative_to(ROOT):
                frame = frame.f_back
                if "importlib" in frame.f_code.co_filename:
                    break
            if Path(frame.f_code.co_filename).is_relative_to(ROOT):
                found.setdefault((pattern, int(flags)), (frame.f_code.co_filename, frame.f_lineno))
        return original(pattern, flags)

    # What tests have imported before is put back: classes of a module that is imported twice are not the same.
    imported = _forget_modules()
    re._compile = compile_and_note  # type: ignore[attr-defined]
    late = importlib.import_module("cleaner.expressions")
    late_compile, late.compile = late.compile, re.compile
    try:
        for module in pkgutil.walk_packages([str(ROOT)], "cleaner."):
            if not module.name.endswith(("__main__", "hatch_build")):
                importlib.import_module(module.name)
    finally:
        re._compile, late.compile = original, late_compile  # type: ignore[attr-defined]
        _forget_modules()
        sys.modules.update(imported)
    found.update(dict(_inline()))
    anchored = _anchored()
    return [
        Expression(f"{Path(file).relative_to(ROOT)}:{line}", pattern, flags, (file, line) in anchored)
        for (pattern, flags), (file, line) in found.items()
    ]


def _forget_modules() -> dict[str, ModuleType]:
    """Take the package's modules from those that are imported."""
    return {name: sys.modules.pop(name) for name in list(sys.modules) if name.split(".")[0] == "cleaner"}


def _inline() -> Iterator[tuple[tuple[str | bytes, int], tuple[str, int]]]:
    """Expressions that stand in a call that searches: `re.sub(r"...", ...)`."""
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
                first = node.args[0]
                if not ast.unparse(node.func).endswith(("compile", "match")) and isinstance(first, ast.Constant):
                    yield (first.value, 0), (str(file), node.lineno)


def _anchored() -> set[tuple[str, int]]:
    """File and lines of expressions with a name whose every use is `.match` or `.fullmatch`."""
    trees = {str(file): ast.parse(file.read_text("utf-8")) for file in ROOT.rglob("*.py")}
    searched: set[tuple[str, str]] = set()
    named: dict[tuple[str, int], str] = {}
    for file, tree in trees.items():
        # With one text: whoever gives a place as well goes along the text by himself.
        asked = {
            id(call.func.value)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and "match" in call.func.attr
            if len(call.args) == 1 or file == str(GOES_ALONG)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked:
                searched.add(("" if node.id[0] != "_" else file, node.id))
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if isinstance(target, ast.Name) and isinstance(node.value, ast.Call):
                    named.update({(file, line): target.id for line in range(node.lineno, node.end_lineno + 1)})
    return {place for place, name in named.items() if (place[0] if name[0] == "_" else "", name) not in searched}


def attacks(expression: Expression) -> list[Attack]:
    """Texts of what each of its repeats repeats, with what comes before it or without."""
    tree = parser.parse(expression.pattern, expression.flags)
    found = []
    for prefix, parts in _repeats(tree):
        for part, before, suffix in itertools.product(parts[:4], ("", prefix), ("", "\x00")):
            found.append(Attack(before, part, suffix))
        for part in parts[:2]:
            found += [Attack("", prefix, ""), Attack("", prefix + part, "\x00"), Attack("", part + prefix, "\x00")]
        found.append(Attack("", prefix[-1:], "\x00"))
        found += [Attack("", one + other, "\x00") for one, other in itertools.combinations(parts[:3], 2)]
    for whole in _samples(tree, 3):
        found += [Attack("", whole, ""), Attack("", whole[:-1], ""), Attack("", whole, "\x00")]
    return [attack for attack in dict.fromkeys(found) if attack.part]


def _samples(tree: Any, most: int) -> list[str]:
    """Some texts that a part of an expression matches."""
    found = [""]
    for kind, what in tree:
        found = [text + more for text in found for more in _samples_of(kind, what, most)][: 2 * most] or found
    return list(dict.fromkeys(found))[:most]


def _samples_of(kind: Any, what: Any, most: int) -> list[str]:
    if kind in REPEATS:
        return [text * max(1, what[0]) for text in _samples(what[2], most)]
    if kind == code.BRANCH:
        return [text for branch in what[1] for text in _samples(branch, 1)][:most]
    if kind == code.IN:
        return _of_set(what)
    simple = {code.LITERAL: lambda: [chr(what)], code.ANY: lambda: ["a", " "]}
    simple[code.NOT_LITERAL] = lambda: [char for char in OUTSIDE if ord(char) != what][:3]
    simple[code.SUBPATTERN] = lambda: _samples(what[3], most)
    simple[code.ATOMIC_GROUP] = lambda: _samples(what, most)
    return simple[kind]() if kind in simple else [""]


def _of_set(items: Any) -> list[str]:
    """Some of a set's characters."""
    if items[0][0] == code.NEGATE:
        return [char for char in OUTSIDE if not any(_holds(kind, what, char) for kind, what in items[1:])][:5]
    named = {code.LITERAL: chr, code.RANGE: lambda what: chr(what[0]), code.CATEGORY: CATEGORIES.get}
    return [named[kind](what) for kind, what in items[:6]]


def _holds(kind: Any, what: Any, char: str) -> bool:
    if kind == code.CATEGORY:
        letters = {code.CATEGORY_DIGIT: "d", code.CATEGORY_SPACE: "s", code.CATEGORY_WORD: "w"}
        letters |= {code.CATEGORY_NOT_DIGIT: "D", code.CATEGORY_NOT_SPACE: "S", code.CATEGORY_NOT_WORD: "W"}
        return re.fullmatch(f"\\{letters[what]}", char) is not None
    return what == ord(char) if kind == code.LITERAL else what[0] <= ord(char) <= what[1]


def _repeats(tree: Any, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """What stands before each repeat of many, and what it repeats."""
    for kind, what in tree:
        if kind in REPEATS and what[1] >= MANY:
            yield prefix, [text for text in _samples(what[2], 6) if text]
        for part in _inside(kind, what):
            yield from _repeats(part, prefix)
        prefix += next(iter(_samples_of(kind, what, 1)), "")


def _inside(kind: Any, what: Any) -> list[Any]:
    """The parts of a part of an expression."""
    if kind in REPEATS:
        return [what[2]]
    if kind == code.BRANCH:
        return list(what[1])
    if kind == code.SUBPATTERN:
        return [what[3]]
    if kind in (code.ASSERT, code.ASSERT_NOT):
        return [what[1]]
    return [what] if kind == code.ATOMIC_GROUP else []


def seconds(expression: Expression, attack: Attack, size: int) -> float:
    """The time that the expression takes on the text; the best of two, where that is worth it."""
    text: Any = attack.text(size)
    if isinstance(expression.pattern, bytes):
        text = text.encode("latin-1", "replace")
    compiled = re.compile(expression.pattern, expression.flags)
    best = float("inf")
    for _ in range(2):
        started = time.perf_counter()
        if expression.is_anchored:
            compiled.match(text)
            compiled.fullmatch(text)
        else:
            for _match in compiled.finditer(text):
                pass
        best = min(best, time.perf_counter() - started)
        if best < 0.0005:
            break
    return best


def grows_too_fast(expression: Expression, size: int = 1500) -> str:
    """The text on which the time grows faster than the text, with the times; empty where there is none.

    The square of the size is four times as much for twice of it, so that two doublings in a row tell it from what else
    a machine has to do.
    """
    for attack in attacks(expression):
        # What grows by the third power, or doubles with each character, would take hours on more.
        for few in (20, 150):
            if (taken := seconds(expression, attack, few)) > 0.02:
                return f"{attack!r}: {1000 * taken:.1f} ms for {few} characters"
        much, times = size, [seconds(expression, attack, size)]
        while times[-1] <= 0.0006 and much < 8 * size:  # too little to be told from nothing: a quick machine takes more
            much, times = 2 * much, [seconds(expression, attack, 2 * much)]
        while 0.0006 < times[-1] < 0.5 and len(times) < 4:
            times.append(seconds(expression, attack, much << len(times)))
            if times[-1] < 2.7 * times[-2]:
                break
        if times[-1] > 0.5 or (len(times) > 2 and times[-1] >= 2.7 * times[-2]):
            return f"{attack!r}: {', '.join(f'{1000 * each:.1f}' for each in times)} ms"
    return ""
