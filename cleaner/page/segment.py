"""Page + marks → blocks, in one read-only walk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleaner.model import NO_MARKS, Block, Frame, Mark, Marks
from cleaner.page.compiled import load_walk
from cleaner.page.dom import PARSER, TEXT, probe, tag_ids
from cleaner.page.elements import (
    BLOCK,
    BREAK,
    COARSE,
    COARSE_ROLES,
    FRAME,
    INLINE,
    INVISIBLE,
    KIND,
    LINK,
    OUTER,
    OUTER_ROLES,
    RULE,
    SKIP,
    STYLE,
    STYLE_BIT,
)

if TYPE_CHECKING:
    from cleaner.page.dom import Node, Page


_NAMES = tag_ids(KIND)
_KIND = {number: KIND[name] for number, name in _NAMES.items()}
_BIT = {number: STYLE_BIT[name] for number, name in _NAMES.items() if name in STYLE_BIT}

_MAIN = frozenset(("article", "main"))
# Frames around, mark above, hidden, inside an article or main element.
_Scope = tuple[tuple[Frame, ...], Mark | None, bool, bool]

# Fewer words than this outside navigation, footers and the like: the content may sit in what is usually passed over.
_SECOND_LOOK_WORDS = 50

# Longer areas are looked into: themes have been seen to put `role="dialog"` or a `header` around a whole story.
_MAX_AREA_CHARS = 4_000

# Deeper structure than this is hostile, not a document; it is flattened (real pages reach 55 levels in all).
MAX_FRAMES = 64


class Box(NamedTuple):
    """A block-level element that holds some block: where it opens."""

    parent: int
    tag: str
    classes: str
    identifier: str
    depth: int
    first_block: int


@dataclass(slots=True)
class Boxes:
    """The block-level elements of a page that hold blocks, in document order; index 0 is the root.

    Box `b` holds the blocks from `opened[b].first_block` up to, not including, `end_block[b]`. `opened` has plain
    tuples of the shape of `Box`: the walk makes hundreds of them a page.
    """

    opened: list[tuple[int, str, str, str, int, int]] = field(default_factory=list)
    end_block: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Segmentation:
    """A page's blocks with what the walk saw around them.

    Attributes:
        blocks: in document order; together they hold every visible character once.
        box_of: for each block the index of the block-level element it lies in.
        boxes: those elements.
        coarse: for each block whether it is a whole area (a `nav`, an outer `footer`, ...) taken in one piece.
        headings: index of the block at or before which an `h1` stands, for each `h1`.
    """

    blocks: list[Block] = field(default_factory=list)
    box_of: list[int] = field(default_factory=list)
    boxes: Boxes = field(default_factory=Boxes)
    coarse: list[bool] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)


def segment(page: Page, marks: Marks = NO_MARKS, *, coarse: bool = True) -> Segmentation:
    """Cut the page into blocks.

    Args:
        page: a parsed page; it is only read.
        marks: node id → a rule's mark; a mark inside a paragraph splits it.
        coarse: take navigation, dialogs, and headers, footers and asides outside `article` and `main` as one block
            each. On a sample of 86 news pages these areas held 18 % of the text and 0.2 % of the content, on 250
            mixed ones 14 % and 1.4 %.
    """
    root = page.root
    if root is None:
        return Segmentation()
    if compiled is not None:
        blocks, box_of, areas, headings, opened, end_block = compiled(root.mem_id, marks, coarse)
        return Segmentation(blocks, box_of, Boxes(opened, end_block), areas, headings)
    return walk(root, marks, coarse)


def look_into(area: Node) -> list[Block]:
    """Blocks of an area that the walk took in one piece."""
    if compiled is not None:
        return list(compiled(area.mem_id, NO_MARKS, False)[0])
    return walk(area, NO_MARKS, coarse=False).blocks


def segment_page(page: Page, marks: Marks = NO_MARKS) -> Segmentation:
    """Cut the page into blocks, with a second look inside navigation and the like when little stands elsewhere."""
    found = segment(page, marks)
    words = 0
    for block, area in zip(found.blocks, found.coarse, strict=True):
        words += 0 if area else block[0].count(" ") + 1
        if words >= _SECOND_LOOK_WORDS:
            return found
    return segment(page, marks, coarse=False)


def walk(root: Node, marks: Marks, coarse: bool) -> Segmentation:  # noqa: C901, PLR0912, PLR0915
    """The walk in Python; `cleaner/page/_walk.pyx` is its compiled twin."""
    # One function on purpose: this loop runs for each of a page's thousands of nodes, and a call per node would
    # cost more than the parse itself. For the same reason what seldom changes travels as one tuple, the scope.
    out = Segmentation()
    kinds, bits = _KIND, _BIT
    blocks, box_of, coarse_flags = out.blocks, out.box_of, out.coarse
    opened_boxes, end_block = out.boxes.opened, out.boxes.end_block
    runs: list[tuple[str, str, int]] = []
    opened_boxes.append((0, root.tag or "html", "", "", 0, 0))
    end_block.append(0)
    box = depth = serial = 0
    scope: _Scope = ((), None, False, False)
    tag, href, style = "html", "", 0
    breaks = 0  # line breaks since the last block; 2 and more, or any block boundary, start a new paragraph
    glue: Literal["", "line", "inline"] = ""
    # What to go back to when an element closes: nothing; the look of the runs; the box around; all of it for a mark.
    stack: list[tuple[Node, Any]] = []
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
                if opened_boxes[box][5] == len(blocks):
                    # Nothing in it; what it held was taken off before, so it is the last one.
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
        if number == TEXT:
            text = node.text_content
            if text and (runs or not text.isspace()):
                runs.append((text, href, style))
            node = node.next
            continue
        kind = kinds.get(number)
        if kind is None:
            kind = _kind_of_other(node)
        if kind <= STYLE:
            child = node.first_child
            if child is None:
                node = node.next
                continue
            state = None
            if kind != INLINE:
                state = (href, style)
                if kind == LINK:
                    href = node.attrs.get("href") or "#"
                else:
                    style |= bits[number]
            if marks and (found := marks.get(node.mem_id)):
                state = (scope, *(state or (href, style)), "inline")
                if runs:
                    if block := _block(runs, tag, scope, glue):
                        blocks.append(block)
                        box_of.append(box)
                        coarse_flags.append(False)
                    runs = []
                    glue = "inline"
                scope = (scope[0], found, scope[2], scope[3])
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
        if kind == SKIP:
            node = node.next
            continue
        if runs:
            if block := _block(runs, tag, scope, glue):
                blocks.append(block)
                box_of.append(box)
                coarse_flags.append(False)
                breaks = 0
            runs = []
        if kind == BREAK:
            breaks += 1
            glue = "line" if breaks == 1 and blocks else ""
            node = node.next
            continue
        # A block-level element.
        breaks = 0
        glue = ""
        if kind == RULE:
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
                hidden = hidden or _hides(attributes)
        if (
            coarse
            and (kind >= COARSE or role)
            and (mark is None or mark.kind == "drop")
            and (kind == COARSE or role in COARSE_ROLES or (not main and (kind == OUTER or role in OUTER_ROLES)))
            and (area := _gather(node, marks)) is not None
            and (kind == COARSE or len(area) <= _MAX_AREA_CHARS)
        ):
            name = node.tag or ""
            if area:
                if kind == OUTER and node.css_first("h1") is not None:
                    out.headings.append(len(blocks))
                blocks.append(Block(area, name, ((area, "", 0),), frames, found or mark, hidden, ""))
                box_of.append(len(opened_boxes))
                coarse_flags.append(True)
                opened_boxes.append((box, name, names, identifier, depth + 1, len(blocks) - 1))
                end_block.append(len(blocks))
            node = node.next
            continue
        child = node.first_child
        if child is None:
            if kind == FRAME:
                serial += 1  # an empty cell keeps its column
            node = node.next
            continue
        stack.append((node, (box, tag, scope)))
        tag = node.tag or ""
        if kind == FRAME:
            if len(frames) < MAX_FRAMES:
                serial += 1
                frames = (*frames, Frame(tag, serial))  # type: ignore[arg-type]
            if tag == "h1":
                out.headings.append(len(blocks))
            scope = (frames, found or mark, hidden, main)
        elif found or hidden or role == "main" or tag in _MAIN:
            scope = (frames, found or mark, hidden, main or role == "main" or tag in _MAIN)
        depth += 1
        opened_boxes.append((box, tag, names, identifier, depth, len(blocks)))
        box = len(end_block)
        end_block.append(0)
        node = child


compiled = load_walk(PARSER, _NAMES, probe)


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


def _kind_of_other(node: Node) -> int:
    """Kind of a node that the table of elements does not know: custom elements are boxes of their own making."""
    name = node.tag
    if name is None or name.startswith(("-", "!")):
        return SKIP  # comments, doctypes, processing instructions
    return KIND.get(name, BLOCK if "-" in name else INLINE)


def _hides(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    css = attributes.get("style")
    return css is not None and "none" in css and "display:none" in css.replace(" ", "").lower()


def _gather(root: Node, marks: Marks) -> str | None:
    """Text of a whole area, with a space between its text nodes; None when a rule has its word inside.

    Mostly the parser's own loop does it: areas hold a third of a page's nodes.
    """
    if marks and any(found.kind != "drop" for node in root.traverse() if (found := marks.get(node.mem_id))):
        return None
    if root.css_first(INVISIBLE) is None:
        return " ".join(root.text(separator=" ").split())
    parts: list[str] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.tag_id == TEXT:
            parts.append(node.text_content or "")
        elif _KIND.get(node.tag_id) != SKIP:
            stack += reversed(list(node.iter(include_text=True)))
    return " ".join(" ".join(parts).split())
