"""Expressions that are compiled when they are used do what those of `re` do."""

import marshal
import pickle
import re
import subprocess
import sys
from array import array
from importlib import import_module

import pytest

from cleaner import expressions
from cleaner.tooling.precompile import precompile


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A file with all expressions of the package."""
    path = tmp_path_factory.mktemp("stored") / "expressions.bin"
    precompile(path)
    return path


@pytest.fixture
def stored(written, monkeypatch):
    """The names and codes of that file, which expressions are made of from now on."""
    monkeypatch.setattr(expressions, "STORED", written)
    expressions._stored.cache_clear()
    yield expressions._stored()
    expressions._stored.cache_clear()


def test_an_expression_is_not_compiled_before_it_is_used():
    assert expressions.compile("(").pattern == "("


def test_what_is_no_expression_is_an_error_of_the_first_use():
    with pytest.raises(re.error):
        expressions.compile("(").search("a")


@pytest.mark.parametrize("ask", ["search", "match", "fullmatch"])
def test_a_question_has_the_answer_of_re(ask):
    late, usual = expressions.compile("B+", re.IGNORECASE), re.compile("B+", re.IGNORECASE)
    for text in ("abc", "bb", "", "B"):
        found, wanted = getattr(late, ask)(text), getattr(usual, ask)(text)
        assert (found and found.span()) == (wanted and wanted.span())


def test_the_second_question_is_answered_by_the_expression_itself():
    late = expressions.compile("b")
    assert late.search("abc")
    assert type(vars(late)["search"].__self__) is re.Pattern


def test_groups_are_those_of_the_compiled_expression():
    late = expressions.compile("(?P<name>a)(b)", re.DOTALL)
    assert (late.groups, dict(late.groupindex), late.pattern) == (2, {"name": 1}, "(?P<name>a)(b)")


def test_flags_are_those_of_the_compiled_expression():
    assert expressions.compile("(?P<name>a)(b)", re.DOTALL).flags & re.DOTALL


def test_an_expression_is_sent_to_another_process_whether_used_or_not():
    # As it is now: another test may have imported the package anew.
    late = import_module("cleaner.expressions").compile("a+", re.IGNORECASE)
    late.search("A")
    assert pickle.loads(pickle.dumps(late)).sub("-", "aAb") == "-b"


def test_importing_the_cleaner_compiles_few_expressions():
    told = """if True:
        import re
        from re import _compiler
        compiled, whole = [], _compiler.compile
        _compiler.compile = lambda pattern, flags=0: compiled.append(pattern) or whole(pattern, flags)
        from cleaner import Cleaner
        print(len(compiled))
    """
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200


def test_a_stored_expression_equals_the_compiled_one(stored):
    from cleaner.lexicon.no_article import every_expression

    for late in every_expression():
        made, wanted = expressions._restore(*late.source), re.compile(*late.source)
        assert made == wanted  # text, flags and code
        assert made.groupindex == wanted.groupindex


def test_every_expression_of_the_metadata_is_stored(stored):
    from cleaner.metadata import license, title  # noqa: A004 - the module

    for module in (license, title):
        found = [value for value in vars(module).values() if isinstance(value, expressions.Late)]
        assert found
        assert all(expressions.stored_as(*late.source) in stored for late in found)


def test_what_is_not_stored_is_compiled(stored):
    assert expressions.compile("nobody (stores) this").search("nobody stores this")


def test_what_is_stored_is_not_compiled(stored, monkeypatch):
    from cleaner.metadata import title

    again = expressions.compile(*title._COUNT.source)
    monkeypatch.setattr(re, "compile", None)
    assert again.search("Lamps (12 items)")


@pytest.mark.parametrize(
    "content",
    [b"", b"no such thing", marshal.dumps((("another engine",), {})), marshal.dumps(7)],
    ids=["empty", "damaged", "of another interpreter", "no table"],
)
def test_a_file_that_is_of_no_use_is_passed_over(tmp_path, monkeypatch, content):
    path = tmp_path / "expressions.bin"
    path.write_bytes(content)
    monkeypatch.setattr(expressions, "STORED", path)
    expressions._stored.cache_clear()
    try:
        assert expressions._stored() == {}
    finally:
        expressions._stored.cache_clear()


@pytest.mark.parametrize("packed", [b"no zlib", expressions.pack(array("I", [99, 99, 99, 99]))])
def test_code_that_the_engine_does_not_take_is_compiled_anew(monkeypatch, packed):
    code = (32, packed, 0, {}, (None,))
    monkeypatch.setattr(expressions, "_stored", lambda: {expressions.stored_as("a+", 0): code})
    assert expressions.compile("a+").search("baa")[0] == "aa"
