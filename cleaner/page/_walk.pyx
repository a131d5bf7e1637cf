# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The walk of `cleaner.page.walk`, compiled, on the structures of lexbor itself.

Selectolax makes a Python object for each node that is looked at, and another for each attribute; here the same tree is
read where it lies. `cleaner.page.walk` has the same in Python, which runs where this module is missing; a test holds the
two equal.
"""

from cpython.list cimport PyList_GET_SIZE
from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_SET_ITEM
from cpython.unicode cimport PyUnicode_AsUTF8AndSize
from libc.stdint cimport uint64_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memcpy

from cleaner.page.table_columns import TableColumns as _TableColumns
from cleaner.page.elements import COARSE_ROLES, DISPLAY, HEADINGS, OUTER_ROLES, STYLE_BIT, TAB_PANEL
from cleaner.page.hiding_styles import HIDDEN as _HIDDEN, SHOWN as _SHOWN, TRANSPARENT as _TRANSPARENT, look_of
from cleaner.page.areas import MAX_ASIDE_CHARS
from cleaner.page.walk import MAX_AREA_CHARS, MAX_FAILED_AREAS, MAX_FRAMES
from cleaner.model import CODE as _CODE_BIT, Block as _Block, Frame as _Frame

include "_lexbor.pxi"

cdef extern from *:
    """
    static PyObject *cleaner_tuple_of(PyObject *type, Py_ssize_t size) {
        PyObject *found = ((PyTypeObject *) type)->tp_alloc((PyTypeObject *) type, size);
    #if PY_VERSION_HEX >= 0x030E0000
        // CPython 3.14 keeps a tuple's hash in it. The room comes filled with zeros, which would be a hash; -1 is none.
        if (found != NULL) {
            ((PyTupleObject *) found)->ob_hash = -1;
        }
    #endif
        return found;
    }
    """
    # A tuple of a named class, still empty: the class's own constructor copies a plain tuple that was made before.
    object cleaner_tuple_of(object type, Py_ssize_t size)
    # Tuples of texts, numbers and such tuples cannot be part of a cycle. Python finds that out by itself, by looking
    # through each of them once: a quarter of the walk's time.
    void PyObject_GC_UnTrack(object found)

cdef extern from "Python.h":
    void *PyUnicode_DATA(object text)
    bint PyUnicode_IS_ASCII(object text)

cdef enum:
    MOST_NAMED = 16
    NAMES = 128  # short texts that are remembered; a newer one takes the place of one with the same number

cdef enum:
    INLINE = 0
    LINK = 1
    STYLE = 2
    BREAK = 3
    SKIP = 4
    RULE = 5
    BLOCK = 6
    FRAME = 7
    COARSE = 8
    OUTER = 9

cdef int _CODE = _CODE_BIT
cdef size_t _MAX_FRAMES = MAX_FRAMES
cdef size_t _MAX_AREA_CHARS = MAX_AREA_CHARS
cdef size_t _MAX_ASIDE_CHARS = MAX_ASIDE_CHARS
cdef int _MAX_FAILED_AREAS = MAX_FAILED_AREAS

cdef int HIDDEN = _HIDDEN, SHOWN = _SHOWN, TRANSPARENT = _TRANSPARENT
cdef uint8_t _display[KNOWN]
cdef int _bit[KNOWN]
cdef bint _heading[KNOWN]
cdef list _name = [None] * KNOWN
cdef uintptr_t _href = 0, _class = 0, _id = 0, _style = 0, _h1 = 0, _article = 0, _main = 0, _pre = 0
cdef uintptr_t _xmp = 0, _listing = 0, _thead = 0, _tbody = 0, _tfoot = 0
cdef uintptr_t _aside = 0, _paragraph = 0, _noscript = 0, _dialog = 0
cdef uintptr_t _img = 0, _math = 0, _script = 0, _body = 0, _type = 0, _title = 0
cdef uintptr_t _table = 0, _row = 0, _cell = 0, _head_cell = 0, _colspan = 0, _rowspan = 0
cdef list _attribute_name = [None] * KNOWN
cdef object _new = tuple.__new__
cdef dict _display_by_name = DISPLAY
cdef str _tab_panel = TAB_PANEL
cdef frozenset _coarse_roles = COARSE_ROLES, _outer_roles = OUTER_ROLES


def learn(dict numbers, uintptr_t probe, attributes):
    """Learn the parser's numbers: of elements by name, of attributes from a link that has those of these names."""
    global _href, _class, _id, _style, _type, _h1, _article, _main, _pre, _img, _math, _script, _body, _xmp, _listing, _thead
    global _title, _table, _row, _cell, _head_cell, _colspan, _rowspan, _tbody, _tfoot, _aside, _paragraph, _noscript, _dialog
    cdef Attribute *at = (<Element *> probe).first_attribute
    for attribute in attributes:
        if at.node.local_name < KNOWN:
            _attribute_name[at.node.local_name] = attribute
        if attribute == "href":
            _href = at.node.local_name
        elif attribute == "class":
            _class = at.node.local_name
        elif attribute == "id":
            _id = at.node.local_name
        elif attribute == "style":
            _style = at.node.local_name
        elif attribute == "title":
            _title = at.node.local_name
        elif attribute == "type":
            _type = at.node.local_name
        elif attribute == "colspan":
            _colspan = at.node.local_name
        elif attribute == "rowspan":
            _rowspan = at.node.local_name
        at = at.next
    for index in range(KNOWN):
        _display[index] = INLINE
    for number, name in numbers.items():
        if number >= KNOWN:
            continue  # the address of a name that only the document it was asked of knows
        _display[<size_t> number] = DISPLAY[name]
        _bit[<size_t> number] = STYLE_BIT.get(name, 0)
        _heading[<size_t> number] = name in HEADINGS
        _name[number] = name
        if name == "h1":
            _h1 = number
        elif name == "article":
            _article = number
        elif name == "main":
            _main = number
        elif name == "pre":
            _pre = number
        elif name == "thead":
            _thead = number
        elif name == "tbody":
            _tbody = number
        elif name == "tfoot":
            _tfoot = number
        elif name == "xmp":
            _xmp = number
        elif name == "listing":
            _listing = number
        elif name == "img":
            _img = number
        elif name == "table":
            _table = number
        elif name == "tr":
            _row = number
        elif name == "td":
            _cell = number
        elif name == "th":
            _head_cell = number
        elif name == "math":
            _math = number
        elif name == "script":
            _script = number
        elif name == "body":
            _body = number
        elif name == "aside":
            _aside = number
        elif name == "p":
            _paragraph = number
        elif name == "noscript":
            _noscript = number
        elif name == "dialog":
            _dialog = number


