import pytest
from test_lint import GOOD, PLATFORM, STORY, findings

__all__ = ["findings"]

NOTED = {"rules/platforms/made.toml": PLATFORM}
PAGE = "fixtures/example.com/a.html"


@pytest.mark.parametrize(
    ("rule", "line", "words"),
    [
        ('[[layout]]\ncontent = [".body"]\ndrop = [".css-1x2y3z"]\n', 3, "build tool"),
        ('[[layout]]\ncontent = ["body"]\n', 2, "whole page"),
        ('[[layout]]\ncontent = [".body"]\n\n[[layout]]\ncontent = [".body"]\n', 5, "never reached"),
        ('[[layout]]\ndrop = [".x"]\n\n[[layout]]\ncontent = [".body"]\n', 4, "never reached"),
        ('[[layout]]\ncontent = [".body"]\ndrop = [".all"]\n', 3, "most of the content"),
    ],
)
def test_selectors_that_do_harm_are_found_with_their_line(findings, rule, line, words):
    story = STORY.replace(
        "<div class=body>", "<div class=body><i class=css-1x2y3z>,</i><i class=x>.</i><div class=all>"
    )
    found = findings(GOOD | {"rules/sites/example.com.toml": rule, PAGE: story})
    assert [(at, words in message) for _, at, message in found] == [(line, True)]


@pytest.mark.parametrize(
    "layout",
    [
        'content = [".body", ".bod"]',
        'content = [".body"]\nkeep = [".bod"]',
        'content = [".body"]\ntitle = [".bod"]',
        'content = [".body"]\ndrop_text = [{ like = "nobody says so" }]',
    ],
)
def test_what_no_fixture_shows_is_found(findings, layout):
    found = findings(GOOD | {"rules/sites/example.com.toml": f"[[layout]]\n{layout}\n"})
    assert [message for _, _, message in found if "matches nothing" in message] != []
