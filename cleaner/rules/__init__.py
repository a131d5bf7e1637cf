"""Site and platform rules: what a file may say, which files speak for a page, what they mark on it."""

from typing import Final

BUNDLED: Final = "bundled"
"""The rules that come with the package."""
