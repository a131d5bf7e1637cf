"""Trees as they stand in a data file: arrays instead of lists, so that a first page need not wait for a parser."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cleaner.weights import PACKED


def packed(feature: ArrayLike, threshold: ArrayLike, leaves: ArrayLike) -> dict[str, Any]:
    """What `cleaner.weights` unpacks.

    Args:
        feature: shape (trees, depth).
        threshold: same shape.
        leaves: whole numbers, shape (trees, ...).

    Raises:
        OverflowError: a number is too large for its kind.
    """
    arrays = {"feature": np.asarray(feature), "threshold": np.asarray(threshold), "leaves": np.asarray(leaves)}
    out: dict[str, Any] = {"depth": arrays["feature"].shape[1]}
    for name, kind in PACKED.items():
        written = arrays[name].astype(f"<{kind}")
        if kind != "f4" and (written != arrays[name]).any():
            raise OverflowError(f"{name}: a number does not fit {kind}")
        out[name] = b64encode(written.tobytes()).decode("ascii")
    return out
