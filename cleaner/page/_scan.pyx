# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""One look at a page's bytes: whether they are UTF-8, how much formatting they open, what no reader sees in them.

`cleaner.page.decode` and `cleaner.page.hostile_markup` have the same in Python; a test holds them equal.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from libc.stdint cimport uint8_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memchr, memcmp, memcpy

cdef enum:
    VALID = 1
    ASCII = 2
    MARKED = 4
    NUL = 8


def read_utf8(bytes raw):
    """What the bytes are as UTF-8, as bits: 1 valid, 2 ASCII alone, 4 with a byte order mark somewhere, 8 a NUL."""
    cdef const uint8_t *at = <const uint8_t *> PyBytes_AS_STRING(raw)
    cdef const uint8_t *end = at + PyBytes_GET_SIZE(raw)
    cdef int found = VALID | ASCII, more
    cdef uint64_t a, b, c, d, zeros
    cdef uint64_t ones = 0x0101010101010101, high = 0x8080808080808080
    cdef uint8_t first
    while at < end:
        while end - at >= 32:
            memcpy(&a, at, 8)
            memcpy(&b, at + 8, 8)
            memcpy(&c, at + 16, 8)
            memcpy(&d, at + 24, 8)
            if (a | b | c | d) & high:
                break
            # A byte less one borrows from its high bit where it was zero.
            zeros = ((a - ones) & ~a) | ((b - ones) & ~b) | ((c - ones) & ~c) | ((d - ones) & ~d)
            if zeros & high:
                found |= NUL
            at += 32
        # To the end of a stretch that is not ASCII, which seldom is a single letter.
        while at < end and at[0] < 0x80:
            if at[0] == 0:
                found |= NUL
            at += 1
        while at < end and at[0] >= 0x80:
            found &= ~ASCII
            first = at[0]
            if 0xC2 <= first <= 0xDF:
                more = 1
            elif 0xE0 <= first <= 0xEF:
                more = 2
            elif 0xF0 <= first <= 0xF4:
                more = 3
            else:
                return 0
            if end - at <= more or (at[1] & 0xC0) != 0x80:
                return 0
            # Too long a form, half of a pair, beyond the last character.
            if (
                (first == 0xE0 and at[1] < 0xA0) or (first == 0xED and at[1] > 0x9F)
                or (first == 0xF0 and at[1] < 0x90) or (first == 0xF4 and at[1] > 0x8F)
            ):
                return 0
            if more > 1 and (at[2] & 0xC0) != 0x80:
                return 0
            if more > 2 and (at[3] & 0xC0) != 0x80:
                return 0
            if first == 0xEF and at[1] == 0xBB and at[2] == 0xBF:
                found |= MARKED
            at += more + 1
    return found


def is_tagged_text(bytes raw, Py_ssize_t window):
    """Whether the first byte but for white space opens a tag, and none of the first `window` ones is a control."""
    cdef const uint8_t *at = <const uint8_t *> PyBytes_AS_STRING(raw)
    cdef const uint8_t *end = at + min(window, PyBytes_GET_SIZE(raw))
    cdef uint8_t c, first = 0
    while at < end:
        c = at[0]
        if c <= 32 or c == 127:
            # White space, and the escape of ISO-2022-JP.
            if not (9 <= c <= 13 or c == 27 or c == 32):
                return False
            if c == 27 and not first:
                return False
        elif not first:
            if c != 60:
                return False
            first = c
        at += 1
    return first != 0


def count_formatted(bytes raw):
    """How many tags open formatting and may have attributes: `<b `, `<font/`, and so on, in whatever case."""
    cdef const uint8_t *at = <const uint8_t *> PyBytes_AS_STRING(raw)
    cdef const uint8_t *end = at + PyBytes_GET_SIZE(raw)
    cdef const uint8_t *start
    cdef uint64_t name
    cdef Py_ssize_t found = 0
    while True:
        at = <const uint8_t *> memchr(at, 60, end - at)
        if at == NULL or end - at < 3:
            return found
        at += 1
        # The first letters of the names below.
        if not _may_format[at[0]]:
            continue
        start = at
        name = 0
        while at < end and at - start < 7 and _is_letter(at[0]):
            name = name << 8 | (at[0] | 32)
            at += 1
        if at < end and (_is_blank(at[0]) or at[0] == 47) and name in _FORMATTING:
            found += 1


