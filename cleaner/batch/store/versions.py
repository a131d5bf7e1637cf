"""What made a row: versions of the code, the fitted weights and the rules."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Final

import cleaner
from cleaner.batch.workers.worker import CleanerPlan
from cleaner.rules import BUNDLED

# The folder of the package.
_PACKAGE: Final = Path(cleaner.__file__).parent
# Every file that was fitted or gathered and not written as code.
_FITTED: Final = ("data/*.json", "lexicon/*.txt")
VERSIONS: Final = ("code_version", "weights_version", "rules_version")
"""The columns that say what made a row."""


def versions(plan: CleanerPlan) -> dict[str, str | None]:
    """What `VERSIONS` hold; the same for all rows of a run."""
    return {
        "code_version": cleaner.__version__ if plan.engine == "cleaner" else f"{cleaner.__version__} {plan.engine}",
        "weights_version": _digest(path for pattern in _FITTED for path in _PACKAGE.glob(pattern)),
        "rules_version": None if plan.rules is None else _digest(_rule_files(plan.rules)),
    }


def _rule_files(rules: str | tuple[str, ...]) -> Iterable[Path]:
    from cleaner.rules.book import RuleBook

    book = RuleBook.bundled() if rules == BUNDLED else RuleBook.of(*map(Path, rules))
    return book.files()


def _digest(paths: Iterable[Path]) -> str:
    found = blake2b(digest_size=6)
    for path in sorted(paths, key=lambda path: (path.name, str(path))):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
