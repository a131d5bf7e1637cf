"""Write `cleaner/lexicon/generated_months.txt`: the names of the months in many languages, from CLDR.

    pip install babel && python -m bench.months

Reads nothing but Babel, and writes that file anew; nobody edits it. The names are those of Unicode's Common Locale Data
Repository as Babel ships it, wide and abbreviated, as they stand in a date and alone. A name that means two months in
two languages is left out, and so is what is a number ("1月", "thg 1"), or so short that it may be anything.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from bench.arguments import parser_of

LOCALES: Final = """
    af am ar ar_DZ ar_IQ ar_LB ar_MA ar_SA ar_SY ar_TN as az be bg bn br bs ca ceb cs cy da de de_AT el en eo es et eu
    fa fi fil fo fr ga gd gl gu ha he hi hr hu hy id is it ka kk km kn ko ku ky lb lo lt lv mk ml mn mr ms mt my nb ne
    nl nn or pa pl ps pt ro ru rw si sk sl so sq sr sr_Latn sv sw ta te tg th tk tr tt uk ur uz uz_Cyrl vi zu ckb
    """
TARGET: Final = Path(__file__).parents[1] / "cleaner" / "lexicon" / "generated_months.txt"
HEAD: Final = """\
# Names of the months from Unicode's CLDR {version} (Unicode License v3), by language; `python -m
# bench.months` writes this file, nobody edits it. A language's row under each month; no name here means two months.
"""
_SHORTEST = 3  # letters of a name in a script with capitals; others write a month with two


def tokens(name: str) -> str:
    """A name as it is looked up: its words, lower case, without dots."""
    folded = unicodedata.normalize("NFC", name.lower().replace("i\u0307", "i"))
    return " ".join(re.findall(r"[^\s\d.,/()\u2019'-]+", folded))


def months() -> dict[str, dict[str, int]]:
    """Language → name → month."""
    from babel import Locale

    found: dict[str, dict[str, int]] = {}
    for code in LOCALES.split():
        tables = Locale.parse(code).months
        names = found.setdefault(code.partition("_")[0], {})
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in tables[context][width].items():
                    if not re.search(r"\d", name) and len(tokens(name).replace(" ", "")) >= _least(name):
                        names[tokens(name)] = month
    return found


def _least(name: str) -> int:
    return _SHORTEST if name.lower() != name.upper() else 2


def main() -> None:
    """The command."""
    parser_of("bench.months", __doc__).parse_args()
    import babel

    found = months()
    meanings: dict[str, set[int]] = {}
    for names in found.values():
        for name, month in names.items():
            meanings.setdefault(name, set()).add(month)
    rows = [HEAD.format(version=f"as of Babel {babel.__version__}")]
    for month in range(1, 13):
        rows.append(f"\n[month {month}]\n")
        for code, names in sorted(found.items()):
            own = sorted(name for name, number in names.items() if number == month and len(meanings[name]) == 1)
            if own:
                rows.append(f"{code}: {'; '.join(own)}\n")
    TARGET.write_text("".join(rows), "utf-8")


if __name__ == "__main__":
    main()
