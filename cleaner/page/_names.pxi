# What the names and addresses of a page's pictures and boxes hold: most pages have none that anybody looks for, and
# asking each of them in Python took longer than walking the page.

cdef struct Part:
    const uint8_t *text
    size_t size


cdef class Parts:
    """Texts that are looked for in names and addresses, all at once.

    Args:
        texts: of ASCII letters, three at least; lower case unless they are `exact`.
        exact: whether the case of letters counts.
    """

    cdef list texts
    cdef Part *parts
    cdef size_t count
    cdef uint8_t[256] letters
    # A bit for each three letters that a text begins with, five bits of each: those are the same in either case.
    cdef uint8_t[4096] starts

    def __cinit__(self, texts, bint exact=False):
        cdef size_t index
        cdef uint32_t key
        cdef bytes text
        self.texts = [part.encode("ascii") for part in texts]
        self.count = len(self.texts)
        self.parts = <Part *> calloc(self.count + 1, sizeof(Part))
        if self.parts == NULL:
            raise MemoryError
        for index in range(256):
            self.letters[index] = index + 32 if not exact and 65 <= index <= 90 else index
        memset(self.starts, 0, sizeof(self.starts))
        for index in range(self.count):
            text = <bytes> self.texts[index]
            if len(text) < 3 or (not exact and text != text.lower()):
                raise ValueError(f"three letters at least, and in lower case: {text!r}")
            self.parts[index].text, self.parts[index].size = text, len(text)
            key = (text[0] & 31) << 10 | (text[1] & 31) << 5 | text[2] & 31
            self.starts[key >> 3] |= 1 << (key & 7)

    def __dealloc__(self):
        free(self.parts)

    cdef bint begins(self, const uint8_t *data, size_t size) noexcept nogil:
        """Whether one of them stands here."""
        cdef size_t index, at
        for index in range(self.count):
            if self.parts[index].size > size:
                continue
            at = 0
            while at < self.parts[index].size and self.letters[data[at]] == self.parts[index].text[at]:
                at += 1
            if at == self.parts[index].size:
                return True
        return False

    cdef bint may_be_in(self, str text, Py_ssize_t most) except -1:
        """Whether the first `most` letters hold one of them; also for all texts with letters beyond Latin-1."""
        cdef const uint8_t *data = <const uint8_t *> PyUnicode_DATA(text)
        cdef Py_ssize_t at, size = min(len(text), most)
        cdef uint32_t key = 0
        if PyUnicode_KIND(text) != 1:
            return True
        for at in range(size):
            key = (key << 5 | data[at] & 31) & 0x7FFF
            if self.starts[key >> 3] & (1 << (key & 7)) and at > 1 and self.begins(data + at - 2, size - at + 2):
                return True
        return False


    def may_stand_in(self, str text):
        """Whether a text may hold one of them."""
        return self.may_be_in(text, PY_SSIZE_T_MAX)


cdef inline str _said(tuple picture, str name):
    return (<dict> picture[3]).get(name, "")


def telling(list pictures, Parts parts, Py_ssize_t most):
    """Pictures whose class or address may hold one of the parts, or whose text has `\\` or `=` or is short, not all ASCII.

    Args:
        pictures: of a page.
        parts: that are looked for.
        most: characters of such a text.
    """
    cdef tuple picture
    cdef str instead
    cdef list found = []
    for picture in pictures:
        instead = _said(picture, "alt")
        if (
            (not PyUnicode_IS_ASCII(instead) and len(instead.strip()) <= most)
            or "\\" in instead
            or "=" in instead
            or parts.may_be_in(_said(picture, "class"), PY_SSIZE_T_MAX)
            or parts.may_be_in(_said(picture, "src"), PY_SSIZE_T_MAX)
        ):
            found.append(picture)
    return found


def waiting(list pictures, Parts parts, Py_ssize_t most):
    """Pictures without an address, or with one of the parts in the first `most` letters of it, and no `srcset`."""
    cdef tuple picture
    cdef str source
    cdef list found = []
    for picture in pictures:
        source = _said(picture, "src")
        if (not source or parts.may_be_in(source, most)) and not _said(picture, "srcset"):
            found.append(picture)
    return found


def pictured(list sources, waiting):
    """Sources beside which one of the waiting pictures is the first, each with the number of that."""
    cdef Node *around = NULL
    cdef Node *node = NULL
    cdef uintptr_t img = _number_of_tag["img"]
    cdef NodeView source
    cdef list found = []
    for source in sources:
        if source.node.parent != around:  # several stand in one `picture`
            around = node = source.node.parent
            while node != NULL and not (node.type == ELEMENT_NODE and node.local_name == img and node != around):
                node = _after(node, around, True)
        if node != NULL and <uintptr_t> node in waiting:
            found.append((source, <uintptr_t> node))
    return found


def named(list opened, Parts parts):
    """The classes of boxes that may hold one of the parts."""
    cdef tuple box
    cdef list found = []
    cdef void *names
    cdef void *seen[64]  # that hold none; neighbours often have the same object
    cdef size_t at
    memset(seen, 0, sizeof(seen))
    for box in opened:
        names = <void *> box[2]
        at = (<size_t> names >> 4) % 64
        if seen[at] == names or not <str> box[2]:
            continue
        if parts.may_be_in(<str> box[2], PY_SSIZE_T_MAX):
            found.append(box[2])
        else:
            seen[at] = names
    return found
