from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.page.dom import parse
from cleaner.rules.mark import MIN_CHARS, Marking, mark
from cleaner.rules.schema import Detect, Field, Layout, Rule, TextPattern

STORY = "The weir was opened at dawn, and nobody was there to see it. " * 5


def site(*layouts, name="sites/example.com"):
    return Rule(name, "site", None, layouts, "example.com.toml")


def platform(*layouts, name="platforms/made"):
    return Rule(name, "platform", Detect(any=("x",)), layouts, "made.toml")


def marked(html, *rules, crawled=None):
    """The marking, and what it says as {kind: texts of the nodes}."""
    page = parse(html)
    marking = mark(page, rules, crawled=crawled)
    said = {}
    for node in page.root.traverse():
        if node.mem_id in marking.marks:
            said.setdefault(marking.marks[node.mem_id].action, []).append(node.text().strip())
    return marking, said


def test_no_rules_mark_nothing():
    assert marked(f"<p>{STORY}")[0] == Marking.none()


def test_the_first_candidate_that_matches_is_the_content():
    html = f"<div class=new>{STORY}one</div><div class=old>{STORY}two</div>"
    marking, said = marked(html, site(Layout(content=(".newest", ".new", ".old"))))
    assert said == {"content": [STORY + "one"]}
    assert (marking.rule, marking.scope, marking.scoped, marking.stale) == ("sites/example.com", "site", True, None)


def test_a_candidate_with_too_little_text_is_passed_over():
    html = f"<div class=teaser>{'x' * (MIN_CHARS - 1)}</div><div class=body>{STORY}</div>"
    assert marked(html, site(Layout(content=(".teaser", ".body"))))[1] == {"content": [STORY.strip()]}


def test_scripts_and_white_space_are_no_text():
    html = f"<div class=body><script>{STORY}</script><style>{STORY}</style>{' ' * 500}short</div>"
    assert marked(html, site(Layout(content=(".body",))))[0].stale == "sites/example.com"


def test_all_nodes_of_a_sites_candidate_are_content():
    html = f"<p class=part>{STORY}</p><aside>no</aside><p class=part>end</p>"
    assert marked(html, site(Layout(content=(".part",))))[1]["content"] == [STORY.strip(), "end"]


def test_a_site_whose_layouts_all_miss_is_stale():
    marking, said = marked(f"<p>{STORY}", site(Layout(content=(".gone",))))
    assert (marking.rule, marking.stale, said) == (None, "sites/example.com", {})


def test_the_first_layout_that_matches_is_used():
    html = f"<h1>Title</h1><div class=old>{STORY}</div>"
    rule = site(
        Layout("new", content=(".new",), title=(Field("h2"),)), Layout("old", content=(".old",), title=(Field("h1"),))
    )
    marking = marked(html, rule)[0]
    assert (marking.layout, marking.fields) == ("old", {"title": ("Title",)})


@pytest.mark.parametrize(
    ("crawled", "layout"),
    [(None, "old"), (date(2020, 12, 31), "old"), (date(2021, 1, 1), "older")],
)
def test_a_layout_is_not_used_for_pages_crawled_after_its_end(crawled, layout):
    old = Layout("old", valid_until=date(2020, 12, 31), content=(".body",))
    html = f"<div class=body>{STORY}</div>"
    assert marked(html, site(old, Layout("older", content=(".body",))), crawled=crawled)[0].layout == layout


def test_drop_beats_keep_and_keep_beats_content_on_one_node():
    html = f"<div class=body>{STORY}<p class='a b'>a</p><p class='b c'>b</p></div>"
    rule = site(Layout(content=(".body", ".c"), drop=(".a",), keep=(".b",)))
    said = marked(html, rule)[1]
    assert (said["drop"], said["keep"]) == (["a"], ["b"])


def test_drops_outside_the_content_are_not_looked_for():
    html = f"<p class=ad>far</p><div class=body>{STORY}<p class=ad>near</p></div>"
    assert marked(html, site(Layout(content=(".body",), drop=(".ad",))))[1]["drop"] == ["near"]


def test_a_layout_without_content_drops_on_the_whole_page():
    marking, said = marked("<p class=ad>far</p>", site(Layout(drop=(".ad",))))
    assert said == {"drop": ["far"]}
    assert not marking.scoped


def test_keep_reaches_outside_the_content():
    html = f"<h2>Dek</h2><div class=body>{STORY}</div>"
    assert marked(html, site(Layout(content=(".body",), keep=("h2",))))[1]["keep"] == ["Dek"]


def test_a_mark_names_the_selector_that_the_node_matches():
    html = f"<div class=body>{STORY}<p class='x ad'></p><p id=ad></p><p data-ad=1></p></div>"
    page = parse(html)
    marks = mark(page, [site(Layout(content=(".body",), drop=(".ad", "#ad", "[data-ad]", "em")))]).marks
    assert [marks[node.mem_id].selector for node in page.select("p")] == [".ad", "#ad", "[data-ad]"]


