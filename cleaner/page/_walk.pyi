from collections.abc import Mapping

from cleaner.model import Block, Mark

def learn(numbers: Mapping[int, str], probe: int) -> None: ...
def walk(
    root: int, marks: Mapping[int, Mark], coarse: bool
) -> tuple[list[Block], list[int], list[bool], list[int], list[tuple[int, str, str, str, int, int]], list[int]]: ...
