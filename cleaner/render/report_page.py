"""The frame of every report: one HTML file that asks for nothing and runs nothing but its own script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from html import escape

from cleaner.render.characters import printable


def report_page(title: str, body: str, *, made_by: str, style: str, script: str, is_styled_inside: bool = False) -> str:
    """A whole page around a body that is HTML already.

    A content security policy names style and script by their hashes: whatever a hostile page's text might do to the
    report, a browser fetches and runs nothing else.

    Args:
        title: of the page, as text.
        body: what the page shows.
        made_by: the command that made it.
        style: the style sheet.
        script: what runs in the page.
        is_styled_inside: elements of the body have styles of their own, such as the lengths of bars.
    """
    styles = "'unsafe-inline'" if is_styled_inside else f"'{_hash(style)}'"
    policy = (
        f"default-src 'none'; style-src {styles}; script-src '{_hash(script)}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"{maker(made_by)}\n"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        # Without it, browsers ask the server for one.
        '<link rel="icon" href="data:,">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def maker(command: str) -> str:
    """The element that tells which command made a report."""
    return f'<meta name="generator" content="{text(command)}">'


def text(value: object) -> str:
    """Any text of a page, a rule or a dump as HTML text or attribute value."""
    return escape(printable(str(value)))


def _hash(source: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(source.encode()).digest()).decode()
