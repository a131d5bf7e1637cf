"""Formulas, drawings and listings, and what lies in them."""

from __future__ import annotations

from bench.hostile.pages import STORY, Make, inside, page, within

KINDS: dict[str, Make] = {
    "pre lines": within(lambda n: "<pre>" + "line of code()\n" * n + "</pre>"),
    "pre many": within(lambda n: "<pre>x = 1\n</pre>" * n),
    "pre spans lines": within(
        lambda n: "<pre><code>" + "<span class=ln>1</span><span class=k>def</span> x\n" * n + "</code></pre>"
    ),
    "listing table gutter": within(
        lambda n: (
            "<table class=highlight><tr><td class=gutter><pre>"
            + "".join(f"{k}\n" for k in range(n))
            + "</pre><td class=code><pre>"
            + "x = 1\n" * n
            + "</pre></table>"
        )
    ),
    "listing divs": within(lambda n: "<div class=highlight><div class=line>x = 1</div></div>" * n),
    "listing divs one": within(
        lambda n: "<div class=code>" + "<div class=line><span class=lineno>1</span>x = 1</div>" * n + "</div>"
    ),
    "listing table rows": within(
        lambda n: (
            "<table class=code>"
            + "".join(f"<tr><td class=lineno>{k}<td class=code>x = {k}" for k in range(n))
            + "</table>"
        )
    ),
    "listing rows many tables": within(
        lambda n: "<table class=code><tr><td class=lineno>1<td class=code>x = 1</table>" * n
    ),
    "code labels": within(lambda n: "<div class=code-header>python</div><button>Copy</button><pre>x</pre>" * n),
    "code backticks": within(lambda n: "<pre>" + "`" * n + "</pre>"),
    "code in pre in li": within(lambda n: "<ul>" + "<li><pre>x\n\ny</pre>" * n + "</ul>"),
    "svg text": within(lambda n: "<svg><text>word</text><title>x</title></svg>" * n),
    "svg desc p breakout": within(lambda n: "<svg><desc><p>x</p></desc>" * n),
    "svg p breakout": within(lambda n: "<svg><g><p>x" * n),
    "math deep mrow": within(lambda n: "<math>" + "<mrow><mi>x</mi>" * n + "</math>"),
    "math msup nested": within(lambda n: "<math>" + "<msup>" * n + "<mi>x</mi>" + "<mn>2</mn></msup>" * n + "</math>"),
    "math mfrac nested": within(
        lambda n: "<math>" + "<mfrac><mn>1</mn>" * n + "<mn>2</mn>" + "</mfrac>" * n + "</math>"
    ),
    "math mtable": within(
        lambda n: "<math><mtable>" + "<mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>" * n + "</mtable></math>"
    ),
    "math many": inside(lambda n: "<math><mi>x</mi><mo>=</mo><mn>1</mn></math> word " * n),
    "math annotations": inside(
        lambda n: (
            "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x</annotation></semantics></math>" * n
        )
    ),
    "math annotation giant": inside(
        lambda n: (
            "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>"
            + "\\frac{" * n
            + "</annotation></semantics></math>"
        )
    ),
    "math annotation blanks": inside(
        lambda n: (
            "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>a"
            + " " * n
            + "b</annotation></semantics></math>"
        )
    ),
    "math alttext": inside(lambda n: "<math alttext='" + "{\\displaystyle " * n + "'><mi>x</mi></math>"),
    "math msubsup mover": within(
        lambda n: "<math>" + "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>" * n + "</math>"
    ),
    "math mfenced": within(lambda n: "<math>" + "<mfenced>" * n + "<mi>x" + "</mfenced>" * n + "</math>"),
    "math mtext html": within(lambda n: "<math><mtext><p>word</p></mtext></math>" * n),
    "katex": inside(
        lambda n: (
            "<span class=katex><span class=katex-mathml><math><semantics><mrow><mi>x</mi></mrow>"
            "<annotation encoding='application/x-tex'>x^2</annotation></semantics></math></span>"
            "<span class=katex-html aria-hidden=true><span class=base><span class=mord>x</span></span>"
            "</span></span> " * n
        )
    ),
    "katex html only": inside(
        lambda n: (
            "<span class=katex><span class=katex-html><span class=base>"
            + "<span class=mord>x</span>" * n
            + "</span></span></span>"
        )
    ),
    "katex html nested": inside(
        lambda n: (
            "<span class=katex><span class=katex-html><span class=base>"
            + "<span class='mord'>x<span class=msupsub><span class=vlist-t><span class=vlist-r><span class=vlist>" * n
        )
    ),
    "katex vlists": inside(
        lambda n: (
            "<span class=katex><span class=katex-html><span class=base>"
            + "<span class=mfrac><span class=vlist-t><span class=vlist-r><span class=vlist>"
            "<span style='top:-2.6em'><span class=mord>1</span></span>"
            "<span style='top:-3em'><span class=mord>2</span></span></span></span></span></span>" * n
        )
    ),
    "katex in katex": inside(lambda n: "<span class=katex><span class=katex-html>x" * n),
    "mathjax script": inside(lambda n: "<span class=MathJax_Preview>x</span><script type='math/tex'>x^2</script>" * n),
    "mathjax chtml": inside(
        lambda n: (
            "<mjx-container><mjx-math><mjx-mi><mjx-c class=mjx-c1D465></mjx-c></mjx-mi></mjx-math></mjx-container>" * n
        )
    ),
    "mathjax chtml nested": inside(
        lambda n: (
            "<mjx-container><mjx-math>" + "<mjx-mrow><mjx-msup><mjx-mi><mjx-c class=mjx-c1D465></mjx-c></mjx-mi>" * n
        )
    ),
    "mathjax nested containers": inside(lambda n: "<mjx-container>" * n),
    "mathjax span html": inside(
        lambda n: (
            "<span class=MathJax><nobr><span class=math>" + "<span class=mi>x</span>" * n + "</span></nobr></span>"
        )
    ),
    "mathjax assistive": inside(
        lambda n: "<mjx-container><mjx-assistive-mml><math><mi>x</mi></math></mjx-assistive-mml></mjx-container>" * n
    ),
    "tex dollars": inside(lambda n: "$" * n),
    "tex dollars words": inside(lambda n: "$x " * n),
    "tex parens": inside(lambda n: "\\(" * n),
    "tex brackets": inside(lambda n: "\\[ x " * n),
    "tex pairs": inside(lambda n: "\\(x\\) $y$ " * n),
    "tex begin": inside(lambda n: "\\begin{align}" * n),
    "tex begin names": inside(lambda n: "".join("\\begin{a" + "b" * (k % 50) + "}" for k in range(n))),
    "tex pars dollars": within(lambda n: "<p>cost $5 and $$x$$" * n),
    "wp latex imgs": inside(lambda n: "<img class=latex alt='x^2' src=l.png> " * n),
    "mwe fallback": inside(
        lambda n: (
            "<span class=mwe-math-element><span class=mwe-math-mathml-inline><math alttext='{x}'>"
            "<mi>x</mi></math></span><img class=mwe-math-fallback-image alt='{x}'></span>" * n
        )
    ),
    "textarea html": within(lambda n: "<textarea><p>x</textarea>" * n),
    "bomb in svg": lambda n: page(
        after="<svg><desc><p>" + "".join(f"<font size={i}>" for i in range(n)) + "</p><p>x" * n
    ),
    "bomb in math text": lambda n: page(
        after="<math><mtext><p>" + "".join(f"<font size={i}>" for i in range(n)) + "</p><p>x" * n
    ),
    "bomb in noscript": lambda n: page(
        story="<p>x", after="<noscript><p>" + "".join(f"<font size={i}>" for i in range(n)) + "</p><p>x" * n
    ),
    "bomb in mathml attr": lambda n: page(
        after="<span class=MathJax data-mathml='" + "<math>" + "<mrow>" * n + "'>x</span>"
    ),
    "bomb in mathml attr fonts": lambda n: page(
        after="<span class=MathJax data-mathml='<math><mtext><p>"
        + "".join(f"<font size={i}>" for i in range(n))
        + "</p><p>x" * n
        + "'>x</span>"
    ),
    "bomb in script mml": lambda n: page(
        after="<script type='math/mml'><math><mtext><p>"
        + "".join(f"<font size={i}>" for i in range(n))
        + "</p><p>x" * n
        + "</script>"
    ),
    "bomb in wiris": lambda n: page(
        after="<img class=Wirisformula alt=x data-mathml='«math»«mtext»«p»"
        + "".join(f"«font size={i}»" for i in range(n))
        + "«/p»«p»x" * n
        + "'>"
    ),
    "wiris nested many": lambda n: page(
        STORY + "<img class=Wirisformula alt=x data-mathml='«math»«mi»x«/mi»«/math»'>" * n
    ),
    "mathml attr many": lambda n: page(
        STORY + "<p>" + "<span class=MathJax data-mathml='<math><mi>x</mi></math>'>x</span>" * n
    ),
    "math giant mi": inside(lambda n: "<math><mi>" + "α" * n + "</mi></math>"),
    "math giant mo letters": inside(lambda n: "<math><mo>" + "αa" * n + "</mo></math>"),
    "math giant mtext": inside(lambda n: "<math><mtext>" + "a#" * n + "</mtext></math>"),
    "math giant row": inside(lambda n: "<math><mrow>" + "<mi>α</mi><mi>x</mi>" * n + "</mrow></math>"),
    "math giant mfenced": inside(
        lambda n: "<math><mfenced separators='" + ";" * n + "'>" + "<mi>α</mi>" * n + "</mfenced></math>"
    ),
    "katex giant text": inside(
        lambda n: "<span class=katex><span class=katex-html><span class=mord>" + "α" * n + "</span></span></span>"
    ),
    "tex among ems": inside(lambda n: "<em>a</em> \\(x^2\\) " * n),
    "tex dollar unclosed displays": inside(lambda n: "$$x " * n),
    "tex br display": inside(lambda n: "\\[ x<br>" * n),
    "mjx giant utext": inside(
        lambda n: (
            "<mjx-container><mjx-math><mjx-mtext><mjx-utext>"
            + "α" * n
            + "</mjx-utext></mjx-mtext></mjx-math></mjx-container>"
        )
    ),
    "mjx many c": inside(
        lambda n: (
            "<mjx-container><mjx-math><mjx-mi>"
            + "<mjx-c class=mjx-c1D465></mjx-c>" * n
            + "</mjx-mi></mjx-math></mjx-container>"
        )
    ),
    "mjx svg": inside(
        lambda n: (
            "<mjx-container><svg data-mml-node=math><g data-mml-node=mi>"
            + "<use data-c=1D465></use>" * n
            + "</g></svg></mjx-container>"
        )
    ),
    "mjx svg nested": inside(lambda n: "<mjx-container><svg><g data-mml-node=math>" + "<g data-mml-node=mrow>" * n),
    "picture codecogs": inside(
        lambda n: "<img src='https://latex.codecogs.com/gif.latex?" + "\\dpi{1}&space;" * n + "x'>"
    ),
    "picture alt tex": inside(lambda n: "<img class=latex alt='" + "a " * n + "'>"),
    "br alt": inside(lambda n: "<img class=latex alt='" + "<br" + " " * n + "'>"),
    "document tex": inside(lambda n: "<tex-math>" + "\\begin{document}" * n + "</tex-math>"),
    "tex-math many": inside(lambda n: "<tex-math>x</tex-math>" * n),
    "tex-math nested": inside(lambda n: "<tex-math>x" * n),
    "data-tex many": inside(lambda n: "<span data-tex='x^2'>x^2</span>" * n),
    "styled pre-wrap": within(lambda n: "<div style='white-space:pre-wrap'>a\nb" * n),
    "styled pre flat": within(lambda n: "<div style='white-space:pre'>a\nb</div>" * n),
    "code list boxes": within(lambda n: "<ol>" + "<li><code> x = 1</code>" * n + "</ol>"),
    "code boxes nested": within(lambda n: "<div class=highlight><pre><code>x" * n),
    "code in code": within(lambda n: "<pre>" + "<code>a<br>" * n + "</pre>"),
    "numbers cells": within(lambda n: "<table>" + "<tr><td><pre>1 2 3</pre>" * n + "<td><pre>x</pre></table>"),
    "number cells one row": within(lambda n: "<table><tr>" + "<td><pre>1\n2\n3</pre></td>" * n + "</table>"),
    "buttons beside": within(lambda n: "<div>" + "<button>Copy</button>" * n + "<pre>x</pre></div>"),
    "labels in pre": within(lambda n: "<pre>" + "<div>python</div>" * n + "<code>x</code></pre>"),
    "labels in pre nested": within(lambda n: "<pre>" + "<div>" * n + "<code>x</code></pre>"),
    "class counted": within(lambda n: "<pre>" + "".join(f"<span class=n{k}>{k}</span>\n" for k in range(n)) + "</pre>"),
    "pre blank runs": within(lambda n: "<pre>a" + " \n" * n + "b</pre>"),
}
