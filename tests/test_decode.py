"""Bytes → text: the order of the signs, the WHATWG labels, the bytes that are no page."""

import gzip
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.page.decode import clean_str, decode, sniff

RUSSIAN = "Глава ведомства сообщил журналистам, что решение ещё не принято, но переговоры продолжатся. " * 3
JAPANESE = "首相は記者団に対し、来週の会談で合意を目指すと述べた。政府は新しい対策を検討している。" * 3
CHINESE = "总统周三表示，谈判将于下周开始。政府正在考虑新的措施，以应对当前的局势。" * 3
KOREAN = "대통령은 수요일 기자들에게 다음 주에 회담이 시작될 것이라고 말했다. 정부는 대책을 검토하고 있다. " * 3
FRENCH = "Le ministre a déclaré hier que les négociations reprendraient après l’été, malgré les réticences. " * 3
GREEK = "Ο πρόεδρος δήλωσε στους δημοσιογράφους ότι οι συνομιλίες θα αρχίσουν την επόμενη εβδομάδα. " * 3

LEGACY = [
    (RUSSIAN, "windows-1251", "cp1251"),
    (RUSSIAN, "koi8-r", "koi8_r"),
    (JAPANESE, "shift_jis", "cp932"),
    (JAPANESE, "euc-jp", "euc_jp"),
    (JAPANESE, "iso-2022-jp", "iso2022_jp"),
    (CHINESE, "gb2312", "gb18030"),
    (KOREAN, "euc-kr", "cp949"),
    (FRENCH, "iso-8859-1", "cp1252"),
    (GREEK, "windows-1253", "cp1253"),
]


def page(text: str, meta: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>\n" for _ in range(4))
    return f"<!doctype html><html><head>{meta}<title>t</title></head><body>{paragraphs}</body></html>"


@pytest.mark.parametrize(("text", "label", "codec"), LEGACY)
def test_a_right_meta_label_decodes(text, label, codec):
    html = page(text, f'<meta charset="{label}">')
    decoded = decode(html.encode(codec))
    assert decoded.text == html
    assert decoded.source in {"meta", "detector"}


@pytest.mark.parametrize(("text", "label", "codec"), LEGACY)
def test_a_missing_label_is_detected(text, label, codec):
    html = page(text)
    assert decode(html.encode(codec)).text == html


@pytest.mark.parametrize(("text", "label", "codec"), LEGACY)
def test_a_false_utf8_label_is_overruled(text, label, codec):
    html = page(text, '<meta charset="utf-8">')
    assert decode(html.encode(codec)).text == html


@pytest.mark.parametrize("charset", ["windows-1251", "WINDOWS-1251", "text/html; charset=windows-1251", '"cp1251"'])
def test_the_callers_charset_comes_before_meta(charset):
    html = page(RUSSIAN, '<meta charset="koi8-r">')
    decoded = decode(html.encode("cp1251"), charset)
    assert (decoded.text, decoded.encoding, decoded.source) == (html, "windows-1251", "header")


def test_valid_utf8_wins_over_a_wrong_single_byte_label():
    html = page(FRENCH, '<meta charset="iso-8859-1">')
    decoded = decode(html.encode(), "iso-8859-1")
    assert (decoded.text, decoded.encoding) == (html, "utf-8")


def test_utf8_says_that_the_meta_label_named_it():
    assert decode(page(FRENCH, '<meta charset="utf-8">').encode()).source == "meta"
    assert decode(page(FRENCH).encode()).source == "utf-8"


def test_http_equiv_is_read():
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    assert decode(page("x", meta).encode()).encoding == "windows-1251"


def test_a_commented_label_is_not_read():
    assert decode(page("x", "<!-- <meta charset=koi8-r> -->").encode()).encoding == "utf-8"


def test_a_late_label_counts_when_the_bytes_are_not_utf8():
    html = page(FRENCH, f"<script>{'x' * 3000}</script><meta charset=iso-8859-15>")
    assert decode(html.encode("iso8859_15", "replace")).encoding == "iso-8859-15"


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "punycode", "hz-gb-2312", "rot13", "idna"])
def test_pythons_own_codecs_cannot_be_chosen(label):
    raw = page("+ADw-script+AD4- \\ud800", f"<meta charset={label}>").encode()
    decoded = decode(raw, label)
    assert decoded.encoding == "utf-8"
    assert "+ADw-script" in decoded.text


