"""Sorts of content as builders of pages, style classes and other languages have them, about a ferry; invented."""

from __future__ import annotations


def _rows(*rows: str) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)


CONTENT = {
    "list with style classes": "<ul class='list-disc pl-6 space-y-2 text-gray-700'><li class='mb-1'>Ring once for a"
    " passenger.</li><li class='mb-1'>Ring twice for a cow.</li><li class='mb-1'>Never ring for fun.</li></ul>",
    "verse of a builder": "<pre class='wp-block-verse'>The rope is long,\nthe water cold,\nthe boat is young,\nthe man"
    " is old.</pre>",
    "details of a builder": "<details class='wp-block-details'><summary>Who pulls the rope?</summary><p>Whoever is on"
    " board.</p></details>",
    "quotation of a builder": "<div class='sqs-block quote-block'><figure><blockquote>“I have crossed nine thousand"
    " times and arrived each time.”</blockquote><figcaption class='source'>— Jon Hale</figcaption></figure></div>",
    "list of generated classes": "<ul class='styles_list__x8Yz1'><li class='styles_item__Q2w'>Mind the rope.</li><li"
    " class='styles_item__Q2w'>Mind the plank.</li><li class='styles_item__Q2w'>Mind the cow.</li></ul>",
    "paragraph of generated classes": "<div class='sc-bdVaJa kqWmRz'><p class='sc-htpNat gGkjLp'>Nobody has fallen in"
    " since 1954.</p></div>",
    "timeline of boxes": "<div class='timeline'><div class='timeline-item'><div class='timeline-year'>1790</div><div"
    " class='timeline-text'>The bell is cast.</div></div><div class='timeline-item'><div class='timeline-year'>1854"
    "</div><div class='timeline-text'>The bell cracks.</div></div><div class='timeline-item'><div"
    " class='timeline-year'>1855</div><div class='timeline-text'>The bell is mended.</div></div></div>",
    "timeline of items": "<ul class='timeline'><li><time>6:10</time> The first passenger rings.</li><li><time>6:15"
    "</time> The boat leaves.</li><li><time>6:40</time> The boat is back.</li></ul>",
    "plan of terms": "<dl><dt>Monday</dt><dd>Oil the pulley.</dd><dt>Tuesday</dt><dd>Oil the pulley.</dd>"
    "<dt>Wednesday</dt><dd>Rest.</dd></dl>",
    "questions with letters": "<p><b>Q:</b> How deep is it?</p><p><b>A:</b> Deep enough.</p><p><b>Q:</b> How wide?</p>"
    "<p><b>A:</b> Ask the rope.</p>",
    "answers behind a break": "<p><strong>Do you swim?</strong><br>No.</p><p><strong>Did you ever?</strong><br>Yes."
    "</p>",
    "Spanish interview": "<p><strong>¿Sabe nadar?</strong></p><p>No.</p><p><strong>¿Y remar?</strong></p><p>Sí.</p>",
    "Russian interview": "<p><b>Вы умеете плавать?</b></p><p>Нет.</p><p><b>А грести?</b></p><p>Да.</p>",
    "Chinese interview": "<p><strong>您会游泳吗？</strong></p><p>不会。</p><p><strong>那划船呢？</strong></p>"
    "<p>会。</p>",
    "Japanese list": "<ul><li>綱を見る。</li><li>鐘を鳴らす。</li><li>舟を待つ。</li></ul>",
    "Arabic list": "<ul dir='rtl'><li>حبل طويل</li><li>جرس قديم</li><li>قارب صغير</li></ul>",
    "Hindi steps": "<ol><li>घंटी बजाएँ।</li><li>रुकें।</li><li>नाव में बैठें।</li></ol>",
    "Turkish terms": "<dl><dt>İp</dt><dd>Çekilen şey.</dd><dt>Çan</dt><dd>Çalınan şey.</dd></dl>",
    "steps with bold numbers": "<h3>Method</h3><ol><li><p><strong>Step 1.</strong> Warm the tar.</p></li><li><p>"
    "<strong>Step 2.</strong> Stir.</p></li><li><p><strong>Step 3.</strong> Stir.</p></li></ol>",
    "shell": "<div class='highlight-source-shell'><pre>bell ring --times 2\nboat call\nboat call</pre></div>",
    "listing with a language": "<pre class='language-python line-numbers'><code class='language-python'>for ring in"
    " bell:\n    boat.call()\n    rope.pull()</code></pre>",
    "for and against": "<div class='pros-cons'><div class='pros'><h4>Pros</h4><ul><li>cheap</li><li>quiet</li></ul>"
    "</div><div class='cons'><h4>Cons</h4><ul><li>wet</li><li>slow</li></ul></div></div>",
    "facts in a table": "<table class='infobox'><tr><th>Length</th><td>9 m</td></tr><tr><th>Built</th><td>1921</td>"
    "</tr><tr><th>Crew</th><td>None</td></tr></table>",
    "table in a box that scrolls": f"<div class='table-responsive'><table class='table table-sm'>"
    f"{_rows('Spring|4 coins', 'Summer|4 coins', 'Winter|1 coin')}</table></div>",
    "table with spans": "<table><tr><th rowspan='2'>Boat</th><th colspan='2'>Tar</th></tr><tr><th>hot</th><th>cold"
    "</th></tr><tr><td>Anna</td><td>2</td><td>2</td></tr></table>",
    "nested list": "<ol><li>Before<ul><li>ring</li><li>wait</li></ul></li><li>After<ul><li>pay</li><li>wave</li></ul>"
    "</li></ol>",
    "steps that come back": "<ol><li>Pull ten times.</li><li>Rest.</li><li>Pull ten times.</li><li>Rest.</li><li>Pull"
    " ten times.</li></ol>",
    "song with a refrain": "<p><em>Ferry, ferry, come for me,<br>the night is wide as any sea,<br>ferry, ferry, come."
    "</em></p><p><em>I have a coin, I have a key,<br>ferry, ferry, come for me,<br>ferry, ferry, come.</em></p>",
    "play": "<p><b>JON.</b> Who rang?</p><p><b>MAID.</b> I rang.</p><p><b>JON.</b> Then pull.</p>",
    "programme": "<p><strong>9:00</strong> Bell</p><p><strong>9:30</strong> Soup</p><p><strong>10:00</strong> Crossing"
    "</p>",
    "ranked headings": "<h2>1. The old bell</h2><p>It is loud.</p><h2>2. The new bell</h2><p>It is not.</p><h2>3. The"
    " cow bell</h2><p>It is missing.</p>",
    "dashes": "<p>– a rope<br>– a bell<br>– a boat</p>",
}
