"""What the pages of a site have in common, learnt while they pass."""

from __future__ import annotations

import gzip
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sites import APPEAL, HOST, NOTICE, headline, page, story, text, ticker, url

from cleaner import Cleaner, DumpError, FixedMemory, SiteMemory
from cleaner.site_memory.sheet import page_sheet

PLAIN = Cleaner(rules=None)


def learnt(*pages: tuple[str, str]) -> SiteMemory:
    """A memory that has seen pages with their addresses."""
    memory = SiteMemory()
    cleaner = Cleaner(rules=None, memory=memory)
    for html, address in pages:
        cleaner.clean(html, address)
    return memory


def by_number(*numbers: int, **given) -> SiteMemory:
    return learnt(*((page(number, **given), url(number)) for number in numbers))


def lines(html: str, memory: SiteMemory | FixedMemory | None, address: str = url(9)) -> list[str]:
    return Cleaner(rules=None, memory=memory).clean(html, address).text.split("\n")


def test_the_notice_passes_for_a_paragraph_of_the_story():
    assert NOTICE in lines(page(9), None)


def test_what_two_other_stories_have_in_the_same_place_goes():
    assert lines(page(9), by_number(1, 2)) == story(9)


def test_one_other_story_is_not_enough():
    assert NOTICE in lines(page(9), by_number(1))


def test_a_memory_learns_while_pages_pass():
    cleaner = Cleaner(rules=None, memory=SiteMemory())
    kept = [NOTICE in cleaner.clean(page(number), url(number)).text for number in range(5)]
    assert kept == [True, True, False, False, False]


def test_the_page_itself_counts_for_nothing():
    assert NOTICE in lines(page(2), by_number(1, 2).fixed(), url(2))
    assert NOTICE not in lines(page(2), by_number(1, 2, 3).fixed(), url(2))


def test_pages_of_other_hosts_say_nothing():
    elsewhere = learnt(*((page(number), f"https://other.example/{number}") for number in range(4)))
    assert NOTICE in lines(page(9), elsewhere)


def test_a_page_is_of_the_host_that_it_names_itself():
    memory = by_number(1, 2)
    named = page(9).replace("<head>", f'<head><link rel="canonical" href="{url(9)}">')
    assert NOTICE not in Cleaner(rules=None, memory=memory).clean(named).text


def test_a_page_of_no_known_host_is_cleaned_as_without_a_memory():
    memory = by_number(1, 2)
    assert NOTICE in Cleaner(rules=None, memory=memory).clean(page(9)).text
    assert memory.hosts == {HOST: 2}


def test_the_same_words_in_another_place_stay():
    aside = f'<div class="letters"><p>{NOTICE}</p></div>'
    assert NOTICE in lines(page(9), by_number(1, 2, last=(), middle=aside))


def test_the_decision_has_its_reason():
    trace = Cleaner(rules=None, memory=by_number(1, 2, 3)).trace(page(9), url(9))
    decision = next(d for block, d in zip(trace.blocks, trace.decisions, strict=True) if block.text == NOTICE)
    assert (decision.by, decision.kept) == ("memory", False)
    assert decision.reason == "stands in the same place on 3 of 3 other stories of the site"


def test_the_loose_reading_has_no_furniture_either():
    assert NOTICE not in Cleaner(rules=None, memory=by_number(1, 2)).clean(page(9), url(9)).loose.text


def test_copies_of_one_story_are_no_furniture():
    copies = [(page(9, last=()), f"https://{HOST}/print/{number}") for number in range(5)]
    copies = [
        (html.replace("<main>", f"<main data-n='{n}'><p>{n}</p>"), address) for n, (html, address) in enumerate(copies)
    ]
    assert lines(page(9, last=()), learnt(*copies)) == story(9)


def test_copies_under_other_headlines_are_no_furniture():
    copies = [(page(9, title=headline(50 + n), last=()), f"https://{HOST}/syndicated/{n}") for n in range(5)]
    assert lines(page(9, last=()), learnt(*copies)) == story(9)


def test_copies_with_other_promotions_are_no_furniture():
    turns = [(page(9, last=ticker(n, 1)), f"https://{HOST}/again/{n}") for n in range(5)]
    others = [(page(n, last=ticker(n, 1)), url(n)) for n in range(20, 30)]
    kept = lines(page(9, last=()), learnt(*turns, *others))
    assert kept == story(9)


def test_what_several_pages_of_one_thread_begin_with_is_no_furniture():
    first = story(1)[0]
    pages = [
        (page(n, title=f"Lamps of the bay, page {n}", last=()).replace(story(n)[0], first), url(n)) for n in range(2, 6)
    ]
    others = [(page(n), url(n)) for n in range(20, 26)]
    page_one = page(1, title="Lamps of the bay", last=())
    assert first in lines(page_one, learnt(*pages, *others), url(1))


