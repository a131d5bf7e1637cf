"""Why the heuristic keeps or drops each block, in words: the features that weighed most."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from cleaner.judge.classify import Scores, Trees
from cleaner.judge.feature_columns import BLOCK_FEATURES, PAGE_TYPES
from cleaner.lexicon.tokens import TokenOdds, class_tokens

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from cleaner.page.blocks_and_boxes import Segmentation

# How many reasons are told of one block at most; more would not be read.
_MOST = 3
# Below this much of log-odds a feature said nothing worth telling.
_LEAST = 0.15


@dataclass(frozen=True, slots=True)
class _Sight:
    """A block as the heuristic saw it."""

    keep: bool
    value: Mapping[str, float]
    tokens: Callable[[], Sequence[str]]
    heading: str


def reasons(
    segmentation: Segmentation, scores: Scores, kept: Sequence[bool], trees: Trees, odds: TokenOdds
) -> list[str]:
    """For each block the features that spoke most for what became of it.

    A group of features weighs what the log-odds would lose if it had the values that are typical of the pages that
    the trees were fitted on (their medians, shipped with the trees), all else being as it is.

    Args:
        segmentation: the page's blocks.
        scores: what the heuristic made of them.
        kept: what became of each block.
        trees: the scores were told by them.
        odds: of the class tokens that the trees were told.
    """
    if scores.by != "heuristic":
        return ["in the engine's text" if keep else "not in the engine's text" for keep in kept]
    found = [f"{block.tag} area" for block in segmentation.blocks]
    weights = _weights(scores, trees)
    names = list(_GROUPS)
    headings = _headings(segmentation)
    for column, index in enumerate(scores.features.fine):
        keep = kept[index]
        row = scores.features.columns[:, column].tolist()
        sight = _Sight(
            keep,
            dict(zip(BLOCK_FEATURES, row, strict=True)),
            lambda index=index, keep=keep: _tokens(segmentation, index, keep, odds.classes),  # type: ignore[misc]
            headings[index],
        )
        said = (weights[:, column] if keep else -weights[:, column]).tolist()
        order = sorted(range(len(names)), key=lambda place: -said[place])
        words = filter(None, (_GROUPS[names[place]][1](sight) for place in order if said[place] >= _LEAST))
        found[index] = ", ".join(islice(dict.fromkeys(words), _MOST)) or _at_least(keep)
    return found


def _at_least(keep: bool) -> str:
    return "stands among the content" if keep else "outside the content"


def _weights(scores: Scores, trees: Trees) -> NDArray[float64]:
    """Log-odds that each group of features is worth to each fine block, shape (groups, fine blocks)."""
    import numpy as np

    columns = scores.features.columns
    if trees.typical is None or not columns.shape[1]:
        return np.zeros((len(_GROUPS), 0))
    whole = trees.score(columns)
    out = np.empty((len(_GROUPS), columns.shape[1]))
    for place, (members, _) in enumerate(_GROUPS.values()):
        without = columns.copy()
        for name in members.split():
            at = BLOCK_FEATURES.index(name)
            without[at] = trees.typical[at]
        out[place] = whole - trees.score(without)
    return out


def _headings(segmentation: Segmentation) -> list[str]:
    """For each block the last heading before it."""
    found, last = [], ""
    for block, area in zip(segmentation.blocks, segmentation.coarse, strict=True):
        found.append(last)
        if not area and len(block.tag) == 2 and block.tag[0] == "h" and block.tag[1].isdigit():
            last = block.text
    return found


def _tokens(segmentation: Segmentation, index: int, keep: bool, known: Mapping[str, float]) -> list[str]:
    """The class or id token on the block's path that speaks most for keeping or dropping it."""
    opened = segmentation.boxes.opened
    box = segmentation.box_of[index]
    seen: dict[str, float] = {}
    while box:
        parent, _, classes, identifier, *_ = opened[box]
        seen |= {token: known[token] for token in class_tokens(f"{classes} {identifier}") if token in known}
        box = parent
    if not seen:
        return []
    best = max(seen, key=seen.__getitem__) if keep else min(seen, key=seen.__getitem__)
    return [best] if (seen[best] > 0) == keep else []


