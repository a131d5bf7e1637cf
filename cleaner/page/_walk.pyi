from collections.abc import Mapping, Sequence

from cleaner.model import Block, Mark, StandIn
from cleaner.page.blocks_and_boxes import Picture

def shape(number: int) -> tuple[int, int, int, int, int, int, int]: ...
def text_shape(number: int) -> int: ...
def attribute_shape(number: int) -> int: ...
def learn(numbers: Mapping[int, str], probe: int, attributes: Sequence[str]) -> None: ...
def walk(
    root: int, marks: Mapping[int, Mark], coarse: bool, stand_ins: Mapping[int, StandIn]
) -> tuple[
    list[Block],
    list[int],
    list[tuple[int, str, str, str, int, int]],
    list[int],
    list[bool],
    list[int],
    list[Picture],
    bool,
    bool,
]: ...
