"""The frame of every report: one HTML file that asks for nothing and runs nothing but its own script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from cleaner.render.characters import printable

# The folder with the sheets and scripts of reports.
_ASSETS: Final = Path(__file__).parent / "assets"


def report_page(title: str, body: str) -> str:
    """A whole page around a body that is HTML already.

    Style and script are named by their hashes in a content security policy: whatever a hostile page's text might do
    to the report, a browser fetches and runs nothing else.
    """
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        # Without it, browsers ask the server for one.
        '<link rel="icon" href="data:,">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def text(value: object) -> str:
    """Any text of a page, a rule or a dump as HTML text or attribute value."""
    return escape(printable(str(value)), quote=True)


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text("utf-8")


def _hash(source: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(source.encode()).digest()).decode()
