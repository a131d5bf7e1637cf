from __future__ import annotations

import pytest

from cleaner.model import CODE, EMPHASIS, STRONG, Mark
from cleaner.page import stand_ins, survey
from cleaner.page.dom import parse
from cleaner.page.segment import segment, segment_page


def cut(html, **options):
    return segment(parse(html), **options).blocks


def texts(html, **options):
    return [block.text for block in cut(html, **options)]


def test_each_paragraph_is_a_block():
    assert texts("<p>One</p><p>Two</p>") == ["One", "Two"]


def test_bare_text_between_blocks_is_a_block():
    assert texts("<div>lead<p>One</p>tail</div>") == ["lead", "One", "tail"]


def test_an_empty_element_breaks_a_paragraph():
    assert texts("<div>One<section class=gap></section>Two</div>") == ["One", "Two"]


def test_inline_elements_do_not_break():
    assert texts("<p>a<b>b</b>c <span>d</span><font>e</font></p>") == ["abc de"]


def test_a_line_break_makes_a_block_that_hangs_on_the_one_before():
    assert [(b.text, b.continues) for b in cut("<p>One<br>Two</p>")] == [("One", ""), ("Two", "line")]


def test_two_line_breaks_start_a_paragraph():
    assert [(b.text, b.continues) for b in cut("<p>One<br><br>Two</p>")] == [("One", ""), ("Two", "")]


def test_what_is_not_to_be_seen_is_left_out():
    html = (
        "<p>a</p><script>x</script><style>y</style><template>z</template><svg><title>t</title></svg><!-- c --><p>b</p>"
    )
    assert texts(html) == ["a", "b"]


def test_noscript_is_walked():
    assert texts("<div><noscript><p>thread</p></noscript></div>") == ["thread"]


def test_code_keeps_its_lines():
    assert texts("<pre>\na\n  b\n</pre>") == ["a\n  b"]


def test_runs_carry_links_and_emphasis():
    (block,) = cut('<p>see <a href="/x">the <em>map</em></a> <b>now</b> <code>ls</code></p>')
    assert [run for run in block.runs if run[0].strip()] == [
        ("see ", "", 0), ("the ", "/x", 0), ("map", "/x", EMPHASIS), ("now", "", STRONG), ("ls", "", CODE),
    ]  # fmt: skip


def test_a_link_without_address_is_still_a_link():
    (block,) = cut("<p><a onclick=go()>next</a></p>")
    assert block.runs == (("next", "#", 0),)


def test_frames_tell_items_apart():
    one, two = cut("<ul><li>a<li>b</ul>")
    assert [frame.tag for frame in one.frames] == ["ul", "li"]
    assert one.frames[0] == two.frames[0]
    assert one.frames[1] != two.frames[1]


def test_hidden_text_is_told():
    blocks = cut('<p>a</p><p style="display: none">b</p><div hidden><p>c</p></div><p>d</p>')
    assert [b.hidden for b in blocks] == [False, True, True, False]


def test_navigation_is_one_block():
    assert texts("<nav><ul><li>Home<li>News</ul></nav><p>a</p>") == ["Home News", "a"]


def test_an_aside_behind_a_paragraph_is_set_into_the_story():
    story, aside = "<p>The pier is long.</p>", "<aside><h4>In figures</h4><p>Lamps: 9</p></aside>"
    assert [block.tag for block in segment(parse(f"<div>{story}\n{aside}{story}</div>")).blocks] == [
        "p",
        "h4",
        "p",
        "p",
    ]
    assert [block.tag for block in segment(parse(f"<div>{story}</div>{aside}")).blocks] == ["p", "aside"]
    assert [block.tag for block in segment(parse(f"<div>{story}loose{aside}</div>")).blocks] == ["p", "div", "aside"]


def test_a_footer_is_one_block_outside_the_story_only():
    html = "<article><footer><p>By Ann</p><p>Lisbon</p></footer></article><footer><p>About</p><p>Contact</p></footer>"
    assert texts(html) == ["By Ann", "Lisbon", "About Contact"]


