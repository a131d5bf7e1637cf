"""The walk over a page's tree, in Python; `_walk.pyx` is its compiled twin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from cleaner.model import CODE, NO_MARKS, NO_STAND_INS, Block, Frame, Mark, Marks, StandIns
from cleaner.page.areas import (
    DISPLAY_BY_NUMBER,
    NAMES,
    aside_text,
    display_of_other,
    follows_paragraph,
    gather,
    has_formula,
    hides,
    hides_inline,
    in_head,
    is_unopened,
    keeps_lines,
    sets_lines,
    texts,
)
from cleaner.page.blocks_and_boxes import FIRST_BLOCK, Segmentation
from cleaner.page.dom import TEXT
from cleaner.page.elements import (
    BREAK,
    COARSE,
    COARSE_ROLES,
    DRAWN_FORMULAS,
    FRAME,
    INLINE,
    LINK,
    LISTINGS,
    MAIN_ELEMENTS,
    OUTER,
    OUTER_ROLES,
    PICTURES,
    RULE,
    SKIP,
    STYLE,
    STYLE_BIT,
    TAB_PANEL,
)
from cleaner.page.table_columns import TableColumns
from cleaner.page.unseen import is_unseen, parts_words

if TYPE_CHECKING:
    from cleaner.page.dom import Node


# The parser's number of each element → the look that it gives; its name → that number; and numbers of elements that the
# walk asks for.
_BIT = {number: STYLE_BIT[name] for number, name in NAMES.items() if name in STYLE_BIT}
_NUMBER = {name: number for number, name in NAMES.items()}
_CELLS = frozenset((_NUMBER["td"], _NUMBER["th"]))
_CELL = _NUMBER["td"]
_TABLE, _ROW = _NUMBER["table"], _NUMBER["tr"]
_GROUPS = frozenset((_NUMBER["thead"], _NUMBER["tbody"], _NUMBER["tfoot"]))
_IMG, _MATH, _SCRIPT, _BODY = (_NUMBER[name] for name in ("img", "math", "script", "body"))
_UNOPENED = frozenset(_NUMBER[name] for name in ("noscript", "dialog"))

# Elements that hold listings.
_LISTINGS = frozenset(LISTINGS)
# Frames around, mark above, hidden, inside an article or main element.
_Scope = tuple[tuple[Frame, ...], Mark | None, bool, bool]

# Areas that turn out too long to be taken in one piece, after which no more are tried. Each try reads all that the area
# holds, so that areas in areas would take quadratic time; only pages made for it have so many.
MAX_FAILED_AREAS = 500
# Longer areas are read block by block: themes have been seen to put `role="dialog"` or a `header` around a whole story.
MAX_AREA_CHARS = 4_000

# Deeper structure than this is hostile, not a document; it is flattened (real pages reach 55 levels in all).
MAX_FRAMES = 64


def walk(  # noqa: C901, PLR0912, PLR0915
    root: Node, marks: Marks = NO_MARKS, coarse: bool = True, stand_ins: StandIns = NO_STAND_INS
) -> Segmentation:
    """Cut the tree below a node into blocks; arguments and result are those of `cleaner.page.segment.segment`."""
    # One function on purpose: this loop runs for each of a page's thousands of nodes, and a call per node would
    # cost more than the parse itself. For the same reason what seldom changes travels as one tuple, the scope.
    out = Segmentation()
    displays, bits = DISPLAY_BY_NUMBER, _BIT
    blocks, box_of, coarse_flags = out.blocks, out.box_of, out.coarse
    opened_boxes, end_block = out.boxes.opened, out.boxes.end_block
    runs: list[tuple[str, str, int]] = []
    opened_boxes.append((0, root.tag or "html", "", "", 0, 0))
    end_block.append(0)
    box = depth = serial = failed = 0
    scope: _Scope = ((), None, False, False)
    tag, href, style = "html", "", 0
    breaks = 0  # line breaks since the last block; 2 and more, or any block boundary, start a new paragraph
    glue: Literal["", "line", "inline"] = ""
    # The open elements, each with the state to go back to when it closes: None; link and style of runs (a pair); box,
    # tag and scope (three, for a block-level element); scope, link, style and glue (four, for a mark within a line).
    stack: list[tuple[Node, Any]] = []
    columns: list[TableColumns] = []  # of the tables around
    node: Node | None = root.first_child
    while True:
        while node is None:
            if not stack:
                if runs and (block := _block(runs, tag, scope, glue)):
                    blocks.append(block)
                    box_of.append(box)
                    coarse_flags.append(False)
                end_block[0] = len(blocks)
                return out
            opened, state = stack.pop()
            node = opened.next
            if opened.tag_id == _TABLE and columns:
                columns.pop()
            if state is None:
                continue
            if len(state) == 2:
                href, style = state
                continue
            if runs:
                if block := _block(runs, tag, scope, glue):
                    blocks.append(block)
                    box_of.append(box)
                    coarse_flags.append(False)
                runs = []
            breaks = 0
            if len(state) == 3:
                if opened_boxes[box][FIRST_BLOCK] == len(blocks):
                    # The box holds no block. Empty boxes in it were taken off before, so that it is the last one.
                    opened_boxes.pop()
                    end_block.pop()
                else:
                    end_block[box] = len(blocks)
                depth -= 1
                box, tag, scope = state
                glue = ""
            else:
                scope, href, style, glue = state
        number = node.tag_id
        if stand_ins and (given := stand_ins.get(node.mem_id)) is not None:
            if not given.tag or given.tag == "br":
                for at, line in enumerate(given.text.split("\n") if given.tag else (given.text,)):
                    if at:
                        if runs and (block := _block(runs, tag, scope, glue)):
                            blocks.append(block)
                            box_of.append(box)
                            coarse_flags.append(False)
                        runs, glue = [], "line" if blocks else ""
                    if line:
                        runs.append((line, href, style | given.style))
                node = node.next
                continue
            if runs:
                if block := _block(runs, tag, scope, glue):
                    blocks.append(block)
                    box_of.append(box)
                    coarse_flags.append(False)
                runs = []
            breaks = 0
            glue = ""
            serial += 1
            frames = scope[0]
            if given.tag == "pre" and len(frames) < MAX_FRAMES:
                frames = (*frames, Frame("pre", serial))
            attributes = node.attributes
            hidden = scope[2] or hides(node, attributes)
            out.has_kept_lines = out.has_kept_lines or keeps_lines(attributes.get("style"))
            mark = (marks.get(node.mem_id) if marks else None) or scope[1]
            run = (given.text, "", given.style)
            blocks.append(Block(given.text, given.tag, (run,), frames, mark, hidden, "", given.language))
            box_of.append(len(opened_boxes))
            coarse_flags.append(False)
            names, identifier = attributes.get("class") or "", attributes.get("id") or ""
            opened_boxes.append((box, given.tag, names, identifier, depth + 1, len(blocks) - 1))
            end_block.append(len(blocks))
            node = node.next
            continue
        if number == TEXT:
            text = node.text_content
            if text and (runs or not text.isspace()):
                runs.append((text, href, style))
            node = node.next
            continue
        display = displays.get(number)
        if display is None:
            display = display_of_other(node)
        if display <= STYLE:
            child = node.first_child
            if number == _IMG or (number not in displays and node.tag in PICTURES):
                out.pictures.append((len(blocks), node.mem_id, scope[0], texts(node.attributes)))
            attributes = node.attributes
            out.has_formulas = out.has_formulas or attributes.get("class") in DRAWN_FORMULAS
            if child is None:
                node = node.next
                continue
            found = marks.get(node.mem_id) if marks else None
            unseen = is_unseen(node, attributes)
            hidden = unseen or hides_inline(attributes)
            out.has_set_lines = out.has_set_lines or sets_lines(child, attributes.get("style"))
            state = None
            if display != INLINE:
                state = (href, style)
                if display == LINK:
                    href = node.attrs.get("href") or "#"
                else:
                    style |= bits[number]
            if found or hidden:
                state = state or (href, style)
                goes = hidden or (found and found.action == "drop")
                if goes and (aside := aside_text(node, marks, stand_ins)) is not None:
                    if aside:
                        blocks.append(
                            Block(
                                aside, tag, ((aside, "", 0),), scope[0], found or scope[1], scope[2] or hidden, "inline"
                            )
                        )
                        box_of.append(box)
                        coarse_flags.append(bool(found) or unseen)
                    href, style = state
                    if unseen and runs and parts_words(runs[-1][0], node):
                        runs.append((" ", href, style))
                    node = node.next
                    continue
                state = (scope, *state, "inline")
                if runs:
                    if block := _block(runs, tag, scope, glue):
                        blocks.append(block)
                        box_of.append(box)
                        coarse_flags.append(False)
                    runs = []
                    glue = "inline"
                scope = (scope[0], found or scope[1], scope[2] or hidden, scope[3])
            elif state and child.tag_id == TEXT and child.next is None:  # nearly always: spare the stack
                text = child.text_content
                if text and (runs or not text.isspace()):
                    runs.append((text, href, style))
                href, style = state
                node = node.next
                continue
            stack.append((node, state))
            node = child
            continue
        if display == SKIP:
            if number in (_MATH, _SCRIPT) or number not in displays:
                out.has_formulas = out.has_formulas or has_formula(node)
            node = node.next
            continue
        if runs:
            if block := _block(runs, tag, scope, glue):
                blocks.append(block)
                box_of.append(box)
                coarse_flags.append(False)
                breaks = 0
            runs = []
        if display == BREAK:
            if style & CODE:
                out.has_listings = True
            breaks += 1
            glue = "line" if breaks == 1 and blocks else ""
            node = node.next
            continue
        # A block-level element.
        breaks = 0
        glue = ""
        if display == RULE:
            node = node.next
            continue
        attributes = node.attributes
        found = marks.get(node.mem_id) if marks else None
        frames, mark, hidden, main = scope
        names = identifier = role = ""
        if attributes:
            names = attributes.get("class") or ""
            if not names or len(attributes) > 1:
                identifier = attributes.get("id") or ""
                role = attributes.get("role") or ""
                # A page that hides its body shows it by script, or nobody would see anything; a panel opens by its tab.
                hidden = hidden or (number != _BODY and role != TAB_PANEL and hides(node, attributes))
            out.has_kept_lines = out.has_kept_lines or keeps_lines(attributes.get("style"))
        hidden = hidden or (number in _UNOPENED and is_unopened(node, attributes))
        if (
            coarse
            and (display >= COARSE or role)
            and failed < MAX_FAILED_AREAS
            and not (mark and mark.opens_areas)
            and (
                display == COARSE
                or role in COARSE_ROLES
                or (not main and (display == OUTER or role in OUTER_ROLES) and not follows_paragraph(node))
            )
        ):
            area = gather(node, marks, stand_ins)
            if area is not None and (display == COARSE or len(area) <= MAX_AREA_CHARS):
                name = node.tag or ""
                if area:
                    if display == OUTER and node.css_first("h1") is not None:
                        out.headings.append(len(blocks))
                    blocks.append(Block(area, name, ((area, "", 0),), frames, found or mark, hidden, ""))
                    box_of.append(len(opened_boxes))
                    coarse_flags.append(True)
                    opened_boxes.append((box, name, names, identifier, depth + 1, len(blocks) - 1))
                    end_block.append(len(blocks))
                node = node.next
                continue
            failed += 1
        child = node.first_child
        if number in _CELLS and columns:
            serial += columns[-1].begin_cell(attributes)
        if child is None:
            if display == FRAME:
                serial += 1  # an empty cell keeps its column
            node = node.next
            continue
        if number == _TABLE:
            columns.append(TableColumns())
        elif number == _ROW and columns:
            columns[-1].begin_row()
        elif number in _GROUPS and columns:
            columns[-1].begin_group()
        stack.append((node, (box, tag, scope)))
        tag = node.tag or ""
        out.has_listings = out.has_listings or tag in _LISTINGS
        if display == FRAME:
            if len(frames) < MAX_FRAMES:
                serial += 1
                frames = (*frames, Frame("th" if number == _CELL and in_head(node) else tag, serial))  # type: ignore[arg-type]
            if tag == "h1":
                out.headings.append(len(blocks))
            scope = (frames, found or mark, hidden, main)
        elif found or hidden or role == "main" or tag in MAIN_ELEMENTS:
            scope = (frames, found or mark, hidden, main or role == "main" or tag in MAIN_ELEMENTS)
        depth += 1
        opened_boxes.append((box, tag, names, identifier, depth, len(blocks)))
        box = len(end_block)
        end_block.append(0)
        node = child


def _block(
    runs: list[tuple[str, str, int]], tag: str, scope: _Scope, glue: Literal["", "line", "inline"]
) -> Block | None:
    """The block that the runs make; None when they hold only white space."""
    raw = runs[0][0] if len(runs) == 1 else "".join([run[0] for run in runs])
    text = " ".join(raw.split())
    if not text:
        return None
    if tag == "pre":
        text = raw.strip("\n")
    return Block(text, tag, tuple(runs), scope[0], scope[1], scope[2], glue)