def test_iso_8859_1_means_windows_1252():
    decoded = decode(page("don\x92t \x96 caf\xe9").encode("latin-1"), "iso-8859-1")
    assert "don’t – café" in decoded.text
    assert decoded.encoding == "windows-1252"


def test_bytes_that_windows_1252_leaves_undefined_become_controls():
    assert "\x81\x8d\x8f\x90\x9d" in decode(b"caf\xe9 \x81\x8d\x8f\x90\x9d", "windows-1252").text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_goes(codec):
    html = page(RUSSIAN, "<meta charset=koi8-r>")
    decoded = decode(html.encode(codec), "koi8-r")
    assert (decoded.text, decoded.source) == (html, "bom")


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(text, codec):
    html = page(text)
    assert decode(html.encode(codec)).text == html


@pytest.mark.parametrize("raw", [b"abc\0def", b"<p>One\0two three four.</p>", "<p>Caf\xe9\0bar</p>".encode()])
def test_a_nul_between_words_makes_no_utf16(raw):
    assert sniff(raw) is None
    assert decode(raw).text == raw.decode().replace("\0", "\ufffd")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["ab", "<p>шея</p>", "<p>港町の市長は</p>"])
def test_utf16_of_one_line_without_a_mark_is_recognised(text, codec):
    assert decode(text.encode(codec)).text == text


def test_one_stray_byte_costs_one_letter():
    raw = page(RUSSIAN).encode()
    decoded = decode(raw.replace(b"<p>", b"<p>\xff", 1))
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1


def test_utf8_with_a_torn_letter_is_not_read_by_its_single_byte_label():
    raw = page(FRENCH, "<meta charset=windows-1252>").encode() + "é".encode()[:1]
    assert decode(raw).encoding == "utf-8"


def test_noise_falls_back_to_windows_1252():
    raw = bytes(range(128, 168))
    assert decode(raw).source in {"fallback", "detector"}


def test_an_empty_page_is_utf8():
    assert decode(b"").text == ""


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "shift_jis", "big5", "iso-2022-jp", "utf-16", "x"]))
def test_any_bytes_decode_to_clean_text(raw, charset):
    text = decode(raw, charset).text
    assert "\0" not in text
    assert "\ufeff" not in text
    text.encode()  # no lone surrogate


@given(st.text(max_size=300))
def test_utf8_round_trips(text):
    raw = ("é" + text).encode("utf-8", "replace")
    if not any(sign in raw for sign in (b"\0", b"\x1b")):
        assert decode(raw).text == clean_str("é" + text.encode("utf-8", "replace").decode())


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\n  %PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"PK\x03\x04....", "zip"),
        (gzip.compress(b"<html>", mtime=0), "gzip"),
        (b"\0\0\0\x20ftypisom", "mp4"),
        (b"\x28\xb5\x2f\xfd....", "zstd"),
        (random.Random(3).randbytes(3000), "binary"),
    ],
)
def test_files_that_are_no_page_are_named(raw, name):
    assert sniff(raw) == name


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
def test_pages_are_not_taken_for_files(codec):
    assert sniff(page(RUSSIAN).encode(codec)) is None


def test_iso_2022_jp_is_not_taken_for_a_file():
    assert sniff(page(JAPANESE).encode("iso2022_jp")) is None


def test_str_input_loses_marks_surrogates_and_nul():
    assert clean_str("\ufeffa\ud800b\0c") == "a\ufffdb\ufffdc"


def test_a_surrogate_pair_in_a_str_becomes_its_letter():
    assert clean_str("\ud83d\ude00") == "😀"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("<p>Færgen sejler først på lørdag. Øens købmand håber på bedre vejr.", "cp1252", "windows-1252"),
        ("<p>Fergen går først på lørdag. Folk på øya håper på bedre vær.", "cp1252", "windows-1252"),
        ("<p>Převozník řekl, že při příští bouři loď neopustí přístav dříve než ráno.", "cp1250", "windows-1250"),
        ("<p>Dveře do moře se otevřely, dobré dřevo, které hoře v peře.", "cp1250", "windows-1250"),
    ],
    ids=["danish", "norwegian", "czech", "czech with none but Danish bytes"],
)
def test_a_line_of_danish_is_not_read_as_czech_nor_the_other_way_round(text, codec, name):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name)
