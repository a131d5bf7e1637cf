# Simple selectors over lexbor's structures: a tag, an id, classes, attributes. Rules consist of them. The parser's own
# matching reads each selector anew, and asks every node about every one of them.

include "_hash.pxi"

cdef dict _number_of_tag = {}, _number_of_key = {}

cdef enum:
    # Elements above a node that are looked at again for each node, which costs less than remembering the answers; pages
    # are seldom deeper.
    NEAR = 64


cdef inline uint8_t _lowered(uint8_t c, bint folded) noexcept nogil:
    return c | 32 if folded and 65 <= c <= 90 else c


cdef uint64_t _hash_bytes(const uint8_t *data, size_t size, bint folded) noexcept nogil:
    cdef uint64_t found = FNV_START
    cdef size_t index
    for index in range(size):
        found = (found ^ _lowered(data[index], folded)) * FNV_PRIME
    return found


cdef struct Compound:
    # 0 for any element.
    uintptr_t tag
    # Selectors that are found by the same class, id or tag, 0 for the last.
    Py_ssize_t next


cdef inline uint64_t _bit(const uint8_t *name, size_t size, bint folded) noexcept nogil:
    """One of 64 bits for a name: most names of a page are told from the wanted ones without hashing them."""
    return <uint64_t> 1 << ((_lowered(name[0], folded) * 7 + _lowered(name[size - 1], folded) * 3 + size) & 63)