def test_where_nothing_would_be_left_everything_stays():
    memory = by_number(1, 2, 3)
    notice = (
        f'<html><head><title>Notice</title></head><body><div class="story-text"><p>{NOTICE}</p></div></body></html>'
    )
    alone = Cleaner(rules=None, memory=memory).trace(notice, url(8))
    assert not any(decision.by == "memory" for decision in alone.decisions)


def test_a_place_whose_lines_come_and_go_is_furniture_whatever_stands_there():
    def with_ticker(number: int) -> str:
        rows = "".join(f"<p>{line}</p>" for line in ticker(number))
        return page(number, last=(), middle=f'<div class="now-box">{rows}</div>')

    memory = learnt(*((with_ticker(number), url(number)) for number in range(8)))
    fresh = "A goat has been seen on the raft at noon."
    middle = f'<div class="now-box"><p>{ticker(3)[0]}</p><p>{fresh}</p></div>'
    assert fresh in lines(page(40, last=(), middle=middle), None)
    assert lines(page(40, last=(), middle=middle), memory, url(40)) == story(40)


def test_a_heading_over_what_stays_stays():
    middle = "<h2>What the keepers say</h2>"
    assert "What the keepers say" in lines(page(9, middle=middle), by_number(1, 2, 3, middle=middle))


def test_a_heading_goes_with_what_it_stands_over():
    end = f"<h2>About the courier</h2><p>{APPEAL}</p>"
    closed = {"last": (), "middle": ""}
    pages = [(page(n, **closed).replace("</div></article>", f"{end}</div></article>"), url(n)) for n in (1, 2, 3, 9)]
    assert lines(pages[-1][0], learnt(*pages[:-1])) == story(9)


def test_a_table_with_a_value_of_its_own_stays_whole():
    def table(weight: str) -> str:
        rows = "".join(
            f"<tr><th>{name}</th><td>{value}</td></tr>"
            for name, value in (("Length of the rope", "12 m"), ("Colour of the sail", "red"), ("Weight", weight))
        )
        return f"<table>{rows}</table>"

    memory = learnt(*((page(n, middle=table(f"{n} kg")), url(n)) for n in range(1, 6)))
    before, after = (lines(page(9, last=(), middle=table("11 kg")), known) for known in (None, memory))
    assert after == before


def test_what_a_rule_keeps_by_name_stays(tmp_path: Path):
    (tmp_path / f"{HOST}.toml").write_text('[[layout]]\ncontent = ["div.story-text"]\nkeep = [".imprint"]\n', "utf-8")
    middle = f'<p class="imprint">{APPEAL}</p>'
    memory = by_number(1, 2, 3, middle=middle)
    text = Cleaner(rules=tmp_path, memory=memory).clean(page(9, middle=middle), url(9)).text
    assert (APPEAL in text, NOTICE in text) == (True, False)


def test_lines_of_text_dumps_are_remembered():
    memory = SiteMemory()
    cleaner = Cleaner(rules=None, memory=memory)
    texts = [cleaner.clean_text(text(number), url(number)).text for number in range(4)]
    assert [NOTICE in each for each in texts] == [True, True, False, False]
    assert texts[3].split("\n") == story(3)


def test_the_reason_in_a_text_dump_names_no_place():
    memory = SiteMemory()
    cleaner = Cleaner(rules=None, memory=memory)
    for number in range(3):
        cleaner.clean_text(text(number), url(number))
    trace = cleaner.trace_text(text(9), url(9))
    decision = next(d for block, d in zip(trace.blocks, trace.decisions, strict=True) if block.text == NOTICE)
    assert (decision.by, decision.reason) == ("memory", "stands on 3 of 3 other stories of the site")


def test_the_order_of_pages_changes_nothing():
    there, back = by_number(*range(40)), by_number(*reversed(range(40)))
    assert there.fixed().version == back.fixed().version
    assert there.look(HOST) == back.look(HOST)


def test_a_page_that_is_seen_twice_counts_once():
    assert by_number(1, 2, 1, 2).fixed().version == by_number(1, 2).fixed().version


def test_no_more_pages_of_a_host_are_held_than_asked_for():
    memory = SiteMemory(pages=5)
    cleaner = Cleaner(rules=None, memory=memory)
    for number in range(12):
        cleaner.clean(page(number), url(number))
    assert memory.hosts == {HOST: 5}


def test_where_there_are_too_many_pages_hosts_are_let_go_whatever_the_order():
    def seen(numbers: range | reversed) -> SiteMemory:
        memory = SiteMemory(most_pages=12)
        cleaner = Cleaner(rules=None, memory=memory)
        for number in numbers:
            cleaner.clean(page(number), f"https://h{number % 8}.example/{number}")
        return memory

    there, back = seen(range(24)), seen(reversed(range(24)))
    assert there.hosts == back.hosts
    assert sum(there.hosts.values()) <= 12
    assert there.share < 1