# What the state holds that an element changed.
cdef enum:
    NOTHING = 0
    LOOK = 1  # link or style
    MARKED = 2  # the same, with a rule's mark
    BOXED = 3  # a block-level element


# Where the walk is, what `cleaner.page.segment` calls a scope among it; objects stand in lists, here are their places.
cdef struct State:
    Node *element
    size_t box
    size_t frame
    size_t mark
    size_t href
    int style
    bint hidden
    bint in_main


cdef struct Open:
    # What the walk goes back to when an element closes.
    Node *node
    int change
    State before


cdef struct FrameAt:
    size_t parent
    size_t depth
    size_t serial
    Node *element


cdef struct BoxAt:
    Element *element
    size_t parent
    size_t depth
    size_t first_block
    size_t end_block
    void *tag  # of a block that stands for the element, else NULL


cdef void *_grown(void *data, size_t size) except NULL:
    data = realloc(data, size)
    if data == NULL:
        raise MemoryError
    return data


cdef class Buffer:
    """Bytes that grow."""

    cdef uint8_t *data
    cdef size_t size, room

    def __cinit__(self):
        self.data = NULL
        self.size = self.room = 0

    def __dealloc__(self):
        free(self.data)

    cdef int want(self, size_t more) except -1:
        if self.size + more > self.room:
            self.room = 2 * (self.size + more) + 256
            self.data = <uint8_t *> _grown(self.data, self.room)
        return 0

    cdef int add(self, const uint8_t *data, size_t size) except -1:
        self.want(size)
        memcpy(self.data + self.size, data, size)
        self.size += size
        return 0


cdef inline size_t _blank(const uint8_t *at, const uint8_t *end) noexcept nogil:
    """Bytes of the white space (as `str.split` sees it) that stands here; 0 for none."""
    cdef uint8_t c = at[0]
    if c <= 32:
        return 1 if c == 32 or 9 <= c <= 13 or 28 <= c <= 31 else 0
    if c < 0xC2 or c > 0xE3:
        return 0
    if c == 0xC2:
        return 2 if end - at > 1 and (at[1] == 0xA0 or at[1] == 0x85) else 0
    if end - at < 3:
        return 0
    if c == 0xE2:
        if at[1] == 0x80:
            return 3 if at[2] <= 0x8A or at[2] == 0xA8 or at[2] == 0xA9 or at[2] == 0xAF else 0
        return 3 if at[1] == 0x81 and at[2] == 0x9F else 0
    if c == 0xE1:
        return 3 if at[1] == 0x9A and at[2] == 0x80 else 0
    return 3 if c == 0xE3 and at[1] == 0x80 and at[2] == 0x80 else 0


cdef inline bint _is_blank(const uint8_t *data, size_t size) noexcept nogil:
    cdef const uint8_t *end = data + size
    cdef size_t step
    while data < end:
        step = _blank(data, end)
        if step == 0:
            return False
        data += step
    return True


cdef inline bint _is_tight(const uint8_t *data, size_t size) noexcept nogil:
    """Whether squeezing would leave the text as it is."""
    cdef const uint8_t *end = data + size
    cdef const uint8_t *at = data
    cdef bint before = True
    while at < end:
        if at[0] == 32:
            if before:
                return False
            before = True
        elif (at[0] < 32 or at[0] >= 0xC2) and _blank(at, end):
            return False
        else:
            before = False
        at += 1
    return not before


cdef size_t _squeeze(const uint8_t *data, size_t size, uint8_t *out, size_t at) noexcept nogil:
    """Add a text to one of `at` bytes, with white space squeezed to single blanks and none at the start.

    Returns the bytes in all; a blank at the end stays, for what comes next.
    """
    cdef const uint8_t *end = data + size
    cdef size_t step
    while data < end:
        # Byte by byte: words are too short for a call of memcpy to pay.
        while not _may_be_blank[data[0]]:
            out[at] = data[0]
            at += 1
            data += 1
            if data == end:
                return at
        step = _blank(data, end)
        if step:
            data += step
            if at and out[at - 1] != 32:
                out[at] = 32
                at += 1
        else:
            out[at] = data[0]
            at += 1
            data += 1
    return at


