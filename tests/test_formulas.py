"""Formulas come out as TeX between dollar signs, once each, however a page marks them up or a script has drawn them."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.article.edit_block import as_read
from cleaner.page.dom import parse
from cleaner.page.mathml import tex_of
from cleaner.page.segment import segment
from cleaner.render import html, markdown, text

TEX = [r"a \neq 0", r"x_1^{2}", r"\frac{p}{q_{n}}", r"\mathbf{F}=m\mathbf{a}", r"\{y\}"]


def read(source: str) -> list:
    return [found for block in segment(parse(source)).blocks if (found := as_read(block)) is not None]


def math(tex: str, said: str = "") -> str:
    note = f'<annotation encoding="application/x-tex">{tex}</annotation>'
    return f"<math{said}><semantics><mrow><mi>G</mi><mo>+</mo><mi>H</mi></mrow>{note}</semantics></math>"


INLINE = {
    "mathml with a note": lambda tex: math(tex),
    "mathml with its text": lambda tex: f'<math alttext="{tex}"><mi>G</mi></math>',
    "mathjax source": lambda tex: f'<script type="math/tex">{tex}</script>',
    "mathjax 2": lambda tex: (
        '<span class="MathJax_Preview">G</span><span class="MathJax" id="MathJax-Element-1-Frame"><nobr><span>G</span>'
        f'</nobr></span><script type="math/tex" id="MathJax-Element-1">{tex}</script>'
    ),
    "mathjax 2 without source": lambda tex: (
        '<span class="MathJax_SVG"><svg><path d="M0"/></svg>'
        f'<span class="MJX_Assistive_MathML">{math(tex)}</span></span>'
    ),
    "mathjax 3": lambda tex: (
        '<mjx-container class="MathJax" jax="CHTML"><mjx-math><mjx-mi>G</mjx-mi></mjx-math>'
        f"<mjx-assistive-mml>{math(tex)}</mjx-assistive-mml></mjx-container>"
    ),
    "mathjax 4": lambda tex: (
        f'<mjx-container class="MathJax" jax="CHTML"><mjx-math data-latex="{tex}"><mjx-mi data-latex="G"></mjx-mi>'
        "</mjx-math></mjx-container>"
    ),
    "katex": lambda tex: (
        f'<span class="katex"><span class="katex-mathml">{math(tex)}</span><span class="katex-html" aria-hidden="true">'
        '<span class="base"><span class="mord">G</span></span></span></span>'
    ),
    "quill": lambda tex: f'<span class="ql-formula" data-value="{tex}"></span>',
    "quill, drawn": lambda tex: (
        f'<span class="ql-formula" data-value="{tex}">\ufeff<span>{math(tex)}</span>\ufeff</span>'
    ),
    "wiki": lambda tex: (
        f'<span class="mwe-math-element"><span style="display: none;">{math(tex)}</span>'
        f'<img src="/math/render/svg/0f" class="mwe-math-fallback-image-inline" alt="{tex}"></span>'
    ),
    "picture of a plug-in": lambda tex: f'<img class="latex" src="l.png" alt="{tex}">',
    "picture of a service": lambda tex: f'<img src="https://tex.example/latex.php?latex=x" alt="{tex}">',
    "written": lambda tex: rf"\({tex}\)",
    "written with dollars": lambda tex: f"${tex}$",
}
DISPLAYED = {
    "mathml": lambda tex: math(tex, ' display="block"'),
    "mathjax source": lambda tex: f'<script type="math/tex; mode=display">{tex}</script>',
    "mathjax 2": lambda tex: (
        '<div class="MathJax_Display"><span class="MathJax"><span>G</span></span></div>'
        f'<script type="math/tex; mode=display">{tex}</script>'
    ),
    "mathjax 3": lambda tex: (
        f'<mjx-container class="MathJax" display="true"><mjx-math></mjx-math><mjx-assistive-mml>{math(tex)}'
        "</mjx-assistive-mml></mjx-container>"
    ),
    "katex": lambda tex: f'<span class="katex-display">{INLINE["katex"](tex)}</span>',
    "written": lambda tex: rf"\[{tex}\]",
    "written with dollars": lambda tex: f"$${tex}$$",
}


@pytest.mark.parametrize("tex", TEX)
@pytest.mark.parametrize("way", INLINE)
def test_a_formula_within_a_sentence(way, tex):
    blocks = read(f"<p>When {INLINE[way](tex)} holds, it is so.</p>")
    assert text(blocks) == f"When ${tex}$ holds, it is so."
    assert markdown(blocks) == f"When ${tex}$ holds, it is so."
    assert html(blocks) == f"<p>When ${tex}$ holds, it is so.</p>"


@pytest.mark.parametrize("tex", TEX)
@pytest.mark.parametrize("way", DISPLAYED)
def test_a_formula_that_stands_alone(way, tex):
    blocks = read(f"<p>So it is:</p><div>{DISPLAYED[way](tex)}</div><p>And so on.</p>")
    assert text(blocks) == f"So it is:\n$${tex}$$\nAnd so on."
    assert markdown(blocks) == f"So it is:\n\n$${tex}$$\n\nAnd so on."


def test_a_formula_in_a_cell():
    cells = f"<tr><th>Lamp<th>Error<tr><td>Old<td>{INLINE['mathml with a note']('10^{-4}')}"
    assert text(read(f"<table>{cells}</table>")) == "Lamp\tError\nOld\t$10^{-4}$"


def test_the_address_of_a_picture_may_be_the_formula():
    picture = '<img src="https://latex.codecogs.com/gif.latex?%5Cdpi%7B120%7D%20x%5E2&bg=ffffff" alt="equation">'
    assert text(read(f"<p>So {picture} is.</p>")) == "So $x^2$ is."


@pytest.mark.parametrize("tex", [r"h = \frac{V}{A}", r"s=\sqrt {2a}", r"\lambda = 2", r"a \cdot b"])
def test_a_picture_whose_description_is_tex_is_a_formula_whatever_it_is_called(tex):
    table = f"<table><tr><td><img src='eq7.gif' alt='{tex}'></td><td>(7)</td></tr></table>"
    assert text(read(table)) == f"${tex}$\n(7)"


@pytest.mark.parametrize(
    "said", ["q = k (T_1 - T_2) / d", r"T(t) = T_0 e^{-t/\tau}", "E = mc^2", "y = sin x", "a+b = 2,5", "λ = h / p"]
)
def test_a_picture_whose_description_is_an_equation_is_a_formula_whatever_it_is_called(said):
    assert text(read(f"<p>So <img src='eq1.gif' alt='{said}'> is.</p>")) == f"So ${said}$ is."


@pytest.mark.parametrize("said", ["width=300", "Rain = mud", "= 4", "x =", "Plan A = Plan B", "a - b", "?id=7&x=2"])
def test_a_description_with_a_sign_of_equality_alone_is_no_formula(said):
    assert text(read(f"<p>So <img src='a.gif' alt='{said}'> is.</p>")) == "So is."


@pytest.mark.parametrize("said", [r"C:\lambda\{a}.jpg", r"a picture of C:\Users\Ada", r"\\share\pier"])
def test_a_path_that_describes_a_picture_is_no_formula(said):
    assert text(read(f"<p>So <img src='a.gif' alt='{said}'> is.</p>")) == "So is."


@pytest.mark.parametrize("picture", ['<img class="math-teacher" src="a.jpg" alt="Our teacher of maths">',
                                     '<img src="/photos/tex/a.jpg">', '<img src="a.png" alt="x^2">'])  # fmt: skip
def test_a_picture_of_something_else_is_no_formula(picture):
    assert text(read(f"<p>So {picture} is.</p>")) == "So is."


@pytest.mark.parametrize(
    "said",
    ["It was $5 and then $6.", "From $5-$7 a piece.", "Set $HOME and $PATH.", "US$3,US$4", r"C:\dir\(old\file",
     "$ a $ b", "pay $20 (was $30) or $x"]
)  # fmt: skip
def test_money_and_paths_are_no_formulas(said):
    assert text(read(f"<p>{said}</p>")) == said


def test_formulas_in_code_stay_as_they_are():
    blocks = read(r"<p>Write <code>\(x\)</code> or <code>$x_1$</code>.</p><pre>\(y\)</pre>")
    assert text(blocks) == "Write \\(x\\) or $x_1$.\n\\(y\\)"
    assert "`$x_1$`" in markdown(blocks)


def test_a_written_formula_may_cross_emphasis_and_links():
    blocks = read(r"<p>So <i>\(a</i>_<b>1\)</b>, <a href=https://a.example/x>see</a>.</p>")
    assert text(blocks) == "So $a_1$, see."
    assert markdown(blocks) == "So $a_1$, [see](https://a.example/x)."


@pytest.mark.parametrize(
    ("inside", "tex"),
    [
        ("<mi>a</mi><mo>≠</mo><mn>0</mn>", r"a\neq0"),
        ("<mfrac><mn>1</mn><mrow><mn>2</mn><mi>π</mi></mrow></mfrac>", r"\frac{1}{2\pi}"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", r"\sqrt{x+1}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", r"\sqrt[3]{x}"),
        ("<msup><mi>e</mi><mrow><mo>−</mo><mi>x</mi></mrow></msup>", "e^{-x}"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_{i}^{2}"),
        ("<msup><mi>f</mi><mo>′</mo></msup><mo>(</mo><mi>x</mi><mo>)</mo>", "f'(x)"),
        ("<msup><mrow><mi>a</mi><mi>b</mi></mrow><mn>2</mn></msup>", "{ab}^{2}"),
        ("<munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>k</mi>",
         r"\sum_{k=1}^{n}k"),
        ("<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder>", r"\lim_{x\to0}"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", r"\vec{v}"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", r"\overline{x}"),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>α</mi>", r"\sin\alpha"),
        ("<mi>α</mi><mi>x</mi>", r"\alpha x"),
        ("<mi mathvariant=double-struck>R</mi><mi>𝑥</mi>", r"\mathbb{R}x"),
        ("<mtext>if </mtext><mi>max</mi><mi>speed</mi>", r"\text{if }\max\mathrm{speed}"),
        ("<mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo>", r"\left(\frac{a}{b}\right)"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", r"\left(a,b\right)"),
        ("<mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr></mtable><mo>]</mo>",
         r"\left[\begin{matrix}1 & 0\end{matrix}\right]"),
        ("<mrow><mo>{</mo><mtable><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable></mrow>",
         r"\begin{cases}a \\ b\end{cases}"),
        ("<mn>50</mn><mo>%</mo>", r"50\%"),
        ("<mmultiscripts><mi>X</mi><mi>c</mi><none/><mprescripts/><mi>a</mi><mi>b</mi></mmultiscripts>",
         "{}_{a}^{b}X_{c}"),
        ("<mi>x</mi><mphantom><mi>y</mi></mphantom>", "x"),
    ],
)  # fmt: skip
def test_mathml_without_tex_is_converted(inside, tex):
    node = parse(f"<p><math>{inside}</math>").first("math")
    assert node is not None
    assert tex_of(node) == tex


def test_deep_mathml_is_no_recursion_without_end():
    node = parse(f"<math>{'<mrow>' * 5000}<mi>x</mi>").first("math")
    assert node is not None
    assert tex_of(node) == "x"


STORY = "".join(f"<p>{start} of the long pier were mended by hand, and the whole town came to look at them.</p>"
                for start in ("The lamps", "The planks", "The rails", "The steps"))  # fmt: skip


@pytest.mark.parametrize("way", INLINE)
def test_formulas_come_through_the_whole_road(way):
    sentence = f"<p>The load on each plank is {INLINE[way]('m_1 g')} when nobody stands on it at all.</p>"
    page = f"<html><head><title>Pier</title></head><body><article><h1>Pier</h1>{STORY}{sentence}{STORY[:20]}</article>"
    assert "each plank is $m_1 g$ when nobody" in Cleaner().clean(page).text


@pytest.mark.parametrize("tag", ["tex", "itex", "latex", "math", "imath"])
def test_forums_put_formulas_between_tags(tag):
    assert text(read(f"<p>So [{tag}]x_1[/{tag}] is.</p>")) == "So $x_1$ is."


def test_two_hashes_around_mathematics_are_a_formula():
    assert text(read("<p>So ##x_1## is it.</p>")) == "So $x_1$ is it."


def test_two_hashes_before_a_number_are_no_formula():
    assert text(read("<p>So ##x_1## is ticket ##7 or ##8.</p>")) == "So $x_1$ is ticket ##7 or ##8."


def test_dollar_signs_within_a_displayed_formula_are_part_of_it():
    assert markdown(read(r"<p>$$a_1 \quad \text{for $b_1$}$$</p>")) == r"$$a_1 \quad \text{for $b_1$}$$"


def story(inside: str) -> str:
    page = f"<html><head><title>Pier</title></head><body><article><h1>Pier</h1>{STORY}{inside}{STORY}</article>"
    return Cleaner().clean(page).text


@pytest.mark.parametrize(
    ("start", "end"), [("$$", "$$"), (r"\[", r"\]"), ("[tex]", "[/tex]"), (r"\begin{align}", r"\end{align}")]
)
def test_a_formula_may_be_broken_into_lines(start, end):
    shown = story(f"<p>All of the planks weigh<br>{start}a_1<br>+ a_2<br>= b{end}<br>as the men on the pier say.</p>")
    assert "a_1 + a_2 = b" in shown
    assert "\nas the men" in shown


def test_lines_behind_a_bracket_that_never_closes_stay_lines():
    assert r"the \[ sign" + "\nand the lamps" in story(r"<p>They mended the \[ sign<br>and the lamps of the pier.</p>")


DRAWN = "<mjx-c class=mjx-c1D465></mjx-c>"
SHAPED = "<use data-c=1D465 href=#a></use>"


def boxes(inside: str) -> str:
    return f"<mjx-container class=MathJax jax=CHTML><mjx-math>{inside}</mjx-math></mjx-container>"


def shapes(inside: str) -> str:
    return f"<mjx-container jax=SVG><svg><g data-mml-node=math>{inside}</g></svg></mjx-container>"


SIGN = f"<mjx-mi>{DRAWN}</mjx-mi>"
TWO = "<mjx-mn><mjx-c class=mjx-c32></mjx-c></mjx-mn>"
SIGN_SHAPE = f"<g data-mml-node=mi>{SHAPED}</g>"


def two(y: int = 0) -> str:
    return f"<g data-mml-node=mn transform='translate(600,{y})'><path data-c=32></path></g>"


@pytest.mark.parametrize(
    ("formula", "tex"),
    [
        (boxes(f"<mjx-msup>{SIGN}<mjx-script>{TWO}</mjx-script></mjx-msup>"), "x^{2}"),
        (
            boxes(f"<mjx-msubsup>{SIGN}<mjx-script>{TWO}<mjx-spacer></mjx-spacer>{SIGN}</mjx-script></mjx-msubsup>"),
            "x_{x}^{2}",
        ),
        (
            boxes(
                f"<mjx-mfrac><mjx-frac><mjx-num>{SIGN}</mjx-num><mjx-dbox><mjx-dtable><mjx-row><mjx-den>{TWO}</mjx-den>"
                "</mjx-row></mjx-dtable></mjx-dbox></mjx-frac></mjx-mfrac>"
            ),
            r"\frac{x}{2}",
        ),
        (
            boxes(
                f"<mjx-munderover><mjx-over>{TWO}</mjx-over><mjx-box><mjx-munder><mjx-row><mjx-base><mjx-mo>"
                f"<mjx-c class=mjx-c2211></mjx-c></mjx-mo></mjx-base></mjx-row><mjx-row><mjx-under>{SIGN}</mjx-under>"
                "</mjx-row></mjx-munder></mjx-box></mjx-munderover>"
            ),
            r"\sum_{x}^{2}",
        ),
        (
            boxes(f"<mjx-msqrt><mjx-sqrt><mjx-surd></mjx-surd><mjx-box>{SIGN}</mjx-box></mjx-sqrt></mjx-msqrt>"),
            r"\sqrt{x}",
        ),
        (boxes("<mjx-mo><mjx-stretchy-v class=mjx-c28></mjx-stretchy-v></mjx-mo>" + SIGN), "(x"),
        (
            boxes(f"<mjx-mtable><mjx-mtr><mjx-mtd>{SIGN}</mjx-mtd><mjx-mtd>{TWO}</mjx-mtd></mjx-mtr></mjx-mtable>"),
            r"\begin{matrix}x & 2\end{matrix}",
        ),
        (shapes(f"<g data-mml-node=msup>{SIGN_SHAPE}{two()}</g>"), "x^{2}"),
        (
            shapes(
                f"<g data-mml-node=msubsup>{SIGN_SHAPE}{two(300)}"
                f"<g transform='translate(1,-9)' data-mml-node=mi>{SHAPED}</g></g>"
            ),
            "x_{x}^{2}",
        ),
        (shapes(f"<g data-mml-node=mfrac>{SIGN_SHAPE}{two()}<rect/></g>"), r"\frac{x}{2}"),
        (
            shapes(f"<g data-mml-node=msqrt><g>{SIGN_SHAPE}</g><g data-mml-node=mo><path data-c=221A></path></g></g>"),
            r"\sqrt{x}",
        ),
    ],
)
def test_what_mathjax_drew_without_its_source_is_read_from_the_drawing(formula, tex):
    page = f"<html><body><article><h1>Pier</h1>{STORY}<p>When {formula} holds, it is so.</p>{STORY}</article>"
    assert f"When ${tex}$ holds" in Cleaner().clean(page).text


@pytest.mark.parametrize(
    "formula",
    [
        "<m:math><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:math>",
        "<d-math>x^{2}</d-math>",
        "<math-renderer class=js-inline-math>$x^{2}$</math-renderer>",
        r"<tex-math>\documentclass{minimal}\begin{document}$$x^{2}$$\end{document}</tex-math>".replace("$$", "$"),
        "<span class=ztext-math data-tex='x^{2}'>x^{2}</span>",
        "<code class='code math js-render-math'>x^{2}</code>",
        "$`x^{2}`$",
        "<img src='https://latex.codecogs.com/svg.image?\\large&space;x%5E%7B2%7D' alt=''>",
        "<img src='https://latex.codecogs.com/png.image?x%5E%7B2%7D' title='x^{2}'>",
        "<img src='https://www.zhihu.com/equation?tex=x%5E%7B2%7D' alt='x^{2}'>",
        "<img class=Wirisformula alt='x squared' data-mathml='«math»«msup»«mi»x«/mi»«mn»2«/mn»«/msup»«/math»'>",
        "<img class=latex data-lazy-src=a alt='x^{2}'><noscript><img class=latex src=a alt='x^{2}'></noscript>",
    ],
)
def test_further_ways_to_write_a_formula(formula):
    page = f"<html><body><article><h1>Pier</h1>{STORY}<p>When {formula} holds, it is so.</p>{STORY}</article>"
    assert "When $x^{2}$ holds, it is so." in Cleaner().clean(page).text


def test_an_alternative_text_in_words_is_no_formula():
    assert text(read("<p>So <img class=math src=a.png alt='x squared'> is.</p>")) == "So is."


def test_the_line_ends_of_a_forum_are_no_part_of_a_formula():
    assert text(read("<p>So <img class=tex src=a.png alt='$<br />x_1 <br>= 2$'> is.</p>")) == "So $x_1 = 2$ is."
