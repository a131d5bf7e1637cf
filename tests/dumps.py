"""Stories as plain-text dumps have them."""

from cleaner.text.read import read_lines
from cleaner.text.segment import segment_lines
from cleaner.weights import bundled_weights

BODY = [
    (
        "HARROWGATE: The town council agreed on Monday to rebuild the old footbridge "
        "over the River Elm, which was swept "
        "away in the spring floods, after a debate that lasted until midnight."
    ),
    (
        "“We have waited long enough for an answer from the "
        'ministry," Mayor Ada Quill told residents before the vote in '
        "the crowded school hall."
    ),
    (
        "Engineers said that the new bridge would stand a metre higher than the old one "
        "and carry cyclists as well as people "
        "on foot."
    ),
    "The county has promised to pay two thirds of the cost. Private donors are expected to cover most of the rest.",
    (
        "Opponents of the plan said that the money would be better spent on the road to "
        "the hospital, where two people died "
        "last winter."
    ),
]


def clean(text: str, url: str | None = None):
    blocks = segment_lines(text)
    reading = read_lines(blocks, url, bundled_weights().lines)
    kept = [block.text for block, decision in zip(blocks, reading.decisions, strict=True) if decision.kept]
    return kept, reading


def spaced(*lines: str) -> str:
    return "\n\n".join(lines)
