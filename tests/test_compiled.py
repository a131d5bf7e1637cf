"""Compiled code is used only where it reads the parser's tree as Python does."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleaner.page import compiled, segment, survey
from cleaner.page.areas import NAMES
from cleaner.page.compiled import TRIAL, shape_of
from cleaner.page.dom import parse

pytestmark = pytest.mark.skipif(survey.compiled is None, reason="built without a C compiler: only Python is there")

# In a process of its own, since what is refused stays refused.
REFUSED = """
import importlib, sys, warnings
from cleaner.page import _survey, _walk
{fault}
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    from cleaner import clean
    from cleaner.page import segment, survey
    from cleaner.page.compiled import missing
print(segment.compiled is None, survey.compiled is None, [str(each.message) for each in told], missing("1.0.2"))
print(clean("<!doctype html><title>A</title><article><p>{text}</p><p>{text}</p></article>").text.count("ferry"))
"""
TEXT = "The ferry to Kellan Sound stopped running on Monday, after engineers had found a crack in its hull. " * 3
FAULTS = {
    "walk": "_walk = sys.modules['cleaner.page._walk']; real = _walk.walk\n"
    "_walk.walk = lambda *a: (lambda f: (f[0][:-1], *f[1:]))(real(*a))",
    "survey": "_survey.is_quirky = lambda root: True",
    "shape": "_walk.shape = _survey.shape = lambda number: (1, 1, 0, 0, 0, 0, 0)",
    "attributes": "_survey.attribute_shape = lambda number: -1",
}


def outcome(fault: str) -> list[str]:
    script = REFUSED.format(fault=fault, text=TEXT)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split("\n")


@pytest.mark.parametrize(
    ("name", "walk", "survey"),
    [("walk", True, False), ("survey", False, True), ("shape", True, True), ("attributes", False, True)],
)
def test_where_it_reads_otherwise_it_is_left_out_with_a_warning(name: str, walk: bool, survey: bool) -> None:
    said, cleaned, _ = outcome(FAULTS[name])
    assert said.startswith(f"{walk} {survey} [")
    assert said.count("cleaner: compiled loops are not used: the ") == walk + survey
    assert said.endswith(" reads pages otherwise than Python does")
    assert cleaned == "6"


def test_where_it_reads_alike_nothing_is_said() -> None:
    assert outcome("")[:2] == ["False False [] ", "6"]


def test_each_node_is_laid_out_as_declared() -> None:
    page = parse(TRIAL)
    assert page.root is not None
    assert survey.compiled is not None
    for node in page.root.traverse(include_text=True):
        if node.is_element_node or node.tag == "-text":
            assert survey.compiled.shape(node.mem_id) == shape_of(node)
        if node.is_element_node:
            assert survey.compiled.attribute_shape(node.mem_id) == len(node.attributes)


def test_the_trial_costs_no_more_than_a_small_page() -> None:
    assert segment.compiled is not None
    assert len(TRIAL) < 1500
    assert compiled.missing("1.0.2") == ""


def test_a_name_that_the_parser_does_not_know_has_no_number_of_its_own() -> None:
    # Its number is an address, at which the next page may keep another name.
    assert {*NAMES.values()} >= {"p", "math", "template"}
    assert "amp-img" not in NAMES.values()
    assert parse("<amp-img>").root.css_first("amp-img").tag_id not in NAMES
    assert max(NAMES) < parse("<x-a>").root.css_first("x-a").tag_id
