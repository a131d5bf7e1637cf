"""The type of a page: what counts as content differs from type to type."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.judge.compiled import load_columns
from cleaner.judge.feature_columns import PAGE_TYPES
from cleaner.judge.features import FEATURES, Features
from cleaner.judge.kind_option import AUTO
from cleaner.judge.page_shape import HEADLINE_FACTS, RUN_FACTS, headline_facts, run_facts

if TYPE_CHECKING:
    from numpy import float32, float64, intp
    from numpy.typing import NDArray

    from cleaner.model import PageType
    from cleaner.page.blocks_and_boxes import Segmentation

# The elements whose share of all blocks is told to the trees for page types.
_TAGS = ("p", "li", "td", "h2", "h3", "a", "div", "button", "label", "pre", "dt", "dd")
# Words that an address of each type often has; the trees learn which of them tell.
_ADDRESS = tuple(
    frozenset(words.split())
    for words in (
        (
            "answers board comments community discussion discussions forum forums question questions showthread thread "
            "threads topic topics viewtopic"
        ),
        "buy catalog dp item items pd product products shop sku store",
        "archive archives browse category directory events jobs list listing listings search tag tags",
        "all best collection collections deals gifts new",
        (
            "api doc docs documentation guide guides help kb latest learn library manual reference stable support "
            "tutorial wiki"
        ),
        "about company consulting contact features locations plans practice pricing service services solutions",
        "article articles blog business news opinion politics post posts sport sports stories story world",
    )
)
# By word the numbers of the types whose addresses often have it.
_FAMILIES = {
    word: [number for number, family in enumerate(_ADDRESS) if word in family] for family in _ADDRESS for word in family
}
_TAG_PLACE = {tag: place for place, tag in enumerate(_TAGS)}
_SHAPE = len(FEATURES) + len(_TAGS) + 5 + len(HEADLINE_FACTS) + len(RUN_FACTS)
_WORDS, _LINKS = FEATURES.index("words"), FEATURES.index("link_density")
# Where the trees find what tells a headline and runs of text: words, linked share, title and heading.
_PLACES = [_WORDS, _LINKS, FEATURES.index("title"), FEATURES.index("heading")]
# A page that says it is a thread becomes the likeliest type by so much in log-odds, unless that takes more than the
# trees' doubts are worth. More, where the trees had seen it anyway, cost threads their posts: with all of 4.5 added,
# three of 103 threads lost .15 to .2 of their F1 by the weights that ship.
_DECLARED_THREAD, _MARGIN = 4.5, 0.3
# Where the last part of an address has several words, they are a title's: /blog/forum-romanum is no forum. Other words
# of titles tell what the page is ("best", "guide"), and count.
_FORUM = 0
_SLUG = re.compile(r"(?:^|/)[a-zA-Z]+[-_][^/]*$")
_WORD = re.compile("[a-z]+")
_YEAR = re.compile(r"/(?:19|20)\d\d[/-]")


@dataclass(frozen=True, slots=True)
class TypeTrees:
    """Symmetric trees with a leaf for each type.

    Attributes:
        feature: shape (depth, trees).
        threshold: same shape.
        leaves: shape (trees, 2 ** depth, types).
    """

    feature: NDArray[intp]
    threshold: NDArray[float32]
    leaves: NDArray[float64]

    def score(self, row: NDArray[float32]) -> NDArray[float64]:
        """Log-odds of each type, from the features of one page."""
        import numpy as np

        compiled = load_columns()
        if compiled is None:
            return self.sum_leaves(row)
        found = np.empty(self.leaves.shape[2])
        compiled.score_types(row, self.threshold, self.feature, self.leaves, found)
        return found

    def sum_leaves(self, row: NDArray[float32]) -> NDArray[float64]:
        """The scores of the types with numpy; `cleaner/judge/_page.pxi` has the compiled twin."""
        import numpy as np

        depth, count = self.feature.shape
        answers = row[self.feature] > self.threshold
        leaf = answers[0].astype(np.intp)
        for question in range(1, depth):
            leaf += answers[question].astype(np.intp) << question
        found: NDArray[float64] = self.leaves[np.arange(count), leaf].sum(axis=0)
        return found


def page_types(
    features: Features, segmentation: Segmentation, url: str | None, trees: TypeTrees, *, thread: bool = False
) -> dict[str, float]:
    """How likely the page is of each type, by name; empty for a page without blocks of its own.

    Args:
        features: of the page.
        segmentation: its blocks and boxes.
        url: where it came from.
        trees: fitted on pages.
        thread: it declares itself a thread, as `says_thread` tells.
    """
    if not features.fine:
        return {}
    found: list[float] = trees.score(read_type_features(features, segmentation, url)).tolist()
    if thread:
        place = PAGE_TYPES.index("forum")
        others = max(found[:place] + found[place + 1 :])
        found[place] = max(found[place], min(found[place] + _DECLARED_THREAD, others + _MARGIN))
    most = max(found)
    odds = [math.exp(value - most) for value in found]
    whole = sum(odds)
    return {name: value / whole for name, value in zip(PAGE_TYPES, odds, strict=True)}


def told_kind(kind: str) -> dict[str, float]:
    """What `page_types` gives when somebody knows the page's type: certainty; empty for `auto`."""
    return {known: float(known == kind) for known in PAGE_TYPES} if kind != AUTO else {}


