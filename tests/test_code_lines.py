"""Listings of boxes that are called code, with an element for each line."""

from __future__ import annotations

import pytest
from stories import PARAGRAPHS, page

from cleaner import clean
from cleaner.page.code_lines import code_lines, names_code
from cleaner.page.dom import parse

CODE = ["boats = count(bay)", "while boats < 12:", "    wait(4)", "    boats = count(bay)"]
WHOLE = "\n".join(CODE)
LINES = [line.replace("<", "&lt;") for line in CODE]


def each(form: str) -> str:
    return "".join(form.format(n=number, line=line) for number, line in enumerate(LINES, 1))


SPREAD = "<div>\n    <b>{n}</b>\n    <span>{line}</span>\n  </div>"
FORMS = {
    "numbers in spans": f"<div class='code-block'>{each('<div><span>{n}</span><span>{line}</span></div>')}</div>",
    "names of a build": "<div class='CodeBox_wrap__1x'><div class='CodeBox_in__2'>"
    + each("<div class='CodeBox_row__3'><i>{n}</i><span>{line}</span></div>")
    + "</div></div>",
    "a list": f"<ol class='code'>{each('<li><span class=n>{n}</span>{line}</li>')}</ol>",
    "lines without numbers": f"<div class='code'>{each('<div class=line>{line}</div>')}</div>",
    "markup on lines of its own": f"<div class='code-snippet'>{each(SPREAD)}</div>",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_lines_come_out_without_numbers(form: str):
    assert f"\n{WHOLE}\n" in clean(page([*PARAGRAPHS[:3], FORMS[form], *PARAGRAPHS[3:]])).text


@pytest.mark.parametrize("form", FORMS)
def test_the_lines_come_out_as_they_are_indented(form: str):
    markdown = clean(page([*PARAGRAPHS[:3], FORMS[form], *PARAGRAPHS[3:]])).markdown
    assert "```\n" + WHOLE + "\n```" in markdown


@pytest.mark.parametrize(
    "html",
    [
        "<div class='postcode'><div>1 Hill Street</div><div>2 Hill Street</div></div>",
        "<div class='rank'><div><span>1</span>Anna</div><div><span>2</span>Bert</div></div>",
        "<div class='code'><div><span>3</span>lamps</div><div><span>7</span>goats</div></div>",
        "<div class='code'><div class='headline'>The lamp</div><div class='headline'>The goat</div></div>",
        "<div class='code'><div class='line'><p>The lamp is lit.</p></div><div class='line'><p>It is.</p></div></div>",
    ],
)
def test_what_is_no_listing_stays_what_it_is(html: str):
    assert not code_lines(parse(html), ())


@pytest.mark.parametrize("name", ["code", "code-block", "source code", "CodeBlock_a__1", "myCode", "x_code_y"])
def test_names_of_code(name: str):
    assert names_code(name)


@pytest.mark.parametrize("name", ["postcode", "barcode", "decoder", "codec", "Codebook"])
def test_names_of_other_things(name: str):
    assert not names_code(name)