cdef uint8_t[256] _may_be_blank


def _learn_blanks():
    for byte in range(256):
        _may_be_blank[<size_t> byte] = byte <= 32 or byte in (0xC2, 0xE1, 0xE2, 0xE3)


_learn_blanks()


cdef inline size_t _count(const uint8_t *data, size_t size) noexcept nogil:
    """Characters of a text."""
    cdef size_t found = 0, index
    for index in range(size):
        found += (data[index] & 0xC0) != 0x80
    return found


cdef inline int _display_of(Node *node) except -1:
    cdef uintptr_t name = node.local_name
    if node.type != ELEMENT_NODE:
        return SKIP
    if name < KNOWN:
        return _display[name]
    written = _unknown_name(name)
    display = _display_by_name.get(written)
    if display is not None:
        return display
    return BLOCK if "-" in written else INLINE


cdef inline bint _says(const char *at, const char *word, size_t size) noexcept nogil:
    """Whether a word, in small letters, stands at a place in whatever letters."""
    cdef size_t index
    for index in range(size):
        if (at[index] | 32) != word[index]:
            return False
    return True


cdef int _hides(Chars *css, bint heading) except -1:
    """Whether a style attribute hides an element, which few of them may: those alone are asked in Python."""
    cdef size_t index
    cdef char *at
    if css == NULL or css.length < 9:
        return SHOWN
    for index in range(css.length - 3):
        at = <char *> css.data + index
        if (
            _says(at, b"none", 4)
            or _says(at, b"clip", 4)
            or (at[0] == b":" and (at[1] == b"-" or (at[1] == b" " and at[2] == b"-")))
            or (index + 6 <= css.length and _says(at, b"hidden", 6))
            or (index + 7 <= css.length and (_says(at, b"opacity", 7) or _says(at, b"size: 0", 7)))
            or (index + 6 <= css.length and _says(at, b"size:0", 6))
        ):
            return look_of(_text(css.data, css.length), heading=heading)
    return SHOWN


cdef bint _begins_with_text(Node *node) except -1:
    """Whether an element says something itself; what holds others lays out the page."""
    cdef Node *first = node.first_child
    if first == NULL or first.type != TEXT_NODE:
        return False
    return not _text((<TextNode *> first).chars.data, (<TextNode *> first).chars.length).isspace()


cdef inline bint _names_column(Node *cell) noexcept nogil:
    """Whether a cell stands in a table's head, whatever it is called."""
    if cell.local_name != _cell or cell.parent == NULL or cell.parent.parent == NULL:
        return False
    return cell.parent.parent.local_name == _thead


cdef inline bint _follows_paragraph(Node *node) except -1:
    """Whether an `aside` stands right behind a paragraph, or in one that does: it is set into a story."""
    cdef Node *before = node.prev
    if node.local_name != _aside:
        return False
    if node.parent != NULL and node.parent.local_name == _aside:
        return True
    if before != NULL and before.type == TEXT_NODE:
        if not _text((<TextNode *> before).chars.data, (<TextNode *> before).chars.length).isspace():
            return False
        before = before.prev
    return before != NULL and before.local_name == _paragraph


cdef bint _keeps_lines(Chars *css) except -1:
    """Whether a style attribute may say that lines and blanks stay as they stand."""
    cdef size_t index
    if css == NULL or css.length < 15:
        return False
    for index in range(css.length - 14):
        if css.data[index] == 119 and memcmp(css.data + index, b"white-space", 11) == 0:
            return "pre" in _text(css.data, css.length)
    return False


cdef bint _sets_lines(Node *node) except -1:
    """Whether the style of a part of a line may keep its lines, or set one that is text alone on lines of its own."""
    cdef Node *text = node.first_child
    cdef Attribute *attribute = (<Element *> node).first_attribute
    while attribute != NULL:
        if attribute.node.local_name == _style:
            if attribute.value == NULL or attribute.value.length < 13:
                return False
            if _keeps_lines(attribute.value):
                return True
            if text.type != TEXT_NODE or text.next != NULL:
                return False
            css = _text(attribute.value.data, attribute.value.length)
            return "display" in css and "block" in css
        attribute = attribute.next
    return False


cdef bint _hides_inline(Element *element) except -1:
    """Whether an element that is part of a line is hidden; `aria-hidden` says only that it need not be read out."""
    cdef Attribute *attribute = element.first_attribute
    cdef uintptr_t name
    while attribute != NULL:
        name = attribute.node.local_name
        if name == _style:
            if _hides(attribute.value, False) != SHOWN:
                return True
        elif _is_named(name, b"hidden", 6) and _value(attribute).lower() != "until-found":
            return True
        attribute = attribute.next
    return False


include "_unseen.pxi"


cdef bint _is_drawn(Element *element) noexcept nogil:
    """Whether a part of a line shows a formula in boxes, or has a script show one."""
    cdef Attribute *attribute = element.first_attribute
    while attribute != NULL:
        if attribute.node.local_name == _class:
            if attribute.value == NULL or attribute.value.length != 10:
                return False
            return memcmp(attribute.value.data, b"katex-html", 10) == 0 or (
                memcmp(attribute.value.data, b"ql-formula", 10) == 0
            )
        attribute = attribute.next
    return False