@pytest.mark.parametrize(
    ("action", "rule", "read"),
    [
        ("content", "sites/a.example", ["Home", "News", "a"]),
        ("keep", "platforms/made", ["Home", "News", "a"]),
        ("content", "platforms/made", ["Home News", "a"]),
        ("drop", "sites/a.example", ["Home News", "a"]),
    ],
)
def test_only_what_is_a_rules_own_word_has_navigation_read_block_by_block(action, rule, read):
    page = parse("<main><nav><ul><li>Home<li>News</ul></nav><p>a</p></main>")
    marks = {page.first("main").mem_id: Mark(action, "main", rule)}
    assert [block.text for block in segment(page, marks).blocks] == read


def test_a_long_area_is_looked_into():
    paragraph = "<p>" + "word " * 300 + "</p>"
    assert len(texts(f'<div role="dialog">{paragraph * 4}</div>')) == 4


def test_a_page_with_little_else_is_looked_into():
    page = parse("<nav><p>The whole story.</p><p>Its end.</p></nav>")
    assert [b.text for b in segment_page(page).blocks] == ["The whole story.", "Its end."]


def test_a_mark_holds_for_the_subtree_and_the_innermost_wins():
    page = parse("<div id=a><p>one</p><div id=b><p>two</p></div></div><p>three</p>")
    content, drop = Mark("content", "#a", "sites/x"), Mark("drop", "#b", "sites/x")
    marks = {page.first("#a").mem_id: content, page.first("#b").mem_id: drop}
    assert [b.mark for b in segment(page, marks).blocks] == [content, drop, None]


def marked(html, kind):
    page = parse(html)
    mark = Mark(kind, "#s", "sites/x")
    return mark, segment(page, {page.first("#s").mem_id: mark}).blocks


def test_a_mark_inside_a_paragraph_splits_it():
    mark, blocks = marked("<p>one <span id=s>two</span> three</p>", "keep")
    assert [(b.text, b.mark, b.continues) for b in blocks] == [
        ("one", None, ""), ("two", mark, "inline"), ("three", None, "inline"),
    ]  # fmt: skip


def test_what_a_rule_drops_inside_a_paragraph_stands_before_it_and_splits_nothing():
    mark, blocks = marked("<p>flood<sup id=s><a href=#n>[1]</a></sup> and later.<br>Next</p>", "drop")
    assert [(b.text, b.mark, b.continues) for b in blocks] == [
        ("[1]", mark, "inline"), ("flood and later.", None, ""), ("Next", None, "line"),
    ]  # fmt: skip


def test_a_long_part_of_a_line_that_a_rule_drops_is_cut_into_blocks():
    mark, blocks = marked(f"<div>a <span id=s><p>{'word ' * 150}</p><p>{'next ' * 150}</p></span> b</div>", "drop")
    assert [b.mark for b in blocks] == [None, mark, mark, None]


@pytest.mark.parametrize("said", ["hidden", "style='display: none'", "style='color:red; Visibility:hidden'"])
def test_what_is_hidden_inside_a_paragraph_is_taken_out_of_it(said):
    assert [(b.text, b.hidden) for b in cut(f"<p>one <span {said}>unseen <b>words</b></span>two</p>")] == [
        ("unseen words", True), ("one two", False),
    ]  # fmt: skip


def test_a_line_that_need_not_be_read_out_is_seen():
    assert texts("<p>one <span aria-hidden=true>two</span></p>") == ["one two"]


@pytest.mark.parametrize("said", ["hidden", "style='visibility:hidden'", "style='display:none'", "aria-hidden=true"])
def test_a_page_that_hides_its_body_shows_it_by_script(said):
    assert [b.hidden for b in cut(f"<body {said}><p>one</p>")] == [False]


def test_what_a_search_of_the_page_finds_is_not_hidden():
    assert [b.hidden for b in cut("<div hidden=until-found><p>one</p></div><div hidden><p>two</p></div>")] == [
        False,
        True,
    ]


def test_words_typed_into_a_form_are_no_text():
    assert texts("<p>one<textarea>two</textarea></p>") == ["one"]


