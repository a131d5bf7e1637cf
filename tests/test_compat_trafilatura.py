from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaner import clean
from cleaner.compat.trafilatura import bare_extraction, extract

PAGE = (
    "<html lang='nl'><head><title>De molen draait - Dorpsblad</title><meta name='author' content='Wim Sluis'>"
    "<meta property='article:published_time' content='2024-05-06T07:08:09+02:00'></head><body><article>"
    "<h1>De molen draait</h1>"
    + "".join(
        f"<p>De oude molen aan de <b>dijk</b> draait sinds dag {n} weer, en de molenaar zegt dat hij in geen {n + 20} "
        f"jaar zoveel wind heeft gehad als in dit <a href='/voorjaar'>voorjaar</a>, dat lang en nat was.</p>"
        for n in range(1, 6)
    )
    + "<table><tr><th>Maand</th><th>Meel in zakken</th></tr><tr><td>April</td><td>Veertig zakken</td></tr></table>"
    "</article></body></html>"
)
ADDRESS = "https://dorpsblad.example/molen"


def test_the_text_is_that_of_the_cleaner():
    assert extract(PAGE, ADDRESS) == clean(PAGE, ADDRESS).text


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_other_formats_are_those_of_the_cleaner(name):
    assert extract(PAGE, ADDRESS, output_format=name) == getattr(clean(PAGE, ADDRESS), name)


@pytest.mark.parametrize("address", [ADDRESS, "https://www.dorpsblad.example/molen"])
def test_json_has_the_names_of_trafilatura(address):
    trafilatura = pytest.importorskip("trafilatura")
    ours = json.loads(extract(PAGE, address, "7", output_format="json", with_metadata=True))
    theirs = json.loads(trafilatura.extract(PAGE, address, "7", output_format="json", with_metadata=True))
    assert set(theirs) - set(ours) == {"fingerprint", "filedate"}
    assert set(ours) <= set(theirs)
    assert {name: ours[name] for name in ("title", "author", "date", "source", "hostname", "id")} == {
        name: theirs[name] for name in ("title", "author", "date", "source", "hostname", "id")
    }


def test_json_without_metadata_is_the_text_alone():
    assert set(json.loads(extract(PAGE, output_format="json"))) == {"text", "comments"}


def test_metadata_stand_before_the_text_as_a_head():
    text = extract(PAGE, ADDRESS, with_metadata=True)
    assert text.startswith("---\ntitle: De molen draait\nauthor: Wim Sluis\n")
    assert text.endswith(clean(PAGE, ADDRESS).text)


def metas(page: str) -> dict[str, str]:
    found = LexborHTMLParser(page).css("head > meta[name]")
    return {meta.attributes["name"]: meta.attributes["content"] for meta in found}


def test_metadata_stand_in_the_head_of_html_as_trafilatura_puts_them():
    trafilatura = pytest.importorskip("trafilatura")
    page = PAGE.replace("De molen draait", "De molen &amp; de &quot;dijk&quot;")
    page = page.replace("</head>", '<meta property="og:site_name" content="Dorpsblad"></head>')
    ours, theirs = (
        metas(function(page, ADDRESS, output_format="html", with_metadata=True))
        for function in (extract, trafilatura.extract)
    )
    assert ours == {name: value for name, value in theirs.items() if name != "fingerprint"}
    assert ours["title"] == 'De molen & de "dijk"'


def test_html_with_metadata_has_the_body_that_it_has_without():
    page = extract(PAGE, ADDRESS, output_format="html", with_metadata=True)
    assert f"<body>\n{clean(PAGE, ADDRESS).html}\n</body>" in page


@pytest.mark.parametrize("function", [extract, bare_extraction])
def test_a_page_that_could_not_be_fetched_gives_nothing(function):
    assert function(None, ADDRESS) is None


def test_a_page_of_another_type_is_an_error():
    with pytest.raises(TypeError, match="must be bytes or str, not list"):
        extract([PAGE])


def test_a_document_has_its_fields_as_attributes_or_keys():
    document = bare_extraction(PAGE, ADDRESS)
    assert (document.author, document.date) == ("Wim Sluis", "2024-05-06")
    assert bare_extraction(PAGE, ADDRESS, as_dict=True) == document.as_dict()


def test_tables_can_be_left_out():
    assert "Veertig zakken" in extract(PAGE)
    assert "Veertig zakken" not in extract(PAGE, include_tables=False)


def test_formatting_makes_markdown_of_text():
    assert "**dijk**" in extract(PAGE, include_formatting=True)


@pytest.mark.parametrize(
    "options",
    [
        {"target_language": "de"},
        {"only_with_metadata": True},
        {"url": ADDRESS, "url_blacklist": {ADDRESS}},
    ],
    ids=["of another language", "without an address", "on the list of addresses"],
)
def test_a_page_that_is_not_wanted_gives_none(options):
    assert extract(PAGE, **options) is None


def test_a_page_that_is_wanted_gives_its_text():
    assert extract(PAGE, ADDRESS, target_language="nl", only_with_metadata=True, url_blacklist={"x"}) is not None


def test_a_page_without_an_article_gives_none():
    assert extract(b"%PDF-1.7") is None
    assert bare_extraction("") is None


def test_an_author_that_is_not_wanted_is_left_out():
    assert bare_extraction(PAGE, author_blacklist={"Wim Sluis"}).author is None


def test_an_argument_without_a_counterpart_is_refused():
    with pytest.raises(ValueError, match="prune_xpath has no counterpart"):
        extract(PAGE, prune_xpath="//aside")


def test_a_format_without_a_counterpart_is_refused():
    with pytest.raises(ValueError, match="'xmltei' has no counterpart here; there are txt, markdown, html, json"):
        extract(PAGE, output_format="xmltei")


def test_an_argument_that_nobody_has_is_refused():
    with pytest.raises(TypeError, match="no argument 'include_table'; did you mean include_tables"):
        extract(PAGE, include_table=False)


def test_an_argument_that_would_change_the_result_there_warns():
    with pytest.warns(UserWarning, match="favor_recall has no effect"):
        extract(PAGE, favor_recall=True)
