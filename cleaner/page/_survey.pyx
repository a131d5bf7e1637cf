# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What metadata is read from, gathered in one pass over the structures of lexbor itself.

`cleaner.page.survey` finds the same with selectors, and its nodes are the parser's own; they run where this module
is missing. A test holds the two equal.
"""

from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memcmp, memset

import cython

include "_lexbor.pxi"

cdef extern from "Python.h":
    const Py_ssize_t PY_SSIZE_T_MAX

cdef enum:
    OTHER = 0
    CLASS = 1
    ITEMPROP = 2
    REL = 3
    TYPE = 4
    CONTENT = 5
    VALUE = 6
    NAME = 7
    PROPERTY = 8
    HTTP_EQUIV = 9
    LANG = 10
    XML_LANG = 11
    HREF = 12
    SRC = 13
    ID = 14
    ITEMTYPE = 15
    # Names that a document has made up and that were looked at before.
    SEEN = 64
    SPILLED = 400  # meta_tags tells

cdef list _KEYS = [
    b"", b"class", b"itemprop", b"rel", b"type", b"content", b"value", b"name", b"property", b"http-equiv", b"lang",
    b"xml:lang", b"href", b"src", b"id", b"itemtype",
]
cdef uint8_t _key_of_name[KNOWN]
cdef list _tag_name = [None] * KNOWN, _key_names = [""] * KNOWN
cdef uintptr_t _h1 = 0, _time = 0, _script = 0, _meta = 0, _title = 0, _link = 0, _head = 0, _body = 0, _style = 0
cdef uintptr_t _a = 0, _source = 0, _picture = 0


def learn(dict numbers, uintptr_t probe, list keys):
    """Learn the parser's numbers: of elements by name; of attributes from an element that has these, in their order."""
    global _h1, _time, _script, _meta, _title, _link, _head, _body, _style, _a, _source, _picture
    cdef Attribute *at = (<Element *> probe).first_attribute
    for number, name in numbers.items():
        if number < KNOWN:
            _tag_name[number] = name
    by_name = {name: number for number, name in numbers.items()}
    _h1, _time, _script = by_name["h1"], by_name["time"], by_name["script"]
    _meta, _title, _link = by_name["meta"], by_name["title"], by_name["link"]
    _a, _source, _picture = by_name["a"], by_name["source"], by_name["picture"]
    _head, _body, _style = by_name["head"], by_name["body"], by_name["style"]
    _number_of_tag.update({name: number for name, number in by_name.items() if number < KNOWN})
    for key in keys:
        if at.node.local_name < KNOWN:  # the others have the address of their name, which differs by document
            _key_names[at.node.local_name] = key
            _number_of_key[key.encode()] = at.node.local_name
            _key_of_name[at.node.local_name] = _KEYS.index(key.encode()) if key.encode() in _KEYS else OTHER
        at = at.next


cdef str _name_of(Attribute *attribute):
    """Name of an attribute as it is written, as far as it is no number of the parser's own."""
    cdef uintptr_t name = attribute.qualified_name
    if name < KNOWN:
        name = attribute.node.local_name
    return _key_names[name] if name < KNOWN else _unknown_name(name)


cdef bint _same(Chars *value, const char *expected, size_t size) noexcept nogil:
    """Whether a value is this one, whatever the case of its letters; the expected one is lower case."""
    cdef size_t index
    cdef uint8_t c
    if value == NULL or value.data == NULL or value.length != size:
        return False
    for index in range(size):
        c = value.data[index]
        if 65 <= c <= 90:
            c |= 32
        if c != <uint8_t> expected[index]:
            return False
    return True


cdef bint _has_word(Chars *value, const char *word, size_t size) noexcept nogil:
    """Whether the word is among those of a value, whatever its case."""
    cdef size_t at = 0, start, index
    cdef Chars part
    if value == NULL or value.data == NULL:
        return False
    while at < value.length:
        start = at
        while at < value.length and not _is_space(value.data[at]):
            at += 1
        if at - start == size:
            part.data, part.length = value.data + start, size
            if _same(&part, word, size):
                return True
        at += 1
    return False


