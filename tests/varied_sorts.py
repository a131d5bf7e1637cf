"""The same sorts of content and furniture as in `sorts`, in other words, other markup and other languages;"
" invented."""

from __future__ import annotations

CONTENT = {
    "hours": "<table><tr><th scope='row'>Monday</th><td>Closed</td></tr><tr><th"
    " scope='row'>Friday</th><td>Open</td></tr>"
    "</table>",
    "keys": "<table><tr><th>Key</th><th>Action</th></tr><tr><td>F2</td><td>Go</td></tr>"
    "<tr><td>F3</td><td>Login</td></tr><tr><td>F4</td><td>Next</td></tr></table>",
    "German table": "<table><tr><th>Boot</th><th>Segel</th></tr><tr><td>Anna</td><td>Ja</td></tr><tr><td>Lotte</td>"
    "<td>Nein</td></tr></table>",
    "Spanish table": "<table><tr><th>Barca</th><th>Vela</th></tr><tr><td>Ana</td><td>Sí</td></tr><tr><td>Luz</td>"
    "<td>No</td></tr></table>",
    "list with bold heads": "<ul><li><strong>Dusk:</strong> light the lamp.</li><li><strong>Dawn:</strong>"
    " sleep.</li></ul>",
    "list of paragraphs": "<ul><li><p>First the wick.</p></li><li><p>Then the oil.</p></li><li><p>Then the"
    " match.</p></li></ul>",
    "French steps": "<h2>Préparation</h2><ol><li>Ouvrir le livre.</li><li>Écrire l'heure.</li><li>Fermer le"
    " livre.</li></ol>",
    "steps that repeat": "<ol><li>Look out.</li><li>Write.</li><li>Look out.</li><li>Write.</li><li>Sleep.</li></ol>",
    "terms in boxes": "<dl><div><dt>Built</dt><dd>1821</dd></div><div><dt>Burnt</dt><dd>1921</dd></div></dl>",
    "commands that repeat": "<pre><code>look --out\nwrite --sail\nlook --out\nwrite --sail</code></pre>",
    "refrain": "<p>The lamp is warm,<br>the night is long,<br>oh sea, my sea.</p><p>The lamp is cold,<br>the night is"
    " gone,<br>oh sea, my sea.</p>",
    "verse in lines": "<div class='poem'><div>The lamp is warm,</div><div>the night is long,</div><div>oh sea, my"
    " sea.</div></div>",
    "German interview": "<p><strong>Sind Sie müde?</strong></p><p>Nein.</p><p><strong>Bleiben"
    " Sie?</strong></p><p>Ja.</p>",
    "French interview": "<p><b>Avez-vous peur ?</b></p><p>Non.</p><p><b>Et la nuit ?</b></p><p>Oui.</p>",
    "interview without stops": "<p>Are you tired?</p><p>No</p><p>Will you stay?</p><p>Yes</p>",
    "interview in boxes": "<div><div>Are you tired?</div><div>No.</div></div><div><div>Will you"
    " stay?</div><div>Yes.</div></div>",
    "accordion": "<div><button>Who may climb up?</button><div><p>Whoever can count to ninety and back.</p></div></div>",
    "quotation in a figure": "<figure><blockquote><p>We write down what we see.</p></blockquote><figcaption>Ada Moss,"
    " keeper</figcaption></figure>",
    "table in a figure": "<figure><table><tr><td>May</td><td>402</td></tr><tr><td>June</td><td>511</td></tr></table>"
    "<figcaption>Table 1: boats by month</figcaption></figure>",
    "post in a figure": "<figure class='wp-block-embed'><div><blockquote class='twitter-tweet'><p lang='en'>Two"
    " goats on"
    " one raft today.</p>— Eastern Lamp (@easternlamp) <a href='https://x.com/easternlamp/status/1'>May 3, 2024</a>"
    "</blockquote></div></figure>",
    "Bluesky post": "<blockquote class='bluesky-embed'><p lang='en'>Two goats on one raft today.</p>— Eastern"
    " Lamp (<a"
    " href='https://bsky.app/profile/lamp'>@lamp.bsky.social</a>)</blockquote>",
    "chat": "<div><p>Ada: Is it a boat?</p><p>Ben: No.</p><p>Ada: Then sleep.</p></div>",
    "letter": "<p>Dear neighbours,</p><p>the lamp is lit again.</p><p>Yours,</p><p>Ada</p>",
    "scores": "<p>Wall: 9/10</p><p>Lamp: 8/10</p><p>Stairs: 4/10</p>",
}

FURNITURE = {
    "comment link": '<p><a href="#respond">Add Comment</a></p>',
    "helpful": "<div><p>Was this article helpful?</p><button>Yes</button><button>No</button></div>",
    "rating": "<div><p>Rate this article</p><p>Average rating 4.5 / 5. Vote count: 12</p></div>",
    "sign-up question": "<p><em>Enjoying this story? Sign up for our weekly newsletter.</em></p>",
    "German sign-up box": "<aside><h3>Unser Newsletter</h3><p>Jeden Morgen das Wichtigste von der Bucht in Ihrem"
    " Postfach.</p><form><input type='email'><button>Abonnieren</button></form></aside>",
    "Spanish sign-up": "<p>Suscríbete a nuestro boletín para recibir las últimas noticias</p>",
    "subscribers only": "<div><h3>This article is for subscribers only</h3><p>Subscribe now for full access to our"
    ' journalism.</p><a href="/sub">Subscribe</a></div>',
    "German wall": "<div class='paywall-box'><h3>Weiterlesen mit Abo</h3><p>Bereits Abonnent? Hier anmelden</p></div>",
    "French player": "<div><p>Écouter l’article</p><p>00:00</p></div>",
    "author by class": "<div class='post-author'><h4>Written by Emma Ellis</h4><p>Emma writes about bays. She"
    " lives in"
    " one.</p></div>",
    "author by heading": "<div><h3>About the author</h3><p>Emma Ellis is a reporter at the Bay Courier.</p></div>",
    "German author": "<div><h4>Über die Autorin</h4><p>Emma Ellis schreibt seit 2019 für uns über Buchten.</p></div>",
    "German rights": "<p>© Bay Courier 2024. Alle Rechte vorbehalten.</p>",
    "share line": '<p>Share: <a href="#">Facebook</a> <a href="#">Twitter</a> <a href="#">WhatsApp</a></p>',
    "follow line": '<p>Follow Bay Courier on <a href="#">Facebook</a>, <a href="#">Instagram</a> and <a'
    ' href="#">X</a>.</p>',
    "credit": "<p><small>Photo: Ben Field/Bay Courier</small></p>",
    "scroll on": "<p>Advertisement - scroll down to continue</p>",
    "French pointer": '<p><strong>À lire aussi :</strong> <a href="/x">Le phare qui brûla deux fois</a></p>',
    "Russian pointer": '<p><strong>Читайте также:</strong> <a href="/x">Маяк, который горел дважды</a></p>',
    "donation": "<div><p>The Bay Courier is reader supported. Please consider a donation.</p></div>",
    "app line": '<div><p>Get our free app for iOS and Android</p><a href="#">App Store</a></div>',
    "hidden": "<div style='display: none'><p>Words for machines that nobody should ever read here.</p></div>",
    "visibility": "<section style='visibility:hidden'><p>Words for machines that nobody should ever"
    " read.</p></section>",
    "field": "<form><textarea>The whole story once more, for those who print it.</textarea></form>",
}