def page_type(types: Mapping[str, float]) -> PageType | None:
    """Name of the likeliest type; None when nothing is known."""
    if not types:
        return None
    likeliest: PageType = max(PAGE_TYPES, key=types.__getitem__)
    return likeliest


def read_type_features(features: Features, segmentation: Segmentation, url: str | None) -> NDArray[float32]:
    """The page as one row: its blocks' features averaged by words, its tags, prices, shape and names, its address."""
    import numpy as np

    compiled = load_columns()
    rest = [*features.families, *_address_features(url or "")]
    if compiled is None:
        shape = describe(features, segmentation)
        return np.concatenate([shape, np.asarray(rest, np.float32)], dtype=np.float32)
    row = np.empty(_SHAPE + len(rest), np.float32)
    places = np.asarray(_PLACES, np.intp)
    compiled.describe(features.columns, segmentation.blocks, features.fine, places, _TAG_PLACE, row)
    row[_SHAPE:] = rest
    return row


def describe(features: Features, segmentation: Segmentation) -> NDArray[float32]:
    """The row but for the address, with numpy; `cleaner/judge/_page.pxi` has its compiled twin."""
    import numpy as np

    columns = features.columns.astype(np.float64)
    words = columns[_WORDS]
    blocks = [segmentation.blocks[index] for index in features.fine]
    size = len(blocks)
    prices = len([block for block in blocks if "$" in block.text or "€" in block.text or "£" in block.text])
    tags = Counter([block.tag for block in blocks])
    rest = [
        *[tags[tag] / size for tag in _TAGS],
        *(prices, prices / size, columns[_LINKS].sum() / size, words.max(), np.median(words)),
    ]
    mean = (columns * (words + 1)).sum(axis=1) / (words.sum() + size)
    told = [columns[place].tolist() for place in _PLACES]
    return np.concatenate([mean, rest, headline_facts(*told), run_facts(told[0], told[1], told[3])]).astype(np.float32)


def _address_features(url: str) -> list[float]:
    address, _, query = url.partition("://")[2].partition("?")
    host, _, path = address.partition("/")
    held = [0.0] * len(_ADDRESS)
    where = host.rpartition(".")[0]
    for word in _FAMILIES.keys() & _WORD.findall(f"{where}/{path} {query}".lower()):
        for number in _FAMILIES[word]:
            held[number] += 1
    if held[_FORUM] and (slug := _SLUG.search(path)):
        elsewhere = _WORD.findall(f"{where}/{path[: slug.start()]} {query}".lower())
        held[_FORUM] = len(_ADDRESS[_FORUM].intersection(elsewhere))
    return [
        *held,
        float(bool(query)),
        float(_YEAR.search(f"/{path}") is not None),
        float(path.endswith((".html", ".htm", ".php"))),
        float(path.count("/")),
        float(host.count(".")),
    ]