cdef class SelectorList:
    """A list of selectors, compiled once.

    Args:
        selectors: for each the parts that are set apart by combinators, the last one first, each after whether it is
            the parent of the one before, and not any element above. A part is its tag or an empty text, its id or an
            empty one, its classes, and its attributes as name, operator (empty, `=`, `^`, `*`, `$`) and value. Tags are
            names that `learn` was told, attributes such that it was not or that are in its list.
        ranks: which of several that fit an element is told: the lowest.
        folded: ids and classes match whatever their case, as on pages with an old doctype or none.
    """

    cdef list ids, classes, tests, ranks, loose
    # For each selector the places of the parts above its last one, each after whether it is a parent.
    cdef list above
    cdef Compound *compounds
    cdef Map by_class, by_id, by_tag
    cdef uint64_t class_bits, id_bits
    cdef bint folded
    # Numbers of the attributes that selectors without a name ask for first; 0 for those that have none.
    cdef uintptr_t *asked

    def __cinit__(self, list selectors, list ranks, bint folded=False):
        cdef Py_ssize_t index, count = sum(map(len, selectors))
        cdef Map of
        self.compounds = <Compound *> calloc(count + 1, sizeof(Compound))
        self.asked = <uintptr_t *> calloc(count + 1, sizeof(uintptr_t))
        if self.compounds == NULL or self.asked == NULL:
            raise MemoryError
        self.class_bits = self.id_bits = 0
        self.folded = folded
        self.ids, self.classes, self.tests, self.ranks, self.loose = [], [], [], ranks, []
        self.by_class, self.by_id, self.by_tag = Map(count), Map(count), Map(count)
        self.above = []
        for parts in selectors:
            self.hold(parts[0])
        for index, parts in enumerate(selectors):
            self.above.append(tuple((is_parent, self.hold(part)) for is_parent, *part in parts[1:]))
            _, tag, identifier, classes, _ = parts[0]
            if not (classes or identifier or tag):
                self.asked[len(self.loose)] = <uintptr_t> _number_of_key.get(self.tests[index][0][0], 0)
                self.loose.append(index)
                continue
            if classes:
                of, key = self.by_class, _of_bytes(self.classes[index][0])
                self.class_bits |= _bit_of(self.classes[index][0])
            elif identifier:
                of, key = self.by_id, _of_bytes(self.ids[index])
                self.id_bits |= _bit_of(self.ids[index])
            else:
                of, key = self.by_tag, self.compounds[index].tag
            self.compounds[index].next = <Py_ssize_t> of.place(key).value
            of.put(key, index + 1)

    def __dealloc__(self):
        free(self.compounds)
        free(self.asked)

    cdef Py_ssize_t hold(self, object part) except -1:
        """Keep what one part asks for; its place."""
        tag, identifier, classes, tests = part if len(part) == 4 else part[1:]
        names = [name.encode() for name in (identifier, *classes)]
        if self.folded:
            names = [name.lower() for name in names]
        self.ids.append(names[0])
        self.classes.append(tuple(names[1:]))
        self.tests.append(tuple((name.encode(), ord(sign) if sign else 0, value.encode()) for name, sign, value in tests))
        self.compounds[len(self.ids) - 1].tag = _number_of_tag[tag] if tag else 0
        return len(self.ids) - 1

    cdef inline bint asks(self, uintptr_t name, size_t count) noexcept nogil:
        """Whether a selector without tag, id and class may want an element for having this attribute."""
        cdef size_t index
        for index in range(count):
            if self.asked[index] == name or (self.asked[index] == 0 and name >= KNOWN):
                return True
        return False

    cdef bint fits(self, Py_ssize_t index, Element *element, Chars *classes, Keys keys) except -1:
        cdef bytes wanted
        cdef Chars *identifier
        if self.compounds[index].tag and element.node.local_name != self.compounds[index].tag:
            return False
        wanted = <bytes> self.ids[index]
        if wanted:
            identifier = _find(element, keys, ID)
            if not (_same if self.folded else _exact)(identifier, wanted, len(wanted)):
                return False
        for wanted in <tuple> self.classes[index]:
            if classes == NULL or classes.data == NULL:
                return False
            if not (_has_word if self.folded else _has_exact)(classes, wanted, len(wanted)):
                return False
        for test in <tuple> self.tests[index]:
            if not _passes(element, <bytes> test[0], test[1], <bytes> test[2]):
                return False
        return True

    cdef int is_below(self, tuple above, Py_ssize_t at, Node *node, Keys keys, dict known) except -2:
        """Whether the parts from a place on are found above a node: 1 if so, 0 if not where a parent has to be the
        next one, -1 if not and no element further above would be of use.

        The nearest element that fits is always the best one, for most is left above it; so nothing is tried twice.
        Of long ways up what was found is kept in `known`, or many elements deep in a page would each go all of it.
        """
        cdef Py_ssize_t steps = 0
        cdef int found = -1, fits_rest
        cdef Node *start
        if at == len(above):
            return 1
        is_parent, index = above[at]
        node = node.parent
        if is_parent:
            if node == NULL or node.type != ELEMENT_NODE or not self.fits_node(index, node, keys):
                return 0
            return self.is_below(above, at + 1, node, keys, known)
        start = NULL
        while node != NULL and node.type == ELEMENT_NODE:
            steps += 1
            if steps > NEAR:
                if start == NULL:
                    start = node
                earlier = known.get((<Py_ssize_t> index, <uintptr_t> node))
                if earlier is not None:
                    found = earlier
                    break
            if self.fits_node(index, node, keys):
                fits_rest = self.is_below(above, at + 1, node, keys, known)
                if fits_rest:
                    found = fits_rest
                    break
            node = node.parent
        while start != NULL and start != node and start.type == ELEMENT_NODE:
            known[(<Py_ssize_t> index, <uintptr_t> start)] = found
            start = start.parent
        return found

    cdef bint fits_node(self, Py_ssize_t index, Node *node, Keys keys) except -1:
        return self.fits(index, <Element *> node, _find(<Element *> node, keys, CLASS), keys)

    cdef note(self, Py_ssize_t index, Element *element, dict found):
        mem_id = <uintptr_t> element
        before = found.get(mem_id)
        if before is None or self.ranks[index] < self.ranks[before]:
            found[mem_id] = index

    cdef add(self, Map of, uint64_t key, Element *element, Chars *classes, Keys keys, dict found, dict known):
        """Note the element with the first of the selectors of a key that it fits."""
        cdef Py_ssize_t at = <Py_ssize_t> of.place(key).value
        cdef Py_ssize_t index
        while at:
            index = at - 1
            if self.fits(index, element, classes, keys) and (
                self.is_below(self.above[index], 0, <Node *> element, keys, known) == 1
            ):
                self.note(index, element, found)
            at = self.compounds[index].next


    cdef int add_named(
        self, Element *element, Chars *classes, Chars *identifier, Keys keys, dict found, dict known
    ) except -1:
        """Note the element with selectors that its classes or its id tell."""
        cdef const uint8_t *data
        cdef size_t at = 0, start, length
        cdef uint64_t hash
        if self.class_bits and classes != NULL and classes.data != NULL:
            data, length = classes.data, classes.length
            while at < length:
                start = at
                while at < length and not (data[at] <= 32 and _is_space(data[at])):
                    at += 1
                if at > start and self.class_bits & _bit(data + start, at - start, self.folded):
                    hash = _hash_bytes(data + start, at - start, self.folded)
                    if self.by_class.has(hash):
                        self.add(self.by_class, hash, element, classes, keys, found, known)
                at += 1
        if self.id_bits and identifier != NULL and identifier.data != NULL and identifier.length:
            data, length = identifier.data, identifier.length
            if self.id_bits & _bit(data, length, self.folded):
                hash = _hash_bytes(data, length, self.folded)
                if self.by_id.has(hash):
                    self.add(self.by_id, hash, element, classes, keys, found, known)
        return 0


