"""The yardstick for formulas and lines of code: what a page writes is found in an article, or named as lost."""

from __future__ import annotations

from bench.faithful import code_lines, formulas, lost_formulas, lost_lines, shown_formulas

MATHS = rb"""<script src="mathjax.js"></script><p>So \(x_1\) and $$y ^ 2$$ cost $5 or $6.
<script type="math/tex">a+b</script><img class="latex" alt="c^2">
<math><annotation encoding="application/x-tex">{\displaystyle d^2}</annotation></math>"""
CODE = b"<pre><code>for x in y:\n    go_on(x)</code></pre><pre>1<br>  second()</pre>"


def test_the_formulas_of_a_page_are_read_wherever_they_are_said():
    assert set(formulas(MATHS)) == {"x_1", "y ^ 2", "a+b", "c^2", "d^2"}


def test_a_displayed_formula_may_hold_dollar_signs():
    assert set(shown_formulas(r"$$a \text{ for $b$}$$ and $c$")) == {r"a \text{ for $b$}", "c"}


def test_a_formula_is_lost_where_its_tex_is_another():
    missing, tally = lost_formulas(MATHS, "So x_1 and y ^ 2 and a+b", "So $x_1$ and $$y ^ 2$$ and $a-b$")
    assert (missing, tally) == (["a+b"], (1, 3))


def test_formulas_that_the_gold_has_not_do_not_count():
    assert lost_formulas(MATHS, "", "")[1] == (0, 0)


def test_lines_of_code_are_those_of_listings():
    assert list(code_lines(CODE)) == ["for x in y:", "    go_on(x)", "  second()"]


def test_a_line_of_code_is_lost_without_its_indentation():
    gold = "for x in y:\n    go_on(x)\nsecond()"
    assert lost_lines(CODE, gold, "for x in y:\ngo_on(x)\n  second()") == (["    go_on(x)"], (1, 3))
