"""What a column holds instead of a page: a page in the letters of another encoding, or a word for nothing."""

from __future__ import annotations

import html
import zlib
from base64 import b64decode
from typing import Final

from cleaner import expressions as re

# A tag that nearly every page has.
_MARKUP: Final = re.compile(
    r"<(?:!doctype|!--|html|head|body|div|p|article|section|span|a|h[1-6]|table|ul|br|meta|script)[\s/>]", re.IGNORECASE
)
_SNIFFED: Final = 5000  # bytes or characters at a body's start that tell what it is
# Characters at the beginning of a page that are looked at for Base64 and hexadecimal digits. Half of them, without line
# ends, is a multiple of four, so that no group of Base64 is cut.
_LETTERS: Final = 400
_LEAST_LETTERS: Final = 16
_BASE64: Final = re.compile(r"(?:data:[\w/+.-]{0,80}(?:;[\w=-]{1,40}){0,4},)?+([A-Za-z0-9+/\r\n]*+)=*+\s*+")
_HEX: Final = re.compile(r"(?:0x|\\x)?([0-9A-Fa-f]*+)")
_PYTHON: Final = re.compile(r"b(['\"])(?:\\[nrt]|\s)*+<")
_JSON: Final = re.compile(r'"(?:\\[nrt]|\s)*+<')
_ESCAPES: Final = re.compile(r"\s*+\\(?:u003c|x3c)[!a-z]", re.IGNORECASE)
_ENTITIES: Final = re.compile(r"\s*+&(?:lt|#60|#x3c);[!?a-z]", re.IGNORECASE)
_GZIP: Final = b"\x1f\x8b\x08"
_ZLIB: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
# Words for a missing value, as programs write them that take it for text, and databases in what they dump.
_NOTHING: Final = frozenset({"none", "null", "nan", "undefined", "\\n"})
_LONGEST_NOTHING: Final = max(map(len, _NOTHING))


def looks_like_html(body: bytes | str) -> bool:
    """Whether the beginning of the page holds a tag that pages are made of."""
    return bool(_MARKUP.search(_text(body[:_SNIFFED])))


def stands_for_nothing(value: object) -> bool:
    """Whether a value is one of the words that programs write where there is none."""
    if not isinstance(value, str | bytes) or not 0 < len(value) <= _LONGEST_NOTHING:
        return False
    return _text(value).lower() in _NOTHING


def inflated(body: bytes, max_bytes: int) -> bytes:
    """The page without zlib's packing, as columns of bytes hold it; as it stands where that is not what it is.

    Args:
        body: of the page.
        max_bytes: of which one more at most is unpacked.
    """
    if not _ZLIB.match(body):
        return body
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(body, max_bytes + 1)
    except zlib.error:
        return body
    return plain if looks_like_html(plain) else body


def wrapping(body: bytes | str, *, is_text: bool = False) -> str | None:
    """What the page is written in that has to be undone before it is one, or else it would be an article of one word.

    Args:
        body: of the page.
        is_text: whether it is plain text, which may be about markup.
    """
    head = _text(body[:_SNIFFED])
    found = _in_letters(head)
    if found or is_text:
        return found
    if _ENTITIES.match(head) and "<" not in head and looks_like_html(html.unescape(head)):
        return "markup whose signs are escaped (&lt;): unescape it first"
    if _ESCAPES.match(head):
        return "markup whose signs are escaped (\\u003c): decode it first"
    return _as_literal(head, body)


def _as_literal(head: str, body: bytes | str) -> str | None:
    """The language in which the page is written between quotes."""
    python, in_json = _PYTHON.match(head), _JSON.match(head)
    if not python and not in_json:
        return None
    end = _text(body[-_LETTERS:]).rstrip()[-1:]
    if python and end == python[1]:
        return "bytes as Python writes them (b'...'): write their text, or the bytes themselves"
    return "a string of JSON within the one of the row: decode it first" if in_json and end == '"' else None


def _in_letters(head: str) -> str | None:
    """The encoding in letters and digits alone that a page begins with, or is as a whole where it is short."""
    digits = _HEX.match(head)
    if digits and len(digits[1]) >= _LETTERS and looks_like_html(bytes.fromhex(digits[1][:_LETTERS])):
        return "hexadecimal digits: decode it first"
    base64 = _BASE64.match(head)
    if not base64 or (len(base64[1]) < _LETTERS and (base64.end() < len(head) or len(base64[1]) < _LEAST_LETTERS)):
        return None  # nearly all, at their first blank or tag
    letters = "".join(base64[1].split())[: _LETTERS // 2]
    plain = b64decode(letters[: len(letters) // 4 * 4])
    return "Base64: decode it first" if looks_like_html(plain) or plain.startswith(_GZIP) else None


def _text(body: bytes | str) -> str:
    return body if isinstance(body, str) else body.decode("latin-1")
