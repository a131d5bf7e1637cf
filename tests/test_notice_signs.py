"""Notices in words that no expression of the lexicon has, and short articles that speak to the reader."""

from __future__ import annotations

import pytest

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)


def page(title: str, *lines: str, language: str = "en", head: str = "") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    title = f"<title>{title}</title>{head}"
    return f"<!doctype html><html lang={language}><head>{title}</head><body><main>{body}</main></body></html>"


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("en", "Whoops", "The web address you followed leads nowhere. Have a look at the menu instead."),
        (
            "en",
            "Quay Shop",
            "Our shop is being refurbished, and its server has gone offline. Come back in a few hours.",
        ),
        ("de", "Huch", "Der Link, den Sie benutzt haben, ist veraltet. Stöbern Sie stattdessen in der Übersicht."),
        (
            "fr",
            "Zut",
            "Le lien que vous avez suivi ne mène plus nulle part. Retrouvez la rubrique par le plan du site.",
        ),
        ("ru", "Ой", "Ссылка, по которой вы пришли, устарела. Загляните на главную."),
    ],
)
def test_a_notice_is_told_by_signs_of_several_sorts(language: str, title: str, line: str):
    assert CLEANER.clean(page(title, line, language=language)).reason == "error page"


def test_a_form_for_members_alone_is_no_teaser():
    labels = ("Bitte melden Sie sich mit Ihrer Nummer an.", "Kundennummer", "Kennwort", "Kennwort vergessen?")
    assert CLEANER.clean(page("Mein Kai", *labels, language="de")).reason == "login"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        (
            "Baths shut on Friday",
            "The baths are closed on Friday. Please swim in the dock, where your ticket is valid too.",
        ),
        (
            "How to mend a chain",
            "A broken link can be mended with a pin. Push it through both ends and check it again later.",
        ),
        (
            "Pages of the log found",
            "The missing pages of the log have turned up. A search of the loft found them in a boot.",
        ),
    ],
)
def test_a_short_article_in_such_words_stays(title: str, line: str):
    article = CLEANER.clean(page(title, f"{line} The roof above had leaked since the storm in January."))
    assert line.split(". ")[0] in article.text


def test_a_dated_page_is_no_notice_by_signs():
    head = '<meta property="article:published_time" content="2024-03-05">'
    line = "Unser Laden wird umgebaut, und der Server ist noch gestört. Schauen Sie in einigen Stunden vorbei."
    assert CLEANER.clean(page("Kaiblatt", line, language="de")).reason == "error page"
    assert CLEANER.clean(page("Kaiblatt", line, language="de", head=head)).text
