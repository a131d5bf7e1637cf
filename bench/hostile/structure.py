"""Elements in one another, beside one another, and where they do not belong."""

from __future__ import annotations

from bench.hostile.pages import STORY, Make, inside, page, within

KINDS: dict[str, Make] = {
    "section/h2 nest flat": within(lambda n: "<section><h2>Head</h2><p>word</p></section>" * n),
    "sections nested with h2": within(lambda n: "<section><h2>Head</h2><p>word</p>" * n),
    "figure figcaption nested": within(lambda n: "<figure><figcaption>cap" * n),
    "figures flat": within(lambda n: "<figure><img src=a.jpg alt=x><figcaption>cap</figcaption></figure>" * n),
    "details nested": within(lambda n: "<details><summary>s</summary>t" * n),
    "blockquote p nested": within(lambda n: "<blockquote><p>word word" * n),
    "ul li closed nest": lambda n: page(STORY + "<ul><li>word " * n + "</li></ul>" * n),
    "ol li text after": lambda n: page(STORY + "<ol><li>word " * n + "x</li></ol>after " * n),
    "dl dt dd flat": within(lambda n: "<dl>" + "<dt>t<dd>word word" * n + "</dl>"),
    "dl dt dd many dls": within(lambda n: "<dl><dt>t<dd>word word</dl>" * n),
    "tables flat small": within(lambda n: "<table><tr><td>a<td>b<tr><td>c<td>d</table>" * n),
    "tables in cells deep": within(lambda n: "<table><tr><td>a" * n),
    "tables in cells closed": within(lambda n: "<table><tr><td>a" * n + "</table>b" * n),
    "table thead tbody tfoot": within(
        lambda n: "<table>" + "<thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c" * n + "</table>"
    ),
    "caption many": within(lambda n: "<table>" + "<caption>cap</caption><tr><td>x" * n + "</table>"),
    "col colgroup": within(lambda n: "<table>" + "<colgroup><col span=1000>" * n + "<tr><td>a<td>b</table>"),
    "rowspans stair": within(
        lambda n: "<table>" + "".join(f"<tr><td rowspan={n - k}>w{k}<td>z" for k in range(n)) + "</table>"
    ),
    "rowspan 65534 rows": within(
        lambda n: "<table>" + "<tr>" + "<td rowspan=65534>a" * 30 + "<tr><td>b" * n + "</table>"
    ),
    "colspan 1000 rows": within(lambda n: "<table>" + "<tr><td colspan=1000>a<td>b<td>c" * n + "</table>"),
    "foster b p": within(lambda n: "<table>" + "<b>x<p>y" * n),
    "foster a text": within(lambda n: "<table>" + "<a href=x>x<tr>" * n),
    "select in table": within(lambda n: "<table><tr><td><select><option>a</select>" * n),
    "select misnest": within(lambda n: "<select><table><tr><td>x</select>" * n),
    "select hr optgroup": within(lambda n: "<select>" + "<optgroup><option>a<hr>" * n),
    "template in table": within(lambda n: "<table><template><tr><td>x</template>" * n),
    "template p closed": within(lambda n: "<template><p>x</template>" * n),
    "button nested": within(lambda n: "<button><p>x" * n),
    "marquee object applet": within(lambda n: "<object><marquee><applet>x" * n),
    "ruby rt rp": within(lambda n: "<ruby>漢<rp>(<rt>kan<rp>)</ruby>" * n),
    "ruby open": within(lambda n: "<ruby>漢<rt>kan" * n),
    "form nested inputs": within(lambda n: "<form><input value=x><label>l</label></form>" * n),
    "h1 in h2": within(lambda n: "<h1><h2>x" * n),
    "headings levels": within(
        lambda n: "".join(f"<h{1 + k % 6}>Heading {k}</h{1 + k % 6}><p>word word" for k in range(n))
    ),
    "p in a blocks": within(lambda n: "<a href=/x><p>word</p></a>" * n),
    "a around divs": within(lambda n: "<a href=/x><div>word" * n),
    "b i u p few": within(lambda n: "<b><i><u><s><em>" + "<p>x" * n),
    "font 40 p": within(lambda n: "".join(f"<font size={k}>" for k in range(40)) + "<p>x" * n),
    "span per char": inside(lambda n: "<span>w</span>" * n),
    "span nest per word": inside(lambda n: "<span>word " * n),
    "em strong alternate": inside(lambda n: "<em>a</em><strong>b</strong>" * n),
    "sub sup code": inside(lambda n: "<sub>a</sub><sup>b</sup><code>c</code>" * n),
    "em nested misnest": inside(lambda n: "<em>a<strong>b</em>c</strong>" * n),
    "br br": inside(lambda n: "word word<br><br>" * n),
    "br inline code": inside(lambda n: "<code>a<br>b</code><br>" * n),
    "ol start huge": within(
        lambda n: "<ol start=999999999999999999999999>" + "<li value=99999999999999999999>x" * n + "</ol>"
    ),
    "ol reversed": within(lambda n: "<ol reversed>" + "<li>x" * n + "</ol>"),
    "ol many": within(lambda n: "<ol type=i><li>x</ol>" * n),
    "iframes": within(lambda n: "<iframe src=https://www.youtube.com/embed/x></iframe>" * n),
    "video sources": within(lambda n: "<video>" + "<source src=x><track>" * n + "</video>"),
    "picture sources": within(
        lambda n: "<picture>" + "<source srcset='a.jpg 1x, b.jpg 2x'>" * n + "<img src=a></picture>"
    ),
    "img srcset giant": within(lambda n: "<img srcset='" + ",".join(f"a{k}.jpg {k}w" for k in range(n)) + "'>"),
    "img srcset commas": within(lambda n: "<img srcset='" + "," * n + "'>"),
    "img srcset spaces": within(lambda n: "<img srcset='a" + " " * n + "b'>"),
    "img srcset parens": within(lambda n: "<img srcset='a " + "(1x," * n + "'>"),
    "img srcset nosep": within(lambda n: "<img srcset='" + "https://x/a,b" * n + "'>"),
    "img sizes": within(lambda n: "<img sizes='" + "(min-width:1px) 1px," * n + "' src=a.png alt='" + "b " * 10 + "'>"),
    "img alt giant": within(lambda n: "<img src=a.png alt='" + "word " * n + "'>"),
    "imgs many": within(
        lambda n: "".join(f"<img src=a{k}.png alt='picture {k}' width=600 height=400>" for k in range(n))
    ),
    "lazy imgs": within(
        lambda n: "".join(
            f"<img data-src=a{k}.png data-srcset='a 1x' src=data:,><noscript><img src=a{k}.png></noscript>"
            for k in range(n)
        )
    ),
    "style giant display": within(lambda n: "<p style='" + "display:none;" * n + "'>x</p>"),
    "style colons": within(lambda n: "<p style='" + ":" * n + "'>x</p>"),
    "style semis blanks": within(lambda n: "<p style='display" + " " * n + "none'>x</p>"),
    "style many": within(lambda n: "<p style='color:red;display:none !important'>x</p>" * n),
    "style comments": within(lambda n: "<p style='" + "/*" * n + "display:none'>x</p>"),
    "class giant tokens": within(lambda n: "<div class='" + " ".join(f"c{k}" for k in range(n)) + "'><p>x</p></div>"),
    "ids many distinct": within(lambda n: "".join(f"<p id=p{k} class=c{k}>word {k}" for k in range(n))),
    "class camel": within(lambda n: "<div class='" + "aB" * n + "'>x</div>"),
    "class digits": within(lambda n: "<div class='" + "a1-" * n + "'>x</div>"),
    "class dashes": within(lambda n: "<div class='" + "-_" * n + "'>x</div>"),
    "aria": within(lambda n: "<div role=dialog aria-hidden=true aria-label=x>" * n + "</div>" * n),
    "lang attributes": within(lambda n: "".join(f"<p lang=l{k}>word" for k in range(n))),
    "custom elements": within(lambda n: "".join(f"<x-a{k % 900}>word</x-a{k % 900}>" for k in range(n))),
    "custom nested": within(lambda n: "<x-card><x-item>word" * n),
    "shadow roots": within(lambda n: "<x-a><template shadowrootmode=open><p>word</p></template></x-a>" * n),
    "shadow roots nested": within(lambda n: "<x-a><template shadowrootmode=open>" * n + "<p>word"),
    "shadow roots slots": within(
        lambda n: "<x-a><template shadowrootmode=open><slot></slot></template><p>in</p></x-a>" * n
    ),
    "shadow roots unclosed": within(lambda n: "<div><template shadowrootmode=open>x" * n + "</div>" * n),
    "shadow mode attr": within(lambda n: "<template shadowrootmode" * n),
}
