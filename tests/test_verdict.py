from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.judge.verdict_hints import hinted_reasons
from cleaner.lexicon.no_article import hinted, hints, may_speak
from cleaner.model import NO_ARTICLE
from tests.no_article_pages import Page, pages, short_pages

CLEANER = Cleaner(rules=None)
PAGES = list(pages())
SENTENCE = "The harbour council met on Tuesday and agreed that the old crane on the north quay should be repaired. "


@pytest.mark.parametrize("reason", NO_ARTICLE)
def test_nearly_all_pages_without_an_article_give_no_text(reason: str):
    asked = [page for page in PAGES if page.reason == reason]
    wrong = [page.name for page in asked if CLEANER.clean(page.html).text]
    assert asked
    assert len(wrong) <= 0.05 * len(asked), wrong


def test_most_of_them_are_told_for_what_they_are():
    told = Counter(CLEANER.clean(page.html).reason == page.reason for page in PAGES)
    assert told[True] >= 0.95 * len(PAGES)


def test_short_pages_in_such_words_are_articles():
    short = list(short_pages())
    wrong = [page.name for page in short if page.text not in CLEANER.clean(page.html).text]
    assert len(wrong) <= 0.03 * len(short), wrong


@pytest.mark.parametrize("number", ["451", "404", "503"])
def test_a_number_of_boats_is_no_status(number: str):
    html = (
        f"<title>{number} boats</title><main><h1>{number} boats</h1><p>The keepers counted {number} boats.</p></main>"
    )
    assert CLEANER.clean(html).reason is None


def test_such_a_page_has_no_confidence_and_a_reason_in_its_record():
    page = first("error page")
    article = CLEANER.clean(page.html)
    assert (article.text, article.confidence, article.to_dict()["reason"]) == ("", 0.0, "error page")


@pytest.mark.parametrize(
    ("title", "about"),
    [
        (
            "Why the best 404 pages make visitors smile",
            "A page not found message may be funny, says the designer. ",
        ),
        ("Captchas are getting harder for humans", "Please verify you are not a robot, the puzzle asks its readers. "),
        ("Regulator fines a bank over its cookie consent", "We value your privacy and use cookies, the banner says. "),
        ("Access denied", "Access denied is what the sailors read on the gate when they came home that night. "),
        ("This domain is for sale", "This domain is for sale, the letter said, and the town wondered who owned it. "),
    ],
)
def test_a_story_about_such_pages_comes_out_whole(title: str, about: str):
    paragraphs = "".join(f"<p>{about if at % 3 == 0 else ''}{SENTENCE * 3}</p>" for at in range(9))
    article = CLEANER.clean(
        f"<html lang=en><title>{title}</title><article><h1>{title}</h1>{paragraphs}</article></html>"
    )
    assert article.reason is None
    assert article.text.count(about.strip()) == 3


def test_of_a_teaser_before_a_paywall_the_text_stays_with_a_warning():
    notice = "<div><h2>Subscribe to continue reading</h2><p>This article is for subscribers only.</p></div>"
    article = CLEANER.clean(
        f"<html lang=en><title>Crane on the north quay to be repaired</title><article>"
        f"<h1>Crane on the north quay to be repaired</h1><p>{SENTENCE * 2}</p>{notice}</article></html>"
    )
    assert SENTENCE.strip() in article.text
    assert "subscribers" not in article.text
    assert article.warnings == ("only a teaser: paywall",)


def test_a_short_post_without_such_words_stays():
    article = CLEANER.clean(f"<title>The crane</title><main><h1>The crane</h1><p>{SENTENCE}</p></main>")
    assert article.text == SENTENCE.strip()


def test_a_list_of_files_is_an_index_only_with_the_title_of_one():
    rows = "".join(f"<li>2023-04-1{at} 10:0{at} The crane lifted {at} boxes of fish</li>" for at in range(9))
    article = CLEANER.clean(f"<title>Log of the crane</title><main><h1>Log of the crane</h1><ul>{rows}</ul></main>")
    assert article.reason != "index"


