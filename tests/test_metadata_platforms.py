"""Authors and days of pages as the web's systems write them: graphs, tags of libraries and papers, markup of blogs."""

import pytest
from platform_data import DATA
from platform_markup import MARKUP

from cleaner import Cleaner

CLEANER = Cleaner(rules=None)
H = "The mill by the weir grinds again after forty years"
TEXT = "The mill by the weir ground its first corn in forty years while the whole village stood and watched it. "
STORY = f"<p>{TEXT * 3}</p>" * 4


def read(head, shown, below):
    """What is read from such a page: title, authors and day."""
    html = (
        f"<html lang='en'><head><title>{H} | Weir Gazette</title><meta property='og:type' content='article'>"
        f"<meta property='og:site_name' content='Weir Gazette'>{head}</head><body><header><a href='/'>Weir Gazette</a>"
        f"</header><main><article><h1>{H}</h1>{shown}{STORY}{below}</article></main>"
        "<footer>© 2019-2026 Weir Gazette</footer></body></html>"
    )
    article = CLEANER.clean(html, "https://www.weirgazette.example/news/mill")
    return article.title, tuple(article.authors), str(article.date or "")[:10]


@pytest.mark.parametrize("page", DATA + MARKUP, ids=[page[0] for page in DATA + MARKUP])
def test_what_systems_write_is_read(page):
    _, head, shown, below, authors, day = page
    assert read(head, shown, below) == (H, authors, day)


def test_whoever_is_announced_above_a_threads_title_posted_it():
    head = "<meta name='generator' content='Flarum'>"
    shown = "<div>Well said</div><div><a href='/user/millgoer'>millgoer</a></div>"
    html = (
        f"<html><head><title>{H}</title>{head}</head><body><div>Posted by</div><div><a href='/user/weirfan7'>u/weirfan7"
        f"</a></div><div>4 years ago</div><div>Archived</div><div>2</div><h1>{H}</h1>{shown}{STORY}</body></html>"
    )
    assert CLEANER.clean(html, "https://forum.weir.example/t/mill/12").authors == ("weirfan7",)