cdef bint _passes(Element *element, bytes name, int sign, bytes value) except -1:
    """Whether an element has an attribute of this name and value."""
    cdef Attribute *at = element.first_attribute
    cdef Py_ssize_t size = len(name), wanted = len(value)
    cdef const char *data = value
    cdef uintptr_t number = <uintptr_t> _number_of_key.get(name, 0)
    cdef Chars part
    while at != NULL:
        if at.node.local_name == number if number else _has_key(at.node.local_name, name, size):
            break
        at = at.next
    if at == NULL:
        return False
    if sign == 0:
        return True
    if at.value == NULL or at.value.data == NULL or wanted == 0 or at.value.length < <size_t> wanted:
        return False
    if sign == 61:
        return _exact(at.value, data, wanted)
    if sign == 94:
        return memcmp(at.value.data, data, wanted) == 0
    if sign == 36:
        return memcmp(at.value.data + at.value.length - wanted, data, wanted) == 0
    part = at.value[0]
    while part.length >= <size_t> wanted:
        if part.data[0] == <uint8_t> data[0] and memcmp(part.data, data, wanted) == 0:
            return True
        part.data += 1
        part.length -= 1
    return False


cdef inline bint _has_key(uintptr_t name, const char *expected, size_t length) noexcept nogil:
    """Whether a name that has no number is this one."""
    cdef Name *entry = <Name *> name
    if name < KNOWN or entry.length != length:
        return False
    if length <= 16:
        return memcmp(entry.inline_name, expected, length) == 0
    return memcmp((<uint8_t **> name)[0], expected, length) == 0


cdef uint64_t _of_bytes(bytes text):
    return _hash_bytes(<const uint8_t *> <const char *> text, len(text), False)


cdef uint64_t _bit_of(bytes name):
    return _bit(<const uint8_t *> <const char *> name, len(name), False)


