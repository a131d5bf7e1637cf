"""Made-up dumps of sites: what the benchmark of memories counts."""

from __future__ import annotations

from bench.sites import compare, make_dump, make_page, read_sites

SITE = next(iter(read_sites(1)))


def test_pages_of_a_site_share_furniture():
    assert set(make_page(SITE, 0).furniture) & set(make_page(SITE, 4).furniture)


def test_pages_of_a_site_tell_different_stories():
    assert not set(make_page(SITE, 0).story) & set(make_page(SITE, 4).story)


def test_the_last_pages_are_copies_of_the_first_story():
    pages = make_dump(SITE, 8)
    assert {page.story for page in pages[-3:]} == {pages[0].story}
    assert len({page.url for page in pages}) == 8


def test_a_memory_lets_a_fifth_of_the_furniture_through_at_most_and_loses_no_story():
    dumps = [make_dump(site, 12) for site in read_sites(3)]
    for is_text in (False, True):
        plain, known, _ = compare(dumps, text=is_text)
        assert plain.leaked > 0.8 * sum(len(page.furniture) for pages in dumps for page in pages)
        assert known.leaked <= 0.2 * plain.leaked
        assert known.lost <= plain.lost
