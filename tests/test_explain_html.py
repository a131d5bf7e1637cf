from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cleaner import Cleaner
from cleaner.cli import app
from cleaner.model import Candidate
from cleaner.tooling.explain.html import explain_html

FIXTURES = Path(__file__).parent / "fixtures"
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=https://evil.example/x onerror=alert(2)>",
    "\"'></li></ol><style>*{display:none}</style>",
    "--><svg onload=alert(3)>",
    "</script></style></title><base href=https://evil.example/>",
)
PARAGRAPH = "is a paragraph of a story, and it is long enough to be one. It has a second sentence after the first."


def hostile_page() -> str:
    """Markup as text in every place that reaches a report, and as markup in those that must not."""
    attack = html.escape(" ".join(ATTACKS))
    paragraphs = "".join(
        f'<p>{attack} {number} {PARAGRAPH} <a href="javascript:alert(4)">{attack}</a> &#x202e;&#27;</p>'
        for number in range(6)
    )
    return (
        f'<html lang="{attack}"><head><title>{attack}</title><meta name="author" content="{attack}">'
        f'<meta property="og:title" content="{attack}"><script>alert(5)</script>'
        '<script type="application/ld+json">{"@type": "Article", "author": {"name": "<svg onload=alert(6)>"}}</script>'
        f'</head><body onload="alert(7)"><nav class="{attack}">{attack}</nav><article><h1>{attack}</h1>{paragraphs}'
        f"<table><tr><td>{attack}</td><td>2</td></tr></table><ol><li>{attack}</ol><pre>{attack}</pre></article></body>"
    )


def report(page: str | bytes, url: str | None = None, name: str = "page.html") -> str:
    return explain_html(Cleaner().trace(page, url), name)


def visible_rows(made: str) -> list[tuple[str, str]]:
    return re.findall(r'<li class="(keep|drop)[^"]*".*?<div class="why"[^>]*>(.*?)</div></li>', made, re.DOTALL)


