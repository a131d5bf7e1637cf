"""Records of text dumps that are no text."""

from __future__ import annotations

import random

import pytest

from cleaner import Cleaner
from cleaner.dumps.record import Record
from cleaner.dumps.trace import trace_record

PICTURE = b"\x89PNG\r\n\x1a\n" + random.Random(5).randbytes(5_000)


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner(rules=None)


def reason(cleaner: Cleaner, body: bytes | str) -> tuple[str | None, str]:
    article = trace_record(cleaner, Record("a", None, body, "text", "a.txt", 1)).article
    return article.reason, article.text


@pytest.mark.parametrize(
    ("body", "told"),
    [(PICTURE, "png"), (b"\0" * 900, "binary"), (b"%PDF-1.7\n" + b"some words of it " * 9, "pdf")],
)
def test_bytes_of_another_format_have_no_text_and_say_which_it_is(cleaner, body, told):
    assert reason(cleaner, body) == (f"not text: {told}", "")


def test_a_picture_that_somebody_has_decoded_has_no_text(cleaner):
    assert reason(cleaner, PICTURE.decode("utf-8", "replace")) == ("not text: binary", "")


def test_a_hole_in_a_text_is_no_picture(cleaner):
    text = "The council of Harrowgate has bought the old mill. It will be a school.\n\n" * 4
    assert reason(cleaner, text + "\0" * 5_000 + text)[0] is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_in_any_encoding_is_one(cleaner, encoding):
    text = "The council of Harrowgate has bought the old mill. It will be a school.\n\n" * 4
    assert reason(cleaner, text.encode(encoding))[0] is None