def _of_names(sight: _Sight) -> str:
    tokens = sight.tokens()
    return f"class token '{tokens[0]}'" if tokens else ""


def _of_heading(sight: _Sight) -> str:
    return f"under the heading '{sight.heading[:40]}'" if sight.heading else "no heading before it"


def _of_place(sight: _Sight) -> str:
    before, until, since = (sight.value[name] for name in ("prose_before", "until_prose", "since_prose"))
    if before <= 0:
        return "before the first paragraph"
    if before >= 1 and since > 0:
        return "after the last paragraph"
    return "among the paragraphs" if min(until, since) <= 1 else "far from the paragraphs"


def _of_ancestors(sight: _Sight) -> str:
    inside = [name for name in ("article", "main", "list", "table", "figure", "form") if sight.value[f"in_{name}"]]
    if sight.value["in_outer"]:
        return "inside a header, footer or aside"
    return f"inside {' and '.join(inside)}" if inside else "inside no article or main element"


def _of_prose(sight: _Sight) -> str:
    share = max(sight.value[name] for name in ("parent_prose", "grand_prose", "path_prose"))
    return "prose around it" if share >= 0.5 else "little prose around it"


def _of_container(sight: _Sight) -> str:
    return "inside the main container" if sight.value["lca_down"] <= 0 else "outside the main container"


def _of_end(sight: _Sight) -> str:
    return "ends like a sentence" if sight.value["ends"] == 2 else "does not end like a sentence"


def _of_phrase(sight: _Sight) -> str:
    return "stock phrase" if sight.value["phrase"] else "no stock phrase"


def _of_repeats(sight: _Sight) -> str:
    return f"one of {sight.value['path_blocks']:.0f} alike" if sight.value["path_blocks"] > 1 else "alone of its kind"


def _of_title(sight: _Sight) -> str:
    if sight.value["title"]:
        return "shares its words with the title"
    return "repeats the description" if sight.value["summary"] else ""


def _of_type(sight: _Sight) -> str:
    likeliest = max(PAGE_TYPES, key=lambda name: sight.value[f"is_{name}"])
    return f"on a page of type {likeliest}"


# Each reason by its name: the features that it stands for, whose weights are taken together, since each alone says
# little beside those that go with it; and what tells it in words.
_GROUPS: dict[str, tuple[str, Callable[[_Sight], str]]] = {
    "names": ("own_odds worst_odds best_odds sum_odds near_odds near_sum", _of_names),
    "links": ("link_density", lambda sight: f"link density {sight.value['link_density']:.2f}"),
    "links around": (
        "box_links parent_links grand_links great_links path_links window_links after_links",
        lambda sight: f"link density around it {sight.value['window_links']:.2f}",
    ),
    "length": ("words", lambda sight: f"{sight.value['words']:.0f} words"),
    "end": ("ends", _of_end),
    "phrase": ("phrase", _of_phrase),
    "phrases": ("since_phrase phrases_before", lambda sight: "after a stock phrase" if not sight.keep else ""),
    "wording": ("text_odds", lambda sight: f"its words (log-odds {sight.value['text_odds']:.1f})"),
    "heading": ("since_heading heading_phrase heading_odds", _of_heading),
    "place": ("position prose_before since_prose until_prose since_h1", _of_place),
    "container": ("lca_up lca_down main_share main_words", _of_container),
    "prose": ("parent_words parent_prose grand_words grand_prose great_prose path_prose", _of_prose),
    "repeats": ("path_share path_blocks path_words box_blocks", _of_repeats),
    "same text": ("same_text", lambda sight: f"stands {sight.value['same_text']:.0f} times on the page"),
    "ancestors": ("in_article in_main in_outer in_list in_table in_figure in_form", _of_ancestors),
    "neighbours": ("before_words before_tag after_words after_tag", lambda _: "its neighbours"),
    "title": ("title summary", _of_title),
    "hidden": ("hidden", lambda sight: "hidden" if sight.value["hidden"] else ""),
    "page type": (" ".join(f"is_{name}" for name in PAGE_TYPES), _of_type),
    "look": ("tag heading styled depth", lambda _: "its element"),
}
