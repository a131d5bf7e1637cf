"""The language told from the text, only where that was asked for and the page declares none."""

import sys

import pytest

from cleaner import Cleaner, MissingExtra
from cleaner.article.language import detect_language

GERMAN = "Der Rat beschloss am Montag, die Mauer noch vor den Stürmen des Herbstes um zwei Meter zu erhöhen. " * 3
PAGE = f"<html><body><h1>Die Mauer wird erhöht</h1><article><p>{GERMAN}</p><p>{GERMAN}</p></article></body></html>"


def told(page):
    pytest.importorskip("py3langid", reason="py3langid is an optional extra")
    return Cleaner(detect_language=True).clean(page).metadata


def test_the_language_is_told_from_the_text():
    found = told(PAGE)
    assert (found.language, found.provenance["language"].source) == ("de", "text")


def test_what_is_declared_stands():
    assert told(PAGE.replace("<html>", "<html lang=en>")).language == "en"


def test_nobody_asked_nothing_is_told():
    assert Cleaner().clean(PAGE).metadata.language is None


@pytest.mark.parametrize("text", ["", "Guten Tag", "1 2 3 " * 50])
def test_a_text_too_short_to_tell_has_no_language(text):
    assert detect_language(text) is None


def test_without_the_extra_the_error_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid", None)
    with pytest.raises(MissingExtra, match="language"):
        Cleaner(detect_language=True)