def test_the_dropped_blocks_say_why():
    trace = CLEANER.trace(first("robot check").html)
    assert "no article: robot check" in {decision.reason for decision in trace.decisions}


@pytest.mark.parametrize(
    ("text", "declared", "languages"),
    [
        ("Page not found", "de-AT", ("en", "de")),
        ("Страница", "en", ("en", "ru", "uk")),
        ("Page not found", "en", ("en",)),
    ],
)
def test_pages_are_asked_in_the_languages_that_they_may_be_in(text, declared, languages):
    assert may_speak(text, declared) == languages


def test_a_page_that_declares_none_is_asked_in_all_that_share_its_script():
    assert {"en", "fr", "pl"} <= set(may_speak("Page introuvable", None))


def first(reason: str) -> Page:
    return next(page for page in PAGES if page.reason == reason and re.search(", en", page.name))


@pytest.mark.parametrize("title", ["404 - Page not found | Harbour Post", "Harbour Post"])
def test_other_stories_on_an_error_page_are_no_article(title: str):
    cards = "".join(f"<h3><a href=/s{at}>Ferry {at} sails again in spring</a></h3><p>{SENTENCE}</p>" for at in range(9))
    line = "<p>Sorry, we can't find that page. Try one of these stories instead:</p>"
    article = CLEANER.clean(f"<html lang=en><title>{title}</title><main><h1>Page not found</h1>{line}{cards}</main>")
    assert (article.text, article.reason) == ("", "error page")


def test_a_brief_story_that_quotes_an_error_page_stays():
    title = "Page not found: council website loses its minutes"
    quote = "<p>Anyone who looks for the minutes of the council now reads: Page not found.</p>"
    article = CLEANER.clean(f"<title>{title}</title><article><h1>{title}</h1>{quote}<p>{SENTENCE * 2}</p></article>")
    assert SENTENCE.strip() in article.text


@pytest.mark.parametrize(
    ("language", "title", "lines"),
    [
        ("en", "Oops!", ["The page you were after seems to have wandered off.", "Try our home page instead."]),
        ("en", "Too many requests", ["You have exceeded your limit of requests.", "Please wait before trying again."]),
        ("de", "Artikel nicht verfügbar", ["Diesen Beitrag dürfen wir Ihnen leider nicht länger zeigen."]),
        ("es", "Cuenta suspendida", ["Esta cuenta ha sido suspendida. Póngase en contacto con su proveedor."]),
        ("fr", "Merci", ["Merci pour votre inscription. Un e-mail de confirmation vient de vous être envoyé."]),
    ],
)
def test_cards_below_a_notice_make_it_no_story(language: str, title: str, lines: list[str]):
    cards = "".join(
        f"<article><a href=/s{at}><h3>Ferry {at} sails again</h3></a><p>{SENTENCE}</p></article>" for at in "abc"
    )
    said = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<html lang={language}><title>{title}</title><main><section><h1>{title}</h1>{said}</section>"
    assert CLEANER.clean(f"{head}<section><h2>Latest</h2>{cards}</section></main>").text == ""


@pytest.mark.parametrize("above", ["<p>Log in to see your orders.</p>", "<h2>Search results</h2>", "<h2>Error</h2>"])
def test_a_form_or_a_label_above_cards_does_not_take_them(above: str):
    cards = "".join(
        f"<article><a href=/s{at}><h3>Ferry {at} sails again</h3></a><p>{SENTENCE}</p></article>" for at in "abcdef"
    )
    html = f"<html lang=en><title>News of the quay</title><main><h1>News of the quay</h1>{above}{cards}</main>"
    assert CLEANER.clean(html).reason is None


def test_a_list_of_files_is_an_index_at_any_length():
    rows = "".join(
        f"<tr><td><a href=f{at}>chart{at}.pdf</a></td><td>2023-01-11 10:{at % 60:02}</td></tr>" for at in range(300)
    )
    article = CLEANER.clean(f"<title>Index of /charts</title><h1>Index of /charts</h1><table>{rows}</table>")
    assert (article.text, article.reason) == ("", "index")


HINTS = [hint for reason in NO_ARTICLE for hint in hints(reason)]


