"""Style and script of the reports of `explain` and `diff`, which look and act alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from cleaner.render.report_page import report_page

# The folder with the sheet and the script.
_ASSETS: Final = Path(__file__).parent / "assets"


def blocks_page(title: str, body: str, command: str) -> str:
    """A report around a body of blocks or changes, made by this command."""
    return report_page(title, body, made_by=command, style=_asset("report.css"), script=_asset("report.js"))


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text("utf-8")
