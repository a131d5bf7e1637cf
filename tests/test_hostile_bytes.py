"""Bytes, charsets and inputs that are no pages, made to break the cleaner."""

from __future__ import annotations

import random

import pytest
from hostile_pages import FIRST, LAST, STORY, assert_sound, limited, new_cleaner, page

from cleaner import Article, Cleaner

cleaner_ = pytest.fixture(scope="module")(new_cleaner)
cpu_limit = pytest.fixture(autouse=True)(limited)


ENCODED = {
    "windows-1251": "Паром остановлен в понедельник, жители острова остались без связи с материком.",
    "koi8-r": "Паром остановлен в понедельник, жители острова остались без связи с материком.",
    "shift_jis": "月曜日にフェリーの運航が止まり、島の住民は本土へ渡る手段を失いました。",
    "euc-jp": "月曜日にフェリーの運航が止まり、島の住民は本土へ渡る手段を失いました。",
    "iso-2022-jp": "月曜日にフェリーの運航が止まり、島の住民は本土へ渡る手段を失いました。",
    "gb18030": "星期一渡轮停运，岛上居民无法前往大陆，市场因此推迟。",
    "big5": "星期一渡輪停運，島上居民無法前往大陸，市場因此延後。",
    "euc-kr": "월요일에 여객선 운항이 중단되어 섬 주민들은 육지로 나갈 수 없게 되었습니다.",
    "iso-8859-1": "Die Fähre fährt nicht mehr, sagte die Hafenmeisterin, und die Gäste müssen übernachten.",
}


@pytest.mark.parametrize("label", ["right", "utf-8", "none"])
@pytest.mark.parametrize("charset", ENCODED)
def test_bytes_of_old_encodings_give_the_right_text(cleaner_: Cleaner, charset: str, label: str) -> None:
    said = {"right": charset, "utf-8": "utf-8", "none": ""}[label]
    meta = f'<meta charset="{said}">' if said else ""
    body = f"<p>{ENCODED[charset]}</p>" * 6
    html = f"<html><head>{meta}<title>x</title></head><body><article>{body}</article></body></html>"
    trace = cleaner_.trace(html.encode(charset))
    assert ENCODED[charset] in [block.text for block in trace.blocks]


WIDE = pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig"])


@WIDE
def test_wide_encodings_are_read(cleaner_: Cleaner, codec: str) -> None:
    article = cleaner_.clean(page().encode(codec))
    assert FIRST in article.text
    assert (article.title or "").startswith("Ferry stops")


@WIDE
def test_byte_order_marks_are_no_part_of_the_text(cleaner_: Cleaner, codec: str) -> None:
    assert not cleaner_.clean(page().encode(codec)).text.startswith("\ufeff")


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "punycode", "idna", "base64", "rot13", "hz-gb-2312",
     "undefined",
                                   "x" * 900, "\x00", "latin-1"])  # fmt: skip
def test_labels_that_no_browser_knows_decode_nothing(cleaner_: Cleaner, label: str) -> None:
    body = f"<body><article>{STORY}<p>+ADw-script+AD4- é</p></article></body>"
    html = f'<html><head><meta charset="{label}"></head>{body}</html>'
    article = cleaner_.clean(html.encode())
    assert FIRST in article.text
    assert "<script>" not in article.text
    assert FIRST in cleaner_.clean(html.encode(), charset=label).text


def test_one_bad_byte_costs_one_character(cleaner_: Cleaner) -> None:
    raw = page(STORY.replace("Some of them", "Some ☃ café"), head="<meta charset=utf-8>").encode()
    article = cleaner_.clean(raw.replace("☃".encode(), b"\xff"))
    assert FIRST in article.text
    assert LAST in article.text
    assert article.text.count("\ufffd") == 1


