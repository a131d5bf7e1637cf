# What listings of code hold, and their lines: `cleaner.page.listings` has the same in Python, with selectors. Pages of
# documentation have dozens of listings with a thousand elements each.

cdef enum:
    IS_LINE = 1
    IS_UNSEEN = 2
    IS_ROWS = 4
    IS_PROSE = 8
    IS_BOX = 16
    IS_NAMED = 32
    IS_LABEL = 64
    IS_BREAK = 128
    MAX_LISTING_DEPTH = 200


cdef class Listings:
    """Reads listings.

    Args:
        tags: names of elements for each use: lines, what nobody sees, what only holds lines, prose, boxes that listings
            lie in or are, what may name the language, labels, what ends a line and holds nothing.
        told_by: tells of the class of an element whether it says number, button, line.
    """

    cdef uint8_t[KNOWN] uses
    cdef dict others
    cdef object told_by, is_number
    cdef uintptr_t code, pre, style

    def __cinit__(self, tuple tags, told_by, is_number):
        cdef size_t index
        memset(self.uses, 0, sizeof(self.uses))
        self.others = {}
        for index, names in enumerate(tags):
            for name in names:
                if name in _number_of_tag:
                    self.uses[<size_t> _number_of_tag[name]] |= 1 << index
                else:  # the parser does not know it, so that its number differs by document
                    self.others[name] = self.others.get(name, 0) | 1 << index
        self.told_by, self.is_number = told_by, is_number
        self.code, self.pre = _number_of_tag["code"], _number_of_tag["pre"]
        self.style = _number_of_key[b"style"]

    cdef inline int use(self, Node *node) except -1:
        if node.type != ELEMENT_NODE:
            return 0
        if node.local_name < KNOWN:
            return self.uses[node.local_name]
        return self.others.get(_unknown_name(node.local_name), 0) if self.others else 0

    def inside(self, NodeView root):
        """What lies in a listing, itself among it.

        Returns:
            Whether it holds prose; the numbers of boxes; up to three nodes that may name its language; how many codes
            it has; labels outside of its only code, if it is a `pre`; what may be a number of a line; what says the
            language and nothing else, or None.
        """
        cdef Node *node = root.node
        cdef Node *only = NULL
        cdef Keys keys = Keys()
        cdef Attribute *at
        cdef bint prose = False, quirky = _is_quirky(root.node)
        cdef int use
        cdef size_t codes = 0
        cdef list boxes = [], named = [], counted = []
        cdef object says = None
        while node != NULL:
            if node.type == ELEMENT_NODE:
                use = self.use(node)
                if use & IS_PROSE:
                    prose = True
                if use & IS_BOX:
                    boxes.append(<uintptr_t> node)
                if use & IS_NAMED and len(named) < 3:
                    named.append(_place(node, root.tree))
                if node.local_name == self.code:
                    codes += 1
                    only = node
                at = (<Element *> node).first_attribute
                while at != NULL:
                    if at.value != NULL and at.value.data != NULL:
                        if keys.of(at) == CLASS:
                            if _has_part(at.value, b"num", 3):
                                counted.append(_place(node, root.tree))
                            if _has_class(at.value, b"cm-content", 10, quirky):
                                codes += 1
                                only = node
                            if says is None and _has_class(at.value, b"crayon-language", 15, quirky):
                                says = _place(node, root.tree)
                        elif at.node.local_name == self.style and _has_part(at.value, b"user-select", 11):
                            counted.append(_place(node, root.tree))
                    at = at.next
            node = _after(node, root.node, True)
        labels = self.labels(root, only) if codes == 1 and root.node.local_name == self.pre else []
        return prose, boxes, named, codes, labels, counted, says

    cdef list labels(self, NodeView root, Node *code):
        """Labels that neither lie in the code nor hold it."""
        cdef Node *node = root.node
        cdef Node *above
        cdef list found = []
        cdef set around = set()
        above = code
        while above != NULL and above != root.node:
            around.add(<uintptr_t> above)
            above = above.parent
        while node != NULL:
            if self.use(node) & IS_LABEL and <uintptr_t> node not in around:
                found.append(_place(node, root.tree))
            node = _after(node, root.node, node != code)
        return found

    def read(self, NodeView root, skipped):
        """The text of a listing, with line ends where lines end; `skipped` are numbers of what begins lines."""
        cdef list out = []
        self.read_below(root.node, out, 0, skipped)
        return "".join(out)

    cdef int read_below(self, Node *node, list out, int depth, skipped) except -1:
        cdef Node *child = node.first_child
        cdef bint is_line
        cdef Py_ssize_t before
        cdef str names
        while child != NULL:
            if child.type == TEXT_NODE:
                text = _all_text(child)
                if text.strip() or not self.is_between_lines(child):
                    out.append(text)
            elif self.use(child) & IS_BREAK:
                out.append("\n")
            elif child.type == ELEMENT_NODE and depth < MAX_LISTING_DEPTH:
                names = _class_of(child)
                said = self.told_by(names) if names else None
                if not self.is_no_code(child, said) and not (<uintptr_t> child in skipped and _at_start(out)):
                    is_line = self.is_line(child, said)
                    if is_line and not _at_start(out):
                        out.append("\n")
                    before = len(out)
                    self.read_below(child, out, depth + 1, skipped)
                    if is_line and (len(out) == before or not _at_start(out)):
                        out.append("\n")
            child = child.next
        return 0

    cdef bint is_between_lines(self, Node *text) except -1:
        if text.parent != NULL and self.use(text.parent) & IS_ROWS:
            return True
        return (text.prev != NULL and self.use(text.prev) & IS_LINE) or (
            text.next != NULL and self.use(text.next) & IS_LINE
        )

    cdef bint is_no_code(self, Node *node, said) except -1:
        if self.use(node) & IS_UNSEEN:
            return True
        if said is None:
            return False
        if said[0]:
            return self.is_number(_all_text(node)) is not None
        return said[1] and len(_all_text(node)) <= 40

    cdef bint is_line(self, Node *node, said) except -1:
        cdef Attribute *at
        cdef bint is_named = said is not None and said[2]
        if self.use(node) & IS_LINE:
            return True
        at = (<Element *> node).first_attribute
        while at != NULL:
            if at.node.local_name == self.style:
                if "display:block" in _value(at).replace(" ", ""):
                    return True
            elif _has_key(at.node.local_name, b"data-line", 9):
                is_named = True
            at = at.next
        if not is_named:
            return False
        # Where a line end stands between them, or within, the element itself makes none.
        if node.next != NULL and (node.next.type == TEXT_NODE or self.use(node.next) & IS_BREAK):
            return False
        return not _all_text(node).endswith("\n")


