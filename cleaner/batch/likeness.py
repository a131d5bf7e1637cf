"""What tells that two articles are the same: address, text, and a sketch of the text for those that are nearly so."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from cleaner.errors import MissingExtra
from cleaner.lexicon.words import count_words

if TYPE_CHECKING:
    from datasketch import MinHash

PERMUTATIONS: Final = 128
"""Numbers of a sketch: the estimate of a likeness of 0.8 is then off by .035 (its standard error)."""

# Parameters that tell how a reader came to a page, and not which page it is.
_TRACKING: Final = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id",
    "igsh", "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "vero_conv", "oly_anon_id",
    "oly_enc_id", "s_cid", "cmpid", "ns_campaign", "ns_source", "ns_mchannel", "wt_mc", "icid", "xtor",
    "__twitter_impression", "ref_src", "spm",
})  # fmt: skip
_TRACKING_STARTS: Final = ("utm_", "mtm_", "hsa_", "pk_campaign", "pk_kwd", "pk_source", "pk_medium", "pk_content")
# Length of a shingle: so many words in a row, or characters in scripts without spaces, are the same in two texts only
# if they were copied.
_WORDS: Final = 5
_CHARACTERS: Final = 8  # in a script that puts no spaces between words
# Fewest shingles of a text that is sketched: in a shorter one a single other word changes more than a fifth of them.
_LEAST_SHINGLES: Final = 10


class Likeness(NamedTuple):
    """What an article is compared by.

    Attributes:
        address: without what does not tell pages apart; None where there is none.
        text: a hash of all letters.
        sketch: MinHash values, four bytes each, little end first; empty where the text is too short for one.
    """

    address: str | None
    text: str
    sketch: bytes


def require_sketches() -> None:
    """See that sketches can be made.

    Raises:
        MissingExtra: the package that makes sketches is not installed.
    """
    try:
        import datasketch  # noqa: F401
    except ImportError:
        raise MissingExtra("datasketch", "duplicates") from None


def likeness(text: str, url: str | None) -> Likeness:
    """What the article of this text from this address is compared by."""
    # Line ends and spaces are the renderer's.
    words = text.split()
    digest = blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    shingles = _shingles(text, words)
    if len(shingles) < _LEAST_SHINGLES:
        return Likeness(plain_address(url), digest, b"")
    sketch = _blank().copy()
    sketch.update_batch(shingles)
    return Likeness(plain_address(url), digest, sketch.hashvalues.astype("<u4").tobytes())


def plain_address(url: str | None) -> str | None:
    """An address without scheme, fragment and tracking parameters, its other parameters in order of their names."""
    try:
        parts = urlsplit(url or "")
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    if not host:
        return url or None
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(pair[0].lower()))
    place = host if port in {None, 80, 443} else f"{host}:{port}"
    return f"{place}{parts.path or '/'}{'?' if query else ''}{urlencode(query, errors='surrogatepass')}"


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_STARTS)


def _shingles(text: str, words: list[str]) -> list[bytes]:
    if words and count_words(text) > 2 * len(words):
        letters = "".join(words).lower()
        found = {letters[at : at + _CHARACTERS] for at in range(len(letters) - _CHARACTERS + 1)}
    else:
        lower = [word.lower() for word in words]
        found = {" ".join(lower[at : at + _WORDS]) for at in range(len(lower) - _WORDS + 1)}
    return [each.encode("utf-8", "surrogatepass") for each in found]


@cache
def _blank() -> MinHash:
    """A sketch of no text, which others are copied from: making its permutations takes longer than using them."""
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1)


def sketch_of(values: bytes) -> MinHash:
    """The sketch as its library compares it."""
    import numpy as np

    sketch = _blank().copy()
    sketch.hashvalues = np.frombuffer(values, "<u4").astype(sketch.hashvalues.dtype)
    return sketch