def test_an_overlong_angle_never_becomes_markup(cleaner_: Cleaner) -> None:
    raw = page(STORY + "<p>XscriptY alert(1)</p>").encode().replace(b"X", b"\xc0\xbc")
    assert "<script" not in cleaner_.clean(raw).html


def article_of_odd_text(cleaner_: Cleaner) -> Article:
    odd = "a\x00b \x1b[31m \x9b \u202e \u2067 \ud83d \U0001f600\u200d\U0001f680 \x07"
    return cleaner_.clean(page(STORY + f"<p>The crew {odd} said so, and {odd} they left for the harbour.</p>" * 3))


def test_controls_in_text_leave_every_output_encodable(cleaner_: Cleaner) -> None:
    assert_sound(article_of_odd_text(cleaner_), 5000)


def test_signs_of_several_characters_stay_whole_among_controls(cleaner_: Cleaner) -> None:
    assert "\U0001f600\u200d\U0001f680" in article_of_odd_text(cleaner_).text


EMPTY = [b"", "", " \n\t ", b"\xef\xbb\xbf", "\ufeff", b"\x00" * 1000, "<html></html>", "<!-- x -->"]


@pytest.mark.parametrize("empty", EMPTY)
def test_an_empty_page_gives_an_article_without_blocks(cleaner_: Cleaner, empty: bytes | str) -> None:
    assert cleaner_.clean(empty).blocks == ()


@pytest.mark.parametrize("empty", EMPTY)
def test_an_empty_page_gives_a_reason(cleaner_: Cleaner, empty: bytes | str) -> None:
    assert cleaner_.clean(empty).reason


@pytest.mark.parametrize("empty", [*EMPTY, "<"])
def test_an_article_of_nearly_nothing_is_sure_if_it_has_blocks(cleaner_: Cleaner, empty: bytes | str) -> None:
    article = cleaner_.clean(empty)
    assert (article.confidence == 0) == (article.blocks == ())
    assert_sound(article, 0)


@pytest.mark.parametrize("wrong", [None, 7, 1.5, ["<p>"], object()])
def test_what_is_no_page_is_a_type_error(cleaner_: Cleaner, wrong: object) -> None:
    with pytest.raises(TypeError, match="bytes or str"):
        cleaner_.clean(wrong)  # type: ignore[arg-type]


NOISE = random.Random(7).randbytes(20_000)


NO_PAGES = {
    "pdf": b"%PDF-1.7\n" + NOISE, "png": b"\x89PNG\r\n\x1a\n" + NOISE, "zip": b"PK\x03\x04" + NOISE,
    "gzip": b"\x1f\x8b\x08" + NOISE, "woff": b"wOFF" + NOISE, "jpeg": b"\xff\xd8\xff\xe0" + NOISE,
    "gif": b"GIF89a" + NOISE, "webp": b"RIFF0000WEBP" + NOISE, "noise": NOISE,
}  # fmt: skip


@pytest.mark.parametrize("kind", NO_PAGES)
def test_bytes_that_are_no_page_give_no_text(cleaner_: Cleaner, kind: str) -> None:
    assert cleaner_.clean(NO_PAGES[kind]).text == ""


@pytest.mark.parametrize("kind", NO_PAGES)
def test_bytes_that_are_no_page_say_why(cleaner_: Cleaner, kind: str) -> None:
    assert (cleaner_.clean(NO_PAGES[kind]).reason or "").startswith("not html")


@pytest.mark.parametrize(
    "text",
    ['{"a": [1, 2, {"b": "c"}]}', "<?xml version='1.0'?><rss><channel><item><title>x</title></item></channel></rss>",
     "# Head\n\n- one\n- two\n", "plain words, nothing else", "a,b,c\n1,2,3\n", "=cmd|' /C calc'!A0"],
)  # fmt: skip
def test_text_of_other_kinds_does_not_raise(cleaner_: Cleaner, text: str) -> None:
    assert_sound(cleaner_.clean(text), len(text))
    assert_sound(cleaner_.clean_text(text), len(text))