@given(st.lists(st.one_of(st.sampled_from(HINTS), st.text("abé 文\n\ud800", max_size=3)), max_size=3).map("".join))
def test_hints_are_found_together_as_one_by_one(text):
    assert set(hinted_reasons(text)) == {reason for reason in NO_ARTICLE if hinted(reason, text)}


@pytest.mark.parametrize("reason", NO_ARTICLE)
def test_nearly_all_dumps_of_such_pages_give_no_text(reason: str):
    asked = [page for page in PAGES if page.reason == reason and page.text]
    wrong = [page.name for page in asked if CLEANER.clean_text(page.text).text]
    assert len(wrong) <= 0.05 * len(asked), wrong


def test_a_dump_of_such_a_page_says_what_it_is():
    article = CLEANER.clean_text("Page not found\nSorry, we couldn't find the page you were looking for.")
    assert (article.text, article.confidence, article.reason) == ("", 0.0, "error page")


def test_of_a_dump_with_a_teaser_before_a_paywall_the_text_stays_with_a_warning():
    notice = ["This article is for subscribers only.", "Subscribe now to continue reading this article."]
    lines = ["Crane on the north quay to be repaired", SENTENCE * 2, *notice]
    article = CLEANER.clean_text("\n".join(lines))
    assert SENTENCE.strip() in article.text
    assert "subscribers" not in article.text
    assert article.warnings == ("only a teaser: paywall",)


@pytest.mark.parametrize("clean", [CLEANER.clean, CLEANER.clean_text], ids=["page", "dump"])
@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Lamp works' site down for a morning",
         ["Customers of the lamp works could not log in to their accounts on Monday because of a technical error.",
          "No lamp went out."]),
        ("How to log in to your reading room account",
         ["Your user name is the number on your card, and your first password the day on which you joined the room.",
          "Whoever forgets the password gets a new one by letter, which takes two days to come."]),
        ("Pub asks its guests for their age",
         ["Are you over eighteen? That is what a notice on the door of the Crane asks since Friday, in chalk.",
          "The landlord says that nobody has answered it yet."]),
        ("Nobody finds the lost pier",
         ["A search for the lost pier found nothing this week, though forty people with rakes took part in it.",
          "They will try again in spring, with a map."]),
        ("Road to the quay moved for good",
         ["Drivers are redirected through the old rope works, whose gates had been shut for eleven long years.",
          "The detour takes four minutes."]),
        ("Mayor's account suspended over a goat",
         ["The mayor has had her account suspended by a network because of forty pictures of her goat.",
          "The network said that its filter had taken the goat for an advertisement, and that it would be mended.",
          "The goat was not asked."]),
        ("Swimming pool closed for maintenance",
         ["The pool on Rope Lane will be closed for scheduled maintenance from Saturday until the end of May.",
          "Divers had found a crack as long as a herring under the ladder."]),
        ("We value your privacy, say the banners",
         ["The sentence greets readers everywhere, and the green button under it is larger than the grey one.",
          "Lawyers counted four thousand banners last spring and found that a third of them broke the rules."]),
    ],
    ids=["outage", "help", "age", "search", "detour", "account", "pool", "banners"],
)  # fmt: skip
def test_a_brief_story_in_such_words_comes_out_whole(clean, title: str, lines: list[str]):
    if clean == CLEANER.clean:
        body = "".join(f"<p>{line}</p>" for line in lines)
        article = clean(f"<html lang=en><title>{title}</title><main><h1>{title}</h1>{body}</main></html>")
    else:
        article = clean("\n".join([title, *lines]))
    assert [line for line in lines if line not in article.text] == []


def test_a_form_to_log_in_over_a_page_does_not_take_the_page():
    form = "<div class=modal><h1>Log in</h1><form><input type=password></form><p>Forgot your password?</p></div>"
    said = "<p>This workshop has mended clocks on the old quay since 1931, and its door is open on Tuesdays.</p>"
    html = f"<title>Clocks on the quay</title><h2>Clocks on the quay</h2>{said}{said.replace('Tues', 'Thurs')}{form}"
    assert "mended clocks" in Cleaner(rules=None).clean(html).text
