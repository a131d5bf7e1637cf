"""Lines of JSON that are not UTF-8: read where it is certain what they are, else a failed row that says so."""

from __future__ import annotations

import json

from cleaner.dumps import ReadOptions, open_dump

SOUND = json.dumps({"id": "sound", "html": "<p>A page of the harbour."}).encode() + b"\n"
FRENCH = "<p>L’été dernier, le ferry était déjà complet à Noël."
RUSSIAN = "<p>Паром вернулся в гавань"


def second(tmp_path, raw: bytes, name: str = "d.jsonl"):
    (tmp_path / name).write_bytes(SOUND + raw + b"\n" + SOUND)
    first, record, third = open_dump(tmp_path / name, ReadOptions())
    assert first.id == third.id == "sound"
    return record


def line(html: str) -> str:
    return json.dumps({"id": "odd", "html": html}, ensure_ascii=False)


def test_western_letters_of_a_code_page_are_read(tmp_path):
    record = second(tmp_path, line(FRENCH).encode("cp1252"))
    assert record.body == FRENCH
    assert record.note == "encoding_false: the line is windows-1252, but JSON is UTF-8"


def test_the_encoding_that_the_page_declares_is_taken(tmp_path):
    html = f'<meta charset="windows-1251">{RUSSIAN}'
    record = second(tmp_path, line(html).encode("cp1251"))
    assert record.body == html


def test_a_lone_bad_byte_is_one_lost_character(tmp_path):
    record = second(tmp_path, line("<p>caf# by the harbour").encode().replace(b"#", b"\xe9"))
    assert record.body == "<p>caf\ufffd by the harbour"
    assert record.note == "encoding_faulty: 1 place is not UTF-8 in the line; U+FFFD stands there"


def test_a_cut_letter_among_sound_ones_is_one_lost_character(tmp_path):
    record = second(tmp_path, line(RUSSIAN + "#").encode().replace(b"#", b"\xd0"))
    assert record.body == RUSSIAN + "\ufffd"


def test_what_nobody_can_tell_is_a_failed_row_that_says_what_to_do(tmp_path):
    record = second(tmp_path, line(RUSSIAN).encode("koi8-r"))
    assert not record.body
    assert record.error.startswith("the line is not valid UTF-8, as JSON has to be")
    assert "`iconv -f" in record.error


def test_a_wrong_encoding_does_not_hide_that_the_json_is_broken(tmp_path):
    record = second(tmp_path, line(FRENCH).encode("cp1252")[:-2])
    assert record.error.startswith("the line is not valid JSON")


def test_elements_of_an_array_are_read_alike(tmp_path):
    raw = ("[\n" + line(FRENCH) + ",\n" + line("<p>A page.") + "]").encode("cp1252")
    (tmp_path / "d.json").write_bytes(raw)
    odd, sound = open_dump(tmp_path / "d.json", ReadOptions())
    assert odd.body == FRENCH
    assert sound.note is None
