# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""One look at each of a page's blocks: `cleaner.metadata.lines` has the same in Python; a test holds them equal."""

from cpython.unicode cimport Py_UNICODE_ISDECIMAL
from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memset

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    uint32_t PyUnicode_READ(int kind, void *data, Py_ssize_t index)

cdef enum:
    ASCII = 128


def tagged(list blocks, str tag):
    """Places of the blocks with a tag."""
    cdef Py_ssize_t place
    cdef str own
    cdef list found = []
    for place in range(len(blocks)):
        own = <str> (<tuple> blocks[place])[1]
        if own is tag or (len(own) == len(tag) and own == tag):
            found.append(place)
    return found


cdef bint _has_digit(str text):
    cdef Py_ssize_t at
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef uint32_t c
    for at in range(len(text)):
        c = PyUnicode_READ(kind, data, at)
        if 48 <= c <= 57 or (c >= ASCII and Py_UNICODE_ISDECIMAL(c)):
            return True
    return False


def dated(list blocks, Py_ssize_t longest):
    """Places of the blocks that have a digit and at most so many characters."""
    cdef Py_ssize_t place
    cdef str text
    cdef list found = []
    for place in range(len(blocks)):
        text = <str> (<tuple> blocks[place])[0]
        if len(text) <= longest and _has_digit(text):
            found.append(place)
    return found


def opening(list blocks, frozenset letters, Py_ssize_t shortest, Py_ssize_t longest):
    """Places of the blocks that may begin with one of some letters, and those of each `h1`."""
    cdef Py_ssize_t place, size
    cdef uint32_t first
    cdef uint8_t[ASCII] known
    cdef str text, tag
    cdef list found = []
    for first in range(ASCII):
        letter = chr(first)
        known[first] = not letter.isalnum() or letter.lower() in letters
    for place in range(len(blocks)):
        text = <str> (<tuple> blocks[place])[0]
        size = len(text)
        if size > longest:
            continue
        tag = <str> (<tuple> blocks[place])[1]
        if len(tag) == 2 and tag == "h1":
            found.append(place)
        elif size >= shortest:
            first = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), 0) if size else 0
            if known[first] if first < ASCII else (not text[0].isalnum() or text[0].lower()[0] in letters):
                found.append(place)
    return found


def appealing(list blocks, frozenset tags, Py_ssize_t longest, Py_ssize_t most):
    """Places of the short blocks of some tags after the last long one, of a page that has at least one."""
    cdef Py_ssize_t place, size, prose = 0
    cdef tuple block
    cdef list short = []
    for place in range(len(blocks)):
        block = <tuple> blocks[place]
        if block[1] not in tags or block[5]:
            continue
        size = len(<str> block[0])
        if size <= longest:
            short.append(place)
            continue
        prose += size
        if short:
            short = []
        if prose > most:
            return []
    return short if prose else []


def starting(list blocks, frozenset starts, Py_ssize_t longest):
    """Places of the blocks of at most so many characters whose first two letters are one of these in small ones."""
    cdef Py_ssize_t place, size
    cdef int kind
    cdef void *data
    cdef uint32_t first, second
    cdef uint8_t[ASCII] firsts
    cdef str text
    cdef list found = []
    memset(firsts, 0, sizeof(firsts))
    for start in starts:
        for letter in (start[:1], start[:1].upper()):
            if len(letter) == 1 and ord(letter) < ASCII:
                firsts[<Py_ssize_t> ord(letter)] = 1
    for place in range(len(blocks)):
        text = <str> (<tuple> blocks[place])[0]
        size = len(text)
        if size > longest:
            continue
        if size:
            first = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), 0)
            if first < ASCII and not firsts[first]:
                continue
        if text[:2].lower() in starts:
            found.append(place)
    return found


def introducing(list blocks, Py_ssize_t longest, str also):
    """Places of the blocks that the next one may tell about."""
    cdef Py_ssize_t place
    cdef uint32_t first, other = ord(also)
    cdef str name = "", told
    cdef list found = []
    for place in range(len(blocks)):
        told = <str> (<tuple> blocks[place])[0]
        if place and len(name) <= longest and len(told) >= 2 * len(name) and len(name):
            first = PyUnicode_READ(PyUnicode_KIND(told), PyUnicode_DATA(told), 0)
            if first == other or first == PyUnicode_READ(PyUnicode_KIND(name), PyUnicode_DATA(name), 0):
                if " " in name:
                    found.append(place - 1)
        name = told
    return found
