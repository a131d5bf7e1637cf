"""Who is no author of a page: other stories' writers below it, cities, credits; and lists that elements part."""

import pytest

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)
HEADLINE = "The mill by the weir grinds again after forty years"
LONG = "The mill by the weir ground its first corn in forty years while the whole village stood and watched it. "
STORY = f"<p>{LONG * 3}</p>" * 6


def authors(shown="", below=""):
    html = (
        f"<html lang='en'><head><title>{HEADLINE}</title><meta property='og:type' content='article'></head><body><main>"
        f"<article><h1>{HEADLINE}</h1>{shown}{STORY}</article>{below}</main></body></html>"
    )
    return tuple(CLEANER.clean(html, "https://www.weir.example/news/mill").authors)


@pytest.mark.parametrize(
    "below",
    [
        "<div class='more-stories'><a href='/a'>Bridge closed until May</a><p>By Magnus Oddy</p></div>",
        "<div><h3><a href='/a'>Bridge closed until May</a></h3><p>By Magnus Oddy</p></div>",
        f"<blockquote>{LONG}<p>— Magnus Oddy, miller</p></blockquote>",
        f"<p>“{LONG}”</p><p>Magnus Oddy</p><p>CEO, Northwind</p>",
        "<div class='comments'><div class='comment'><cite class='fn author'>Magnus Oddy</cite><p>Great</p></div></div>",
    ],
)
def test_who_is_named_below_the_story_with_something_else_is_no_author(below):
    assert authors(below=below) == ()


@pytest.mark.parametrize(
    "shown",
    [
        "<p>Kuala Lumpur, 4 March 2023</p>",
        "<p>New York</p><p>March 4, 2023</p>",
        "<p>Photo: Magnus Oddy</p>",
        "<p>Medically reviewed by Magnus Oddy, MD</p>",
        "<p>Tags: Magnus Oddy, Pia Lund</p>",
        "<div class='author-meta'>Reading Time: 5 mins</div>",
    ],
)
def test_places_credits_and_labels_are_no_authors(shown):
    assert authors(shown) == ()


def test_a_signed_line_behind_the_story_that_no_card_is_above_names_its_author():
    assert authors(below="<p>By Tessa Rowntree</p>") == ("Tessa Rowntree",)


@pytest.mark.parametrize(
    "shown",
    [
        "<ul class='authors'><li>Tessa Rowntree</li><li>Magnus Oddy</li></ul>",
        "<div class='authors'><a href='/author/t'>Tessa Rowntree</a><a href='/author/m'>Magnus Oddy</a></div>",
        "<p>By Tessa Rowntree<br>Magnus Oddy</p>",
    ],
)
def test_elements_part_the_names_of_a_list(shown):
    assert authors(shown) == ("Tessa Rowntree", "Magnus Oddy")


@pytest.mark.parametrize("initials", ["<span>TR</span>", "<div>TR</div>", "TR "])
def test_initials_beside_a_name_are_a_pictures(initials):
    assert authors(f"<div class='author'>{initials}<span>Tessa Rowntree</span></div>") == ("Tessa Rowntree",)