def test_a_long_page_is_held_in_part_the_same_part_of_each():
    cells = "".join(f"<p>Line {n} of the long list</p>" for n in range(900))
    traces = [PLAIN.trace(page(number, middle=cells), url(number)) for number in (1, 2)]
    sheets = [
        page_sheet(t.segmentation, t.labelling.probabilities, t.scores.features.words, t.article.title) for t in traces
    ]
    shared = set(sheets[0].texts) & set(sheets[1].texts)
    assert all(len(sheet.texts) <= 400 for sheet in sheets)
    assert len(shared) > 380


def test_a_memory_can_be_pickled():
    assert lines(page(9), pickle.loads(pickle.dumps(by_number(1, 2)))) == story(9)


def test_a_memory_that_was_pickled_goes_on_learning():
    memory = pickle.loads(pickle.dumps(by_number(1, 2)))
    lines(page(9), memory)
    assert memory.hosts == {HOST: 3}


def test_a_fixed_memory_can_be_pickled():
    assert lines(page(9), pickle.loads(pickle.dumps(by_number(1, 2).fixed()))) == story(9)


def test_a_fixed_memory_that_was_pickled_learns_nothing():
    fixed = by_number(1, 2).fixed()
    again = pickle.loads(pickle.dumps(fixed))
    lines(page(9), again)
    assert again.version == fixed.version


def test_threads_share_a_memory():
    memory = SiteMemory()
    cleaner = Cleaner(rules=None, memory=memory)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: cleaner.clean(page(number), url(number)), range(24)))
    assert memory.fixed().version == by_number(*range(24)).fixed().version


SAVED = pytest.mark.parametrize("name", ["sites.json", "sites.json.gz"])


@SAVED
def test_what_is_saved_is_read_again(tmp_path: Path, name: str):
    memory = by_number(*range(6))
    memory.save(tmp_path / name)
    again = SiteMemory.load(tmp_path / name)
    assert again.look(HOST) == memory.look(HOST)
    assert lines(page(9), again) == story(9)


@SAVED
def test_what_was_read_is_saved_as_it_was(tmp_path: Path, name: str):
    by_number(*range(6)).save(tmp_path / name)
    SiteMemory.load(tmp_path / name).save(tmp_path / f"again-{name}")
    assert (tmp_path / f"again-{name}").read_bytes() == (tmp_path / name).read_bytes()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 1}', b'{"format": 99, "hosts": {}}', b"\x1f\x8b"])
def test_what_is_no_saved_memory_is_an_error(tmp_path: Path, content: bytes):
    (tmp_path / "sites.json").write_bytes(content)
    with pytest.raises(DumpError, match=r"sites\.json"):
        SiteMemory.load(tmp_path / "sites.json")


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"format": 1, "pages": 1e999, "most": 1, "share": 1, "hosts": {}}',
        b'{"format": 1, "pages": 1, "most": 1, "share": 1, "hosts": {"a": []}}',
        b'{"format": 1, "pages": 1, "most": 1, "share": 1, "hosts": {"a": {"pages": [["1", "", "", "", ""]]}}}',
        b'{"format": 1, "pages": 1, "most": 1, "share": 1, "hosts": {"a": {"pages": [], "shown": {"1": 2}}}}',
    ],
    ids=range(5),
)
@pytest.mark.parametrize("name", ["sites.json", "sites.json.gz"])
def test_values_that_no_memory_has_are_an_error(tmp_path: Path, content: bytes, name: str):
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    with pytest.raises(DumpError, match=r"sites\.json.*: is no memory of sites that was saved: "):
        SiteMemory.load(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (gzip.compress(b" " * 40_000_000), "it unpacks to more than 16,777,216 bytes"),
        (gzip.compress(b'{"format": 1}' * 9)[:-5], "the file is cut off"),
        (gzip.compress(b'{"format": 1}')[:-8] + b"\0" * 8, "incorrect data check"),
    ],
)
def test_a_packed_memory_that_is_damaged_or_a_bomb_is_an_error(tmp_path: Path, content: bytes, told: str):
    (tmp_path / "sites.json.gz").write_bytes(content)
    with pytest.raises(DumpError) as caught:
        SiteMemory.load(tmp_path / "sites.json.gz")
    assert told in str(caught.value)


def test_a_look_shows_what_may_pass_for_content_first():
    look = by_number(*range(5)).look(HOST)
    assert (look.pages, look.stories) == (5, 5)
    assert (look.pieces[0].text, look.pieces[0].stories, look.pieces[0].is_likely) == (NOTICE, 5, True)
    assert look.pieces[0].place.startswith("p < div.story-text")


def test_nothing_is_known_of_a_host_that_was_not_seen():
    assert by_number(1).look("elsewhere.example") is None