cdef inline Node *_after(Node *node, Node *root, bint into) noexcept nogil:
    """The next node in document order below the root, NULL at the end."""
    if into and node.first_child != NULL:
        return node.first_child
    while node != root and node.next == NULL:
        node = node.parent
    return NULL if node == root else node.next


cdef str _all_text(Node *root):
    """All text below a node."""
    cdef Node *node = root.first_child
    cdef Chars *chars
    if root.type == TEXT_NODE:
        chars = &(<TextNode *> root).chars
        return _text(chars.data, chars.length) if chars.data != NULL else ""
    if node != NULL and node.next == NULL and node.type == TEXT_NODE:
        chars = &(<TextNode *> node).chars
        return _text(chars.data, chars.length) if chars.data != NULL else ""
    parts = []
    while node != NULL:
        if node.type == TEXT_NODE:
            chars = &(<TextNode *> node).chars
            if chars.data != NULL:
                parts.append(_text(chars.data, chars.length))
        node = _after(node, root, True)
    return "".join(parts)


cdef class NodeView:
    """A node, with as much of the parser's own class as metadata needs. Keeps the tree alive."""

    cdef Node *node
    cdef object tree

    @property
    def mem_id(self):
        """Number of the node while its page lives."""
        return <uintptr_t> self.node

    @property
    def tag(self):
        """Name of the element; `-text` and the like for other nodes; None for what has no name."""
        if self.node.type == TEXT_NODE:
            return "-text"
        if self.node.type != ELEMENT_NODE:
            return "-other"
        if self.node.local_name < KNOWN:
            return _tag_name[self.node.local_name]
        return _unknown_name(self.node.local_name)

    @property
    def is_text_node(self):
        """Whether it holds text and no more."""
        return self.node.type == TEXT_NODE

    @property
    def attributes(self):
        """Name → value, None where it has none."""
        cdef Attribute *at
        found = {}
        if self.node.type == ELEMENT_NODE:
            at = (<Element *> self.node).first_attribute
            while at != NULL:
                found[_name_of(at)] = (
                    None if at.value == NULL or at.value.data == NULL else _text(at.value.data, at.value.length)
                )
                at = at.next
        return found

    @property
    def parent(self):
        """The node above; None above the root."""
        if self.node.parent == NULL:
            return None
        return _place(self.node.parent, self.tree)

    @property
    def next(self):
        """The node behind it; None behind the last one."""
        return None if self.node.next == NULL else _place(self.node.next, self.tree)

    @property
    def prev(self):
        """The node before it; None before the first one."""
        return None if self.node.prev == NULL else _place(self.node.prev, self.tree)

    @property
    def first_child(self):
        """The first node right below; None where there is none."""
        return None if self.node.first_child == NULL else _place(self.node.first_child, self.tree)

    @property
    def tag_id(self):
        """Number of what it is, as the parser has it."""
        return self.node.local_name

    @property
    def text_content(self):
        """A text node's text; None for other nodes."""
        return _all_text(self.node) if self.node.type == TEXT_NODE else None

    def text(self, deep=True, separator=""):
        """All text below the node; with `deep` false, its own."""
        cdef Node *node
        if deep and separator:
            return separator.join(
                [_all_text((<NodeView> below).node) for below in self.traverse(True) if below.is_text_node]
            )
        if deep or self.node.type == TEXT_NODE:
            return _all_text(self.node)
        parts = []
        node = self.node.first_child
        while node != NULL:
            if node.type == TEXT_NODE:
                parts.append(_all_text(node))
            node = node.next
        return "".join(parts)

    def iter(self):
        """The nodes right below but for texts."""
        cdef Node *node = self.node.first_child
        found = []
        while node != NULL:
            if node.type != TEXT_NODE:
                found.append(_place(node, self.tree))
            node = node.next
        return iter(found)

    def traverse(self, include_text=False):
        """The node and all below it, in document order."""
        cdef Node *node = self.node
        while node != NULL:
            if include_text or node.type != TEXT_NODE:
                yield _place(node, self.tree)
            node = _after(node, self.node, True)

    def css_first(self, str tags):
        """The first element of one of the names among the node and all below it; no other selector is understood."""
        for found in self.css(tags, 1):
            return found
        return None

    def css(self, str tags, Py_ssize_t most=PY_SSIZE_T_MAX):
        """The elements of these names, set apart by commas, among the node and all below it, or the first ones."""
        cdef Node *node = self.node
        cdef list found = []
        cdef tuple wanted = _tags_of(tags)
        cdef const uint8_t *flags = <bytes> wanted[0]
        cdef frozenset others = wanted[1]
        while node != NULL and len(found) < most:
            if node.type == ELEMENT_NODE and (
                flags[node.local_name]
                if node.local_name < KNOWN
                else others and _unknown_name(node.local_name) in others
            ):
                found.append(_place(node, self.tree))
            node = _after(node, self.node, True)
        return found


