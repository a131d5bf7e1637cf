"""Nothing leaves `clean` but an article: a fault planted in every stage, and numbers that Python refuses to read."""

from __future__ import annotations

import json

import pytest

import cleaner.metadata
import cleaner.page.decode
import cleaner.page.payload
import cleaner.text.read
import cleaner.text.segment
from cleaner import Article, Cleaner, pipeline
from cleaner.batch.outcome import clean_record
from cleaner.dumps.record import Record
from cleaner.errors import RuleError
from cleaner.page.character_references import unescape

SENTENCE = "The ferry to Kellan Sound stopped running on Monday, after engineers had found a crack in its hull. "
PAGE = f"<title>Ferry stops</title><article><h1>Ferry stops</h1>{f'<p>{SENTENCE * 2}</p>' * 4}</article>"
# So little text that the cleaner looks for a body outside the tree.
THIN = f'<p>Loading.</p><script type="application/ld+json">{json.dumps({"articleBody": SENTENCE * 8})}</script>'
# The same name stands for a module's function wherever `pipeline` takes it from.
STAGES = {
    "decode": cleaner.page.decode,
    "sniff": cleaner.page.decode,
    "read_page": pipeline,
    "is_blank": pipeline,
    "open_shadow_roots": pipeline,
    "trim": pipeline,
    "unparsable": pipeline,
    "parse": pipeline,
    "mark": pipeline,
    "segment_page": pipeline,
    "overfull": pipeline,
    "read_metadata": cleaner.metadata,
    "read_features": pipeline,
    "says_thread": pipeline,
    "page_types": pipeline,
    "classify": pipeline,
    "heed_story": pipeline,
    "label": pipeline,
    "assemble": pipeline,
    "read_payload": cleaner.page.payload,
    "without_notice": pipeline,
    "with_language": pipeline,
    "_warnings": pipeline,
    "_words": pipeline,
}
STAGES_OF_DUMPS = {
    "clean_str": pipeline,
    "segment_lines": cleaner.text.segment,
    "read_lines": cleaner.text.read,
    "assemble": pipeline,
}
FAULTS = [MemoryError(), RecursionError("maximum recursion depth exceeded"), ValueError("\x1b[31mno\x07 number")]


def plant(monkeypatch: pytest.MonkeyPatch, module: object, name: str, fault: Exception) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise fault

    monkeypatch.setattr(module, name, fail)


def article_of_a_fault(monkeypatch: pytest.MonkeyPatch, stage: str, fault: Exception) -> Article:
    ready = Cleaner(detect_language=stage == "with_language")
    plant(monkeypatch, STAGES[stage], stage, fault)
    return ready.clean(THIN.encode(), "https://sound.example/ferry")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_that_fails_on_a_page_leaves_an_article_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, stage: str, fault: Exception
) -> None:
    article = article_of_a_fault(monkeypatch, stage, fault)
    assert (article.text, article.markdown, article.html, article.blocks, article.confidence) == ("", "", "", (), 0.0)
    assert article.reason in {"out of memory", f"internal error: {type(fault).__name__}"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_that_fails_on_a_page_is_reported(
    monkeypatch: pytest.MonkeyPatch, stage: str, fault: Exception
) -> None:
    (report,) = article_of_a_fault(monkeypatch, stage, fault).warnings
    assert type(fault).__name__ in report
    assert "\x1b" not in report


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("stage", STAGES_OF_DUMPS)
def test_a_stage_that_fails_on_a_dump_of_text_leaves_an_article(
    monkeypatch: pytest.MonkeyPatch, stage: str, fault: Exception
) -> None:
    ready = Cleaner()
    plant(monkeypatch, STAGES_OF_DUMPS[stage], stage, fault)
    article = ready.clean_text(f"{SENTENCE}\n" * 4)
    assert article.blocks == ()
    assert article.reason in {"out of memory", f"internal error: {type(fault).__name__}"}
    assert len(article.warnings) == 1


def test_every_stage_that_the_cleaner_imports_is_among_those_with_a_planted_fault() -> None:
    road = {
        name
        for method in (pipeline.Cleaner._trace, pipeline.Cleaner._judge, pipeline.Cleaner._look_outside)
        for name in method.__code__.co_names
        if callable(getattr(pipeline, name, None)) and not isinstance(getattr(pipeline, name), type)
    }
    # Of the engine trafilatura; and what only calls, chooses or makes one value of another.
    beside = {"vote", "opinion", "replace", "_nothing", "page_type", "told_kind"}
    assert road - beside <= STAGES.keys()


def test_a_report_names_the_file_and_line_of_the_code_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def narrow(_page: object, _blocks: object, _fields: object, _crawled: object) -> None:
        int("1" * 5000)

    monkeypatch.setattr(cleaner.metadata, "read_metadata", narrow)
    (report,) = Cleaner().clean(PAGE).warnings
    assert report.startswith("internal error: ValueError in cleaner/pipeline.py:")


def test_the_cleaner_goes_on_after_a_fault_as_if_nothing_had_been(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = Cleaner()
    before = ready.clean(PAGE)
    with monkeypatch.context() as broken:
        plant(broken, pipeline, "label", ValueError("no"))
        assert ready.clean(PAGE).blocks == ()
    assert ready.clean(PAGE) == before
    assert SENTENCE.strip() in before.text


def test_a_rule_that_cannot_be_used_is_the_callers_error_and_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = Cleaner()
    plant(monkeypatch, pipeline, "mark", RuleError("says nothing", file="x.toml"))
    with pytest.raises(RuleError, match="says nothing"):
        ready.clean(PAGE)


def test_a_stop_by_the_user_is_no_fault_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "mark", stop)
    with pytest.raises(KeyboardInterrupt):
        Cleaner().clean(PAGE)


def test_in_a_batch_a_fault_is_a_failed_row_that_names_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = Cleaner()
    plant(monkeypatch, pipeline, "classify", ValueError("no"))
    row = clean_record(ready, Record("a", None, PAGE.encode(), "html", "page.html", 1))
    assert row.status == "failed"
    assert "ValueError in cleaner/pipeline.py:" in (row.reason or "")


HUGE = "&#" + "1" * 6000 + ";"
PLACES = {
    "title": f"<title>{HUGE}</title>",
    "description": f'<meta name=description content="A crack {HUGE.replace("&", "&amp;")} in the hull">',
    "json-ld": f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"A {HUGE} crack"}}</script>',
    "hexadecimal": f'<meta property="og:title" content="&amp;#x{"f" * 6000};">',
    "number in json-ld": f'<script type="application/ld+json">{{"@type":"Article","wordCount":{"7" * 6000}}}</script>',
    "author": f'<meta name=author content="Ada &amp;amp;#{"9" * 6000}; Bell">',
}


