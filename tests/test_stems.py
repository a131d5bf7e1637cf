"""An expression that is tried only where a text has one of its stems finds what it finds by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.lexicon import stems
from cleaner.lexicon.metadata import words
from cleaner.lexicon.stems import Stemmed, may_have, stem_of

WORDS = ["editor", "réd(?:acteur|action)", "kıta", "автор", "co\\.op", "map?s", "記者"]
EXPRESSION = f"(?i){'|'.join(WORDS)}"
LETTERS = "edtorÉéRACkKKıIiİsSſ.mapОАВТРавтор記者’ -ß\x00"
texts = st.lists(st.sampled_from([*LETTERS, "EDITOR", "rédac", "KITA", "АВТОР", "Co.Op", "ma"])).map("".join)


@pytest.mark.parametrize(
    ("word", "stem"),
    [("Editor", "editor"), ("maps?", "map"), ("publi(?:sh|c)", "publi"), ("e\\.v", "e.v"), ("kıta", "kita")],
)
def test_a_stem_is_what_all_matches_begin_with(word, stem):
    assert stem_of(word) == stem


@pytest.mark.parametrize("word", ["a", "(?:one|two)", "ab?", "one|two", ""])
def test_a_word_without_a_stem_is_refused(word):
    with pytest.raises(ValueError, match="no stem"):
        stem_of(word)


@given(text=texts)
def test_nothing_is_missed(text):
    plain, found = re.compile(EXPRESSION), Stemmed(EXPRESSION, WORDS)
    assert bool(found.search(text)) == bool(plain.search(text))
    assert bool(found.match(text)) == bool(plain.match(text))
    assert found.sub("_", text) == plain.sub("_", text)


@given(text=st.text() | texts)
def test_the_compiled_look_sees_what_the_one_in_python_sees(text):
    wanted = [stem for stem in map(stem_of, WORDS) if stem != "記者"]
    assert may_have(wanted)(text) == stems._Stems(wanted).may_be_in(text)


def test_small_letters_tell_where_expressions_find_a_letter():
    known = [chr(code) for code in range(1, 0x10000) if not stems._FOREIGN.match(chr(code))]
    line = "".join(known)
    cased = [letter for letter in known if letter.lower() != letter.upper()]
    small: dict[str, set[str]] = {}
    for letter in known:
        small.setdefault(letter.lower(), set()).add(letter)
    assert all(set(re.findall(f"(?i){letter}", line)) == small[letter.lower()] for letter in cased)


def test_jobs_of_dense_scripts_need_no_stem():
    assert all(
        re.search("[\u0900-\u0dff\u0e00-\u0e7f\u3000-\u9fff\uac00-\ud7af]", word)
        for word in words("job, dense (patterns)")
    )
