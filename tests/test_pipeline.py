from __future__ import annotations

import pickle
import threading

import pytest

from cleaner import Article, Cleaner, clean, clean_text

SENTENCES = [
    "The ferry to Kellan Sound stopped running on Monday, after engineers found a crack in the hull.",
    "Nobody on the island was surprised, said the harbour master, who had asked for a new boat since 2009.",
    "The council will vote on Thursday about a replacement, and about who is going to pay for it.",
    "Until then, a fishing boat carries the mail, the milk and anyone who does not mind the smell.",
]
STORY = "".join(f"<p>{sentence} {sentence}</p>" for sentence in SENTENCES)
PAGE = f"""<!doctype html><html lang=en><head><title>Ferry stops | The Sound</title><meta charset=utf-8></head>
<body><nav><a href=/>Home</a> <a href=/n>News</a></nav><main><article><h1>Ferry stops</h1>{STORY}</article></main>
<footer>Copyright The Sound. All rights reserved.</footer></body></html>"""


def test_a_body_is_without_navigation_and_footer():
    text = clean(PAGE, "https://sound.example/ferry-stops").text
    assert text.splitlines() == [f"{sentence} {sentence}" for sentence in SENTENCES]


def test_a_page_has_a_title():
    assert clean(PAGE, "https://sound.example/ferry-stops").title == "Ferry stops"


def test_a_plain_story_is_cleaned_with_confidence():
    assert clean(PAGE, "https://sound.example/ferry-stops").confidence > 0.8


def test_bytes_and_text_give_the_same():
    assert clean(PAGE.encode()).text == clean(PAGE).text


@pytest.mark.parametrize("wrong", [None, 3, ["<p>"]])
def test_what_is_neither_bytes_nor_str_is_refused(wrong):
    with pytest.raises(TypeError, match="bytes or str"):
        clean(wrong)


def test_text_dumps_must_be_str():
    with pytest.raises(TypeError, match="str"):
        clean_text(b"text")


@pytest.mark.parametrize(
    ("page", "reason"),
    [(b"", "empty"), ("", "empty"), (" \n", "empty"), (b"%PDF-1.7 ...", "not html: pdf"),
     (b"\x89PNG\r\n\x1a\n....", "not html: png"), ("<html></html>", "no article")],
)  # fmt: skip
def test_a_page_without_article_says_why(page, reason):
    article = clean(page)
    assert (article.reason, article.confidence, article.blocks, article.text) == (reason, 0.0, (), "")


def test_the_article_says_what_decided_the_encoding():
    article = Cleaner().clean("<p>Grüße</p>".encode("cp1252"), charset="iso-8859-1")
    assert (article.encoding, article.encoding_source) == ("windows-1252", "header")


def test_an_article_can_be_pickled():
    article = clean(PAGE)
    assert pickle.loads(pickle.dumps(article)) == article


def test_a_cleaner_can_be_pickled():
    copy = pickle.loads(pickle.dumps(Cleaner(rules=None)))
    assert copy.clean(PAGE).text == clean(PAGE).text


def test_one_cleaner_serves_many_threads():
    cleaner, found = Cleaner(), []

    def work():
        found.extend(cleaner.clean(PAGE).to_dict() for _ in range(20))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 120
    assert all(each == found[0] for each in found)


def test_an_unknown_engine_is_refused():
    with pytest.raises(ValueError, match="engine"):
        Cleaner(engine="magic")


def test_the_trace_has_a_decision_for_each_block():
    trace = Cleaner().trace(PAGE)
    assert len(trace.blocks) == len(trace.decisions)
    assert tuple(b for b, d in zip(trace.blocks, trace.decisions, strict=True) if d.kept) == trace.article.blocks
    assert isinstance(trace.article, Article)


def test_a_wrongly_decoded_picture_is_no_article():
    assert clean("\ufffd\0" * 50).reason == "not html: binary"


def test_other_wrong_arguments_are_named():
    with pytest.raises(TypeError, match="url"):
        clean(PAGE, 5)
    with pytest.raises(TypeError, match="rules"):
        Cleaner(rules=5)


def test_the_engine_signs_its_decisions():
    pytest.importorskip("trafilatura", reason="trafilatura is an optional extra")
    assert {decision.by for decision in Cleaner(engine="trafilatura").trace(PAGE).decisions} >= {"trafilatura"}
    assert "trafilatura" not in {decision.by for decision in Cleaner().trace(PAGE).decisions}


def test_trafilatura_can_decide_instead():
    pytest.importorskip("trafilatura", reason="trafilatura is an optional extra")
    article = Cleaner(engine="trafilatura").clean(PAGE)
    assert article.text.splitlines() == [f"{sentence} {sentence}" for sentence in SENTENCES]


@pytest.mark.parametrize("buffer", [bytearray, memoryview])
def test_a_buffer_of_bytes_is_cleaned_as_bytes_are(buffer):
    page = (
        f"<title>Ferry</title><article><p>{'The ferry sails at nine from the old pier. ' * 12}</p></article>".encode()
    )
    assert clean(buffer(page)) == clean(page)


def test_an_article_is_told_in_one_short_line():
    page = f"<title>Ferry</title><article><p>{'The ferry sails at nine from the old pier. ' * 12}</p></article>"
    shown = repr(clean(page, "https://a.example/ferry"))
    assert shown.startswith("<Article 'Ferry' 1 block, confidence 0.")
    assert len(shown) < 120
