"""A story in a text dump ends where its readers begin to speak; in a thread they are the content."""

from __future__ import annotations

import pytest

from cleaner import clean_text

NEWS = "https://lamp.example/news/lamp-keepers-count-the-boats-again"
TITLE = "Lamp keepers count the boats again"
STORY = [
    ("The keepers of the eastern lamp began to count the passing boats again this spring, after nine years of rest, "
     "and nobody had asked them to do so."),
    ("They write down the colour of each sail and the hour at which it came by, in a book that is older than they "
     "are, and they read from it aloud on Sundays."),
    ("Whoever wants to know how many boats there were can walk up to the lamp and ask, said the oldest of the three, "
     "but should bring bread along."),
    ("A lamp without a book is a door without walls, he said, and went up the stairs again, for a sail had come in "
     "sight behind the western rocks."),
]  # fmt: skip
READERS = [
    "Ada, 12 May 2024, 10:15",
    "I walked up there last Sunday with two loaves and they read to me for an hour, which was far too long for me.",
    "Reply",
    "Ben, 12 May 2024, 11:02",
    "They never counted my boat, although I came by twice a day for a whole summer and waved at them each time.",
    "Reply",
    "Cleo, 13 May 2024, 09:40",
    "The book should be in the museum of the town, where all of us could read it without that many stairs to climb.",
    "Reply",
]


def kept(heading: list[str], url: str | None = NEWS, by: str = "By Ines Calloway") -> list[str]:
    dump = ["Home", "News", "Log in", TITLE, by, "12 May 2024", *STORY, *heading, *READERS, "Privacy policy"]
    return clean_text("\n".join(dump), url).text.splitlines()


@pytest.mark.parametrize(
    "heading",
    [["3 comments"], ["Comments (3)"], ["Comments", "Log in to comment"], ["3 Kommentare"], ["Leave a comment"],
     ["Оставить комментарий"], ["Dodaj komentarz"]],
    ids=lambda heading: heading[0],
)  # fmt: skip
@pytest.mark.parametrize("url", [NEWS, None])
def test_what_readers_say_is_no_part_of_the_story(heading: list[str], url: str | None):
    assert kept(heading, url) == STORY


def test_in_a_thread_what_readers_say_is_the_content():
    thread = kept(["3 comments"], "https://forum.lamp.example/t/who-counts-the-boats/123")
    assert {READERS[1], READERS[4], READERS[7]} <= set(thread)


def test_a_button_above_the_story_ends_nothing():
    dump = ["Home", "News", TITLE, "By Ines Calloway", "12 May 2024", "3 comments", *STORY, "Privacy policy"]
    assert clean_text("\n".join(dump), NEWS).text.splitlines() == STORY


def test_a_heading_amid_paragraphs_ends_nothing():
    dump = ["Home", "News", TITLE, "By Ines Calloway", "12 May 2024", *STORY, "Discussion", *READERS[1::3], "Imprint"]
    assert READERS[7] in clean_text("\n".join(dump), NEWS).text.splitlines()
