from numpy import float32, float64, int16, intp
from numpy.typing import NDArray

from cleaner.judge.classify import Trees
from cleaner.lexicon.tokens import TokenOdds
from cleaner.model import Block
from cleaner.page.segmentation import Box, Segmentation

def fill(
    out: NDArray[float32],
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
        self, columns: NDArray[float32], unit: float, bias: float, out: NDArray[float64], vectors: bool = True
    ) -> None: ...

def describe(
    columns: NDArray[float32],
    blocks: list[Block],
    fine: list[int],
    words_at: int,
    links_at: int,
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
) -> list[tuple[int, int, int, int, int, int, bool]]: ...
