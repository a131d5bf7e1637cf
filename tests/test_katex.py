"""Formulas of which only the boxes are there that KaTeX draws."""

from __future__ import annotations

import pytest

from cleaner.page.dom import parse
from cleaner.page.segment import segment
from cleaner.render import text


def sign(name: str, inside: str) -> str:
    return f'<span class="{name}">{inside}</span>'


def stack(*rows: tuple[float, str], hangs: bool = False) -> str:
    """Boxes above one another, each with how far it is from the top."""
    inside = "".join(
        f'<span style="top:{top}em;margin-right:0.05em;"><span class="pstrut" style="height:3em"></span>{row}</span>'
        for top, row in rows
    )
    room = '<span class="vlist-s">\u200b</span>' if hangs else ""
    second = '<span class="vlist-r"><span class="vlist" style="height:0.1em;"><span></span></span></span>'
    return (
        f'<span class="vlist-t{" vlist-t2" if hangs else ""}"><span class="vlist-r"><span class="vlist"'
        f' style="height:0.8em;">{inside}</span>{room}</span>{second if hangs else ""}</span>'
    )


X, TWO, N = sign("mord mathnormal", "x"), sign("mord mtight", "2"), sign("mord mathnormal mtight", "n")
RAISED = sign("mord", X + sign("msupsub", stack((-3.063, TWO))))
FORMULAS = {
    "x^{2} + 1": RAISED + '<span class="mspace"></span>' + sign("mbin", "+") + '<span class="mspace"></span>1',
    "x_{n}": X + sign("msupsub", stack((-2.55, N), hangs=True)),
    "x_{n}^{2}": X + sign("msupsub", stack((-2.453, N), (-3.113, TWO), hangs=True)),
    r"\frac{x}{2}": sign("mord", sign("mfrac", stack((-2.314, TWO), (-3.23, sign("frac-line", "")), (-3.677, X)))),
    r"\sqrt{x}": sign("mord sqrt", stack((-3.0, sign("mord", X)), (-2.9, sign("hide-tail", "")))),
    r"\sqrt[n]{x}": sign("mord sqrt", sign("root", stack((-2.8, N))) + stack((-3.0, sign("mord", X)))),
    r"\sum_{n}^{2}x": sign("mop op-limits", stack((-1.9, N), (-3.05, sign("mop", "∑")), (-4.3, TWO), hangs=True)) + X,
    r"\alpha \leq \sin x": sign("mord", "α") + '<span class="mspace"></span>' + sign("mrel", "≤")
    + '<span class="mspace"></span>' + sign("mop", "sin") + X,
    r"\mathbb{R}": sign("mord mathbb", "R"),
    r"\text{if }x": sign("mord text", sign("mord", "if ")) + X,
}  # fmt: skip


def shown(boxes: str, around: str = "{}", beside: str = "") -> str:
    """What a paragraph with a drawn formula says."""
    drawn = f'<span class="katex">{beside}<span class="katex-html" aria-hidden="true">{boxes}</span></span>'
    return text(segment(parse(f"<p>Then {around.format(drawn)} holds.</p>")).blocks)


@pytest.mark.parametrize("tex", FORMULAS)
def test_boxes_are_read_as_tex(tex: str):
    assert shown(FORMULAS[tex]) == f"Then ${tex}$ holds."


def test_a_displayed_formula_stands_alone():
    assert shown(RAISED, '<span class="katex-display">{}</span>') == "Then\n$$x^{2}$$\nholds."


def test_a_formula_with_a_source_is_said_once():
    source = '<span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x \\over 2'
    assert shown(RAISED, beside=f"{source}</annotation></semantics></math></span>") == r"Then $x \over 2$ holds."


def test_what_is_drawn_otherwise_is_read_as_text():
    assert shown(sign("mord accent", stack((-3.0, X), (-3.2, sign("accent-body", "~"))))) == "Then x~ holds."