class TestReport:
    def test_every_block_is_there_with_its_decision_and_reason(self):
        trace = Cleaner().trace((FIXTURES / "dump" / "harbour-ferry.html").read_bytes())
        rows = visible_rows(explain_html(trace, "x"))
        assert [state == "keep" for state, _ in rows] == [decision.kept for decision in trace.decisions]
        for (_, why), decision in zip(rows, trace.decisions, strict=True):
            assert f"by {decision.by}</h3>" in why
            assert html.escape(decision.reason) in why

    def test_a_mark_of_a_rule_comes_with_file_and_line(self, tmp_path):
        rule = (
            '[[layout]]\nname = "old"\ncontent = ["main"]\n\n[[layout]]\nname = "new"\ncontent = [".story"]\n'
            'drop = [\n    "i",\n    ".ad",\n]\ndrop_text = [{ like = "Follow us *" }]\n'
        )
        (tmp_path / "a.example.toml").write_text(rule)
        paragraphs = "".join(f"<p>This {number} {PARAGRAPH}</p>" for number in range(6))
        page = f"<p>Outside</p><div class=story>{paragraphs}<p class=ad>Buy</p><p>Follow us here</p></div>"
        trace = Cleaner(rules=tmp_path).trace(page, "https://a.example/1")
        said = re.findall(r"<dt>Rule</dt><dd>(.*?)</dd>", explain_html(trace, "x").partition("<ol")[2])
        file = tmp_path / "a.example.toml"
        assert said[0] == f"content .story, {file}:7"
        assert said[-3] == f"drop .ad, {file}:10"
        assert said[-2].startswith(f"text pattern, {file}:12")

    def test_candidates_that_lost_are_listed_with_their_source_best_first(self):
        trace = Cleaner().trace(f"<h1>Two</h1><p>{PARAGRAPH}</p>")
        weighed = (("One", "title", 0.2), ("Two", "h1", 0.9), ("Three", "meta", 0.4))
        metadata = replace(
            trace.article.metadata, title="Two", candidates=tuple(Candidate("title", *found) for found in weighed)
        )
        made = explain_html(replace(trace, article=replace(trace.article, metadata=metadata)), "x")
        assert re.search(r'<td class="won"[^>]*>Two<', made)
        losers = re.findall(r'<tr><td dir="auto">(\w+)</td><td>(\w+)</td>', made)
        assert losers == [("Three", "meta"), ("One", "title")]

    def test_the_text_is_in_the_language_that_the_page_declares(self):
        assert '<div class="text" dir="auto" lang="ar-EG">' in report(f'<html lang="ar-EG"><p>{PARAGRAPH}</p>')
        assert 'lang="x' not in report(f'<html lang="x&quot; onclick=&quot;alert(1)"><p>{PARAGRAPH}</p>')

    def test_an_empty_page_says_why_there_is_nothing(self):
        assert "There is nothing to show: empty." in report("")

    def test_a_plain_text_dump_has_a_report_too(self):
        trace = Cleaner().trace_text((FIXTURES / "dump" / "library-strike.txt").read_text("utf-8"))
        assert len(visible_rows(explain_html(trace, "x"))) == len(trace.blocks)

    def test_nothing_of_a_page_becomes_markup_or_an_attribute_that_fetches(self):
        made = report(hostile_page(), 'https://a.example/"><script>alert(8)</script>', "<b>.html")
        body = made.partition("<body>")[2].rpartition("<script>")[0]
        tags = set(re.findall(r"<([a-z0-9]+)", body))
        assert not tags & {"script", "img", "svg", "style", "base", "iframe", "link", "title", "b"}
        assert not re.findall(r"<[^>]*\s(?:href=\"[^#]|src=|on\w+=|style=)", re.sub(r'"[^"]*"', '"#"', body))
        assert not {"\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(made)

    def test_the_policy_lets_run_what_is_in_the_file_alone(self):
        made = report("x")
        policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', made)[0]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy

    def test_a_huge_block_is_cut(self):
        assert len(report(f"<p>{'word ' * 20_000}</p>")) < 60_000

    def test_a_block_that_was_cut_says_so(self):
        assert "more characters)" in report(f"<p>{'word ' * 20_000}</p>")


class TestCommand:
    def test_the_report_is_written_as_one_file(self, tmp_path):
        page = FIXTURES / "dump" / "harbour-ferry.html"
        done = CliRunner().invoke(app, ["explain", str(page), "--html", str(tmp_path / "out" / "report.html")])
        assert (done.exit_code, done.stdout) == (0, f"written   {tmp_path / 'out' / 'report.html'}\n")
        assert (tmp_path / "out" / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")

    def test_a_place_that_cannot_be_written_is_status_2(self, tmp_path):
        (tmp_path / "file").write_text("x")
        page = FIXTURES / "dump" / "harbour-ferry.html"
        done = CliRunner().invoke(app, ["explain", str(page), "--html", str(tmp_path / "file" / "report.html")])
        assert (done.exit_code, "cannot be written" in done.stderr) == (2, True)


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "ferry.html"
    path.write_text(report((FIXTURES / "dump" / "harbour-ferry.html").read_bytes()), "utf-8")
    return path


SELECTED = "return document.querySelector('#why').innerText"


class TestBrowser:
    def test_a_hostile_page_runs_nothing_and_asks_for_nothing(self, browser, tmp_path):
        (tmp_path / "report.html").write_text(report(hostile_page(), "https://evil.example/"), "utf-8")
        browser.open(tmp_path / "report.html")
        browser.run("for (const chip of document.querySelectorAll('.chip')) chip.click()")
        assert browser.requests() == [(tmp_path / "report.html").as_uri()]
        assert browser.complaints() == []
        assert browser.run("return document.querySelectorAll('[data-item]').length") > 6

    def test_arrows_go_from_block_to_block_and_show_why(self, browser, ferry):
        browser.open(ferry)
        browser.run("document.querySelector('.chip').focus()")
        browser.press("\ue015", "\ue015", "\ue013")  # down, down, up
        at = "return [...document.querySelectorAll('.chip')].indexOf(document.activeElement)"
        assert browser.run(at) == 1
        assert "Probability" in browser.run(SELECTED)
        assert browser.run("return document.querySelectorAll('.chip[tabindex=\"0\"]').length") == 1

    def test_every_block_has_a_name_and_a_description_for_a_screen_reader(self, browser, ferry):
        browser.open(ferry)
        chip = browser.driver.find_element("css selector", ".keep > .chip")
        described = chip.get_attribute("aria-describedby")
        assert (chip.aria_role, chip.accessible_name[:5]) == ("button", "Kept ")
        assert browser.run(f"return document.getElementById('{described}').textContent").startswith("Kept by ")

    def test_a_tap_on_a_phone_opens_the_reason_and_escape_closes_it(self, browser, ferry):
        browser.open(ferry, width=390)
        shown = "return getComputedStyle(document.querySelector('#inspector')).display"
        assert browser.run(shown) == "none"
        browser.run("document.querySelector('.keep > .text').click()")
        assert (browser.run(shown), "Kept by" in browser.run(SELECTED)) == ("block", True)
        browser.press("\ue00c")
        assert browser.run(shown) == "none"

    @pytest.mark.parametrize("width", [1280, 390])
    def test_nothing_is_wider_than_the_window(self, browser, ferry, width):
        browser.open(ferry, width=width)
        assert browser.run("return document.documentElement.scrollWidth") <= width

    def test_filters_hide_blocks_and_say_how_many_are_left(self, browser, ferry):
        browser.open(ferry)
        browser.run("document.querySelector('[data-filter=drop]').click()")
        left = browser.run("return document.querySelectorAll('[data-item]:not([hidden])').length")
        assert left == browser.run("return document.querySelectorAll('.keep').length")
        assert browser.run("return document.querySelector('[role=status]').textContent").startswith(f"{left} of ")

    @pytest.mark.parametrize("dark", [False, True])
    def test_text_stands_out_from_its_ground(self, browser, ferry, dark):
        browser.open(ferry, dark=dark)
        ratio = """
            const light = (css) => css.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
              .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
              .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
            const ground = (node) => { const css = getComputedStyle(node).backgroundColor;
              return css === 'rgba(0, 0, 0, 0)' && node.parentElement ? ground(node.parentElement) : css; };
            return Math.min(...[...document.querySelectorAll('.text, .chip, .chip small, dt, dd, label, header p')]
              .map((node) => [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a))
              .map(([a, b]) => (a + 0.05) / (b + 0.05)));"""
        assert browser.run(ratio) >= 4.5  # WCAG 2.2, AA
