"""What a page says about being a thread, besides what the trees see in it."""

from __future__ import annotations

import pytest

from cleaner.judge.thread_signs import says_thread
from cleaner.model import Metadata
from cleaner.page.dom import parse


@pytest.mark.parametrize(
    ("markup", "declared", "is_thread"),
    [
        ("<div itemscope itemtype='https://schema.org/DiscussionForumPosting'>", (), True),
        ("<html itemscope itemtype='http://schema.org/QAPage'>", (), True),
        ("<div>", ("qapage", "question"), True),
        ("<div itemscope itemtype='https://schema.org/FAQPage'>", ("faqpage", "question"), False),
        ("<div>", ("newsarticle",), False),
    ],
    ids=["a discussion in the markup", "answers in the markup", "answers in JSON-LD", "a firm's answers", "news"],
)
def test_a_page_declares_itself_a_thread(markup: str, declared: tuple[str, ...], is_thread: bool):
    assert says_thread(parse(f"{markup}<p>Valves open.</p>"), Metadata(declared_types=declared), None) is is_thread


@pytest.mark.parametrize(
    "address",
    [
        "https://forum.valves.example/t/how-to-grease/12",
        "https://community.valves.example.uk/how-to-grease",
        "https://www.valves.example/forums/how-to-grease/",
        "https://valves.example/Questions/12/How-to-grease",
        "https://valves.example/viewtopic.php?f=2&t=12",
        "https://valves.example/index.php?topic=12.0",
        "https://valves.example/topic/12-how-to-grease/",
        "https://www.brassvalvesforum.example/media/12",
        "https://valves.example/c/comments/1ab2cd/how_to_grease/",
        "/t/how-to-grease/12",
        "https://valves.example/show_bug.cgi?id=12",
        "https://valves.example/brass/-/issues/12",
        "https://valves.example/trac/ticket/12",
    ],
)
def test_an_address_names_a_thread(address: str):
    assert says_thread(parse("<p>Valves open.</p>"), Metadata(), address)


@pytest.mark.parametrize(
    "address",
    [
        "https://valves.example/news/topic/brass/",
        "https://forum.example/about-the-congress",
        "https://weforum.example/agenda/valves",
        "https://valves.example/community/open-day",
        "https://valves.example/forum/",
        "https://valves.example/issues/12/brass",
        "https://valves.example/2024/11/a-question-of-grease",
        None,
    ],
    ids=[
        "news",
        "a congress",
        "another",
        "people nearby",
        "the index of threads",
        "an issue of a paper",
        "a story's name",
        "none",
    ],
)
def test_other_addresses_name_none(address: str | None):
    assert not says_thread(parse("<p>Valves open.</p>"), Metadata(), address)


@pytest.mark.parametrize(
    ("head", "is_thread"),
    [
        ('<meta name="generator" content="Minimal forum software">', True),
        ("<META content='vBulletin 4.2' name=generator>", True),
        ('<meta name="generator" content="A Blog Engine 6">', False),
        ("<script>var generator = 'forum'</script>", False),
        ("<p>A generator in the forum of Rome</p>", False),
    ],
    ids=["its kind", "an engine", "another engine", "a script", "a story"],
)
def test_the_software_tells_a_thread(head: str, is_thread: bool):
    assert says_thread(parse(f"<html><head>{head}</head><body><p>Valves open."), Metadata(), None) is is_thread
