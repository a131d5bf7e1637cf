"""Sorts of content and furniture as Tailwind, React, Bootstrap, AMP, custom elements and old layouts mark them up."""

from __future__ import annotations

CONTENT = {
    "callout with a bar": "<div class='my-6 border-l-4 bg-amber-50 p-4'><p>The bread is hot.</p></div>",
    "callout of a component": "<div class='Callout_root__a1 Callout_tip__b2'><span>The oven door sticks.</span></div>",
    "alert": "<div class='alert alert-warning' role='alert'>Flour dust burns.</div>",
    "note element": "<div class='note'><strong>Note</strong><p>Salt comes last.</p></div>",
    "icon list": "<ul class='flex flex-col gap-2'><li class='flex'><svg></svg><span>rye</span></li>"
    "<li class='flex'><svg></svg><span>water</span></li><li class='flex'><svg></svg><span>salt</span></li></ul>",
    "amp accordion": "<amp-accordion><section><h4>Does it keep?</h4><p>For nine days.</p></section>"
    "<section><h4>Does it freeze?</h4><p>For nine weeks.</p></section></amp-accordion>",
    "accordion of buttons": "<div class='accordion'><div class='accordion-item'><h2 class='accordion-header'><button "
    "class='accordion-button'>Which flour?</button></h2><div class='accordion-body'><p>Coarse rye.</p></div></div>"
    "<div class='accordion-item'><h2 class='accordion-header'>"
    "<button class='accordion-button'>Which oven?</button></h2>"
    "<div class='accordion-body'><p>A hot one.</p></div></div></div>",
    "disclosures": "<details><summary>How warm is it?</summary><p>Two hundred and fifty degrees.</p></details>",
    "table of bootstrap": "<div class='table-responsive'><table class='table'><thead><tr><th>Loaf</th><th>Hours</th>"
    "</tr>"
    "</thead><tbody><tr><td>Rye</td><td>18</td></tr><tr><td>Oat</td><td>6</td></tr></tbody></table></div>",
    "list group": "<ul class='list-group'><li class='list-group-item'>Knead twice.</li><li class='list-group-item'>"
    "Rest once.</li></ul>",
    "definition rows": "<dl class='row'><dt class='col-3'>Crumb</dt><dd class='col-9'>the soft part</dd>"
    "<dt class='col-3'>Crust</dt><dd class='col-9'>the hard part</dd></dl>",
    "figure with a quote": "<figure class='text-center'><blockquote class='blockquote'><p>Bread waits for nobody.</p>"
    "</blockquote><figcaption class='blockquote-footer'>Ada Mill</figcaption></figure>",
    "code": "<pre class='not-prose bg-gray-900'><code>oven.heat(250)\noven.open()</code></pre>",
    "old table of data": "<table border='1' cellpadding='3'><tr><td><b>Day</b></td><td><b>Loaves</b></td></tr><tr>"
    "<td>Monday"
    "</td><td>40</td></tr><tr><td>Friday</td><td>90</td></tr></table>",
    "old list of bullets": "<p>&#8226; a bowl</p><p>&#8226; a cloth</p><p>&#8226; a knife</p>",
    "steps under a heading": "<h3>What to do</h3><ol class='list-decimal'><li>Wake the sour.</li><li>Feed it.</li>"
    "</ol>",
    "German list under a heading": "<h3>Auf einen Blick</h3><ul><li>Mehl: 500 g</li><li>Wasser: 400 g</li></ul>",
    "French list under a heading": "<h3>À retenir</h3><ul><li>farine complète</li><li>eau tiède</li></ul>",
    "Italian list under a heading": "<h3>In breve</h3><ul><li>farina grossa</li><li>acqua tiepida</li></ul>",
    "Spanish list under a heading": "<h3>Las claves</h3><ul><li>harina gruesa</li><li>agua tibia</li></ul>",
    "Japanese list under a heading": "<h3>ポイント</h3><ul><li>粗いライ麦粉</li><li>ぬるい水</li></ul>",
    "verse": "<p>The oven glows,<br>the baker knows,<br>the morning grows.</p>",
    "footnotes": "<ol class='footnotes'><li id='f1'>Mill book, page four.</li><li id='f2'>Told by her aunt.</li></ol>",
    "toggle": "<div class='toggle'><div class='toggle-title'><a href='#'>May I use oats?</a></div>"
    "<div class='toggle-content'><p>Yes, but fewer.</p></div></div>",
}
FURNITURE = {
    "hidden with a utility": "<div class='hidden'><p>Words that the framework does not show on any screen.</p></div>",
    "hidden in letters": "<p style='font-size:0'>Words in letters that have no size on any screen.</p>",
    "closed box": "<div style='max-height:0;overflow:hidden'><p>Words in a box that has no height at all.</p></div>",
    "for scripts turned off": "<noscript><p>Words for the few browsers that run no scripts.</p></noscript>",
    "dialog": "<dialog><p>Words of a dialog that nobody has opened so far.</p></dialog>",
    "for screen readers": "<p class='visually-hidden'>Words that are read out and shown to nobody here.</p>",
    "newsletter": "<div class='p-6'><h3>Join our newsletter</h3><form><input><button>Sign up</button></form></div>",
    "share": "<div class='flex'><span>Share:</span><a href='https://x.com/intent'>X</a>"
    "<a href='mailto:?'>Email</a></div>",
    "related": "<div class='card'><div class='card-header'>Related stories</div><ul class='list-group'>"
    "<li><a href='/a'>"
    "The mill that stood still</a></li><li><a href='/b'>The oven that fell in</a></li></ul></div>",
    "cookies": "<div class='fixed bottom-0'><p>We use cookies on this site.</p><button>Accept</button></div>",
    "tags": "<div class='badges'>Tags: <a href='/t/rye'>rye</a> <a href='/t/oven'>oven</a></div>",
    "author": "<div class='author-card'><p>Written by Nell Oat</p><p>Nell writes about bread and bakers.</p></div>",
}
