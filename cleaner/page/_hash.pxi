# Hashes of texts, and tables from a hash to a number: what Python's dictionaries do, without an object for each key.
#
# Two texts with the same 64 bits are taken for the same one: among the thousands of a page the odds are one in 10 ** 12.

from os import urandom

from cpython.unicode cimport Py_UNICODE_ISALPHA, Py_UNICODE_ISDECIMAL, Py_UNICODE_ISDIGIT, Py_UNICODE_ISSPACE, Py_UNICODE_TOLOWER
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memcmp, memcpy


cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    bint PyUnicode_IS_ASCII(object text)
    uint32_t PyUnicode_READ(int kind, void *data, Py_ssize_t index)


cdef extern from *:
    """
    #define FNV_START 0xCBF29CE484222325ULL  /* of FNV-1a, taken code point by code point */
    #define FNV_PRIME 0x100000001B3ULL
    #define MIXER 0xFF51AFD7ED558CCDULL  /* of the finishing step of MurmurHash3 */
    """
    const uint64_t FNV_START
    const uint64_t FNV_PRIME
    const uint64_t MIXER


cdef inline uint64_t _mixed(uint64_t value) noexcept nogil:
    """Spread over all bits; never 0, which marks an empty slot."""
    value ^= value >> 33
    value *= MIXER
    value ^= value >> 33
    return value or 1


cdef uint64_t _hash_str(str text) noexcept:
    """Hash of a whole text, eight bytes at a time."""
    cdef const uint8_t *data = <const uint8_t *> PyUnicode_DATA(text)
    cdef size_t size = <size_t> len(text) * <size_t> PyUnicode_KIND(text)
    cdef uint64_t found = FNV_START + size, word
    while size >= 8:
        memcpy(&word, data, 8)
        found = _mixed(found ^ word) * FNV_PRIME
        data += 8
        size -= 8
    word = 0
    memcpy(&word, data, size)
    return _mixed(found ^ word)


cdef inline uint64_t _hash_points(const uint32_t *data, Py_ssize_t size) noexcept nogil:
    """Hash of code points; `_hash_more` goes on with more of them."""
    return _hash_more(FNV_START, data, size)


cdef inline uint64_t _hash_more(uint64_t found, const uint32_t *data, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t index
    for index in range(size):
        found = (found ^ data[index]) * FNV_PRIME
    return found


# The seed differs by process, so that no page can be made whose names all come to the same place of a table.
cdef uint64_t _seed = int.from_bytes(urandom(8), "little")


cdef struct Slot:
    uint64_t hash
    double value


cdef class Map:
    """Numbers by hash; room for a fixed count of them."""

    cdef Slot *slots
    cdef size_t mask

    def __cinit__(self, Py_ssize_t count):
        cdef size_t room = 16
        while room < 2 * <size_t> count:
            room *= 2
        self.mask = room - 1
        self.slots = <Slot *> calloc(room, sizeof(Slot))
        if self.slots == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.slots)

    cdef inline Slot *place(self, uint64_t hash) noexcept nogil:
        """Where the hash is, or the empty slot where it belongs."""
        cdef uint64_t key = _mixed(hash ^ _seed)
        cdef size_t at = key & self.mask
        while self.slots[at].hash != 0 and self.slots[at].hash != key:
            at = (at + 1) & self.mask
        return self.slots + at

    cdef inline bint has(self, uint64_t hash) noexcept nogil:
        return self.place(hash).hash != 0

    cdef inline void put(self, uint64_t hash, double value) noexcept nogil:
        cdef Slot *slot = self.place(hash)
        slot.hash, slot.value = _mixed(hash ^ _seed), value


cdef class Lexicon:
    """Numbers by hash, kept for the whole process in as little room as can be: caches of processors are small.

    Most of what is looked up is not there, so that only hashes are touched.
    """

    cdef uint64_t *keys
    cdef double *values
    cdef size_t mask

    def __cinit__(self, Py_ssize_t count):
        cdef size_t room = 16
        while 3 * room < 4 * <size_t> count:
            room *= 2
        self.mask = room - 1
        self.keys = <uint64_t *> calloc(room, sizeof(uint64_t))
        self.values = <double *> calloc(room, sizeof(double))
        if self.keys == NULL or self.values == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.keys)
        free(self.values)

    cdef inline Py_ssize_t place(self, uint64_t hash) noexcept nogil:
        """Where the hash is, -1 if it is nowhere."""
        cdef uint64_t key = _mixed(hash ^ _seed)
        cdef size_t at = key & self.mask
        while self.keys[at] != 0:
            if self.keys[at] == key:
                return at
            at = (at + 1) & self.mask
        return -1

    cdef inline bint has(self, uint64_t hash) noexcept nogil:
        return self.place(hash) >= 0

    cdef inline void put(self, uint64_t hash, double value) noexcept nogil:
        cdef uint64_t key = _mixed(hash ^ _seed)
        cdef size_t at = key & self.mask
        while self.keys[at] != 0 and self.keys[at] != key:
            at = (at + 1) & self.mask
        self.keys[at], self.values[at] = key, value


cdef class Points:
    """Code points of a text."""

    cdef uint32_t *data
    cdef Py_ssize_t size, room

    def __cinit__(self):
        self.data = NULL
        self.size = self.room = 0

    def __dealloc__(self):
        free(self.data)

    cdef int want(self, Py_ssize_t size) except -1:
        if size > self.room:
            self.data = <uint32_t *> _moved(self.data, (size + 256) * sizeof(uint32_t))
            self.room = size + 256
        self.size = size
        return 0

    cdef int hold(self, str text) except -1:
        """Hold the text as it is."""
        cdef Py_ssize_t index
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        self.want(len(text))
        for index in range(self.size):
            self.data[index] = PyUnicode_READ(kind, data, index)
        return 0

    cdef bint lower(self, str text) except -1:
        """Hold the text in lower case; False where `str.lower` does more than change letter by letter."""
        cdef Py_ssize_t size = len(text), index
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        cdef const uint8_t *narrow = <const uint8_t *> data
        cdef uint32_t point
        self.want(size)
        if kind == 1:
            for index in range(size):
                point = narrow[index]
                if 65 <= point <= 90 or (0xC0 <= point <= 0xDE and point != 0xD7):
                    point += 32
                self.data[index] = point
            return True
        for index in range(size):
            point = PyUnicode_READ(kind, data, index)
            if point < 128:
                if 65 <= point <= 90:
                    point += 32
            elif point == 0x130 or point == 0x3A3:
                return False  # a dotted I becomes two letters, a sigma depends on what follows
            else:
                point = Py_UNICODE_TOLOWER(point)
            self.data[index] = point
        return True


cdef void *_moved(void *data, size_t size) except NULL:
    data = realloc(data, size)
    if data == NULL:
        raise MemoryError
    return data


cdef Lexicon _lexicon_of(object texts, bint numbered=False):
    """A table that has these texts; when they are the keys of numbers, those too."""
    cdef Lexicon out = Lexicon(len(texts))
    cdef Points points = Points()
    for text in texts:
        points.hold(text)
        out.put(_hash_points(points.data, points.size), texts[text] if numbered else 1)
    return out
