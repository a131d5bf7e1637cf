"""Pages that no parser reads in bounded time, or none that anybody wrote."""

from __future__ import annotations

N = 100_000
BAD = {
    "nested": "<div>" * N,
    "nested, closed": "<div>" * N + "x" + "</div>" * N,
    "lists": "<ul><li>i" * N,
    "definitions": "<dl><dd>" * N,
    "paragraphs and boxes": "<p><div>" * N,
    "formatting before paragraphs": "<p>" + "".join(f"<font size={n}>" for n in range(3000)) + "</p><p>x" * 3000,
    "formatting across": "".join(f"<b {n}>" for n in range(4000))
    + "".join(f"<i {n}>" for n in range(4000))
    + "x</b>" * 4000,
    "formatting around": "".join(f"<font size={n}><p>" for n in range(9000)) + "</font>" * 9000,
    # Between so much text that a sample does not show it.
    "thinned out": ("<div>" + "word " * 10) * 180_000,
    "formatting, thinned out": "<p>"
    + "".join(f"<font size={n}>{'word ' * 400}" for n in range(2500))
    + "</p><p>x" * 2500,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(N)) + ">x",
    "bodies": "".join(f"<body a{n}>" for n in range(N)),
    "templates": "<template>" * N,
    "options": "<select><button><selectedcontent>" + "<option selected>x" * 20_000,
    "too large": "x" * 11_000_000,
    "a long word": "<p>" + "a" * 9_000_000,
    "tags": "<p>" * 2_000_000,
    "brackets": "<" * 5_000_000,
    "tables": "<table><tr><td>" * N,
    "svg": "<svg><g>" * N,
}
