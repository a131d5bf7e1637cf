# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Whether a text has one of many stems: `cleaner.lexicon.stems` has the same in Python; a test holds them equal."""

from cpython.unicode cimport Py_UNICODE_TOLOWER
from libc.stdint cimport int16_t, uint32_t
from libc.string cimport memset

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    uint32_t PyUnicode_READ(int kind, void *data, Py_ssize_t index)

cdef enum:
    PAIRS = 16384  # a power of two
    MOST = 1024
    PLAIN = 0x180  # Latin, which most letters are
    FOREIGN = 0

cdef uint32_t _small[PLAIN]


cdef _learn_small():
    cdef uint32_t code
    for code in range(PLAIN):
        _small[code] = FOREIGN if code in (0, 0xB5, 0x130, 0x131, 0x17F) else Py_UNICODE_TOLOWER(code)


_learn_small()


cdef inline uint32_t _folded(uint32_t c) noexcept:
    """The small letter of one of Latin or Cyrillic, a mark or a sign as it is, 0 for anything else."""
    if c < PLAIN:
        return _small[c]
    if 0x400 <= c <= 0x45F:
        return Py_UNICODE_TOLOWER(c)
    if 0x2000 <= c <= 0x206F or 0x2190 <= c <= 0x24AF or 0x2500 <= c <= 0x2BFF or 0x1F300 <= c <= 0x1FAFF:
        return c
    return FOREIGN


cdef class Stems:
    """Stems by the pair of characters that they begin with."""

    cdef list texts
    cdef int16_t heads[PAIRS]
    cdef int16_t nexts[MOST]

    def __cinit__(self, stems):
        cdef Py_ssize_t index
        cdef uint32_t pair
        memset(self.heads, 0, sizeof(self.heads))
        self.texts = list(stems)
        if len(self.texts) >= MOST or any(len(text) < 2 for text in self.texts):
            raise ValueError("too many stems, or too short a one")
        for index in range(len(self.texts)):
            pair = _pair(ord(self.texts[index][0]), ord(self.texts[index][1]))
            self.nexts[index] = self.heads[pair]
            self.heads[pair] = index + 1

    cdef bint is_at(self, uint32_t pair, int kind, void *data, Py_ssize_t at):
        """Whether one of the pair's stems stands here."""
        cdef Py_ssize_t index = self.heads[pair], place, length
        cdef int own
        cdef void *letters
        cdef str stem
        while index:
            index -= 1
            stem = <str> self.texts[index]
            length = len(stem)
            own, letters = PyUnicode_KIND(stem), PyUnicode_DATA(stem)
            place = 0
            # The zero at a text's end is foreign, so that nothing beyond it is read.
            while place < length:
                if _folded(PyUnicode_READ(kind, data, at + place)) != PyUnicode_READ(own, letters, place):
                    break
                place += 1
            if place == length:
                return True
            index = self.nexts[index]
        return False

    def may_be_in(self, str text):
        """Whether a text has one of the stems, whatever its case, or a character that is foreign."""
        cdef Py_ssize_t at, size = len(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        cdef uint32_t before = 1, c
        for at in range(size):
            c = _folded(PyUnicode_READ(kind, data, at))
            if c == FOREIGN or (at and self.heads[_pair(before, c)] and self.is_at(_pair(before, c), kind, data, at - 1)):
                return True
            before = c
        return False


cdef inline uint32_t _pair(uint32_t first, uint32_t second) noexcept nogil:
    return (first << 7 ^ second) & (PAIRS - 1)