def test_a_platform_gives_content_where_the_site_gives_none():
    html = f"<div class=body>{STORY}</div>"
    marking, said = marked(html, site(Layout(drop=(".ad",))), platform(Layout(content=(".body",))))
    assert said == {"content": [STORY.strip()]}
    assert (marking.rule, marking.scope) == ("sites/example.com", "platform")


def test_a_platform_gives_content_where_the_site_is_stale():
    html = f"<div class=body>{STORY}</div>"
    marking, _ = marked(html, site(Layout(content=(".gone",))), platform(Layout(content=(".body",))))
    assert (marking.rule, marking.scope, marking.stale) == ("platforms/made", "platform", "sites/example.com")


def test_a_platform_adds_drops_inside_the_sites_content_but_no_content():
    html = f"<div class=body>{STORY}<p class=ad>ad</p></div><div class=entry>{STORY}</div>"
    rules = site(Layout(content=(".body",))), platform(Layout(content=(".entry",), drop=(".ad",)))
    assert marked(html, *rules)[1] == {"content": [STORY + "ad"], "drop": ["ad"]}


def test_a_sites_word_on_a_node_beats_a_platforms():
    html = f"<div class=body>{STORY}<p class='ad good'>ad</p></div>"
    rules = site(Layout(content=(".body",), keep=(".good",))), platform(Layout(drop=(".ad",)))
    assert marked(html, *rules)[1]["keep"] == ["ad"]


@pytest.mark.parametrize(("teasers", "scoped"), [(1, True), (3, False)])
def test_of_several_nodes_a_platform_takes_the_one_that_outweighs_the_rest(teasers, scoped):
    html = f"<div class=entry>{STORY}</div>" + f"<div class=entry>{STORY[:-62]}</div>" * teasers
    marking, said = marked(html, platform(Layout(content=(".entry",))))
    assert marking.scoped is scoped
    assert said == ({"content": [STORY.strip()]} if scoped else {})


def test_a_platform_that_finds_no_content_leaves_the_page_alone():
    assert marked("<p class=ad>ad</p>", platform(Layout(content=(".entry",), drop=(".ad",))))[0] == Marking.none()


def test_fields_take_the_first_candidate_with_a_value():
    html = "<span class=by>By</span><span class=by><b>Ada</b></span><time datetime='2020-01-02'>x</time><p class=e></p>"
    layout = Layout(
        author=(Field(".e"), Field(".none"), Field(".by b")), date=(Field("time", "title"), Field("time", "datetime"))
    )
    assert marked(html, site(layout))[0].fields == {"author": ("Ada",), "date": ("2020-01-02",)}


def test_glued_spans_of_a_byline_are_words_of_their_own():
    html = "<p class=by><span>By</span><span>REUTERS</span></p>"
    assert marked(html, site(Layout(author=(Field(".by", prefix="By"),))))[0].fields == {"author": ("REUTERS",)}


def test_a_title_is_not_torn_at_its_markup():
    html = "<h1>The <em>Courier</em>’s <script>x</script>week</h1>"
    assert marked(html, site(Layout(title=(Field("h1"),))))[0].fields == {"title": ("The Courier’s week",)}


def test_a_platform_fills_the_fields_that_the_site_leaves_open():
    html = "<h1>T</h1><h2>U</h2><b>B</b>"
    rules = site(Layout(title=(Field("h1"),))), platform(Layout(title=(Field("h2"),), author=(Field("b"),)))
    assert marked(html, *rules)[0].fields == {"title": ("T",), "author": ("B",)}


def test_text_patterns_of_all_rules_are_handed_on():
    rules = site(Layout(drop_text=(TextPattern("a"),))), platform(Layout(drop_text=(TextPattern("b", "tail"),)))
    assert [pattern.like for pattern in marked("", *rules)[0].drop_text] == ["a", "b"]


SELECTORS = [".a", "#a", "p", "div.a > p", "[id^=a]", ".b:not(.a)", "p + p", ".a, .b"]
TREES = st.recursive(
    st.sampled_from([STORY, "word", ""]),
    lambda inner: st.builds(
        "<{0} class='{1}' id={2}>{3}</{0}>".format,
        st.sampled_from(["div", "p", "section"]),
        st.sampled_from(["a", "b", "a b", ""]),
        st.sampled_from(["a", "ab", "c"]),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=12,
)
CHOICE = st.lists(st.sampled_from(SELECTORS), max_size=3).map(tuple)


@given(TREES, CHOICE, CHOICE, CHOICE)
def test_each_mark_is_on_a_node_that_matches_the_selector_it_names(html, content, drop, keep):
    page = parse(html)
    before = page.tree.html
    marks = mark(page, [site(Layout(content=content, drop=drop, keep=keep))]).marks
    for mem_id, found in marks.items():
        assert mem_id in {node.mem_id for node in page.select(found.selector)}
        assert found.selector in {"content": content, "drop": drop, "keep": keep}[found.action]
    assert page.tree.html == before
