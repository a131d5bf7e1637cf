"""Files of kinds that are not read, as their first bytes tell them."""

from __future__ import annotations

from typing import Final

from cleaner.page.decode import sniff

# Kinds of files, as `sniff` names them, that hold other files; and the first bytes of a table in ORC.
_ARCHIVES: Final = frozenset({"7z", "rar"})
_ORC: Final = b"ORC"
_ORC_HEAD: Final = 16  # bytes
_TAB: Final = 9  # no text has a byte below it


def is_orc(head: bytes) -> bool:
    """Whether it is a table in ORC, whose cells may lie in it unpacked; no text has a control in such a place."""
    return head.startswith(_ORC) and any(byte < _TAB for byte in head[len(_ORC) : _ORC_HEAD])


def told_of(head: bytes) -> tuple[str, bool]:
    """What is known of a file of no kind that can be read, and whether other files are in it."""
    kind = sniff(head)
    if kind in _ARCHIVES:
        return f"cannot be read, it is {kind}: unpack it first", True
    if is_orc(head):
        return "cannot be read, it is ORC; Parquet can be", False
    if kind and kind != "binary":
        return f"cannot be read, it is {kind}", False
    return "cannot tell what this is" if head else "there is nothing in it", False
