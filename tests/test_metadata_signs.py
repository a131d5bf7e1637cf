"""Who signs, where the shape of a line, its element or the page's language tells it; and labels that are nobody."""

import pytest
from articles import HEADLINE, NEWS, URL, article, ld, read

TEXT = "The council decided on Monday that the wall will be raised before the storms of autumn. " * 3
POST = f'{{"@type": "BlogPosting", "headline": "{HEADLINE}", "author": {{"@type": "Person", "name": "%s"}}}}'


def story(lines="", below="", head="", lang="en", url=URL):
    """A page with lines below its headline and below its text."""
    body = f"<article><h1>{HEADLINE}</h1>{lines}{f'<p>{TEXT}</p>' * 4}{below}</article>"
    return read(f"<html lang='{lang}'><head><title>{HEADLINE}</title>{head}</head><body>{body}</body></html>", url)


@pytest.mark.parametrize(
    ("lang", "line", "authors"),
    [
        ("ca", "Per Jordi Puig Ferrer", ("Jordi Puig Ferrer",)),
        ("ca", "Per Jordi Puig i Marta Roca", ("Jordi Puig", "Marta Roca")),
        ("cy", "Gan Rhys Morgan", ("Rhys Morgan",)),
        ("ga", "Le Siobhán Ní Bhriain", ("Siobhán Ní Bhriain",)),
        ("no", "Per Hansen", ("Per Hansen",)),
        ("zh-TW", "Gan Wei Ming", ("Gan Wei Ming",)),
    ],
)
def test_what_is_a_byline_word_in_one_language_is_a_given_name_in_another(lang, line, authors):
    assert story(f"<p class='author'>{line}</p>", lang=lang).authors == authors


def test_a_word_of_the_language_before_no_name_announces_nobody():
    assert story("<p>Per què cal un mur més alt</p>", lang="ca").authors == ()


@pytest.mark.parametrize(
    "label",
    ["Reading Time", "Lesezeit", "Temps de lecture", "5 min read", "Updated on", "Uncategorized", "Business Tips",
     "Hardware", "Featured Blog", "字号大小", "文字サイズ", "阅读时间"],
)  # fmt: skip
@pytest.mark.parametrize("head", [ld(POST), "<meta name='author' content='%s'>"])
def test_a_label_in_the_pages_data_is_nobody(head, label):
    assert story(head=head % label).authors == ()


def test_the_developer_of_a_host_is_nobody():
    assert story(head="<meta name='author' content='harbourpost.example developer'>").authors == ()


@pytest.mark.parametrize("line", ["(责编：牛小镛、岳大明)", "责任编辑：牛小镛、岳大明"])
def test_editors_are_named_where_no_author_is(line):
    found = story(below=f"<div>{line}</div>", lang="zh", url="https://www.harbourpost.example/blog/night-ferry-returns")
    assert (found.authors, found.provenance["authors"].source) == (("牛小镛", "岳大明"), "editor")


def test_editors_are_not_named_beside_an_author():
    assert story("<p>作者：李小明</p>", "<div>(责编：牛小镛)</div>", lang="zh").authors == ("李小明",)


def test_editors_of_several_stories_are_nobodys():
    below = "<div>责编：牛小镛</div><div>责编：岳大明</div>"
    assert story(below=below, lang="zh").authors == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By nightferry2 in Workshop", ("nightferry2",)),
        ("By Emma Ellis, Port Ellery", ("Emma Ellis",)),
        ("AFP, MANILA", ()),
        ("By AFP, MANILA", ("AFP",)),
        ("Medically reviewed by Ben Harrow, MD — Written by Emma Ellis", ("Emma Ellis",)),
        ("文・田中花子　写真・鈴木一郎", ("田中花子",)),
        ("[田中宏昌，Minato]", ("田中宏昌",)),
        ("【東京、港】", ()),
        ("By Jane Doe Graphite software engineer", ("Jane Doe",)),
        ("By Emma EllisPolitical Editor", ("Emma Ellis",)),
    ],
)
def test_a_line_below_the_headline_names_its_author_alone(line, authors):
    assert story(f"<p>{line}</p>", url="https://harbourpost.example/blog/night-ferry-returns").authors == authors