cdef dict _tags_by_text = {}


cdef tuple _tags_of(str tags):
    """For each number of the parser's whether its element is one of those named; the names that it does not know."""
    cdef object found = _tags_by_text.get(tags)
    if found is None:
        wanted = bytearray(KNOWN)
        names = tags.split(", ")
        for tag in names:
            if tag in _number_of_tag:
                wanted[_number_of_tag[tag]] = 1
        found = _tags_by_text[tags] = bytes(wanted), frozenset(names).difference(_number_of_tag)
    return found


cdef NodeView _place(Node *node, object tree):
    cdef NodeView found = NodeView.__new__(NodeView)
    found.node, found.tree = node, tree
    return found


@cython.final
cdef class Keys:
    """What attribute a name stands for: by number, or by the address that one document has for it."""

    cdef uintptr_t names[SEEN]
    cdef uint8_t keys[SEEN]

    def __cinit__(self):
        cdef size_t index
        for index in range(SEEN):
            self.names[index] = 0

    cdef uint8_t of(self, Attribute *at) noexcept:
        cdef uintptr_t name = at.node.local_name
        cdef size_t slot
        cdef Name *entry
        cdef uint8_t *data
        cdef bytes key
        if name < KNOWN:
            return _key_of_name[name]
        slot = (name >> 5) % SEEN
        if self.names[slot] != name:
            entry = <Name *> name
            self.names[slot] = name
            self.keys[slot] = OTHER
            if entry.length <= 10:
                data = entry.inline_name
                key = data[:entry.length]
                if key in _KEYS:
                    self.keys[slot] = <uint8_t> _KEYS.index(key)
        return self.keys[slot]


cdef inline Chars *_find(Element *element, Keys keys, uint8_t key) noexcept:
    cdef Attribute *at = element.first_attribute
    cdef uintptr_t name
    while at != NULL:
        name = at.node.local_name
        if (_key_of_name[name] if name < KNOWN else keys.of(at)) == key:
            return at.value
        at = at.next
    return NULL


cdef inline str _written(Chars *value):
    return "" if value == NULL or value.data == NULL else _text(value.data, value.length)


cdef Node *_child(Node *root, uintptr_t name) noexcept nogil:
    cdef Node *node = root.first_child
    while node != NULL and not (node.type == ELEMENT_NODE and node.local_name == name):
        node = node.next
    return node


