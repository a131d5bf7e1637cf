"""The pictures inside a story, where they stand, with their addresses, texts and captions."""

from __future__ import annotations

import pytest
from readers import markdown_links

from cleaner import Cleaner
from cleaner.article import images

URL = "https://pier.example/2024/mended"
STORY = [f"<p>{start} of the long pier were mended by hand, and the whole town came to look at them.</p>"
         for start in ("The lamps", "The planks", "The rails", "The steps", "The ropes")]  # fmt: skip


def page(*pictures: str) -> str:
    inside = "".join(paragraph + picture for paragraph, picture in zip(STORY, [*pictures, *[""] * 5], strict=False))
    teaser = "<nav><a href=/a><img src=/teaser.jpg alt=Teaser></a></nav>"
    footer = "<footer><img src=/logo.png></footer>"
    return f"<title>Pier mended</title>{teaser}<article><h1>Pier mended</h1>{inside}</article>{footer}"


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def addresses(cleaner: Cleaner, *pictures: str) -> list[str]:
    return [image.url for image in cleaner.clean(page(*pictures), URL).images]


def test_pictures_are_listed_in_their_order(cleaner):
    assert addresses(cleaner, "<img src=/a.jpg>", "<p><img src='b.jpg'></p>", "<img src=//c.example/c.jpg>") == [
        "https://pier.example/a.jpg", "https://pier.example/2024/b.jpg", "https://c.example/c.jpg",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "picture",
    ["<img src='data:image/gif;base64,R0' data-src=/a.jpg>", "<img src=/blank.gif data-original=/a.jpg>",
     "<img data-lazy-src=/a.jpg>", "<img src=/lazy.gif data-cfsrc=/a.jpg>", "<img data-lazyload=/a.jpg>",
     "<picture><source srcset='/a.jpg 2x, /b.jpg 1x'><source srcset=/c.jpg><img src='data:image/gif,R'></picture>",
     "<picture><source data-srcset=/a.jpg><img src=/placeholder.png></picture>", "<amp-img src=/a.jpg></amp-img>",
     "<amp-img src=/a.jpg width=4><noscript><img src=/a.jpg></noscript></amp-img>",
     "<img src='data:image/gif;base64,R0' data-src=/a.jpg><noscript><img src=/a.jpg></noscript>",
     "<img src=/spacer.gif srcset='/s.jpg 320w, /a.jpg 1200w, /m.jpg 640w'>",
     "<img data-srcset='/s.jpg 1x, /a.jpg 2x'>", "<img src=/a.jpg srcset='/s.jpg 320w'>"]
)  # fmt: skip
def test_the_address_of_a_picture_that_loads_late(cleaner, picture):
    assert addresses(cleaner, picture) == ["https://pier.example/a.jpg"]


@pytest.mark.parametrize(
    "picture",
    [
        "<img>",
        "<img src=''>",
        "<img src='data:image/png;base64,R0'>",
        "<img src=/p/1x1.gif>",
        "<img src='javascript:alert(1)'>",
        "<img class=emoji alt=:) src=/e.png>",
    ],
)
def test_what_shows_no_picture_is_none(cleaner, picture):
    assert addresses(cleaner, picture) == []


def test_a_picture_has_its_text_and_caption(cleaner):
    figure = (
        "<figure><img src=/a.jpg alt=' The  pier '><figcaption>The pier in <i>May</i>. Ada Bell</figcaption></figure>"
    )
    (image,) = cleaner.clean(page("", figure), URL).images
    assert (image.alt, image.caption) == ("The pier", "The pier in May. Ada Bell")


def test_a_picture_that_stands_twice_is_listed_once(cleaner):
    assert addresses(cleaner, "<img src=/a.jpg>", "<img src=/a.jpg>") == ["https://pier.example/a.jpg"]


def test_pictures_change_neither_the_blocks_nor_the_text():
    html = page("<img src=/a.jpg>", "", "<figure><img src=/b.jpg></figure>")
    shown, plain = Cleaner(images=True).clean(html, URL), Cleaner().clean(html, URL)
    assert (shown.blocks, shown.text) == (plain.blocks, plain.text)


def test_markdown_shows_pictures_in_their_places():
    html = page("<img src=/a.jpg alt='A [pier]'>", "", "<figure><img src=/b.jpg></figure>")
    parts = Cleaner(images=True).clean(html, URL).markdown.split("\n\n")
    first, second = "![A \\[pier\\]](https://pier.example/a.jpg)", "![](https://pier.example/b.jpg)"
    assert (parts[1], parts[4]) == (first, second)


def test_links_of_markdown_are_those_of_its_pictures_too():
    shown = Cleaner(images=True).clean(page("<img src=/a.jpg alt='A [pier]'>", "<img src=/b.jpg>"), URL).markdown
    assert markdown_links(shown) == ["https://pier.example/a.jpg", "https://pier.example/b.jpg"]


def test_html_shows_pictures():
    shown = Cleaner(images=True).clean(page("<img src=/a.jpg alt='A [pier]'>"), URL).html
    assert '<img src="https://pier.example/a.jpg" alt="A [pier]">' in shown


def test_no_picture_is_shown_unless_it_is_asked_for():
    article = Cleaner().clean(page("<img src=/a.jpg alt='A [pier]'>"), URL)
    assert ("<img" in article.html, "![" in article.markdown) == (False, False)


@pytest.mark.parametrize(
    "srcset",
    [
        "/a.jpg 320w, /b.jpg 1280w",
        "/b.jpg 2x,/a.jpg 1x",
        "/a,small.jpg 1x, /b.jpg 2x,",
        "data:image/gif;base64,R0lGOD 9x, /b.jpg",
        "/a.jpg, /b.jpg 1.5x",
    ],
)
def test_the_largest_of_a_srcset_is_taken(srcset):
    assert images._largest(srcset) == "/b.jpg"


def test_a_srcset_without_end_is_read_once():
    seen = []

    class Counting(str):
        def split(self, *args):
            seen.append(len(self))
            return super().split(*args)

    assert images._largest(Counting("a" * 200_000)) == "a" * 200_000
    assert seen == [200_000]


@pytest.mark.parametrize("place", ["head", "cell"])
def test_a_picture_inside_a_table_of_data_stands_below_it(place: str):
    image = "<img src=/fares.jpg alt=Fares>"
    head, cell = (image if place == where else "" for where in ("head", "cell"))
    table = (
        f"<table><caption><h2>Fares of the ferry</h2></caption>{head and f'<tr><td>{head}</td></tr>'}"
        f"<tr><td>Adults{cell}</td><td>8 marks</td></tr><tr><td>Children</td><td>4 marks</td></tr></table>"
    )
    found = Cleaner(images=True).clean(page(table), URL).markdown
    assert "| Adults | 8 marks |\n| Children | 4 marks |\n\n![Fares](https://pier.example/fares.jpg)" in found