def find(list roots, SelectorList selectors, Classed named=None):
    """Elements among these and all below them that fit: number → index of the selector with the lowest rank.

    Args:
        roots: numbers of elements; none is looked at where `named` tells all.
        selectors: that are looked for.
        named: what `read_places` told of the page, where all of it is searched: a list of selectors that begin with
            classes and ids alone is answered without going through the tree once more.
    """
    cdef Node *root
    cdef Node *node
    cdef Element *element
    cdef Keys keys = Keys()
    cdef Chars *classes
    cdef Chars *identifier
    cdef Attribute *at
    cdef size_t place, loose_count = len(selectors.loose)
    cdef uint8_t key
    cdef dict found = {}, known = {}
    cdef bint asked
    cdef bint by_tag = selectors.by_tag.mask > 15 or _any(selectors.by_tag)
    if named is not None and not (loose_count or by_tag):
        for place in range(named.count):
            selectors.add_named(
                <Element *> named.entries[place].node, named.entries[place].classes, named.entries[place].identifier,
                keys, found, known,
            )
        return found
    for number in roots:
        root = node = <Node *> <uintptr_t> number
        while node != NULL:
            if node.type == ELEMENT_NODE:
                element = <Element *> node
                classes = identifier = NULL
                asked = False
                at = element.first_attribute
                while at != NULL:
                    # Both have numbers, so that names of a document's own need not be looked at.
                    key = _key_of_name[at.node.local_name] if at.node.local_name < KNOWN else OTHER
                    if key == CLASS:
                        classes = at.value
                    elif key == ID:
                        identifier = at.value
                    if loose_count and selectors.asks(at.node.local_name, loose_count):
                        asked = True
                    at = at.next
                selectors.add_named(element, classes, identifier, keys, found, known)
                if asked:
                    for loose in selectors.loose:
                        if selectors.fits(loose, element, classes, keys) and selectors.is_below(
                            selectors.above[loose], 0, node, keys, known
                        ) == 1:
                            selectors.note(loose, element, found)
                if by_tag and selectors.by_tag.has(node.local_name):
                    selectors.add(selectors.by_tag, node.local_name, element, classes, keys, found, known)
            node = _after(node, root, True)
    return found


cdef bint _any(Map of) noexcept nogil:
    cdef size_t index
    for index in range(of.mask + 1):
        if of.slots[index].hash:
            return True
    return False


cdef inline bint _is_space(uint8_t c) noexcept nogil:
    return c == 32 or (9 <= c <= 13 and c != 11)


cdef inline bint _is_code(Node *node) noexcept nogil:
    """Whether a text is a script's or a style sheet's."""
    return node.parent != NULL and (node.parent.local_name == _script or node.parent.local_name == _style)


def has_text(list roots, Py_ssize_t least):
    """Whether the texts below these elements have so many characters, scripts and styles aside."""
    cdef Node *root
    cdef Node *node
    cdef Chars *chars
    cdef Py_ssize_t found = 0
    for number in roots:
        root = node = <Node *> <uintptr_t> number
        while node != NULL:
            if node.type == TEXT_NODE and not _is_code(node):
                chars = &(<TextNode *> node).chars
                if chars.data != NULL:
                    found += len(_text(chars.data, chars.length).strip())
                    if found >= least:
                        return True
            node = _after(node, root, True)
    return False


def text_lengths(uintptr_t root, set numbers):
    """Characters of the text below each of some elements, scripts and styles aside, in one walk over all of them."""
    cdef Node *top = <Node *> root
    cdef Node *node = top
    cdef Chars *chars
    cdef size_t index
    cdef Py_ssize_t so_far = 0
    cdef dict found = {}
    while node != NULL:
        if node.type == TEXT_NODE:
            if not _is_code(node):
                chars = &(<TextNode *> node).chars
                for index in range(chars.length if chars.data != NULL else 0):
                    so_far += (chars.data[index] & 0xC0) != 0x80
        elif <uintptr_t> node in numbers:
            found[<uintptr_t> node] = -so_far
        if node.first_child != NULL:
            node = node.first_child
            continue
        while True:
            if node.type != TEXT_NODE and <uintptr_t> node in numbers:
                found[<uintptr_t> node] += so_far
            if node == top:
                return found
            if node.next != NULL:
                node = node.next
                break
            node = node.parent
    return found


def outermost(list numbers):
    """Those of some elements that lie in none of the others, in their order; each is asked for its way up once."""
    cdef set wanted = set(numbers), outside = set()
    cdef Node *node
    cdef list kept = [], way
    for number in numbers:
        node = (<Node *> <uintptr_t> number).parent
        way = []
        inside = False
        while node != NULL:
            place = <uintptr_t> node
            if place in wanted:
                inside = True
                break
            if place in outside:
                break
            way.append(place)
            node = node.parent
        if not inside:
            outside.update(way)
            kept.append(number)
    return kept


