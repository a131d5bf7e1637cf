"""The compiled columns refuse to be imported beside names of another shape."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleaner.judge.compiled import load_columns

pytestmark = pytest.mark.skipif(load_columns() is None, reason="built without a C compiler: only Python is there")

CHANGE = """
from cleaner.judge import feature_columns as columns
{change}
columns.FEATURES = columns.OWN_FEATURES + columns.BOX_FEATURES + columns.ORDER_FEATURES + columns.PAGE_FEATURES
from cleaner.judge.compiled import load_columns
print(load_columns() is None)
"""


@pytest.mark.parametrize("part", ["OWN_FEATURES", "BOX_FEATURES", "ORDER_FEATURES", "PAGE_FEATURES"])
@pytest.mark.parametrize("changed", ["columns.{0}[:-1]", "columns.{0} + ('one_more',)", "columns.{0}[::-1]"])
def test_python_takes_over_where_a_column_was_removed_added_or_moved(part: str, changed: str):
    code = CHANGE.format(change=f"columns.{part} = {changed.format(part)}")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_columns_of_another_shape_are_not_written():
    import numpy as np

    compiled = load_columns()
    assert compiled is not None
    with pytest.raises(ValueError, match="columns of shape"):
        compiled.fill(np.empty((3, 2), np.float32), np.zeros(12), None, [0, 1], "", "", (0, 0, 0), None)