@pytest.mark.parametrize(
    "picture",
    [
        "<img alt='{}'>",
        "<img class='wp-smiley' alt='{}'>",
        "<img src='/twemoji/26f5.png' alt=' {} '>",
    ],
)
def test_a_picture_that_stands_for_a_character_is_read(picture):
    assert texts(f"<p>sailed <b>{picture.format(chr(0x26F5))}</b> on</p>") == ["sailed \u26f5 on"]


@pytest.mark.parametrize("said", ["class=emoji alt=:wave:", "src=/forum/smilies/1.gif alt=:wave:"])
def test_a_picture_of_a_smiley_is_read_by_its_name(said):
    assert texts(f"<p>they <img {said}></p>") == ["they :wave:"]


def test_a_picture_of_something_is_no_text():
    assert texts("<p>one <img src=boat.jpg alt='A boat'> two <img alt=''> <img alt=A></p>") == ["one two"]


def test_pictures_are_listed_where_they_stand():
    found = segment(
        parse("<p>one</p><figure><img src=a.jpg alt=x></figure><nav><img src=b.jpg></nav><p>two<img src=c.jpg></p>")
    )
    assert [(index, attributes.get("src")) for index, _, _, attributes in found.pictures] == [
        (1, "a.jpg"),
        (1, "c.jpg"),
    ]


def test_marked_content_inside_navigation_is_seen():
    page = parse("<nav><p>menu</p><div id=c><p>story</p></div></nav>")
    mark = Mark("content", "#c", "sites/x")
    assert (("story", mark)) in [(b.text, b.mark) for b in segment(page, {page.first("#c").mem_id: mark}).blocks]


def test_boxes_hold_the_blocks_between_their_bounds():
    found = segment(parse("<div class=x><p>a</p><section><p>b</p><p>c</p></section><i></i></div><p>d</p>"))
    held = {
        box[1]: [block.text for block in found.blocks[box[5] : end]]
        for box, end in zip(found.boxes.opened, found.boxes.end_block, strict=True)
        if box[1] in {"div", "section"}
    }
    assert held == {"div": ["a", "b", "c"], "section": ["b", "c"]}


def test_boxes_without_blocks_leave_no_trace():
    found = segment(parse("<div><div></div><section><span></span></section></div><p>a</p>"))
    assert [box[1] for box in found.boxes.opened] == ["html", "body", "p"]


def test_deep_nesting_is_no_recursion():
    assert texts("<div>" * 3000 + "deep" + "</div>" * 3000) == ["deep"]


def test_what_a_rule_drops_inside_a_paragraph_has_no_features_of_its_own():
    page = parse("<p>flood<sup id=s>[1]</sup> and later.</p>")
    found = segment(page, {page.first("#s").mem_id: Mark("drop", "#s", "sites/x")})
    assert [(block.text, area) for block, area in zip(found.blocks, found.coarse, strict=True)] == [
        ("[1]", True),
        ("flood and later.", False),
    ]


@pytest.mark.parametrize("without", [None, survey.compiled], ids=["python", "compiled"])
def test_only_pictures_whose_names_or_text_say_so_are_asked_what_they_stand_for(monkeypatch, without):
    monkeypatch.setattr(stand_ins, "compiled", without)
    asked = []
    monkeypatch.setattr(stand_ins, "characters", lambda said: asked.append(said["alt"]) or "")
    segment(parse(
        "<p><img alt=a src=/pier.png><img alt=b class='Emoji x'><img alt=ü><img alt=d src=/é/Smiley.gif>"
        "<img alt=e src=/mathtex.cgi?x><img alt=f class=plain>"
    ))  # fmt: skip
    assert asked == ["b", "ü", "d", "e"]


def test_what_a_labelling_wraps_bare_text_in_is_part_of_its_paragraph():
    wrapped = "<marked-text>The ferry </marked-text><b>left</b><marked-tail> the harbour at noon</marked-tail>"
    found = segment_page(parse(f"<p>{wrapped}</p>")).blocks
    assert [block.text for block in found] == ["The ferry left the harbour at noon"]