def text_length(uintptr_t number):
    """Characters of the text below an element, scripts and styles aside."""
    cdef Node *root = <Node *> number
    cdef Node *node = root
    cdef Chars *chars
    cdef size_t index
    cdef Py_ssize_t found = 0
    while node != NULL:
        if node.type == TEXT_NODE and not _is_code(node):
            chars = &(<TextNode *> node).chars
            for index in range(chars.length if chars.data != NULL else 0):
                found += (chars.data[index] & 0xC0) != 0x80
        node = _after(node, root, True)
    return found


cdef class SubstringSet:
    """Texts that are looked for in another one all at once.

    Args:
        texts: of at least two bytes each.
    """

    cdef list texts
    cdef Map by_start
    cdef Py_ssize_t *next
    # A bit for each pair of bytes that a text begins with.
    cdef uint8_t[8192] starts

    def __cinit__(self, list texts):
        cdef Py_ssize_t index, count = len(texts)
        cdef bytes text
        self.next = <Py_ssize_t *> calloc(count + 1, sizeof(Py_ssize_t))
        if self.next == NULL:
            raise MemoryError
        memset(self.starts, 0, sizeof(self.starts))
        self.texts, self.by_start = texts, Map(count)
        for index in range(count):
            text = texts[index]
            key = text[0] << 8 | text[1]
            self.starts[<size_t> key >> 3] |= 1 << (<size_t> key & 7)
            self.next[index] = <Py_ssize_t> self.by_start.place(key).value
            self.by_start.put(key, index + 1)

    def __dealloc__(self):
        free(self.next)

    def found_in(self, bytes hay):
        """Index of each text that the hay has."""
        cdef const uint8_t *data = hay
        cdef Py_ssize_t at, index, size = len(hay)
        cdef size_t key
        cdef bytes text
        cdef set found = set()
        for at in range(size - 1):
            key = <size_t> data[at] << 8 | data[at + 1]
            if not self.starts[key >> 3] & (1 << (key & 7)):
                continue
            index = <Py_ssize_t> self.by_start.place(key).value
            while index:
                text = <bytes> self.texts[index - 1]
                if len(text) <= size - at and memcmp(data + at, <const char *> text, len(text)) == 0:
                    found.add(index - 1)
                index = self.next[index - 1]
        return found


cdef bint _begins_with(const uint8_t *data, Py_ssize_t left, list parts):
    """Whether letters begin with one of the parts, whatever their case."""
    cdef Py_ssize_t index, size
    cdef const char *part
    cdef bytes text
    cdef uint8_t c
    for text in parts:
        size, part = len(text), text
        if size > left:
            continue
        for index in range(size):
            c = data[index]
            if 65 <= c <= 90:
                c |= 32
            if c != <uint8_t> part[index]:
                break
        else:
            return True
    return False


def linked(list blocks, tuple parts, Py_ssize_t most):
    """Index of each block of at most `most` runs whose links have one of the parts after a slash.

    Args:
        blocks: whose third entry is the runs, each with its address second.
        parts: lower case, ASCII. Addresses with letters beyond Latin-1 are taken to have one.
    """
    cdef Py_ssize_t index, place, length
    cdef tuple block, runs, run
    cdef str href
    cdef object last = None
    cdef const uint8_t *data
    cdef uint8_t[256] first
    cdef bint hit = False
    cdef list found = [], texts = [part.encode("ascii") for part in parts]
    memset(first, 0, sizeof(first))
    for part in parts:
        for letter in (part[0], part[0].upper()):
            first[<Py_ssize_t> ord(letter)] = 1
    for index in range(len(blocks)):
        block = <tuple> blocks[index]
        runs = <tuple> block[2]
        if len(runs) > most:
            continue
        for run in runs:
            href = <str> run[1]
            if not href:
                continue
            if href is not last:
                last = href
                length = len(href)
                hit = PyUnicode_KIND(href) != 1
                data = <const uint8_t *> PyUnicode_DATA(href)
                for place in range(length - 1 if not hit else 0):
                    if data[place] == 47 and first[data[place + 1]]:
                        if _begins_with(data + place + 1, length - place - 1, texts):
                            hit = True
                            break
            if hit:
                found.append(index)
                break
    return found


