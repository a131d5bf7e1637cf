"""Expressions that are compiled when they are used do what those of `re` do."""

import pickle
import re
import subprocess
import sys
from importlib import import_module

import pytest

from cleaner import expressions


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


def test_flags_and_groups_are_those_of_the_compiled_expression():
    late = expressions.compile("(?P<name>a)(b)", re.DOTALL)
    assert (late.groups, dict(late.groupindex), late.pattern) == (2, {"name": 1}, "(?P<name>a)(b)")
    assert late.flags & re.DOTALL


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