cdef _read_meta(Element *element, Keys keys, dict metas):
    cdef Attribute *at
    cdef uint8_t key
    cdef str content = _written(_find(element, keys, CONTENT)) or _written(_find(element, keys, VALUE))
    if not content:
        return
    at = element.first_attribute
    while at != NULL:
        key = keys.of(at)
        if key == NAME or key == PROPERTY or key == ITEMPROP or key == HTTP_EQUIV:
            name = _written(at.value)
            if name:
                name = name.strip().lower()
                if name in metas:
                    (<list> metas[name]).append(content)
                else:
                    metas[name] = [content]
        at = at.next


def read_head(uintptr_t root):
    """What the head says; also what it would have said after an element that ended it, which is the body's own child.

    Returns:
        Declared language, contents of the metas by name, texts of the JSON-LD scripts, title, canonical address.
    """
    cdef Node *html = <Node *> root
    cdef Node *head = _child(html, _head)
    cdef Node *body = _child(html, _body)
    cdef Node *node
    cdef Keys keys = Keys()
    cdef dict metas = {}
    cdef list scripts = []
    cdef str title = "", canonical = ""
    cdef size_t spilled = 0
    language = _written(_find(<Element *> html, keys, LANG)) or _written(_find(<Element *> html, keys, XML_LANG))
    node = head.first_child if head != NULL else NULL
    while node != NULL:
        if node.type == ELEMENT_NODE:
            if node.local_name == _meta:
                _read_meta(<Element *> node, keys, metas)
            elif node.local_name == _title:
                title = title or _all_text(node)
            elif node.local_name == _script:
                if _same(_find(<Element *> node, keys, TYPE), b"application/ld+json", 19):
                    scripts.append(_all_text(node))
            elif node.local_name == _link and not canonical:
                if _has_word(_find(<Element *> node, keys, REL), b"canonical", 9):
                    canonical = _written(_find(<Element *> node, keys, HREF))
        node = _after(node, head, True)
    node = body.first_child if body != NULL else NULL
    while node != NULL and spilled < SPILLED:
        if node.type == ELEMENT_NODE:
            spilled += 1
            if node.local_name == _meta:
                _read_meta(<Element *> node, keys, metas)
            elif node.local_name == _title:
                title = title or _all_text(node)
            elif node.local_name == _link and not canonical:
                if _has_word(_find(<Element *> node, keys, REL), b"canonical", 9):
                    canonical = _written(_find(<Element *> node, keys, HREF))
        node = node.next
    return language, metas, scripts, title, canonical


cdef struct Named:
    Node *node
    # What it has none of, or one without a value, is NULL.
    Chars *classes
    Chars *identifier


@cython.final
cdef class Classed:
    """Elements with a class or an id, in document order, and where both stand."""

    cdef object tree
    cdef Named *entries
    cdef size_t count, room

    def __cinit__(self):
        self.count, self.room = 0, 512
        self.entries = <Named *> malloc(self.room * sizeof(Named))
        if self.entries == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.entries)

    cdef add(self, Node *node, Chars *classes, Chars *identifier):
        cdef Named *entries
        if self.count == self.room:
            entries = <Named *> realloc(self.entries, 2 * self.room * sizeof(Named))
            if entries == NULL:
                raise MemoryError
            self.entries = entries
            self.room *= 2
        self.entries[self.count] = Named(node, classes, identifier)
        self.count += 1