cdef extern from "Python.h":
    Py_ssize_t PyUnicode_FindChar(object text, uint32_t char, Py_ssize_t start, Py_ssize_t end, int direction)


# Of a text of one byte for each letter: 1 for what tells by itself, 2 for what does with the letter before.
cdef uint8_t[256] _edits


def _learn_edits():
    memset(_edits, 0, sizeof(_edits))
    _edits[36] = _edits[92] = _edits[0xAD] = 1
    _edits[47] = _edits[35] = 2


_learn_edits()


cdef bint _has_edited(str text):
    """Whether a text has a sign that a formula is written with, or a character that no reader sees."""
    cdef Py_ssize_t size = len(text), at
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef const uint8_t *narrow = <const uint8_t *> data
    cdef uint32_t c, before = 0
    if kind == 1:
        for at in range(size):
            if _edits[narrow[at]]:
                c = narrow[at]
                if _edits[c] == 1 or (at and narrow[at - 1] == (91 if c == 47 else 35)):
                    return True
        return False
    for at in range(size):
        c = PyUnicode_READ(kind, data, at)
        if c == 36 or c == 92 or c == 0xAD or (c == 47 and before == 91) or (c == 35 and before == 35):
            return True
        if c >= 0x200B and (c <= 0x200D or c == 0x2060 or c == 0xFEFF):
            return True
        before = c
    return False


def unread(list blocks, list kept, int styles):
    """For each block whether it stays and may have to be edited before it is read; see `cleaner.article.edit_block`.

    Args:
        blocks: of a page.
        kept: for each whether it stays.
        styles: of runs that are edited.
    """
    cdef Py_ssize_t at
    cdef bytearray found = bytearray(len(blocks))
    cdef tuple block, runs
    cdef bint leads
    for at in range(len(blocks)):
        if not kept[at]:
            continue
        block = <tuple> blocks[at]
        runs = <tuple> block[2]
        found[at] = _has_edited(<str> block[0])
        if not found[at]:
            leads = False
            for run in runs:
                if <int> (<tuple> run)[2] & styles:
                    found[at] = True
                    break
                leads = leads or PyUnicode_FindChar((<tuple> run)[1], 35, 0, 1 << 40, 1) >= 0
            if leads and not found[at]:
                found[at] = _may_lead_back(runs)
    return found


cdef bint _may_lead_back(tuple runs) except -1:
    """Whether a link within the page may be a mark: it stands at an end of the block, or holds three letters at most."""
    cdef Py_ssize_t first = 0, last = len(runs) - 1, at
    cdef tuple run
    while first < last and not (<str> (<tuple> runs[first])[0]).strip():
        first += 1
    while last > first and not (<str> (<tuple> runs[last])[0]).strip():
        last -= 1
    for at in range(len(runs)):
        run = <tuple> runs[at]
        if PyUnicode_FindChar(run[1], 35, 0, 1 << 40, 1) >= 0:
            if at == first or at == last or len("".join((<str> run[0]).replace(",", " ").split())) <= 3:
                return True
    return False


def hints(list blocks, int code):
    """Whether some block has a sign of TeX; and whether some block is one run of code that begins with a blank."""
    cdef bint tex = False, indented = False
    cdef Py_ssize_t at
    cdef tuple block, runs, run
    cdef str text
    for at in range(len(blocks)):
        block = <tuple> blocks[at]
        if not tex:
            tex = PyUnicode_FindChar(block[0], 94, 0, 1 << 40, 1) >= 0 or PyUnicode_FindChar(block[0], 92, 0, 1 << 40, 1) >= 0
        runs = <tuple> block[2]
        if not indented and len(runs) == 1:
            run = <tuple> runs[0]
            if <int> run[2] & code:
                text = <str> run[0]
                indented = len(text) > 0 and text[0] in u" \u00a0\t"
        if tex and indented:
            break
    return tex, indented