cdef str _class_of(Node *node):
    cdef Attribute *at = (<Element *> node).first_attribute
    while at != NULL:
        if at.node.local_name < KNOWN and _key_of_name[at.node.local_name] == CLASS:
            return _value(at)
        at = at.next
    return ""


cdef bint _at_start(list out) except -1:
    """Whether the next character begins a line."""
    cdef Py_ssize_t at = len(out) - 1
    cdef str text
    while at >= 0:
        text = <str> out[at]
        if text:
            return text[len(text) - 1] == u"\n"
        at -= 1
    return True


cdef bint _has_part(Chars *value, const char *part, size_t size) noexcept nogil:
    """Whether a value has the part in it, as it is written."""
    cdef size_t at
    for at in range(value.length - size + 1 if value.length >= size else 0):
        if value.data[at] == <uint8_t> part[0] and memcmp(value.data + at, part, size) == 0:
            return True
    return False


def views(list numbers, object tree):
    """The nodes of these numbers."""
    return [_place(<Node *> <uintptr_t> number, tree) for number in numbers]


cdef inline bint _has_class(Chars *value, const char *name, size_t size, bint quirky) noexcept nogil:
    return _has_word(value, name, size) if quirky else _has_exact(value, name, size)


cdef inline bint _is_quirky(Node *node) noexcept nogil:
    return (<Document *> node.owner_document).mode == QUIRKS


def is_quirky(uintptr_t root):
    """Whether the page is read as pages were before there were standards: the case of classes and ids does not count."""
    return _is_quirky(<Node *> root)
