# Parts of a line that are there for screen readers alone: the compiled twin of `cleaner.page.unseen`.

from cleaner.page.hiding_styles import says_unseen
from cleaner.page.unseen import MOST_AROUND, MOST_BESIDE, MOST_READ, MOST_WITHIN

cdef int _MOST_AROUND = MOST_AROUND, _MOST_BESIDE = MOST_BESIDE, _MOST_WITHIN = MOST_WITHIN
cdef size_t _MOST_READ = MOST_READ

cdef enum:
    NOTHING_SAID = 0
    NUMBER_SAID = 1
    WORDS_SAID = 2
    LINE_ENDS = 3


cdef bint _may_be_unseen(Chars *names) noexcept nogil:
    """Whether classes hold a part that every class for screen readers has."""
    cdef size_t index
    cdef char *at
    cdef char c
    if names == NULL or names.length < 7:
        return False
    for index in range(names.length - 5):
        at = <char *> names.data + index
        c = at[0] | 32
        if c == b"s":
            if _says(at + 1, b"r-onl", 5) or _says(at + 1, b"r-tex", 5) or _says(at + 1, b"sisti", 5):
                return True
        elif c == b"h":
            if _says(at + 1, b"idden", 5):
                return True
        elif c == b"r":
            if _says(at + 1, b"eader", 5):
                return True
        elif c == b"f":
            if _says(at + 1, b"or-sr", 5):
                return True
        elif c == b"i":
            if _says(at + 1, b"nvisi", 5):
                return True
    return False


cdef bint _says_unseen(Node *node) except -1:
    """Whether its classes say that an element is there for screen readers alone."""
    cdef Attribute *attribute = (<Element *> node).first_attribute
    while attribute != NULL:
        if attribute.node.local_name == _class:
            return _may_be_unseen(attribute.value) and says_unseen(_value(attribute))
        attribute = attribute.next
    return False


cdef bint _is_unseen(Node *node) except -1:
    """Whether a part of a line is there for screen readers alone, beside words that are shown."""
    cdef int before, behind
    if not _says_unseen(node):
        return False
    for _ in range(_MOST_AROUND):
        before, behind = _beside(node, False), _beside(node, True)
        if before or behind:
            return before != NUMBER_SAID and behind != NUMBER_SAID and (before == WORDS_SAID or behind == WORDS_SAID)
        if node.parent == NULL or not _may_look_around(node.parent):
            return False
        node = node.parent
    return False


cdef bint _may_look_around(Node *node) except -1:
    """Whether an element only wraps a part of the line: it is no link, and has no title that readers are shown."""
    cdef int display = _display_of(node)
    cdef Attribute *attribute
    if display > STYLE or display == LINK:
        return False
    attribute = (<Element *> node).first_attribute
    while attribute != NULL:
        if attribute.node.local_name == _title or _is_named(attribute.node.local_name, b"title", 5):
            return False
        attribute = attribute.next
    return True


cdef int _beside(Node *node, bint ahead) except -1:
    """What the nearest part of the line says on one side."""
    cdef Node *other = node.next if ahead else node.prev
    cdef int display, found
    for _ in range(_MOST_BESIDE):
        if other == NULL:
            return NOTHING_SAID
        display = _display_of(other)
        if display > STYLE and display != SKIP:
            return LINE_ENDS
        found = _said_in(other)
        if found:
            return found
        other = other.next if ahead else other.prev
    return LINE_ENDS


cdef str _beginning(Chars chars):
    """The first characters of a text, of which each has four bytes at most."""
    cdef size_t size = chars.length
    if size > 4 * _MOST_READ:
        size = 4 * _MOST_READ
        while chars.data[size] & 0xC0 == 0x80:
            size -= 1
    return _text(chars.data, size)[:_MOST_READ]


cdef int _said_in(Node *root) except -1:
    """Whether an element has words, or a number alone; what screen readers alone are told is not counted."""
    cdef Node *node = root
    cdef int found = NOTHING_SAID
    cdef str text
    for _ in range(_MOST_WITHIN):
        if node.type == TEXT_NODE:
            text = _beginning((<TextNode *> node).chars)
            if any(map(str.isalpha, text)):
                return WORDS_SAID
            if any(map(str.isdigit, text)):
                found = NUMBER_SAID
        elif node.first_child != NULL and _display_of(node) != SKIP and not _says_unseen(node):
            node = node.first_child
            continue
        while node != root and node.next == NULL:
            node = node.parent
        if node == root:
            break
        node = node.next
    return found


cdef bint _parts_words(str before, Node *node) except -1:
    """Whether what stands before an element and what stands right behind it would be one word without it."""
    cdef Node *behind = node.next
    cdef Py_ssize_t size = len(before)
    if behind != NULL and behind.type != TEXT_NODE and _display_of(behind) <= STYLE:
        behind = behind.first_child
    if behind == NULL or behind.type != TEXT_NODE:
        return False
    if size == 0 or not before[size - 1].isalnum():
        return False
    return _beginning((<TextNode *> behind).chars)[:1].isalnum()