def read_places(uintptr_t root, object tree):
    """The nodes that metadata stands in.

    Returns:
        `h1`, `time`, those by each item property, those with `rel=author`, JSON-LD scripts; for each node's number its
        place among all of these; links that may name a licence; what has the class `age` alone; sources of pictures;
        types of items; and all elements with a class or an id, for `read_classes` and `find`.
    """
    cdef Node *html = <Node *> root
    cdef Node *node = html
    cdef Attribute *at
    cdef Keys keys = Keys()
    cdef list h1 = [], times = [], authors = [], scripts = [], licenses = [], ages = [], sources = []
    cdef list item_types = []
    cdef dict items = {}, order = {}
    cdef uint8_t key
    cdef bint wanted, by_author, by_license
    cdef Chars *props
    cdef Chars *classes
    cdef Chars *identifier
    cdef Classed classed = Classed()
    classed.tree = tree
    while node != NULL:
        if node.type == ELEMENT_NODE:
            wanted = node.local_name == _h1 or node.local_name == _time
            by_author = by_license = False
            props = classes = identifier = NULL
            at = (<Element *> node).first_attribute
            while at != NULL:
                key = keys.of(at)
                if key == CLASS:
                    if at.value != NULL and at.value.data != NULL:
                        classes = at.value
                        if classes.length == 3 and memcmp(classes.data, b"age", 3) == 0:
                            ages.append(_place(node, tree))
                elif key == ID:
                    if at.value != NULL and at.value.data != NULL:
                        identifier = at.value
                elif key == ITEMPROP:
                    wanted = True
                    props = at.value
                elif key == ITEMTYPE:
                    item_types.append(_written(at.value))
                elif key == REL:
                    by_author = _has_word(at.value, b"author", 6)
                    if node.local_name == _a or node.local_name == _link:
                        by_license = by_license or _has_word(at.value, b"license", 7)
                elif key == HREF and node.local_name == _a:
                    by_license = by_license or _holds(at.value, b"creativecommons.org/", 20)
                elif key == TYPE and node.local_name == _script:
                    wanted = wanted or _same(at.value, b"application/ld+json", 19)
                at = at.next
            if classes != NULL or identifier != NULL:
                classed.add(node, classes, identifier)
            if node.local_name == _source and node.parent != NULL and node.parent.local_name == _picture:
                sources.append(_place(node, tree))
            if by_license:
                licenses.append(_place(node, tree))
            if wanted or by_author:
                place = _place(node, tree)
                order[<uintptr_t> node] = len(order)
                if node.local_name == _script:
                    scripts.append(place)
                else:
                    if node.local_name == _h1:
                        h1.append(place)
                    elif node.local_name == _time:
                        times.append(place)
                    for prop in _written(props).split():
                        if prop in items:
                            (<list> items[prop]).append(place)
                        else:
                            items[prop] = [place]
                    if by_author or (wanted and _holds(_find(<Element *> node, keys, REL), b"author", 6)):
                        authors.append(place)
        node = _after(node, html, True)
    return h1, times, items, authors, scripts, order, licenses, ages, sources, item_types, classed


cdef bint _holds(Chars *value, const char *part, size_t size) noexcept nogil:
    """Whether a value has the part in it, whatever its case; the part is lower case."""
    cdef size_t at, index
    cdef uint8_t c
    if value == NULL or value.data == NULL or value.length < size:
        return False
    for at in range(value.length - size + 1):
        index = 0
        while index < size:
            c = value.data[at + index]
            if 65 <= c <= 90:
                c |= 32
            if c != <uint8_t> part[index]:
                break
            index += 1
        if index == size:
            return True
    return False


cdef enum:
    MOST_NEEDLES = 16


cdef struct Needle:
    const uint8_t *text
    size_t size
    bint whole
    int groups


cdef inline size_t _pair(const uint8_t *at) noexcept nogil:
    """A number for two characters, the same for big and small letters."""
    return (at[0] & 31) << 5 | (at[1] & 31)


cdef int _groups_of(Chars *value, const uint8_t *starts, const Needle *needles, size_t count) noexcept nogil:
    """Groups of the needles that a value holds: parts whatever their case, whole words as they are written.

    `starts` tells of each pair of characters whether a needle may begin with it.
    """
    cdef size_t at, index, place
    cdef uint8_t c
    cdef int found = 0
    cdef const Needle *needle
    for at in range(value.length - 1 if value.length else 0):
        if not starts[_pair(value.data + at)]:
            continue
        for place in range(count):
            needle = needles + place
            if found & needle.groups or needle.size > value.length - at:
                continue
            if needle.whole:
                if at and not _is_space(value.data[at - 1]):
                    continue
                if at + needle.size < value.length and not _is_space(value.data[at + needle.size]):
                    continue
                if memcmp(value.data + at, needle.text, needle.size) == 0:
                    found |= needle.groups
                continue
            index = 0
            while index < needle.size:
                c = value.data[at + index]
                if 65 <= c <= 90:
                    c |= 32
                if c != needle.text[index]:
                    break
                index += 1
            if index == needle.size:
                found |= needle.groups
    return found