cdef bint _has_formula(Node *node) except -1:
    """Whether an element that shows nothing by itself holds a formula."""
    cdef Attribute *attribute
    # Of the elements that show nothing by themselves, the parser has no numbers for those that hold formulas.
    if node.local_name == _math or node.local_name >= KNOWN:
        return True
    if node.local_name != _script:
        return False
    attribute = (<Element *> node).first_attribute
    while attribute != NULL:
        if attribute.node.local_name == _type:
            return _value(attribute).startswith("math/")
        attribute = attribute.next
    return False


cdef dict _spans(Element *element):
    """How far a cell reaches, as the page says it."""
    cdef Attribute *attribute = element.first_attribute
    cdef uintptr_t name
    cdef dict found = _NO_SPANS
    while attribute != NULL:
        name = attribute.node.local_name
        if name == _colspan or _is_named(name, b"colspan", 7):
            found = {**found, "colspan": _value(attribute)}
        elif name == _rowspan or _is_named(name, b"rowspan", 7):
            found = {**found, "rowspan": _value(attribute)}
        attribute = attribute.next
    return found


cdef dict _NO_SPANS = {}
cdef Chars _BLANK
_BLANK.data, _BLANK.length = <uint8_t *> b" ", 1


cdef dict _texts(Element *element):
    """The attributes of an element."""
    cdef Attribute *attribute = element.first_attribute
    cdef dict found = {}
    cdef uintptr_t name
    while attribute != NULL:
        name = attribute.node.local_name
        found[_attribute_name[name] if name < KNOWN else _unknown_name(name)] = _value(attribute)
        attribute = attribute.next
    return found


cdef object _block(str text, object tag, tuple runs, tuple frames, object mark, bint hidden, str continues, str language):
    found = cleaner_tuple_of(_Block, 8)
    _put(found, 0, text)
    _put(found, 1, tag)
    _put(found, 2, runs)
    _put(found, 3, frames)
    _put(found, 4, mark)
    _put(found, 5, hidden)
    _put(found, 6, continues)
    _put(found, 7, language)
    PyObject_GC_UnTrack(found)
    return found


cdef inline void _put(object found, Py_ssize_t place, object value):
    Py_INCREF(value)
    PyTuple_SET_ITEM(found, place, value)


cdef class Nodes:
    """A set of nodes: most nodes are not in it, and that is told without asking Python."""

    cdef uintptr_t *slots
    cdef size_t mask

    def __cinit__(self, object numbers):
        cdef size_t room = 16, slot
        while room < 4 * <size_t> len(numbers):
            room *= 2
        self.slots = <uintptr_t *> calloc(room, sizeof(uintptr_t))
        if self.slots == NULL:
            raise MemoryError
        self.mask = room - 1
        for number in numbers:
            slot = (<uintptr_t> number >> 4) & self.mask
            while self.slots[slot]:
                slot = (slot + 1) & self.mask
            self.slots[slot] = <uintptr_t> number

    def __dealloc__(self):
        free(self.slots)

    cdef inline bint has(self, Node *node) noexcept nogil:
        cdef size_t slot = (<uintptr_t> node >> 4) & self.mask
        while self.slots[slot]:
            if self.slots[slot] == <uintptr_t> node:
                return True
            slot = (slot + 1) & self.mask
        return False


cdef Nodes _above(list numbers):
    """These nodes and all that they lie in; None for none. They must be of a page that is alive."""
    cdef set found = set()
    cdef Node *node
    for number in numbers:
        node = <Node *> <uintptr_t> number
        while node != NULL and <uintptr_t> node not in found:
            found.add(<uintptr_t> node)
            node = node.parent
    return Nodes(found) if found else None


