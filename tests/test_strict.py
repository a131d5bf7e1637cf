from __future__ import annotations

import pytest

from cleaner.judge import strict


@pytest.mark.parametrize(("words", "is_caption"), [(40, True), (60, True), (61, False)])
def test_few_words_in_a_figure_are_a_caption(words: int, is_caption: bool):
    block = (" ".join(["word"] * words), "p", None, (("figure",),))
    assert strict._is_caption(block) == is_caption