def test_what_each_did_on_a_book_tells_the_author():
    line = "<p itemprop='author'>Emma Ellis 著、嶋田 健志 監訳、木下 哲也 訳</p>"
    assert story(line, lang="ja").authors == ("Emma Ellis",)


def test_a_library_writes_the_surname_first():
    assert story(head="<meta name='author' content='Ellis, Emma'>").authors == ("Emma Ellis",)


def test_two_logins_in_a_tag_are_no_name():
    assert story(head="<meta name='author' content='ferryman, nightowl'>").authors == ("ferryman", "nightowl")


def test_an_address_for_each_author_tells_those_whom_the_data_leave_out():
    head = ld(f'{{{NEWS}, "headline": "{HEADLINE}", "author": {{"name": "Emma Ellis"}}}}')
    lines = "<address>Ben Harrow</address><address>Emma Ellis</address>"
    assert story(lines, head=head).authors == ("Ben Harrow", "Emma Ellis")


def test_an_address_of_the_house_is_no_author():
    head = ld(f'{{{NEWS}, "headline": "{HEADLINE}", "author": {{"name": "Emma Ellis"}}}}')
    assert story("<address>Harbour Post, 1 Quay Street</address>", head=head).authors == ("Emma Ellis",)


def test_microdata_in_a_storys_own_footer_names_its_author():
    line = "<footer class='post-footer'>By <span itemprop='author'>Emma Ellis</span></footer>"
    assert story(below=line).authors == ("Emma Ellis",)


@pytest.mark.parametrize(
    "lines",
    [
        "<div>Emma Ellis</div><div>Staff Software Engineer</div><div>BH</div><div>Ben Harrow</div><div>Director</div>",
        "<div>Emma Ellis, harbour editor for ten years</div><div>Ben Harrow, senior editor of all ships</div>",
    ],
)
def test_names_below_one_label_are_all_authors(lines):
    assert story(below=f"<div>Written by</div>{lines}").authors == ("Emma Ellis", "Ben Harrow")


def test_a_members_post_that_is_paid_for_is_no_thread():
    paid = "<div><a href='/user/SeaQuest/'>u/SeaQuest</a>·promoted</div>"
    posts = f"<div><a href='/user/nightferry'>u/nightferry</a></div><p>{TEXT}</p>"
    url = "https://forum.harbourpost.example/t/night-ferry/12"
    assert read(article(body=paid + posts), url).authors == ("nightferry",)


def test_a_login_beside_a_date_is_a_byline():
    assert story("<p>March 14, 2024</p><p>by ibby</p>", url="https://harbourpost.example/x").authors == ("ibby",)


def test_a_member_whose_link_stands_between_blanks_is_the_author():
    line = "<div>\n <a href='/u/NightFerry'>NightFerry</a>\n</div><div>March 14, 2024</div>"
    assert story(line).authors == ("NightFerry",)


def test_a_host_that_is_somebodys_whole_name_is_theirs_though_they_say_we():
    said = "<p>I think that we all need a wall, and we know it. I saw it, I wrote it, I mean it, and we can do it.</p>"
    head = "<meta property='og:site_name' content='Emma Ellis'>"
    assert story(below=said, head=head, url="https://emmaellis.example/blog/a-night-ferry").authors == ("Emma Ellis",)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Emma Ellis and Ben Harrow | March 14, 2024", ("Emma Ellis", "Ben Harrow")),
        ("Anke Möller und Jan Kunze, 14. März 2024", ("Anke Möller", "Jan Kunze")),
        ("Terms and Conditions | March 14, 2024", ()),
        ("Story and photos by Emma Ellis", ("Emma Ellis",)),
    ],
)
def test_two_names_beside_a_date_are_authors(line, authors):
    assert story(f"<p>{line}</p>").authors == authors