@pytest.mark.parametrize("place", PLACES)
def test_a_number_of_thousands_of_digits_costs_nothing_but_itself(place: str) -> None:
    article = Cleaner().clean(f"<html><head>{PLACES[place]}</head><body>{PAGE}<h1>{HUGE}</h1>")
    assert SENTENCE.strip() in article.text
    assert not article.warnings


def test_a_body_in_a_script_with_such_a_number_is_read() -> None:
    body = json.dumps({"articleBody": f"{SENTENCE * 8} &lt;p&gt;{HUGE}", "headline": HUGE})
    article = Cleaner().clean(f'<p>Loading.</p><script type="application/ld+json">[{body}]</script>')
    assert SENTENCE.strip() in article.text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("&#233;&eacute;&#xe9;", "ééé"),
        ("&#00000000000000000000000000000000233;", "é"),
        ("&#x0000000000000000000e9;", "é"),
        ("&#" + "9" * 5000 + ";x", "\ufffdx"),
        ("&#x" + "9" * 5000 + ";y", "\ufffdy"),
        ("&#99999999ab", "\ufffdab"),
        ("&#00000000;", "\ufffd"),
    ],
    ids=["usual", "zeros", "zeros, hexadecimal", "huge", "huge, hexadecimal", "letters behind", "zero"],
)
def test_numeric_references_are_read_as_browsers_do(text: str, meant: str) -> None:
    assert unescape(text) == meant


FIELDS = {
    "title": '<title>Ferry\x1b[2J \u202estops</title><meta property="og:title" content="Ferry\x1b[2J \u202estops">',
    "byline": '<meta name=author content="Ada\x07 \u2066Bell">',
    "site_name": '<meta property="og:site_name" content="Sound\x9b Courier\x1b]0;x\x07">',
    "description": '<meta name=description content="A crack\x1b[31m in the \u202dhull">',
    "section": '<meta property="article:section" content="Isl\x1b[1mands">',
    "tags": '<meta name=keywords content="ferry\x1b[0m, hull\u202e">',
    "canonical_url": '<link rel=canonical href="https://sound.example/\x1b[31mferry">',
    "image": '<meta property="og:image" content="https://sound.example/\x1b[31mferry.jpg">',
}


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_holds_what_a_terminal_obeys_or_what_turns_words_round(field: str) -> None:
    article = Cleaner().clean(f"<html><head>{FIELDS[field]}</head><body>{PAGE}", "https://sound.example/ferry")
    value = getattr(article.metadata, field)
    assert value
    shown = " ".join(value) if isinstance(value, tuple) else value
    assert not set(shown) & set("\x07\x1b\x9b\u202d\u202e\u2066")
