"""The compiled survey finds what the selectors find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_invariants import EXAMPLES, pages

from cleaner.metadata.markup import Markup
from cleaner.metadata.meta_tags import Head
from cleaner.model import Block
from cleaner.page import picture_sources, survey
from cleaner.page.dom import Page, parse
from cleaner.page.picture_sources import _beside
from cleaner.page.stand_ins import _MAX_EMOJI_CHARS, _may_be_read
from cleaner.page.survey import Places
from cleaner.rules.book import clues_of

pytestmark = pytest.mark.skipif(survey.compiled is None, reason="built without a C compiler: only Python is there")

FIXTURES = sorted(Path(__file__).parent.joinpath("fixtures").rglob("*.html"))
ODD = [
    "", "<p>", "<html lang=a itemprop=x class=author><body id=b data-x>", "<svg><time>1</time></svg><TIME>2</TIME>",
    "<div itemprop='a b a' rel='x AUTHOR'></div><a rel='author me'>z</a><a rel=AUTHOR>y</a><h1 rel=author itemprop=q>",
    "<script type='application/LD+json'>{}</script><script type=x>{}</script><script type='application/ld+json '>{}",
    "<p itemprop>u<p itemprop=''>v<p ITEMPROP=q>w<link rel=author href=x><meta itemprop=author content=y>",
    "<head><template><time>q</time><meta name=a content=b></template><title></title><title>two</title><title>3</title>",
    "<head><svg><title>in</title></svg><title>t</title><link rel='a CANONICAL' href=1><link rel=canonical href=2>",
    "<head><meta name=' A ' property=b content=c><meta name=a value=d><meta content=e name=a name=b><meta name>",
    "<head><meta name=GENERATOR content=g><meta property=OG:image content=h><meta property=og:image content=i>",
    "<head><link rel=STYLESHEET href=j><link rel='stylesheet x' href=k><script src=l></script><script src></script>",
    "<p class='x-Author y'>a<p class=ByLine><p class='Dateline'>c<p class='time'>d<p class=TIME>e<p class='a\ntime b'>",
    "<p class='a\x0btime'>g<p class>h<p class='times published'>i<article class='POSTED-on'>j<span class='a time'>k",
    "<link rel='x LICENSE' href=a><a rel=license href=b>c</a><a href='//CreativeCommons.org/by'>d</a><a rel=licenses>",
    "<span class=age title=2024-01-02>e</span><span class='age x'>f</span><PICTURE><SOURCE srcset=g><img></PICTURE>",
    "<video><source src=h></video>",
    "<!doctype html><dl class=postprofile><dt><b class='x username'>a</b><a>b</dl><b class=UserName><p class=poster",
    "<p class='USERNAME'>a<b class='PostUser-name'>b</b><div class='user-name y'>c<p class=posters><p class=usernames",
    "<!doctype html><p class='post-user'>a<dl class='a postleft'><dt>b<dd>c<dt>d</dl><p class='PostUser-name z'>e",
    "<head><noscript><img src=i></noscript><meta name=a content=b><title>t</title><link rel='x Canonical' href=c><p>d",
    f"<meta name=a content=b><body>{'<meta name=a content=c><i></i>' * 210}<title>late</title><div><meta name=d>",
    f"<head><script src='{'é' * 200}'></script><script src='{'x' * 119}é'></script><meta name=x content='{'y' * 500}'>",
]  # fmt: skip


def seen(page: Page) -> list[object]:
    head, markup = Head(page), Markup(page)
    found = Places(page)
    lists = [found.h1, found.times, found.rel_authors, found.scripts, markup.named(), markup.dated(), markup.users()]
    lists += [found.items[prop] for prop in sorted(found.items)]
    lists += [found.ages, found.sources, sorted(found.licenses, key=lambda node: node.mem_id)]
    return [
        *(head.language, head.metas, head.scripts, head.title, head.canonical, sorted(found.items), found.order),
        [[(node.mem_id, node.tag, node.attributes, node.text()) for node in nodes] for nodes in lists],
        [[(above.mem_id, above.tag) for above in (node.parent,) if above] for node in found.h1 + found.times],
        markup.headings(), markup.first_heading(), [markup.is_elsewhere(node) for node in found.times],
        sorted(filter(None, clues_of(page).split("\n"))),
    ]  # fmt: skip


def assert_same(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = parse(html)
    ours = seen(page)
    with monkeypatch.context() as patch:
        patch.setattr(survey, "compiled", None)
        theirs = seen(page)
    assert ours == theirs


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture(path, monkeypatch):
    assert_same(path.read_text("utf-8", "replace"), monkeypatch)


@pytest.mark.parametrize("html", ODD, ids=range(len(ODD)))
def test_an_odd_page(html, monkeypatch):
    assert_same(html, monkeypatch)


@given(html=pages, name=st.sampled_from(["h1", "time", "meta", "b"]), value=st.text("authordate TIMEé-_", max_size=20))
@settings(max_examples=EXAMPLES, deadline=None)
def test_generated_pages(html, name, value):
    page = f"<{name} class='{value}' itemprop='{value}' rel='{value}'>x</{name}>{html}"
    with pytest.MonkeyPatch.context() as patch:
        assert_same(page, patch)


@given(hrefs=st.lists(st.text("/aAuUtThHoOrRsbByY-é文", max_size=24), max_size=4), most=st.integers(1, 4))
def test_no_link_with_one_of_the_parts_is_missed(hrefs, most):
    block = Block("text", "p", tuple(("text", href, 0) for href in hrefs))
    wanted = len(hrefs) <= most and any(re.search("/(?:author|by)", href.lower()) for href in hrefs)
    assert survey.compiled is not None
    assert not wanted or survey.compiled.linked([block], ("author", "by"), most) == [0]
    assert not hrefs or len(hrefs) <= most or survey.compiled.linked([block], ("author", "by"), most) == []


def test_two_equal_places_are_one_look(monkeypatch):
    page = parse("<h1>one</h1>")
    first = survey.places(page)
    monkeypatch.setattr(survey, "Places", None)
    assert survey.places(page) is first


PARTS = [
    "data:",
    "blank",
    "lazy",
    "emoji",
    "smil",
    "TeX",
    "math",
    "geshi",
    "ace_",
    "ge",
    "é",
    "文",
    "/",
    " ",
    "x1",
    "K",
]
names = st.lists(st.sampled_from(PARTS), max_size=5).map("".join)


@given(said=st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(("class", "src", "alt", "srcset"), names))))
def test_no_picture_or_box_that_has_a_part_in_its_names_is_missed(said):
    assert survey.compiled is not None
    pictures = [(0, at, (), attributes) for at, attributes in enumerate(said)]
    parts = survey.compiled.Parts(["emoji", "tex", "lazy"])
    searched = re.compile("emoji|tex|lazy", re.IGNORECASE)
    told, waits = ([node for _, node, _, _ in found] for found in (
        survey.compiled.telling(pictures, parts, 24), survey.compiled.waiting(pictures, parts, 9),
    ))  # fmt: skip
    boxes = survey.compiled.named([(0, "div", each.get("class", ""), "", 0, 0) for each in said], parts)
    for at, each in enumerate(said):
        name, source = each.get("class", ""), each.get("src", "")
        if not each.get("alt", "").isascii() or searched.search(name) or searched.search(source):
            assert at in told
        if (not source or searched.search(source[:9])) and not each.get("srcset"):
            assert at in waits
        assert name in boxes or not searched.search(name)


NAMED_BOXES = [(0, "div", name, "", 0, 0) for name in ("xace", "Ace_x", "gutter ace_layer", "ge", "geshi")]


def test_parts_are_found_where_they_begin_alike():
    assert survey.compiled is not None
    parts = survey.compiled.Parts(["ace_", "geshi"], exact=True)
    assert survey.compiled.named(NAMED_BOXES, parts) == ["gutter ace_layer", "geshi"]


def test_parts_are_found_in_either_case():
    assert survey.compiled is not None
    assert survey.compiled.named(NAMED_BOXES, survey.compiled.Parts(["ace_"])) == ["Ace_x", "gutter ace_layer"]


@pytest.mark.parametrize(
    "text",
    ["Ein Fährmann zeigt den Gästen die Brücke", "Fähre", "☺", "", " " * 30 + "☺"],
    ids=["long", "word", "sign", "none", "wide"],
)
def test_only_short_texts_of_other_letters_may_be_signs(text: str):
    picture = (0, 1, (), {"alt": text, "src": "/ferry.jpg"})
    assert survey.compiled is not None
    told = survey.compiled.telling([picture], survey.compiled.Parts(["emoji"]), _MAX_EMOJI_CHARS)
    assert bool(told) == _may_be_read(picture[3]) == (text.strip() in {"Fähre", "☺"})


def test_sources_stand_beside_the_first_picture_of_what_holds_them(monkeypatch: pytest.MonkeyPatch):
    page = parse(
        "<picture><source srcset=a><source srcset=b><img id=c></picture><picture><source srcset=d></picture>"
        "<picture><p><source srcset=e><img id=f></p><img id=g></picture><source srcset=h>"
    )
    waiting = {node.mem_id for node in page.select("img")}
    ours = [(node.attributes, picture) for node, picture in _beside(Places(page).sources, waiting)]
    monkeypatch.setattr(survey, "compiled", None)
    monkeypatch.setattr(picture_sources, "compiled", None)
    assert ours == [(node.attributes, picture) for node, picture in _beside(Places(page).sources, waiting)]
    assert [said["srcset"] for said, _ in ours] == ["a", "b"]
