"""Bytes → text: BOM, HTTP or WARC header, `<meta>`, strict UTF-8, detector; says which decided."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from cleaner.lexicon.words import words
from cleaner.model import Decoded
from cleaner.page.compiled import load_scan
from cleaner.page.encodings import CODECS, ENCODINGS, LABELS, MULTIBYTE

__all__ = ["by_letters", "clean_str", "decode", "is_blank", "is_noise", "read_page", "sniff"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32le", "utf-32-le"),  # before UTF-16LE, whose BOM it begins with
    (codecs.BOM_UTF32_BE, "utf-32be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16be", "utf-16-be"),
)

_PRESCAN = 1024  # as the HTML standard says
_LATE_PRESCAN = 16_384  # labels behind a long script or comment; looked for only when the bytes are not UTF-8
# A label of the encoding, in `<meta charset="…">` or in `<?xml encoding="…"?>`.
_META = re.compile(
    rb"""<meta[\s/][^>]{0,400}?charset\s*+=\s*+["']?\s*+([\w.:-]{2,40})|"""
    rb"""<\?xml[^>]{0,200}?encoding\s*+=\s*+["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# A script or a style with what it holds, or a tag: what the detector is not shown. And a byte beyond ASCII.
_TAGS = re.compile(rb"<(?:script|style)\b.*?(?:</(?:script|style)|\Z)|<[^<>]{0,2000}>", re.IGNORECASE | re.DOTALL)
_HIGH = re.compile(rb"[\x80-\xff]")
# So many replacement characters in a row are a hole in a torn file, not a wrongly decoded text.
_HOLES = re.compile("\ufffd{64,}")

_MAGIC = (
    (b"%PDF-", "pdf"), (b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"), (b"RIFF", "riff"),
    (b"ID3", "mp3"), (b"OggS", "ogg"), (b"fLaC", "flac"), (b"\x1aE\xdf\xa3", "matroska"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"\x7fELF", "elf"), (b"\x00asm", "wasm"), (b"PAR1", "parquet"),
    (b"wOFF", "woff"), (b"wOF2", "woff2"), (b"SQLite format 3\x00", "sqlite"), (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"), (b"{\\rtf", "rtf"), (b"%!PS", "postscript"), (b"\x00\x00\x01\x00", "ico"),
)  # fmt: skip
# The first bytes alone, of files that are no text and of texts that say their encoding; and the control characters that
# no text has.
_MAGICS = tuple(magic for magic, _ in _MAGIC)
_MARKS = tuple(bom for bom, _, _ in _BOMS)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"
# Text has no control characters, and a tenth of random bytes are; 3 % leaves room for a page with a few stray bytes.
_MAX_CONTROLS = 0.03
_FEW_CONTROLS = 2  # may be in any text: of a text of one line 3 % would be less than one byte
_LOW = bytes(range(32))


def sniff(raw: bytes) -> str | None:
    """Name what the bytes are when they cannot be HTML or text: `pdf`, `png`, `zip`, ..., `binary`; else None."""
    if _compiled and _compiled.is_tagged_text(raw, 4096):
        return None  # nearly all pages
    head = raw[:4096]
    start = head.lstrip()
    if head.startswith(_MAGICS) or start.startswith(_MAGICS):
        return next(name for magic, name in _MAGIC if head.startswith(magic) or start.startswith(magic))
    if head[4:8] == b"ftyp":
        return "mp4"
    if head.startswith(_MARKS) or _utf16_guess(raw):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary" if controls > max(_FEW_CONTROLS, _MAX_CONTROLS * len(head)) else None


def read_page(html: bytes | str, charset: str | None) -> Decoded | str:
    """Text of a page, or why there is none; `charset` as for `decode`."""
    if isinstance(html, str):
        text, raw = _cleaned(html)
        return "not html: binary" if is_noise(text) else Decoded(raw, "utf-8", "str")
    if not html:
        return "empty"
    if told := sniff(html):
        return f"not html: {told}"
    return decode(html, charset)


def is_noise(text: str) -> bool:
    """Whether a text from `clean_str` is a wrongly decoded picture: full of replacement characters.

    A long row of them counts as one: a file that was torn has a hole of NULs, and text on both sides of it.
    """
    head = text[:4096]
    if head.count("\ufffd") > 0.1 * len(head):
        head = _HOLES.sub("\ufffd", head)
    return head.count("\ufffd") > 0.1 * len(head)


def is_blank(raw: bytes) -> bool:
    """Whether a page holds white space alone."""
    start = raw[:64].lstrip()
    # A visible ASCII character settles it. Anything else is decoded, since white space is also among the control
    # characters and above ASCII.
    return not (start and ord(" ") < start[0] <= ord("~")) and not raw.decode("utf-8").strip()


def decode(raw: bytes, charset: str | None = None) -> Decoded:
    """Decode a page's bytes; `charset` is what the HTTP or WARC header said.

    The HTML standard's order, with one lesson of real pages before it: bytes beyond ASCII that are valid UTF-8 are
    UTF-8, whatever the label says.
    """
    if raw.startswith(_MARKS):
        bom, name, codec = next(entry for entry in _BOMS if raw.startswith(entry[0]))
        return _decoded(raw[len(bom) :].decode(codec, "replace"), name, "bom")
    found = _read_utf8(raw)
    if found & _NUL and _utf16_guess(raw):
        found = 0
    # ISO-2022-JP is ASCII, too. The search for one byte is a sixtieth of the search for two.
    if found & _ASCII and b"\x1b" in raw and (b"\x1b$" in raw or b"\x1b(" in raw):
        found = 0
    if not found:
        return _decode_legacy(raw, list(_labels(raw, charset, _LATE_PRESCAN)))
    verdict = _utf8_verdict(found & _ASCII, _labels(raw, charset, _PRESCAN))
    if found & (_NUL | _MARKED):
        return _decoded(raw.decode("utf-8"), *verdict)
    return Decoded(raw, *verdict)


# What `read_utf8` tells, as bits.
_VALID, _ASCII, _MARKED, _NUL = 1, 2, 4, 8


def read_utf8(raw: bytes) -> int:
    """What the bytes are as UTF-8, as bits: 1 valid, 2 ASCII alone, 4 with a byte order mark somewhere, 8 a NUL."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return 0
    found = _VALID | (_NUL if b"\0" in raw else 0)
    if text.isascii():
        return found | _ASCII
    # The search for one byte costs a tenth of that for three, and most pages have none above U+EFFF.
    return found | (_MARKED if b"\xef" in raw and codecs.BOM_UTF8 in raw else 0)


_compiled = load_scan()
_read_utf8 = _compiled.read_utf8 if _compiled else read_utf8


def clean_str(text: str) -> str:
    """Bring a str to what `decode` yields: no byte order mark, no lone surrogate, no NUL."""
    return _cleaned(text)[0]


def _cleaned(text: str) -> tuple[str, bytes]:
    """The text as `clean_str` gives it, and its UTF-8.

    Searching the bytes for what is to be cleaned takes an eighth of the time of an expression on the text.
    """
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        raw = text.encode("utf-8")
    if _read_utf8(raw) & (_NUL | _MARKED):
        text = _without_marks(text)
        raw = text.encode("utf-8")
    return text, raw


def _decoded(text: str, encoding: str, source: str) -> Decoded:
    # No codec used here yields surrogates, so the costlier half of clean_str is left out.
    return Decoded(_without_marks(text).encode("utf-8"), encoding, source)


def _without_marks(text: str) -> str:
    # `in` is twenty times faster than a `replace` that finds nothing.
    if "\ufeff" in text:
        text = text.replace("\ufeff", "")
    return text.replace("\0", "\ufffd") if "\0" in text else text


def _utf8_verdict(is_ascii: int, labels: Iterator[tuple[str, str]]) -> tuple[str, str]:
    if is_ascii:
        first = next(labels, None)
        return first if first and not first[0].startswith("utf-16") else ("utf-8", "utf-8")
    return next(((name, source) for name, source in labels if name == "utf-8"), ("utf-8", "utf-8"))


def _decode_legacy(raw: bytes, labels: list[tuple[str, str]]) -> Decoded:
    guess = _utf16_guess(raw)
    if guess:
        return _decoded(raw.decode(CODECS[guess][0], "replace"), guess, "detector")
    if b"\x1b$" in raw and raw.isascii():
        labels = [*(label for label in labels if label[0] == "iso-2022-jp"), ("iso-2022-jp", "detector"), *labels]
    text = _mostly_utf8(raw, declared=any(name == "utf-8" for name, _ in labels))
    for name, source in labels:
        # A single-byte label fits any bytes; it says nothing against hundreds of well-formed UTF-8 letters.
        found = None if text is not None and name not in MULTIBYTE else _try_codecs(raw, name)
        if found is not None:
            return _decoded(found, name, source)
    if text is not None:
        declared = next((source for name, source in labels if name == "utf-8"), "utf-8")
        return _decoded(text, "utf-8", declared)
    guess = _detect(raw)
    text = _try_codecs(raw, guess) if guess else None
    if guess and text is not None:
        return _decoded(text, guess, "detector")
    return _decoded(raw.decode("cp1252", _C1), "windows-1252", "fallback")


def _labels(raw: bytes, charset: str | None, window: int) -> Iterator[tuple[str, str]]:
    """Known encodings by label: the header's, then those of the page's head."""
    if charset:
        name = LABELS.get(charset.lower().rpartition("charset=")[2].strip("\"' \t\r\n;"))
        if name:
            yield name, "header"
    head = raw[:window]
    if b"<!--" in head:
        head = b"".join(part.partition(b"-->")[2] if i else part for i, part in enumerate(head.split(b"<!--")))
    for label in _declared(head):
        name = LABELS.get(label.decode("ascii", "replace").lower())
        if name:
            # A label that could be read as ASCII was not UTF-16; the standard takes UTF-8 then.
            yield ("utf-8" if name.startswith("utf-16") else name), "meta"


def _declared(head: bytes) -> Iterator[bytes]:
    """Labels in the head, as they are written."""
    lower = head.lower()
    at = lower.find(b"charset")
    if b"<?xml" not in lower and (at < 0 or lower.find(b"charset", at + 1) < 0):
        # One at most, as nearly always: it need not be sought from every place on.
        opened = lower.rfind(b"<meta", 0, at) if at >= 0 else -1
        match = _META.match(head, opened) if opened >= 0 else None
        if match:
            yield match[1]
        return
    for match in _META.finditer(head):
        yield match[1] or match[2]


def _try_codecs(raw: bytes, name: str) -> str | None:
    """Text in the named encoding, or None when the bytes contradict it."""
    if name not in MULTIBYTE:
        return raw.decode(CODECS[name][0], _C1)
    for codec in CODECS[name]:
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    if name == "utf-8":
        return None  # judged with its own measure in _mostly_utf8
    text = raw.decode(CODECS[name][0], "replace")
    letters = sum(map(len, _HIGH.findall(raw))) // 2 or len(raw) // 8
    # A page in another encoding fails on a tenth of its letters and more; a torn one on a few.
    return text if text.count("\ufffd") <= 0.02 * letters + 1 else None


def _mostly_utf8(raw: bytes, *, declared: bool) -> str | None:
    """Text as UTF-8 with replacement when the well-formed letters outnumber the faults, by far if nobody said so."""
    text = raw.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    sound = len(text) - faults - len(raw.translate(None, bytes(range(128, 256))))
    return text if sound >= (1 if declared else 4) * faults else None


def _utf16_guess(raw: bytes) -> str | None:
    """UTF-16 without a BOM: NUL is every other byte of its markup, at one parity only."""
    head = raw[:4096]
    if b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Dense Chinese text between few tags has a twentieth, and a few NULs of its own (U+4E00) at the other parity.
    if max(even, odd) < 0.03 * len(head) or min(even, odd) > 0.25 * max(even, odd):
        return None
    column = head[::2] if even > odd else head[1::2]
    if 2 * len(column.translate(None, _LOW)) > len(column) and _is_utf8_so_far(head):
        return None  # NULs between words; an alphabet's letters have the same byte beside them, below the ASCII signs
    return "utf-16be" if even > odd else "utf-16le"


def _is_utf8_so_far(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _detect(raw: bytes) -> str | None:
    """Ask charset-normalizer about the words only: markup is ASCII and dilutes the evidence."""
    first = _HIGH.search(raw)
    start = max(0, first.start() - 2000) if first else 0
    words = b" ".join(line for line in _TAGS.sub(b" ", raw[start : start + 200_000]).splitlines() if _HIGH.search(line))
    known = by_letters(words)
    if known:
        return known
    from charset_normalizer import from_bytes

    best = from_bytes(words[:10_000], cp_isolation=_ISOLATION, steps=5, chunk_size=1024).best()
    return _BY_CODEC.get(best.encoding) if best else None


def by_letters(words: bytes) -> str | None:
    """Western European or Turkish, by the letters beyond ASCII being theirs; the detector mixes these up."""
    high = words.translate(None, bytes(range(128)))
    for name, letters, telling in _LETTERS:
        strange = len(high.translate(None, letters))
        if (
            len(high) >= 3
            and strange <= 0.03 * len(high)
            and (not telling or len(high.translate(None, telling)) < len(high))
        ):
            return name
    return None


def _replace_undefined(error: UnicodeError) -> tuple[str, int]:
    """Bytes that a code page leaves undefined: C1 controls as in the WHATWG tables, U+FFFD above them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(chr(byte) if byte < 0xA0 else "\ufffd" for byte in wrong), error.end


# Quotation marks and other signs that texts in any of these languages have beside its letters.
_QUOTES = "’‘“”„–—…«»°·€©®\xa0"
_TURKISH, _ONLY_TURKISH, _NORDIC, _ONLY_NORDIC, _WESTERN = (
    "".join(words(f"letters, {name}")) for name in ("Turkish", "only Turkish", "Nordic", "only Nordic", "Western")
)
_LETTERS = (
    ("windows-1254", f"{_TURKISH}{_QUOTES}".encode("cp1254"), _ONLY_TURKISH.encode("cp1254")),
    # With å or æ, ø is Danish or Norwegian; without, its byte is the Czech ř.
    ("windows-1252", f"{_NORDIC}{_QUOTES}".encode("cp1252"), _ONLY_NORDIC.encode("cp1252")),
    ("windows-1252", f"{_WESTERN}{_QUOTES}".encode("cp1252"), b""),
)
# The name of the handler of bytes that an encoding leaves undefined.
_C1 = "cleaner-c1"
codecs.register_error(_C1, _replace_undefined)

# The name of the encoding by that of the codec, of two encodings with one codec the first.
_BY_CODEC = {codec: name for name, codecs_, _ in reversed(ENCODINGS) for codec in codecs_}
_BY_CODEC |= {"big5": "big5"}
# Small and Mac code pages are left out: on a page's few words they beat the common ones by chance.
_ISOLATION = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "koi8_u",
    "iso8859_2", "iso8859_7", "gb18030", "big5", "cp949", "cp932", "euc_jp", "cp874",
]  # fmt: skip
