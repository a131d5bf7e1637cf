from collections.abc import Collection, Mapping

from numpy import float32, float64, int16, intp
from numpy.typing import NDArray

from cleaner.judge.classify import Trees
from cleaner.judge.structures import Structure
from cleaner.lexicon.tokens import TokenOdds
from cleaner.model import Block
from cleaner.page.blocks_and_boxes import Box, Segmentation

def fill(
    out: NDArray[float32],
    families: NDArray[float64],
    segmentation: Segmentation,
    fine: list[int],
    title: str,
    summary: str,
    stated: tuple[int, int, int],
    odds: TokenOdds,
) -> list[int]: ...

class Forest:
    def __init__(self, feature: NDArray[intp], threshold: NDArray[float32], leaves: NDArray[int16]) -> None: ...
    def sum_leaves(
        self, columns: NDArray[float32], unit: float, bias: float, out: NDArray[float64], vectors: int = 2
    ) -> None: ...

def describe(
    columns: NDArray[float32],
    blocks: list[Block],
    fine: list[int],
    places: NDArray[intp],
    tags: dict[str, int],
    out: NDArray[float32],
) -> None: ...
def score_kinds(
    row: NDArray[float32],
    threshold: NDArray[float32],
    feature: NDArray[intp],
    leaves: NDArray[float64],
    out: NDArray[float64],
) -> None: ...
def choose(
    probabilities: list[float], words: list[int], caution: float, most: int
) -> tuple[list[bool], float, list[bool], list[int]]: ...
def find_sure(probabilities: list[float], words: list[int], likely: float, least: int) -> list[int]: ...
def is_linked(blocks: list[Block]) -> bool: ...
def classify(columns: NDArray[float32], trees: Trees, fine: list[int], area: float, out: NDArray[float64]) -> None: ...
def phrase_rank(text: str) -> float: ...
def count_parts(
    opened: list[Box],
    ends: list[int],
    parts: dict[str, int],
    kinds: dict[str, int],
    most_nested: int,
    grid_cells: int,
    words: list[int],
    bounds: tuple[int, int, float, int, int],
) -> list[tuple[int, int, int, int, int, int, bool]]: ...
def judge_whole(
    probabilities: list[float],
    words: list[int],
    structures: list[Structure],
    said: list[int],
    evidence: Mapping[str, tuple[float, float]],
    surest: float,
) -> list[float]: ...
def find_story(
    opened: list[Box], ends: list[int], box_of: list[int], sure: list[int], least: int
) -> frozenset[int]: ...
def find_lines(
    blocks: list[Block],
    opened: list[Box],
    ends: list[int],
    words: list[int],
    likely: list[float],
    story: Collection[int],
    no_lines: frozenset[str],
    most: int,
    most_words: int,
    least: float,
) -> list[tuple[int, int]]: ...
def find_named(
    opened: list[Box], box_of: list[int], inside: list[int], idle: set[str], headings: frozenset[str]
) -> list[int]: ...
def find_headed(
    opened: list[Box],
    ends: list[int],
    box_of: list[int],
    firsts: list[int],
    page: frozenset[str],
    kept: list[bool],
    sure: list[int],
    every: bool,
) -> list[int]: ...
def log_odds(likely: list[float], inside: list[int], least: float, most: float) -> list[float]: ...
def weigh(indices: list[int], words: list[int], odds: list[float]) -> tuple[int, float]: ...
def find_densest(
    opened: list[Box],
    ends: list[int],
    box_of: list[int],
    inside: list[int],
    odds: list[float],
    words: list[int],
    fewest: int,
) -> int: ...
def find_beside(opened: list[Box], box_of: list[int], outside: list[int], story: int) -> list[list[int]]: ...
def find_tagged(blocks: list[Block], inside: list[int], tags: frozenset[str], hidden: bool) -> list[int]: ...
def find_framed(blocks: list[Block], inside: list[int], tags: frozenset[str]) -> list[int]: ...
def find_ending(blocks: list[Block], inside: list[int] | None, endings: tuple[str, ...]) -> list[int]: ...
def find_broken(blocks: list[Block]) -> list[int]: ...
def find_sized(blocks: list[Block], inside: list[int], size: int) -> list[int]: ...
def find_left(likely: list[float], kept: list[bool], least: float) -> list[int]: ...
def phrase_ranks(columns: NDArray[float32], fine: list[int]) -> dict[int, int]: ...
def find_disclaimers(
    blocks: list[Block], tail: list[int], columns: NDArray[float32], fine: list[int], words: list[int], rank: float
) -> list[int]: ...
def find_doubled(blocks: list[Block], inside: list[int], tags: frozenset[str]) -> list[int]: ...
def find_headings(columns: NDArray[float32], fine: list[int], most: int) -> list[int]: ...
def find_series(
    blocks: list[Block],
    opened: list[Box],
    box_of: list[int],
    columns: NDArray[float32],
    fine: list[int],
    kept: list[bool],
    bold: int,
    line_level: int,
    most_words: float,
    most_links: float,
) -> list[list[int]]: ...
def find_labels(
    blocks: list[Block],
    opened: list[Box],
    box_of: list[int],
    columns: NDArray[float32],
    fine: list[int],
    kept: list[bool],
    times: int,
    most_words: float,
    least: int,
) -> list[list[int]]: ...
def find_saying(blocks: list[Block], inside: list[int], most: int, words: tuple[str, ...]) -> list[int]: ...
def begin_alike(blocks: list[Block], inside: list[int], size: int) -> bool: ...
def apply_rule(
    blocks: list[Block],
    kept: list[bool],
    likely: list[float],
    weak: set[int],
    platform: bool,
    least: float,
    sure: float,
) -> tuple[list[bool], list[bool]]: ...
def weigh_rule(
    blocks: list[Block], kept: list[bool], ruled: list[bool], likely: list[float], words: list[int], sure: float
) -> tuple[int, int, int, int]: ...
