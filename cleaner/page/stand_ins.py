"""Elements that are not read node by node: pictures that stand for characters, formulas, listings of code."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from cleaner import expressions as re
from cleaner.model import CODE, StandIn, StandIns
from cleaner.page.blocks_and_boxes import CLASSES
from cleaner.page.code_lines import code_lines, names_code
from cleaner.page.formulas import formulas, picture_formula, undrawn
from cleaner.page.listings import listings
from cleaner.page.styled_lines import kept_lines, set_lines
from cleaner.page.survey import compiled

if TYPE_CHECKING:
    from cleaner.model import Block
    from cleaner.page.blocks_and_boxes import Picture, Segmentation
    from cleaner.page.dom import Page

# What platforms and forums call the pictures that they put in place of characters, in the class or the address.
_EMOJI: Final = re.compile(r"emoji|emoticon|smil(?:ey|ie|e)s?(?:$|[\s_/-])", re.IGNORECASE)
# What themes call the picture of a paragraph's first letter.
_INITIAL: Final = re.compile(r"drop-?cap|lettrine|initial", re.IGNORECASE)
_CONTAINERS: Final = (
    "ghlighter",
    "crayon-",
    "js-file-line",
    "blob-code",
    "enlighter",
    "CodeMirror",
    "cm-editor",
    "view-lines",
    "ace_",
    "geshi",
)
# Characters of an alternative text that may stand for the picture; a longer one describes it.
_MAX_EMOJI_CHARS: Final = 24
# Pictures of a page that are asked whether they stand for characters or formulas; those behind are taken for pictures.
_MOST_READ: Final = 10_000
# Where the alternative text is plain ASCII, without TeX's signs, a picture stands for characters or a formula only if
# its class or its address holds one of these.
_SIGNS: Final = (
    "emoji",
    "emoticon",
    "smil",
    "dropcap",
    "drop-cap",
    "lettrine",
    "initial",
    "tex",
    "math",
    "equation",
    "formula",
    "codecogs",
)
# Joiners, variation selectors, tags, skin tones: what an emoji may be made of beside its signs.
_EMOJI_PARTS: Final = re.compile("[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")

# The names above, and that of code, as the compiled search takes them.
_COMPILED_SIGNS = compiled.Parts(_SIGNS) if compiled is not None else None
_COMPILED_CODE = compiled.Parts(("code",)) if compiled is not None else None
_COMPILED_CONTAINERS = compiled.Parts(_CONTAINERS, exact=True) if compiled is not None else None


def stand_ins(page: Page, found: Segmentation) -> StandIns:
    """What stands for elements of the page, by node id; nearly all pages have none and need no second walk.

    Args:
        page: a parsed page.
        found: its blocks, read without stand-ins.
    """
    given: dict[int, StandIn] = {}
    for _, node, _, attributes in _readable(found.pictures)[:_MOST_READ]:
        if text := characters(attributes):
            given[node] = StandIn(text)
        elif formula := picture_formula(attributes):
            given[node] = formula
    if given:
        given |= _for_readers_without_scripts(page, given)
    if found.has_formulas:
        given |= formulas(page)
    has_tex, has_indented = _told_by(found.blocks)
    if has_tex:
        given |= undrawn(page)
    if found.has_listings or found.has_kept_lines or has_indented or _has_containers(found):
        given |= listings(page, kept_lines=found.has_kept_lines)
    return given | _of_lines(page, found, given)


def _of_lines(page: Page, found: Segmentation, known: StandIns) -> dict[int, StandIn]:
    """What stands for elements that are several lines by their class or their style.

    Args:
        page: a parsed page.
        found: its blocks, read without stand-ins.
        known: what stands for other elements already.
    """
    given = code_lines(page, known) if _has_code_boxes(found) else {}
    if found.has_set_lines:
        given |= set_lines(page, {**known, **given})
    if found.has_kept_lines:
        given |= kept_lines(page, {**known, **given})
    return given


def _for_readers_without_scripts(page: Page, given: StandIns) -> dict[int, StandIn]:
    """What stands for each `noscript` that holds nothing but a picture for which something in `given` stands.

    A script loads the same picture beside it; where that has a stand-in, the `noscript` is a copy and shows nothing.
    """
    found: dict[int, StandIn] = {}
    for picture in page.select("noscript > img"):
        around = picture.parent
        if around is None or picture.mem_id not in given or (around.text() or "").strip():
            continue
        before = around.prev
        is_copy = before is not None and before.mem_id in given
        found[around.mem_id] = StandIn("") if is_copy else given[picture.mem_id]
    return found


def _readable(pictures: list[Picture]) -> Sequence[Picture]:
    """Pictures that may stand for characters or a formula: few do, and to ask each of them takes long."""
    if compiled is not None:
        found: list[Picture] = compiled.telling(pictures, _COMPILED_SIGNS, _MAX_EMOJI_CHARS)
        return found
    return [picture for picture in pictures if _may_be_read(picture[3])]


def _may_be_read(attributes: Mapping[str, str]) -> bool:
    said, text = f"{attributes.get('class', '')} {attributes.get('src', '')}", attributes.get("alt", "")
    # Whatever passes none of these questions is neither signs nor a formula.
    if not said.isascii() or "\\" in text or "=" in text:
        return True
    if not text.isascii() and len(text.strip()) <= _MAX_EMOJI_CHARS:
        return True
    said = said.lower()
    return any(sign in said for sign in _SIGNS)


def _has_containers(found: Segmentation) -> bool:
    """Whether some box has a name that highlighters give to listings which hold no `pre`."""
    opened = found.boxes.opened
    named = compiled.named(opened, _COMPILED_CONTAINERS) if compiled is not None else [box[CLASSES] for box in opened]
    names = " ".join(named)
    return any(name in names for name in _CONTAINERS)


def _has_code_boxes(found: Segmentation) -> bool:
    """Whether some box has a name of code."""
    opened = found.boxes.opened
    named = compiled.named(opened, _COMPILED_CODE) if compiled is not None else [box[CLASSES] for box in opened]
    return any(names_code(names) for names in named)


def characters(attributes: Mapping[str, str]) -> str:
    """The characters that a picture stands for; empty for a picture."""
    alt = attributes.get("alt", "").strip()
    if not alt or len(alt) > _MAX_EMOJI_CHARS:
        return ""
    if all(unicodedata.category(char) == "So" for char in _EMOJI_PARTS.sub("", alt) or "x"):
        return alt
    said = f"{attributes.get('class', '')} {attributes.get('src', '')}"
    return alt if _EMOJI.search(said) or (len(alt) == 1 and alt.isalpha() and _INITIAL.search(said)) else ""


def _told_by(blocks: list[Block]) -> tuple[bool, bool]:
    """Whether some block has a sign of TeX; and whether some block is code alone, and begins with blanks."""
    if compiled is not None:
        found: tuple[bool, bool] = compiled.hints(blocks, CODE)
        return found
    only = [run for block in blocks if len(block.runs) == 1 for run in block.runs]
    return (
        any("^" in block.text or "\\" in block.text for block in blocks),
        any(style & CODE and text[:1] in (" ", "\u00a0", "\t") for text, _, style in only),
    )
