"""Write `cleaner/lexicon/generated_ages.txt`: how languages say "2 hours ago" and "yesterday", from CLDR.

    pip install babel && python -m bench.ages

Reads nothing but Babel, and writes that file anew; nobody edits it. The phrases are those of Unicode's Common Locale
Data Repository as Babel ships it, in all plural forms and widths. One that may be about the future, that means two
units in two languages, or that is hardly more than a letter is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.arguments import parser_of
from bench.months import LOCALES, tokens

TARGET: Final = Path(__file__).parents[1] / "cleaner" / "lexicon" / "generated_ages.txt"
UNITS: Final = ("minute", "hour", "day", "week", "month", "year")
WIDTHS: Final = ("", "-short", "-narrow")
HEAD: Final = """\
# What tells how long ago something was, from Unicode's CLDR {version} (Unicode License v3), by unit and language;
# `python -m bench.ages` writes this file, nobody edits it. `#` stands for the number, and the last sections need none.
"""
_FEWEST, _FEWEST_DENSE = 4, 2  # letters of a phrase, in a script with capitals and in others
_LATER = "later"
_NUMBERED = ("ja", "zh", "zh_Hant")  # languages that count the months, too


def key(pattern: str) -> str:
    """A phrase as it is looked up: its words as those of months, `#` for the number."""
    before, number, after = pattern.partition("{0}")
    return " ".join(filter(None, (tokens(before), "#" if number else "", tokens(after))))


def phrases(code: str) -> Iterator[tuple[str, str]]:
    """The phrases of a language, each with its unit, with `later` where it is about the future."""
    from babel import Locale

    fields = Locale.parse(code)._data["date_fields"]
    for unit in UNITS:
        for width in WIDTHS:
            field = fields.get(unit + width, {})
            for pattern in dict(field.get("past", {})).values():
                yield unit if not re.search(r"[-\u2212+]", pattern) else _LATER, key(pattern)
            for pattern in dict(field.get("future", {})).values():
                yield _LATER, key(pattern)
    for days, word in dict(fields["day"].get("relative", {})).items():
        yield f"{-days} days ago" if days <= 0 else _LATER, key(word)


def ages() -> dict[str, dict[str, str]]:
    """Language → phrase → unit, of phrases that say the same in all languages."""
    found: dict[str, dict[str, str]] = {}
    meanings: dict[str, set[str]] = {}
    for code in (*LOCALES.split(), *_NUMBERED):
        for unit, phrase in phrases(code):
            meanings.setdefault(phrase, set()).add(unit)
            if unit != _LATER and _is_telling(phrase):
                found.setdefault(code.partition("_")[0], {})[phrase] = unit
    return {
        code: {phrase: unit for phrase, unit in told.items() if len(meanings[phrase]) == 1}
        for code, told in found.items()
    }


def _is_telling(phrase: str) -> bool:
    letters = [letter for letter in phrase if letter.isalpha()]
    cased = any(letter.lower() != letter.upper() for letter in letters)
    return len(letters) >= (_FEWEST if cased else _FEWEST_DENSE)


def main() -> None:
    """The command."""
    parser_of("bench.ages", __doc__).parse_args()
    import babel

    found = ages()
    rows = [HEAD.format(version=f"as of Babel {babel.__version__}")]
    for unit in dict.fromkeys((*UNITS, *sorted(unit for told in found.values() for unit in told.values()))):
        rows.append(f"\n[{unit}]\n")
        for code, told in sorted(found.items()):
            own = sorted(phrase for phrase, of_unit in told.items() if of_unit == unit)
            if own:
                rows.append(f"{code}: {'; '.join(own)}\n")
    TARGET.write_text("".join(rows), "utf-8")


if __name__ == "__main__":
    main()