cdef extern from *:
    """
    /* What `cleaner.render.characters` takes out of a text, by the width of its characters; no branches, as above. */
    #define UNSAFE_BYTE(c) ((((c) < 32) & ((c) != 9) & ((c) != 10)) | (((c) >= 127) & ((c) < 160)))
    #define UNSAFE_WIDE(c) (UNSAFE_BYTE(c) | (((c) >= 0x2028) & ((c) <= 0x202E)) \
        | (((c) >= 0x2066) & ((c) <= 0x2069)) | (((c) >= 0xD800) & ((c) <= 0xDFFF)))
    static inline int any_unsafe(const void *data, int kind, Py_ssize_t size) {
        int found = 0;
        Py_ssize_t place;
        if (kind == 1) {
            unsigned char seen = 0;
            for (place = 0; place < size; place++) {
                unsigned char c = ((const unsigned char *) data)[place];
                seen |= (unsigned char) UNSAFE_BYTE(c);
            }
            found = seen;
        } else if (kind == 2) {
            unsigned short seen = 0;
            for (place = 0; place < size; place++) {
                unsigned short c = ((const unsigned short *) data)[place];
                seen |= (unsigned short) UNSAFE_WIDE(c);
            }
            found = seen;
        } else {
            for (place = 0; place < size; place++) {
                unsigned int c = ((const unsigned int *) data)[place];
                found |= UNSAFE_WIDE(c);
            }
        }
        return found;
    }
    """
    bint any_unsafe(const void *data, int kind, Py_ssize_t size) noexcept nogil


cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)


def is_printable(text):
    """Whether a text has none of the characters that no output carries: see `cleaner.render.characters`.

    Raises:
        TypeError: it is no text; one of a class of its own, such as a label, is.
    """
    if not isinstance(text, str):
        raise TypeError(f"expected a str, not {type(text).__name__}")
    return not any_unsafe(PyUnicode_DATA(text), PyUnicode_KIND(text), len(<str> text))


include "_trim.pxi"
include "_bounds.pxi"


cdef uint8_t _may_format[256]
cdef set _FORMATTING = {_number_of(name) for name in b"b big code em font i nobr s small strike strong tt u".split()}


cdef _learn_formatting():
    for name in b"b c e f i n s t u".split():
        _may_format[<int> name[0]] = _may_format[<int> name[0] - 32] = 1


_learn_formatting()


cdef extern from *:
    """
    #define STRETCH 64
    /* Whether a stretch has two bytes so far apart: no branches, which compilers make vector instructions of. */
    static inline unsigned char has_pair(
        const unsigned char *at, unsigned char one, unsigned char other, Py_ssize_t apart
    ) {
        unsigned char found = 0;
        for (int place = 0; place < STRETCH; place++)
            found |= (unsigned char) ((at[place] == one) & (at[place + apart] == other));
        return found;
    }
    """
    const Py_ssize_t STRETCH
    uint8_t has_pair(const uint8_t *at, uint8_t one, uint8_t other, Py_ssize_t apart) noexcept nogil


def occurrences(bytes hay, bytes text, Py_ssize_t rare):
    """Where the text stands in the hay; `rare` is the place of its byte that fewest texts have, which is looked for.

    With it the last byte is looked for, or the first one where it is the last itself.
    """
    cdef const uint8_t *data = <const uint8_t *> <const char *> hay
    cdef const uint8_t *end = data + len(hay)
    cdef const uint8_t *at = data + rare
    cdef const uint8_t *word = <const uint8_t *> <const char *> text
    cdef const uint8_t *stop
    cdef Py_ssize_t size = len(text)
    cdef Py_ssize_t apart = size - 1 - rare if rare < size - 1 else -rare
    cdef list found = []
    while at < end:
        while end - at >= STRETCH + size and not has_pair(at, word[rare], word[rare + apart], apart):
            at += STRETCH
        stop = min(at + STRETCH, end)
        while at < stop:
            at = <const uint8_t *> memchr(at, word[rare], stop - at)
            if at == NULL:
                at = stop
                break
            if end - at >= size - rare and memcmp(at - rare, word, size) == 0:
                found.append(at - rare - data)
            at += 1
    return found