def test_a_date_that_clings_to_a_comments_writer_is_the_comments():
    comment = "<p>Oda · <time datetime='2024-03-20'>20 March 2024</time></p><p>Nice.</p>"
    assert story(below=f"<div class='comments'><div class='comment'>{comment}</div></div>").date is None


def test_a_card_of_the_same_day_takes_no_date_from_the_line_below_the_story():
    card = "<aside class='related'><a href='/x'>Lamps</a> <time>14 March</time></aside>"
    read_with = story(below=f"<p>{TEXT}</p>" * 3 + "<p>14 March 2024, 10:15</p>" + card)
    assert (read_with.date or "").startswith("2024-03-14")


def test_a_link_home_with_a_name_that_the_host_holds_is_whose_site_it_is():
    home = "<div><a href='/'>Emma Ellis</a></div>"
    said = "<p>I think so. I saw it, I wrote it, and I mean it.</p>"
    html = f"<title>{HEADLINE}</title>{home}<h1>{HEADLINE}</h1><p>{TEXT}</p>{said}"
    assert read(html, "https://ellis.example/blog/a-night-ferry").authors == ("Emma Ellis",)
    assert read(html, "https://harbour.example/blog/a-night-ferry").authors == ()


def test_who_posted_a_comment_is_not_who_posted_the_story():
    posted = "<div>Posted by Emma at March 14, 2024 9:15 AM</div>"
    comment = "<p>Nice.</p><div>Posted by: Ben Harrow at March 15, 2024 8:00 AM</div>"
    assert "Ben Harrow" not in story(below=f"<p>{TEXT}</p>" * 9 + posted + comment).authors


def test_a_menus_portrait_tells_whose_site_it_is():
    menu = "<nav>Guides Shop All About About Emma Ellis Meet The Team Contact</nav>"
    said = "<p>I think so. I saw it, I wrote it, and I mean it.</p>"
    html = f"<title>{HEADLINE}</title>{menu}<h1>{HEADLINE}</h1><p>{TEXT}</p>{said}"
    assert read(html, "https://emmaellis.example/blog/a-night-ferry").authors == ("Emma Ellis",)


@pytest.mark.parametrize(
    ("note", "authors"),
    [("<footer>© 2025 Emma Ellis. <a href='/rss'>RSS</a></footer>", ("Emma Ellis",)), ("", ())],
    ids=["with the copyright", "without"],
)
def test_a_name_that_opens_the_page_is_whose_site_it_is_if_it_has_the_copyright(note, authors):
    said = "<p>I think so. I saw it, I wrote it, and I mean it.</p>"
    html = f"<title>{HEADLINE}</title><header>Emma Ellis Engineer</header><h1>{HEADLINE}</h1><p>{TEXT}</p>{said}"
    assert read(html + note, "https://emmie.example/blog/a-night-ferry").authors == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Emma (Emmy) Ellis and Ben Harrow", ("Emma (Emmy) Ellis", "Ben Harrow")),
        ("By Emma “Emmy” Ellis", ("Emma “Emmy” Ellis",)),
        ("By Emma Ellis (Reuters)", ("Emma Ellis",)),
        ("Harbour Post Team", ("Harbour Post Team",)),
    ],
)
def test_what_stands_within_a_name_stays_and_a_desk_alone_is_a_byline(line, authors):
    assert story(f"<p>{line}</p><p>March 14, 2024</p>").authors == authors


def test_where_somebody_is_to_be_followed_is_no_author():
    head = ld(f'{{{NEWS}, "author": [{{"name": "Emma Ellis"}}, {{"name": "The Garden Network on Facebook"}}]}}')
    assert story(head=head).authors == ("Emma Ellis",)


def test_a_login_in_a_tag_is_the_author_where_nobody_else_is_named():
    tag = "<meta name='author' content='emma777'>"
    assert story(head=tag, url="https://harbourpost.example/x").authors == ("emma777",)
    assert story("<p>By Emma Ellis</p>", head=tag).authors == ("Emma Ellis",)
