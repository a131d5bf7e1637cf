# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Letters of short texts, one by one: `cleaner.metadata.plain` has the same in Python; a test holds them equal."""

from cpython.unicode cimport Py_UNICODE_ISALNUM
from libc.stdint cimport uint8_t, uint32_t
from libc.stdlib cimport free, malloc

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    uint32_t PyUnicode_READ(int kind, void *data, Py_ssize_t index)
    bint PyUnicode_IS_ASCII(object text)
    str PyUnicode_New(Py_ssize_t size, uint32_t largest)
    str PyUnicode_FromKindAndData(int kind, const void *data, Py_ssize_t size)
    bint _PyUnicode_IsPrintable(uint32_t letter)

cdef enum:
    ASCII = 128

# What a letter of ASCII becomes, 0 for what is neither letter nor digit; and whether it may stand in a tidy line.
cdef uint8_t[ASCII] _small
cdef bint[ASCII] _plain


def _learn():
    cdef int code
    for code in range(ASCII):
        _small[code] = ord(chr(code).lower()) if chr(code).isalnum() else 0
        _plain[code] = chr(code).isprintable() and chr(code) not in "&<"


_learn()


def is_tidy(str text not None):
    """Whether a text is one line already, without entities and tags."""
    cdef Py_ssize_t at, size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef uint32_t c, before = 32
    for at in range(size):
        c = PyUnicode_READ(kind, data, at)
        if c < ASCII:
            if not _plain[c] or (c == 32 and before == 32):
                return False
        elif not _PyUnicode_IsPrintable(c):
            return False
        before = c
    return before != 32 or size == 0


def squeeze(str text not None):
    """The letters and digits only, lower case: two spellings of the same name are equal."""
    cdef Py_ssize_t at, count = 0, size = len(text)
    cdef const uint8_t *narrow
    cdef uint8_t *small
    cdef uint32_t *wide
    cdef int kind
    cdef void *data
    cdef uint32_t c
    cdef str found
    if PyUnicode_IS_ASCII(text):
        narrow = <const uint8_t *> PyUnicode_DATA(text)
        for at in range(size):
            count += _small[narrow[at]] != 0
        found = PyUnicode_New(count, 127)
        if count == 0:
            return found
        small = <uint8_t *> PyUnicode_DATA(found)
        for at in range(size):
            c = _small[narrow[at]]
            if c:
                small[0] = c
                small += 1
        return found
    text = text.lower()
    size, kind, data = len(text), PyUnicode_KIND(text), PyUnicode_DATA(text)
    wide = <uint32_t *> malloc(size * sizeof(uint32_t))
    if wide == NULL:
        raise MemoryError
    try:
        for at in range(size):
            c = PyUnicode_READ(kind, data, at)
            if (_small[c] != 0) if c < ASCII else Py_UNICODE_ISALNUM(c):
                wide[count] = c
                count += 1
        return PyUnicode_FromKindAndData(4, wide, count)
    finally:
        free(wide)