cdef class Walk:
    """One walk over one page; the lists are those of `cleaner.page.blocks_and_boxes.Segmentation`."""

    cdef public list blocks, box_of, coarse_flags, headings, opened, end_block, pictures
    cdef public bint has_formulas, has_listings, has_kept_lines, has_set_lines
    cdef object marks, stand_ins
    cdef Nodes marked_nodes, stood_for, wanted
    cdef bint coarse
    cdef list runs, found_marks, hrefs, frame_tuples, columns, names
    cdef tuple first_run
    cdef Buffer raw, tight
    cdef BoxAt *boxes
    cdef size_t box_count, box_room
    cdef Open *stack
    cdef size_t stack_size, stack_room
    cdef FrameAt *frames
    cdef size_t frame_count, frame_room
    # Of the block that is being gathered.
    cdef State now
    cdef str glue
    cdef const uint8_t *run_data
    cdef size_t run_size, run_count

    def __cinit__(self):
        self.boxes = NULL
        self.stack = NULL
        self.frames = NULL
        self.box_count = self.box_room = self.stack_size = self.stack_room = self.frame_count = self.frame_room = 0

    def __dealloc__(self):
        free(self.boxes)
        free(self.stack)
        free(self.frames)

    def __init__(self, object marks, bint coarse, object stand_ins):
        self.blocks, self.box_of, self.coarse_flags, self.headings = [], [], [], []
        self.opened, self.end_block, self.pictures = [], [], []
        self.has_formulas = self.has_listings = self.has_kept_lines = self.has_set_lines = False
        self.marks = self.stand_ins = None
        self.wanted = None
        if marks:
            self.marks, self.marked_nodes = marks, Nodes(marks)
            self.wanted = _above([number for number, mark in marks.items() if mark.action != "drop"])
        if stand_ins:
            self.stand_ins, self.stood_for = stand_ins, Nodes(stand_ins)
        self.coarse = coarse
        self.runs, self.found_marks, self.hrefs, self.frame_tuples = [], [None], [""], []
        self.columns = []
        self.names = [""] * NAMES
        self.raw, self.tight = Buffer(), Buffer()
        self.run_count = 0
        self.glue = ""

    cdef int push(self, Node *node, int change) except -1:
        if self.stack_size == self.stack_room:
            self.stack_room = 2 * self.stack_room + 256
            self.stack = <Open *> _grown(self.stack, self.stack_room * sizeof(Open))
        self.stack[self.stack_size].node = node
        self.stack[self.stack_size].change = change
        if change != NOTHING:
            self.stack[self.stack_size].before = self.now
        self.stack_size += 1
        return 0

    cdef int open_frame(self, Node *element, size_t serial) except -1:
        cdef FrameAt *frame
        if self.frame_count == self.frame_room:
            self.frame_room = 2 * self.frame_room + 256
            self.frames = <FrameAt *> _grown(self.frames, self.frame_room * sizeof(FrameAt))
        frame = self.frames + self.frame_count
        frame.parent, frame.serial, frame.element = self.now.frame, serial, element
        frame.depth = self.frames[self.now.frame].depth + 1 if self.frame_count else 0
        self.frame_tuples.append(None)
        self.now.frame = self.frame_count
        self.frame_count += 1
        return 0

    cdef tuple frames_at(self, size_t index):
        """Frames from the outermost to this one, made when the first block needs them."""
        cdef tuple found = self.frame_tuples[index]
        if found is None:
            frame = self.frames[index]
            tag = "th" if _names_column(frame.element) else self.name_of(frame.element)
            last = _new(_Frame, (tag, frame.serial))
            PyObject_GC_UnTrack(last)
            found = (*self.frames_at(frame.parent), last)
            PyObject_GC_UnTrack(found)
            self.frame_tuples[index] = found
        return found

    cdef int open_box(self, Element *element, size_t depth) except -1:
        cdef BoxAt *box
        if self.box_count == self.box_room:
            self.box_room = 2 * self.box_room + 256
            self.boxes = <BoxAt *> _grown(self.boxes, self.box_room * sizeof(BoxAt))
        box = self.boxes + self.box_count
        box.element, box.parent, box.depth = element, self.now.box, depth
        box.first_block = PyList_GET_SIZE(self.blocks)
        box.end_block = 0
        box.tag = NULL
        self.box_count += 1
        return 0

    cdef int add_run(self, Node *node) except -1:
        cdef Chars chars = (<TextNode *> node).chars
        if chars.length == 0 or (self.run_count == 0 and _is_blank(chars.data, chars.length)):
            return 0
        # White space, separators and labels repeat on a page: each is made a Python object once.
        text = self.name_in(&chars) if chars.length <= MOST_NAMED else _text(chars.data, chars.length)
        return self.add(text, chars, self.now.style)

    cdef int add(self, str text, Chars chars, int style) except -1:
        """Add a run to the block that is being gathered."""
        run = (text, self.hrefs[self.now.href], style)
        PyObject_GC_UnTrack(run)
        if self.run_count == 0:
            # Most blocks are one run: its bytes are copied only when a second one comes.
            self.run_data, self.run_size = chars.data, chars.length
            self.first_run = run
        else:
            if self.run_count == 1:
                self.raw.size = 0
                self.raw.add(self.run_data, self.run_size)
                self.runs = [self.first_run]
            self.raw.add(chars.data, chars.length)
            self.runs.append(run)
        self.run_count += 1
        return 0

    cdef int put(self, Node *node, object given, size_t depth, size_t serial) except -1:
        """Add what stands for an element."""
        cdef str text = given.text, tag = given.tag
        cdef State inner = self.now
        cdef tuple frames
        if not tag or tag == "br":
            self.add_lines(text.split("\n") if tag else (text,), self.now.style | <int> given.style)
            return 0
        self.flush()
        self.glue = ""
        self.read_attributes(<Element *> node, &inner)
        frames = self.frames_at(self.now.frame)
        if tag == "pre" and <size_t> len(frames) < _MAX_FRAMES:
            frames = (*frames, _new(_Frame, ("pre", serial)))
        self.open_box(<Element *> node, depth)
        self.boxes[self.box_count - 1].tag = <void *> tag
        self.box_of.append(self.box_count - 1)
        self.blocks.append(_block(
            text, tag, ((text, "", given.style),), frames,
            self.found_marks[self.marked(node) if self.marks is not None else 0] or self.found_marks[self.now.mark],
            inner.hidden, "", given.language,
        ))
        self.coarse_flags.append(False)
        self.boxes[self.box_count - 1].end_block = PyList_GET_SIZE(self.blocks)
        return 0

    cdef int add_lines(self, lines, int style) except -1:
        """Add the text of a part of the line; each but the first one behind a line break."""
        cdef Chars chars
        cdef Py_ssize_t size = 0
        cdef str line
        cdef bint broken = False
        for line in lines:
            if broken:
                self.flush()
                self.glue = "line" if PyList_GET_SIZE(self.blocks) else ""
            broken = True
            if line:
                # The run holds the text, and it these bytes, until it is flushed.
                chars.data = <uint8_t *> PyUnicode_AsUTF8AndSize(line, &size)
                chars.length = size
                self.add(line, chars, style)
        return 0

    cdef bint take_out(self, Node *node, size_t mark, bint hidden, bint unseen) except -1:
        """Make an element of a line a block of its own, before the line; False if it is too long for that."""
        cdef str text = self.gather(node, True)
        if text is None or len(text) > <Py_ssize_t> _MAX_ASIDE_CHARS:
            return False
        if text:
            self.blocks.append(_block(
                text, self.name_of(self.now.element), ((text, "", 0),), self.frames_at(self.now.frame),
                self.found_marks[mark or self.now.mark], self.now.hidden or hidden, "inline", "",
            ))
            self.box_of.append(self.now.box)
            self.coarse_flags.append(mark != 0 or unseen)
        if unseen and self.run_count:
            said = self.first_run if self.run_count == 1 else self.runs[PyList_GET_SIZE(self.runs) - 1]
            if _parts_words(said[0], node):
                self.add(" ", _BLANK, self.now.style)
        return True

    cdef bint flush(self) except -1:
        """Make a block of the runs, if they hold more than white space; the caller starts new ones."""
        cdef const uint8_t *data
        cdef size_t size
        if self.run_count == 0:
            return False
        if self.run_count == 1:
            data, size = self.run_data, self.run_size
        else:
            data, size = self.raw.data, self.raw.size
        runs = (self.first_run,) if self.run_count == 1 else tuple(self.runs)
        PyObject_GC_UnTrack(runs)
        if self.now.element.local_name == _pre:
            raw = "".join([run[0] for run in runs])
            text = raw.strip("\n") if raw and not raw.isspace() else ""
        elif self.run_count == 1 and _is_tight(data, size):
            text = self.first_run[0]
        else:
            self.tight.size = 0
            self.tight.want(size)
            size = _squeeze(data, size, self.tight.data, 0)
            if size and self.tight.data[size - 1] == 32:
                size -= 1
            text = _text(self.tight.data, size)
        self.run_count = 0
        if not text:
            return False
        self.blocks.append(
            _block(
                text, self.name_of(self.now.element), runs, self.frames_at(self.now.frame),
                self.found_marks[self.now.mark], self.now.hidden, self.glue, "",
            )
        )
        self.box_of.append(self.now.box)
        self.coarse_flags.append(False)
        return True

    cdef str gather(self, Node *root, bint has_limit):
        """Text of a whole area, a blank between its text nodes; None when a rule has its word inside or at length."""
        cdef Node *node = root.first_child
        cdef Chars chars
        cdef str given
        cdef Py_ssize_t given_size = 0
        cdef Buffer out = self.tight
        if self.wanted is not None and self.wanted.has(root):
            return None
        out.size = 0
        while node != NULL:
            if node.type == TEXT_NODE or (self.stand_ins is not None and self.stood_for.has(node)):
                if node.type == TEXT_NODE:
                    chars = (<TextNode *> node).chars
                else:
                    given = self.stand_ins[<uintptr_t> node].text
                    chars.data = <uint8_t *> PyUnicode_AsUTF8AndSize(given, &given_size)
                    chars.length = given_size
                out.want(chars.length + 1)
                out.size = _squeeze(chars.data, chars.length, out.data, out.size)
                if out.size and out.data[out.size - 1] != 32:
                    out.data[out.size] = 32
                    out.size += 1
                # A character has four bytes at most.
                if has_limit and out.size > 4 * _MAX_AREA_CHARS + 1:
                    return None
            elif node.first_child != NULL and _display_of(node) != SKIP:
                node = node.first_child
                continue
            while node != root and node.next == NULL:
                node = node.parent
            if node == root:
                break
            node = node.next
        if out.size and out.data[out.size - 1] == 32:
            out.size -= 1
        if has_limit and out.size > _MAX_AREA_CHARS and _count(out.data, out.size) > _MAX_AREA_CHARS:
            return None
        return _text(out.data, out.size)

    cdef bint has_h1(self, Node *root) noexcept:
        cdef Node *node = root.first_child
        while node != NULL:
            if node.local_name == _h1 and node.type == ELEMENT_NODE:
                return True
            if node.first_child != NULL:
                node = node.first_child
                continue
            while node != root and node.next == NULL:
                node = node.parent
            if node == root:
                break
            node = node.next
        return False

    cdef bint close(self, Open *opened, size_t *depth) except -1:
        """Go back to what was before an element; whether it broke the paragraph."""
        cdef size_t box = self.now.box
        if opened.change == LOOK:
            self.now = opened.before
            return False
        self.flush()
        if opened.change == BOXED:
            if opened.node.local_name == _table and self.columns:
                self.columns.pop()
            if self.boxes[box].first_block == <size_t> PyList_GET_SIZE(self.blocks):
                self.box_count -= 1  # nothing in it; what it held was taken off before, so it is the last one
            else:
                self.boxes[box].end_block = PyList_GET_SIZE(self.blocks)
            depth[0] -= 1
            self.glue = ""
        else:
            self.glue = "inline"
        self.now = opened.before
        return True

    cdef size_t marked(self, Node *node) except? 0:
        """Place of the node's mark; 0 for none."""
        if not self.marked_nodes.has(node):
            return 0
        self.found_marks.append(self.marks[<uintptr_t> node])
        return PyList_GET_SIZE(self.found_marks) - 1

    cdef run(self, Node *root):
        cdef Node *node = root.first_child
        cdef Node *child
        cdef Open *opened
        cdef int display, change, breaks = 0, failed = 0
        cdef size_t depth = 0, serial = 0, found
        cdef bint is_main, hidden, unseen
        cdef State inner
        cdef str area, role
        self.now = State(root, 0, 0, 0, 0, 0, False, False)
        self.open_frame(root, 0)
        self.frame_tuples[0] = ()
        self.open_box(<Element *> root, 0)
        while True:
            while node == NULL:
                if self.stack_size == 0:
                    self.flush()
                    self.boxes[0].end_block = PyList_GET_SIZE(self.blocks)
                    self.list_boxes()
                    return
                self.stack_size -= 1
                opened = self.stack + self.stack_size
                if opened.change != NOTHING and self.close(opened, &depth):
                    breaks = 0
                node = opened.node.next
            if self.stand_ins is not None and self.stood_for.has(node):
                given = self.stand_ins[<uintptr_t> node]
                if given.tag and given.tag != "br":
                    serial += 1
                    breaks = 0
                self.put(node, given, depth + 1, serial)
                node = node.next
                continue
            if node.type == TEXT_NODE:
                self.add_run(node)
                node = node.next
                continue
            display = _display_of(node)
            if display <= STYLE:
                child = node.first_child
                if node.local_name == _img or (
                    node.local_name >= KNOWN
                    and (_is_named(node.local_name, b"amp-img", 7) or _is_named(node.local_name, b"amp-anim", 8))
                ):
                    self.pictures.append((
                        PyList_GET_SIZE(self.blocks), <uintptr_t> node, self.frames_at(self.now.frame),
                        _texts(<Element *> node),
                    ))
                if not self.has_formulas and _is_drawn(<Element *> node):
                    self.has_formulas = True
                if child == NULL:
                    node = node.next
                    continue
                found = self.marked(node) if self.marks is not None else 0
                unseen = _is_unseen(node)
                hidden = unseen or _hides_inline(<Element *> node)
                if not self.has_set_lines and _sets_lines(node):
                    self.has_set_lines = True
                if (hidden or (found and self.found_marks[found].action == "drop")) and self.take_out(
                    node, found, hidden, unseen
                ):
                    node = node.next
                    continue
                change = MARKED if found or hidden else LOOK if display != INLINE else NOTHING
                self.push(node, change)
                if display == LINK:
                    self.hrefs.append(self.link(<Element *> node))
                    self.now.href = PyList_GET_SIZE(self.hrefs) - 1
                elif display == STYLE and node.local_name < KNOWN:
                    self.now.style |= _bit[node.local_name]
                if found or hidden:
                    # The look of the runs that are flushed here is their own already.
                    if self.run_count:
                        self.flush()
                        self.glue = "inline"
                    self.now.mark = found or self.now.mark
                    self.now.hidden = self.now.hidden or hidden
                node = child
                continue
            if display == SKIP:
                if _has_formula(node):
                    self.has_formulas = True
                node = node.next
                continue
            if self.flush():
                breaks = 0
            if display == BREAK:
                if self.now.style & _CODE:
                    self.has_listings = True
                breaks += 1
                self.glue = "line" if breaks == 1 and PyList_GET_SIZE(self.blocks) else ""
                node = node.next
                continue
            # A block-level element.
            breaks = 0
            self.glue = ""
            if display == RULE:
                node = node.next
                continue
            inner = self.now
            role = self.read_attributes(<Element *> node, &inner)
            if self.marks is not None and (found := self.marked(node)):
                inner.mark = found
            if self.coarse and (display >= COARSE or role) and failed < _MAX_FAILED_AREAS and self.is_area(node, display, role):
                area = self.gather(node, display != COARSE)
                if area is not None:
                    if area:
                        self.add_area(node, display, area, &inner, depth + 1)
                    node = node.next
                    continue
                failed += 1
            child = node.first_child
            if display == FRAME and self.columns and (node.local_name == _cell or node.local_name == _head_cell):
                serial += <size_t> self.columns[PyList_GET_SIZE(self.columns) - 1].begin_cell(_spans(<Element *> node))
            if child == NULL:
                if display == FRAME:
                    serial += 1  # an empty cell keeps its column
                node = node.next
                continue
            if node.local_name == _table:
                self.columns.append(_TableColumns())
            elif node.local_name == _row and self.columns:
                self.columns[PyList_GET_SIZE(self.columns) - 1].begin_row()
            elif self.columns and (
                node.local_name == _thead or node.local_name == _tbody or node.local_name == _tfoot
            ):
                self.columns[PyList_GET_SIZE(self.columns) - 1].begin_group()
            if node.local_name == _pre or node.local_name == _xmp or node.local_name == _listing:
                self.has_listings = True
            self.push(node, BOXED)
            is_main = node.local_name == _main or node.local_name == _article or role == "main"
            if display == FRAME:
                self.now = inner
                if self.frames[self.now.frame].depth < _MAX_FRAMES:
                    serial += 1
                    self.open_frame(node, serial)
                if node.local_name == _h1:
                    self.headings.append(PyList_GET_SIZE(self.blocks))
            else:
                self.now = inner
                self.now.in_main = inner.in_main or is_main
            self.now.element = node
            depth += 1
            self.open_box(<Element *> node, depth)
            self.now.box = self.box_count - 1
            node = child

    cdef str read_attributes(self, Element *element, State *state):
        """Role of an element; and whether it hides what is in it."""
        cdef Attribute *attribute = element.first_attribute
        cdef uintptr_t name
        cdef str role = ""
        # A page that hides its body shows it by script, or nobody would see anything.
        cdef bint was_hidden = state.hidden
        cdef bint hidden = was_hidden or element.node.local_name == _body
        cdef int look
        cdef bint is_open = False
        cdef bint heading = element.node.local_name < KNOWN and _heading[element.node.local_name]
        while attribute != NULL:
            name = attribute.node.local_name
            if name == _style:
                look = SHOWN if hidden else _hides(attribute.value, heading)
                if look == HIDDEN or (look == TRANSPARENT and _begins_with_text(&element.node)):
                    state.hidden = True
                if not self.has_kept_lines and _keeps_lines(attribute.value):
                    self.has_kept_lines = True
            elif name >= KNOWN:
                if _is_named(name, b"role", 4):
                    role = _value(attribute)
                elif not hidden and _is_named(name, b"hidden", 6):
                    if _value(attribute).lower() != "until-found":
                        state.hidden = True
                elif not hidden and _is_named(name, b"aria-hidden", 11):
                    if _value(attribute) == "true":
                        state.hidden = True
                elif element.node.local_name == _dialog and _is_named(name, b"open", 4):
                    is_open = True
            attribute = attribute.next
        if (element.node.local_name == _dialog and not is_open) or element.node.local_name == _noscript:
            state.hidden = True
        elif state.hidden != was_hidden and role == _tab_panel:
            state.hidden = was_hidden
        return role

    cdef bint is_area(self, Node *node, int display, str role) except -1:
        """Whether an element may be taken in one piece."""
        if self.now.mark and self.found_marks[self.now.mark].opens_areas:
            return False
        if display == COARSE or role in _coarse_roles:
            return True
        return not self.now.in_main and (display == OUTER or role in _outer_roles) and not _follows_paragraph(node)

    cdef int add_area(self, Node *node, int display, str area, State *inner, size_t depth) except -1:
        cdef tuple frames = self.frames_at(self.now.frame)
        if display == OUTER and self.has_h1(node):
            self.headings.append(PyList_GET_SIZE(self.blocks))
        self.open_box(<Element *> node, depth)
        self.box_of.append(self.box_count - 1)
        self.blocks.append(_block(
            area, self.name_of(node), ((area, "", 0),), frames, self.found_marks[inner.mark], inner.hidden, "", "",
        ))
        self.coarse_flags.append(True)
        self.boxes[self.box_count - 1].end_block = PyList_GET_SIZE(self.blocks)
        return 0

    cdef str name_of(self, Node *node):
        if node.local_name < KNOWN:
            return _name[node.local_name]
        return _unknown_name(node.local_name)

    cdef str link(self, Element *element):
        cdef Attribute *attribute = element.first_attribute
        while attribute != NULL:
            if attribute.node.local_name == _href:
                return _value(attribute) or "#"
            attribute = attribute.next
        return "#"

    cdef str name_in(self, Chars *value):
        """A text; of neighbours with the same one, such as classes of the items of a list, the same object."""
        cdef str known
        cdef uint64_t word = 0
        cdef size_t at
        if value == NULL or value.data == NULL or value.length == 0:
            return ""
        memcpy(&word, value.data + max(<Py_ssize_t> value.length - 8, 0), min(value.length, <size_t> 8))
        at = (word * 0x9E3779B97F4A7C15ULL + value.length * 0xC2B2AE3D27D4EB4FULL) >> 57
        known = <str> self.names[at]
        if (
            <size_t> len(known) == value.length and PyUnicode_IS_ASCII(known)
            and memcmp(PyUnicode_DATA(known), value.data, value.length) == 0
        ):
            return known
        known = _text(value.data, value.length)
        self.names[at] = known
        return known

    cdef list_boxes(self):
        """The boxes that held a block, as tuples of the shape of `cleaner.page.blocks_and_boxes.Box`."""
        cdef size_t index
        cdef BoxAt *box
        cdef Attribute *attribute
        cdef str classes, identifier
        for index in range(self.box_count):
            box = self.boxes + index
            classes = identifier = ""
            attribute = box.element.first_attribute if index else NULL
            while attribute != NULL:
                if attribute.node.local_name == _class:
                    classes = self.name_in(attribute.value)
                elif attribute.node.local_name == _id:
                    identifier = _value(attribute)
                attribute = attribute.next
            tag = <object> box.tag if box.tag != NULL else self.name_of(&box.element.node) or "html"
            opened = (box.parent, tag, classes, identifier, box.depth, box.first_block)
            PyObject_GC_UnTrack(opened)
            self.opened.append(opened)
            self.end_block.append(box.end_block)


def walk(uintptr_t root, object marks, bint coarse, object stand_ins):
    """Walk the tree below a node, given by its address (`mem_id`); its page must be alive.

    Returns:
        The fields of `cleaner.page.blocks_and_boxes.Segmentation`, its boxes as two lists.
    """
    cdef Walk found = Walk(marks, coarse, stand_ins)
    found.run(<Node *> root)
    return (
        found.blocks, found.box_of, found.opened, found.end_block, found.coarse_flags, found.headings, found.pictures,
        bool(found.has_formulas), bool(found.has_listings), bool(found.has_kept_lines),
        bool(found.has_set_lines),
    )
