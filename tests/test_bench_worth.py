from __future__ import annotations

import pytest

from bench.pages import Sample
from bench.worth import Worth, measure, tabulate
from cleaner import Cleaner

STORY = (
    "<p>The night ferry will sail again from the first of May, eleven years after it was stopped, its owners say.</p>"
)
PAGE = f"""<html><body><h1>Night ferry</h1><div class=story>{STORY * 3}<p class=promo>The council of the islands
has asked for the ferry to be kept for three winters, and the owners have agreed to that, they
said.</p></div></body></html>"""
GOLD = "The night ferry will sail again from the first of May, eleven years after it was stopped, its owners say."


@pytest.fixture
def ruled(tmp_path):
    folder = tmp_path / "sites"
    folder.mkdir()
    rule = '[[layout]]\ncontent = [".story"]\ndrop = [".promo"]\nauthor = [{ css = "h1" }]\n'
    (folder / "harbour.example.toml").write_text(rule, "utf-8")
    return Cleaner(rules=tmp_path)


def page(url: str, **more: object) -> Sample:
    return Sample("1", url, PAGE.encode(), GOLD, "article", "mine", **more)


def test_a_page_is_told_with_the_rule_that_speaks_for_it(ruled):
    (found,) = measure([page("https://harbour.example/ferry")], ruled, Cleaner(rules=None))
    assert (found.source, found.rule) == ("mine", "sites/harbour.example")


def test_what_a_rule_gains_is_told(ruled):
    (found,) = measure([page("https://harbour.example/ferry")], ruled, Cleaner(rules=None))
    assert found.on > found.off


def test_a_page_without_a_rule_is_not_counted(ruled):
    assert list(measure([page("https://other.example/ferry")], ruled, Cleaner(rules=None))) == []


def test_a_field_that_only_the_rule_finds_is_gained(ruled):
    sample = page("https://harbour.example/ferry", authors=["Night ferry"])
    (found,) = measure([sample], ruled, Cleaner(rules=None))
    assert found.fields == 1


def test_the_table_tells_what_each_rule_gains():
    pages = [Worth("mine", "sites/a", "a/1", 1.0, 0.9, 1), Worth("mine", "sites/a", "a/2", 0.9, 0.9, 0)]
    assert "| sites/a | 2 | 0.950 | 0.900 | +0.0500 | 1 | 0 | +1 |" in tabulate(pages).splitlines()


def test_the_table_names_each_page_that_loses():
    text = tabulate([Worth("mine", "sites/a", "a/1", 0.8, 0.9, 0), Worth("mine", "sites/b", "b/1", 0.89, 0.9, 0)])
    assert "| a/1 | sites/a | 0.800 | 0.900 |" in text
    assert "| b/1 |" not in text
