"""JSON that is not UTF-8, as programs write it that take the encoding of their system: read where it is certain."""

from __future__ import annotations

from typing import Final

from cleaner import expressions as re
from cleaner.page.decode import by_letters, decode
from cleaner.page.encodings import CODECS

# As `surrogateescape` gives them.
_FAULTS: Final = re.compile("[\udc80-\udcff]+")
# Most faults of a text in which each is taken for one lost character, and most bytes of such a fault: a letter of an
# older encoding, or what is left of one of UTF-8. Words of other scripts make longer runs.
_MOST_FAULTS: Final = 3
_LONGEST_FAULT: Final = 3
# Fewest sound bytes for each fault; with fewer, nothing shows what the faults were.
_SOUND: Final = 32


def text_of_json(raw: bytes, what: str) -> tuple[str, str]:
    """The text of JSON that is no valid UTF-8, and a note on what was done with it.

    It is certain where letters of UTF-8 are far more than faults, where the page in it says its encoding, and where
    its bytes are the letters of Western or Turkish words. Of a few faults among letters of ASCII each is one
    character that is lost.

    Args:
        raw: the JSON.
        what: it stands in, such as a line.

    Raises:
        ValueError: the encoding cannot be told; the message is for the record's error.
    """
    # Quotes in it stand behind a backslash, those of a page's attributes too.
    told = decode(raw.replace(b'\\"', b'"'))
    if told.encoding != "utf-8" and (told.source == "meta" or by_letters(raw) == told.encoding):
        text = raw.decode(CODECS[told.encoding][0], "replace")
        return text, f"encoding_false: the {what} is {told.encoding}, but JSON is UTF-8"
    faults = _FAULTS.findall(raw.decode("utf-8", "surrogateescape"))
    is_little = len(faults) <= min(_MOST_FAULTS, len(raw) // _SOUND) and max(map(len, faults)) <= _LONGEST_FAULT
    if told.encoding != "utf-8" and not is_little:
        is_guess = told.source == "detector"
        may_be = f"; it may be {told.encoding}" if is_guess else ""
        made = f"`iconv -f {told.encoding if is_guess else 'ENCODING'} -t UTF-8` makes it that"
        raise ValueError(f"the {what} is not valid UTF-8, as JSON has to be{may_be}: {made}")
    count = "1 place is" if len(faults) == 1 else f"{len(faults):,} places are"
    return raw.decode("utf-8", "replace"), f"encoding_faulty: {count} not UTF-8 in the {what}; U+FFFD stands there"
