"""What tests with hostile pages share: a story, a page around it, a limit of time, and what every article must be."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterator

from readers import comparable, elements, markdown_links, markdown_parts, read_html, read_markdown, serialised

from cleaner import Article, Cleaner
from cleaner.render.safe_html import TAGS

FIRST = (
    "The ferry to Kellan Sound stopped running on Monday after engineers found a crack in the hull, leaving two "
    "hundred islanders without a way to the mainland before the spring market."
)
LAST = (
    "A replacement vessel is expected by the end of the month, the harbour master said, although the crossing will "
    "take twice as long as before and carry no more than a dozen cars."
)
STORY = (
    f"<p>{FIRST}</p><p>Farmers who had booked space for their animals were told to wait. Some of them drove back "
    "through the night, while others camped beside the slipway and cooked over open fires.</p>"
    "<p>The company said that safety came first, and promised to pay for feed and lodging until the service resumed. "
    f"Nobody has been told how long that will take.</p><p>{LAST}</p>"
)
# Far above what any case needs on a slow machine, and far below what quadratic work would take.
CPU_LIMIT_S = 10


def new_cleaner() -> Cleaner:
    return Cleaner()


def limited() -> Iterator[None]:
    """Stops a case that would run for minutes; counts this process's time only, so a busy machine changes nothing."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise TimeoutError(f"more than {CPU_LIMIT_S} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_LIMIT_S)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def page(story: str = STORY, after: str = "", head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Ferry stops - Sound Courier</title>{head}</head>"
        f"<body><article><h1>Ferry stops</h1>{story}</article>{after}</body></html>"
    )


def assert_sound(article: Article, size: int) -> None:
    """Every output is made, is bounded, encodes, and shows the same words; nothing in it acts."""
    text, markdown, html = article.text, article.markdown, article.html
    assert len(text) <= size + 65_536
    assert max(len(markdown), len(html)) <= 4 * size + 65_536
    for output in (text, markdown, html, json.dumps(article.to_dict(), ensure_ascii=False)):
        output.encode()
        assert not [char for char in set(output) if char in "\x00\x1b\x9b\u202e\u2066" or "\ud800" <= char <= "\udfff"]
    expected, *found = comparable(article.blocks, text, read_markdown(markdown), read_html(html))
    assert found == [expected] * 2
    assert not {"html_inline", "html_block", "image"} & markdown_parts(markdown)
    assert all(link.lower().startswith(("http://", "https://", "mailto:")) for link in markdown_links(markdown))
    for tag, attribute, value in elements(html):
        assert tag in TAGS
        if (tag, attribute) == ("code", "class"):
            assert value.removeprefix("language-").replace("-", "").isalnum()
            continue
        assert not attribute or (tag, attribute) == ("a", "href")
        assert not attribute or value.lower().startswith(("http://", "https://", "mailto:"))
    assert serialised(serialised(html)) == serialised(html)
