"""Superscripts and subscripts → characters that a plain text can show."""

from __future__ import annotations

import re
from typing import Final

# For each character the one that shows it above the line; and below.
_ABOVE: Final = dict(
    zip(
        "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡ",
        strict=True,
    )
)
# For each character the one that shows it below the line.
_BELOW: Final = dict(
    zip("0123456789+-−–=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)
# Abbreviations for which Unicode has a sign of its own.
_SIGNS: Final = {"tm": "™", "sm": "℠"}
# `[1]`, `[a, b]`: brackets keep a note's mark off the word by themselves.
_BRACKETED: Final = re.compile(r"\s*\[.*\]\s*", re.DOTALL)
# Numbers of notes in a row: what stands between them needs no height.
_NUMBERS: Final = re.compile(r"\d{1,3}(?:\s*[,;]\s*\d{1,3})+")
_ROMAN: Final = frozenset("IVXLCDM")
# Longer texts are no exponent, index or mark.
_MAX_CHARS: Final = 16


def in_plain_text(text: str, before: str, *, raised: bool) -> str:
    """The text on the line, so that it does not melt into what stands before it.

    Args:
        text: what is above or below the line.
        before: the character before it; empty at the beginning.
        raised: above or below.

    Returns:
        Characters that Unicode has above or below the line, where it has all of them; behind a circumflex or an
        underscore otherwise. What cannot be mistaken stays as it is: signs, brackets, the letters of `21st` and `Mme`.
    """
    inner = text.strip()
    if not any(map(str.isalnum, inner)) or _BRACKETED.fullmatch(text):
        return text
    if raised and (written := _SIGNS.get(inner.lower()) or _abbreviated(inner, before)):
        return text.replace(inner, written)
    table = _ABOVE if raised else _BELOW
    if all(char in table for char in inner) or (raised and _NUMBERS.fullmatch(inner)):
        return "".join([table.get(char, char) for char in text])
    if not before or before.isspace() or text[0].isspace():
        return text
    if len(inner) > _MAX_CHARS:
        return f" {text}"
    return ("^" if raised else "_") + (text if inner.isalnum() else text.replace(inner, f"({inner})"))


def _abbreviated(text: str, before: str) -> str:
    """The end of an ordinal or an abbreviation as it is written on the line; empty for an exponent or a note."""
    if not text.rstrip(".").isalpha() or not text.islower() or not before:
        return ""
    if (text in {"o", "a"} and (before.isdigit() or before in _ROMAN)) or (text == "o" and before in "nN"):
        return "º" if text == "o" else "ª"
    if not before.isdigit() and not before.isupper():
        return ""
    return text if len(text) > 1 or (text == "e" and (before.isdigit() or before in _ROMAN)) else ""
