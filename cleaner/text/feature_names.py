"""The names of the features that the trees for lines ask for, in order."""

from __future__ import annotations

FEATURES = (
    "words", "ending", "stop words", "digits", "capitals", "indent", "blank before", "blank after", "date", "sentences",
    "copies", "position", "words after title", "lines after title", "title overlap", "story overlap", "previous words",
    "next words", "prose words near", "short lines near", "kinds near", "lines since prose", "lines to prose",
    "prose share before", "in story", "lines off story", "words off story", "story share", "story words",
    "lines since kind", "kinds since title", "page words", "prose share", "words a line", "page lines",
    "code", "code lines near",
)  # fmt: skip
"""What the forest may ask of a line. Left out after a fit that never asked: the line's own and its neighbours' phrase
kinds and endings (lines of a known phrase are decided before), bullets, bars, contacts, names of networks."""
