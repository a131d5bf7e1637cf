"""What the pages of a site have in common: learnt from its pages, asked when another one of them is judged.

The arrow: `sheet` (a page as numbers) -> `stories` (which pages tell the same one) -> `furniture` (what the pages of a
host have in common) -> `host_pages` (which of its pages are held) -> `memory` (all hosts; `saved` as a file, `look` for
people). The judgement is given an index, a reason and numbers for each block that is known, and decides.
"""
