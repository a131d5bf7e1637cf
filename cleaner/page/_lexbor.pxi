from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint8_t, uintptr_t
from libc.string cimport memcmp

# Lexbor's structures as selectolax 1.0.2 is built with them: nothing is ever written.


cdef struct Chars:
    uint8_t *data
    size_t length


cdef struct Node:
    void *events
    uintptr_t local_name
    uintptr_t prefix
    uintptr_t ns
    void *owner_document
    Node *next
    Node *prev
    Node *parent
    Node *first_child
    Node *last_child
    void *user
    int type


cdef struct Document:
    Node node
    int mode


cdef struct TextNode:
    Node node
    Chars chars


cdef struct Attribute:
    Node node
    uintptr_t upper_name
    uintptr_t qualified_name
    Chars *value
    void *owner
    Attribute *next
    Attribute *prev


cdef struct Element:
    Node node
    uintptr_t upper_name
    uintptr_t qualified_name
    void *is_value
    Attribute *first_attribute
    Attribute *last_attribute


# A name that the parser does not know by number is an address: up to 16 characters and a zero inline, or where
# they are. The length stands on the next boundary of a word, at 24.
cdef struct Name:
    uint8_t inline_name[17]
    size_t length


# Numbers of names are below this, addresses of names above.
cdef enum:
    KNOWN = 1024
    TEXT_NODE = 3
    ELEMENT_NODE = 1
    ATTRIBUTE_NODE = 2
    QUIRKS = 1


cdef inline str _text(const uint8_t *data, size_t size):
    return PyUnicode_DecodeUTF8(<const char *> data, size, "replace")


cdef str _unknown_name(uintptr_t name):
    cdef Name *entry = <Name *> name
    cdef uint8_t *data = entry.inline_name
    if entry.length > 16:
        data = (<uint8_t **> name)[0]
    return _text(data, entry.length)


cdef inline bint _is_named(uintptr_t name, const char *expected, size_t length) noexcept nogil:
    cdef Name *entry = <Name *> name
    return name >= KNOWN and entry.length == length and memcmp(entry.inline_name, expected, length) == 0


cdef inline str _value(Attribute *attribute):
    if attribute.value == NULL or attribute.value.data == NULL:
        return ""
    return _text(attribute.value.data, attribute.value.length)


def shape(uintptr_t number):
    """What stands where a node's name, kind and neighbours are declared to be, in the order of `compiled.shape_of`.

    Nothing is followed from there, so that whoever asks can see that the declarations hold before they are used.
    """
    cdef Node *node = <Node *> number
    return (
        node.local_name, node.type, <uintptr_t> node.parent, <uintptr_t> node.prev, <uintptr_t> node.next,
        <uintptr_t> node.first_child, <uintptr_t> node.last_child,
    )


def text_shape(uintptr_t number):
    """How long a text node is declared to be, in bytes."""
    return (<TextNode *> number).chars.length


def attribute_shape(uintptr_t number):
    """How many attributes an element has; -1 where one of them is none, or is another element's."""
    cdef Element *element = <Element *> number
    cdef Attribute *at = element.first_attribute
    cdef int found = 0
    while at != NULL:
        # Memory that is no structure seldom is aligned, too.
        if <uintptr_t> at % sizeof(void *) or at.node.type != ATTRIBUTE_NODE or at.owner != element:
            return -1
        if at.next == NULL and at != element.last_attribute:
            return -1
        found += 1
        at = at.next
    return found