def read_classes(Classed classed, tuple groups):
    """Elements by their class, for each group of (parts, words).

    A group's elements have one of its parts in their class, whatever its case (parts are lower case), or one of its
    words among their classes.
    """
    cdef Needle[MOST_NEEDLES] needles
    cdef uint8_t[1024] starts
    cdef size_t count = 0, index, at
    cdef int held = 0
    cdef bytes text
    cdef Chars *value
    cdef Chars *last = NULL
    cdef list found = [[] for _ in groups]
    memset(starts, 0, sizeof(starts))
    for index, (parts, words) in enumerate(groups):
        for text in parts + words:
            if count == MOST_NEEDLES or len(text) < 2:
                raise ValueError("too many parts of classes, or too short a one")
            needles[count].text, needles[count].size = text, len(text)
            needles[count].whole, needles[count].groups = text in words, 1 << index
            starts[_pair(needles[count].text)] = 1
            count += 1
    for at in range(classed.count):
        value = classed.entries[at].classes
        if value == NULL:
            continue
        # Elements in a row often have the same classes.
        if last == NULL or value.length != last.length or memcmp(value.data, last.data, value.length) != 0:
            held = _groups_of(value, starts, needles, count)
            last = value
        if held:
            place = _place(classed.entries[at].node, classed.tree)
            for index in range(len(found)):
                if held & (1 << index):
                    (<list> found[index]).append(place)
    return found


cdef bint _has_exact(Chars *value, const char *word, size_t size) noexcept nogil:
    cdef size_t at = 0, start
    while at < value.length:
        start = at
        while at < value.length and not _is_space(value.data[at]):
            at += 1
        if at - start == size and memcmp(value.data + start, word, size) == 0:
            return True
        at += 1
    return False


def read_clues(uintptr_t root, Py_ssize_t longest):
    """What tells a platform: attributes of `html` and `body`, generator, addresses in the head."""
    cdef Node *html = <Node *> root
    cdef Node *head = _child(html, _head)
    cdef Node *body = _child(html, _body)
    cdef Node *node
    cdef Keys keys = Keys()
    cdef Chars *value
    cdef list parts = []
    cdef Element *element
    cdef NodeView place
    for place in ([_place(html, None)] if body == NULL else [_place(html, None), _place(body, None)]):
        parts += [f"{name}={said}" if said else name for name, said in place.attributes.items()]
    node = head.first_child if head != NULL else NULL
    while node != NULL:
        if node.type == ELEMENT_NODE:
            element = <Element *> node
            value = NULL
            if node.local_name == _meta:
                if _same(_find(element, keys, NAME), b"generator", 9) or (
                    _exact(_find(element, keys, PROPERTY), b"og:image", 8)
                ):
                    value = _find(element, keys, CONTENT)
            elif node.local_name == _link:
                if _same(_find(element, keys, REL), b"stylesheet", 10):
                    value = _find(element, keys, HREF)
            elif node.local_name == _script:
                value = _find(element, keys, SRC)
            if value != NULL and value.data != NULL:
                parts.append(_text(value.data, min(value.length, 4 * longest))[:longest])
        node = _after(node, head, True)
    return "\n".join(parts)


cdef bint _exact(Chars *value, const char *expected, size_t size) noexcept nogil:
    return value != NULL and value.data != NULL and value.length == size and memcmp(value.data, expected, size) == 0


include "_select.pxi"
include "_names.pxi"
include "_listing.pxi"
