"""Code comes out line by line as it is indented, however its lines are marked up, and with nothing that is no code."""

from __future__ import annotations

from html import escape

import pytest

from cleaner import Cleaner
from cleaner.page.dom import parse
from cleaner.page.segment import segment
from cleaner.render import html, markdown, text

CODE = ["def pump(level):", "    if level < 4:", "        return 0", "", "    return level + 1", "pump(3)"]
WHOLE = "\n".join(CODE)
PARTS = [escape(line) for line in CODE]
NUMBERS = "\n".join(str(number) for number in range(1, len(CODE) + 1))

MARKED = escape(WHOLE).replace("return", "<b style='color:#080'>return</b>")
BLANKS = "&nbsp;" * 4


def each(form: str, between: str = "") -> str:
    return between.join(form.format(n=number, line=line) for number, line in enumerate(PARTS, 1))


FORMS = {
    "plain": f"<pre>{escape(WHOLE)}</pre>",
    "code in pre": f"<pre><code>{escape(WHOLE)}\n</code></pre>",
    "breaks": f"<pre>{'<br>'.join(PARTS)}</pre>",
    "breaks in code alone": f"<div><code>{'<br>'.join(PARTS).replace(' ', '&nbsp;')}</code></div>",
    "raw text": f"<xmp>\n{WHOLE}</xmp>",
    "the oldest element": f"<listing>{escape(WHOLE)}</listing>",
    "a box by its style": f'<div style="white-space: pre; color: red">{escape(WHOLE)}</div>',
    "a box of wrapped code": f"<div style='font-family:Consolas;white-space:pre-wrap'>{'<br>'.join(PARTS)}</div>",
    "a paragraph by its style": f'<p style="white-space: pre-wrap">{MARKED}</p>',
    "a part of a paragraph by its style": f'<p><span style="white-space:pre">{MARKED}</span></p>',
    "code by its style": f'<div><code style="white-space:pre;display:block">{MARKED}</code></div>',
    "marked lines": (
        f"<pre><code>{PARTS[0]}\n"
        + "".join(f'<span class="site-highlight-line">{line}</span>' for line in PARTS[1:-1])
        + f"\n{PARTS[-1]}</code></pre>"
    ),
    "boxes": f"<pre><code>{each('<div class=line>{line}</div>')}</code></pre>",
    "boxes on lines": f"<pre>{each('<div>{line}</div>', chr(10))}</pre>",
    "items": f"<pre><ol>{each('<li>{line}</li>', chr(10))}</ol></pre>",
    "spans without line ends": f"<pre><code>{each('<span class=line>{line}</span>')}</code></pre>",
    "spans with line ends": f"<pre><code>{each('<span class=line>{line}</span>', chr(10))}</code></pre>",
    "numbers in spans": f"<pre>{each('<span class=linenos>{n}</span>{line}', chr(10))}</pre>",
    "numbers in spans of another name": f"<pre>{each('<span class=line-number>{n:3} </span>{line}', chr(10))}</pre>",
    "numbers on lines of their own": f"<pre>{each('<div><span class=x7>{n}</span><div>{line}</div></div>')}</pre>",
    "table of two cells": (
        "<table class=highlighttable><tr><td class=linenos><div class=linenodiv><pre>" + NUMBERS + "</pre></div></td>"
        f"<td class=code><div class=highlight><pre>{escape(WHOLE)}</pre></div></td></tr></table>"
    ),
    "table in pre": (
        f'<pre><code><table class="rouge-table"><tbody><tr><td class="rouge-gutter gl"><pre class="lineno">{NUMBERS}\n'
        f'</pre></td><td class="rouge-code"><pre>{escape(WHOLE)}\n</pre></td></tr></tbody></table></code></pre>'
    ),
    "row for each line in a table of another name": (
        "<table class='highlight tab-size'>"
        + each("<tr><td class=blob-num data-line-number={n}>{n}</td><td class=blob-code>{line}</td></tr>")
        + "</table>"
    ),
    "row for each line": (
        "<table class='js-file-line-container'>"
        + each("<tr><td class=blob-num data-line-number={n}></td><td class=blob-code>{line}</td></tr>")
        + "</table>"
    ),
    "highlighter of boxes": (
        "<div class='syntaxhighlighter python'><table><tr><td class=gutter>"
        + each("<div class='line number{n}'>{n}</div>")
        + "</td><td class=code><div class=container>"
        + each("<div class='line'><code class=plain>{line}</code></div>").replace(">    ", ">&nbsp;&nbsp;&nbsp;&nbsp;")
        + "</div></td></tr></table></div>"
    ),
    "old highlighter": f"<div class=dp-highlighter><ol class=dp-py>{each('<li><span>{line}</span></li>')}</ol></div>",
    "button inside": f"<pre><button class=copy>Copy</button><code>{escape(WHOLE)}</code></pre>",
    "button of another kind inside": f"<pre><span class=copy-btn>Copy code</span>{escape(WHOLE)}</pre>",
    "button beside": f"<div class=code-box><pre>{escape(WHOLE)}</pre><button>Copy</button></div>",
    "bar above": (
        "<div class=snippet><div class=bar><span>python</span><button>Copy code</button></div>"
        f"<pre><code class=language-python>{escape(WHOLE)}</code></pre></div>"
    ),
    "numbers behind": (
        f"<pre class=line-numbers><code>{escape(WHOLE)}<span class=line-numbers-rows><span></span></span></code></pre>"
    ),
    "breaks behind spans": (
        f"<figure class=highlight><table><tr><td class=gutter><pre>{NUMBERS}</pre></td><td class=code>"
        f"<pre>{each('<span class=line>{line}</span><br>')}</pre></td></tr></table></figure>"
    ),
    "numbers in a cell without a name": (
        f"<table><tr><td><pre>{NUMBERS}</pre></td><td><pre>{escape(WHOLE)}</pre></td></tr></table>"
    ),
    "numbers behind in a list": (
        f"<pre><code>{escape(WHOLE)}</code><ul class=pre-numbering>{each('<li>{n}</li>')}</ul></pre>"
    ),
    "editor with a gutter in each line": (
        "<div class=CodeMirror><div class=CodeMirror-code>"
        + each("<div><div class=CodeMirror-gutter-wrapper><div class='CodeMirror-linenumber'>{n}</div></div>"
               "<pre class=CodeMirror-line><span>{line}</span></pre></div>")
        + "</div></div>"
    ),
    "editor with a gutter beside": (
        f"<div class=cm-editor><div class=cm-gutters>{each('<div class=cm-gutterElement>{n}</div>')}</div>"
        f"<div class=cm-content>{each('<div class=cm-line>{line}</div>')}</div></div>"
    ),
    "editor of absolute lines": (
        f"<div class=monaco-editor><div class=margin>{each('<div class=line-numbers>{n}</div>')}</div>"
        f"<div class=view-lines>{each('<div class=view-line><span>{line}</span></div>').replace('    ', BLANKS)}"
        "</div></div>"
    ),
    "plug-in with a toolbar": (
        "<div class=crayon-syntax><div class=crayon-toolbar><span class=crayon-language>Python</span></div><table><tr>"
        f"<td class=crayon-nums>{each('<div class=crayon-num>{n}</div>')}</td><td><div class=crayon-pre>"
        f"{each('<div class=crayon-line>{line}</div>')}</div></td></tr></table></div>"
    ),
    "an element of code in each item": f"<ol>{each('<li><code>{line}</code></li>').replace('    ', BLANKS)}</ol>",
    "an element of code in each box": f"<div>{each('<div><code>{line}</code></div>').replace('    ', BLANKS)}</div>",
    "bar of another site above": (
        "<div class=head><span>Python</span> <button>Copy</button></div>"
        f"<pre><code class=lang-python>{escape(WHOLE)}</code></pre>"
    ),
    "words above": f"<div><div><span>python</span><span>Copy code</span></div><pre>{escape(WHOLE)}</pre></div>",
    "label inside": f"<pre><div><div>python</div><code class=language-python>{escape(WHOLE)}</code></div></pre>",
    "label over an editor": f"<pre><div>Python</div><div class=cm-content>{each('<b>{line}</b><br>')}</div></pre>",
    "numbers by their style": (
        f"<pre><code>{each('<span><i style=user-select:none>{n:2}</i>{line}</span>', chr(10))}</code></pre>"
    ),
    "language in words below": (
        f"<pre class=wp-block-code><span><code class='hljs language-python shcb-code-table'>"
        f"{each('<span class=shcb-loc><span>{line}' + chr(10) + '</span></span>')}</code></span>"
        "<small class=shcb-language><span>Code language:</span> <span>Python</span> (<span>python</span>)</small></pre>"
    ),
    "tail of a hosted file": (
        f"<div class=gist><table class=js-file-line-container>{each('<tr><td>{line}</td></tr>')}</table>"
        "<div class=gist-meta><a href=/raw>view raw</a> <a href=/f>pump.py</a> hosted elsewhere</div></div>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_lines_come_out_as_they_are_indented(form):
    blocks = segment(parse(f"<p>So it goes:</p>{FORMS[form]}<p>And on.</p>")).blocks
    assert text(blocks) == f"So it goes:\n{WHOLE}\nAnd on."
    assert WHOLE in markdown(blocks)


@pytest.mark.parametrize("form", FORMS)
def test_listings_come_through_the_whole_road(form):
    story = "".join(f"<p>{start} of the long pier were mended by hand, and the whole town came to look at them.</p>"
                    for start in ("The lamps", "The planks", "The rails", "The steps"))  # fmt: skip
    article = Cleaner().clean(
        f"<title>Pier</title><article><h1>Pier</h1>{story}{FORMS[form]}{story[:85]}</p></article>"
    )
    assert f"\n{WHOLE}" in article.text
    assert "Copy" not in article.text


@pytest.mark.parametrize(
    "form",
    ["<pre><code class='language-python'>{}</code></pre>", "<pre class='lang-python'>{}</pre>",
     "<div class='highlight highlight-source-python'><pre>{}</pre></div>", "<pre class='hljs language-python'>{}</pre>",
     "<pre class=python>{}</pre>", "<div class='mw-highlight mw-highlight-lang-python'><pre>{}</pre></div>",
     "<pre data-enlighter-language=python>{}</pre>", "<pre class='sourceCode numberSource python'>{}</pre>",
     "<div class='highlight-python notranslate'><div class=highlight><pre>{}</pre></div></div>",
     "<pre data-lang=python>{}</pre>",
     "<div class=code data-language=Python><pre>{}</pre></div>", "<pre class='brush: python; gutter: false'>{}</pre>",
     "<div class=sourceCode><pre class='sourceCode python'><code>{}</code></pre></div>",
     "<div class='highlight-python notranslate'><div class=highlight><pre>{}</pre></div></div>",
     "<pre><code class='hljs python'>{}</code></pre>"]
)  # fmt: skip
def test_the_language_stands_on_the_fence(form):
    blocks = segment(parse(form.format("x = 1\n  y"))).blocks
    assert markdown(blocks) == "```python\nx = 1\n  y\n```"
    assert html(blocks) == '<pre><code class="language-python">x = 1\n  y</code></pre>'
    assert text(blocks) == "x = 1\n  y"


@pytest.mark.parametrize("said", ["", "language-plaintext", "hljs", "highlight", "code-block", "language-none wide"])
def test_no_language_is_made_up(said):
    assert markdown(segment(parse(f"<pre class='{said}'>x = 1</pre>")).blocks) == "```\nx = 1\n```"


def test_a_class_cannot_break_out_of_an_attribute():
    said = "language-x&quot;&gt;&lt;script&gt;"
    assert html(segment(parse(f"<pre class='{said}'>z</pre>")).blocks) == '<pre><code class="language-x">z</code></pre>'


@pytest.mark.parametrize("said", ["`x`", "x&#10;# y", "x&#27;[31m", "x&#8238;", "x" * 41])
def test_what_could_end_a_fence_is_no_language(said):
    assert markdown(segment(parse(f"<pre data-lang='{said}'>z</pre>")).blocks) == "```\nz\n```"


def test_numbers_that_are_code_stay():
    assert text(segment(parse("<pre>1 2\n3 4</pre>")).blocks) == "1 2\n3 4"


def test_a_page_laid_out_in_pre_is_read_as_a_page():
    assert [b.text for b in segment(parse("<pre><h2>A</h2><p>one</p><p>two</p></pre>")).blocks] == ["A", "one", "two"]


def test_numbers_in_colour_are_code():
    lines = ["x = [1, 2, 3]", "y = 4"]
    marked = "\n".join(lines)
    for number in "1234":
        marked = marked.replace(number, f'<span class="hljs-number number">{number}</span>')
    assert text(segment(parse(f"<pre>{marked}</pre>")).blocks) == "\n".join(lines)


def test_numbers_that_count_up_at_the_start_of_lines_are_those_of_lines():
    lines = "\n".join(f'<span class="num">{number}</span>x = {number}' for number in range(9, 12))
    assert text(segment(parse(f"<pre>{lines}</pre>")).blocks) == "x = 9\nx = 10\nx = 11"


def test_a_list_of_commands_is_a_list():
    blocks = segment(parse("<ul><li><code>ls</code></li><li><code>cd</code></li></ul>")).blocks
    assert markdown(blocks) == "- `ls`\n- `cd`"


def test_a_sentence_about_code_above_a_listing_stays():
    blocks = segment(parse("<div><p>Copy the code:</p><pre>x = 1</pre></div>")).blocks
    assert text(blocks) == "Copy the code:\nx = 1"


def test_a_short_listing_beside_another_one_is_no_label_of_it():
    copy = "<button>Copy</button>"
    blocks = segment(parse(f"<div><pre>{copy}go</pre><pre>{copy}x = 1</pre><pre>bash</pre></div>")).blocks
    assert [block.text for block in blocks] == ["go", "x = 1", "bash"]


def test_the_name_of_a_file_stays_above_its_listing():
    blocks = segment(parse("<div><div>pump.cfg <button>Copy</button></div><pre>x = 1</pre></div>")).blocks
    assert text(blocks) == "pump.cfg\nx = 1"


@pytest.mark.parametrize("name", ["cm-content", "geshi", "prettyprint", "syntaxhighlighter", "view-lines"])
def test_a_box_of_a_page_may_be_called_like_a_highlighter(name):
    blocks = segment(parse(f"<div class={name}><h2>A</h2><p>one</p><pre>x</pre></div>")).blocks
    assert [block.text for block in blocks] == ["A", "one", "x"]


@pytest.mark.parametrize("style", ["white-space: pre-wrap", "white-space: nowrap; color: #123"])
def test_prose_in_a_box_that_only_wraps_is_prose(style: str):
    blocks = segment(parse(f'<div style="{style}">So it goes,\nand so on.</div>')).blocks
    assert markdown(blocks) == "So it goes, and so on."


COUNTED = {
    "two": ["1", "one", "2", "two"],
    "nothing but numbers": ["1", "2", "3", "4", "5", "6"],
    "mostly empty": ["1", "", "2", "", "3", "", "4", "x"],
    "no count": ["7", "a", "9", "b", "11", "c"],
}


@pytest.mark.parametrize("lines", COUNTED.values(), ids=COUNTED)
def test_what_a_listing_itself_counts_stays(lines):
    boxes = "".join(f"<div>{line or ' '}</div>" for line in lines)
    assert text(segment(parse(f"<pre>{boxes}</pre>")).blocks).split() == "\n".join(lines).split()


def test_numbers_that_are_written_between_lines_are_the_texts_own():
    lines = "1\nThe lamp is lit\n2\nThe sea is near\n3\nWe count the boats"
    assert text(segment(parse(f"<pre>{lines}</pre>")).blocks) == lines
