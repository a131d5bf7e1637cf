# Which blocks look alike, begin alike or have a word in them: the twins of loops in `cleaner.judge.heading_series`,
# `repeats` and `notices`.


cdef bint _is_bold(tuple runs, int bold) except -1:
    """Whether all runs but blank ones have this style."""
    cdef tuple run
    cdef str text
    for each in runs:
        run = <tuple> each
        text = <str> run[0]
        if not <int> run[2] & bold and text and not text.isspace():
            return False
    return True


cdef uint64_t _look(list opened, list box_of, Py_ssize_t index):
    """A hash of tag and classes of what a block lies in, and of what holds that."""
    cdef tuple box = <tuple> PyList_GET_ITEM(opened, <Py_ssize_t> box_of[index])
    cdef tuple around = <tuple> PyList_GET_ITEM(opened, <Py_ssize_t> box[0])
    cdef uint64_t found = _hash_str(<str> box[1])
    found = _mixed(found * FNV_PRIME + _hash_str(<str> box[2]))
    found = _mixed(found * FNV_PRIME + _hash_str(<str> around[1]))
    return _mixed(found * FNV_PRIME + _hash_str(<str> around[2]))


cdef list _grouped(list places, uint64_t *keys, list kept, Py_ssize_t least, bint all_may_stay):
    """Those of places with one key, in order of the first, where one of them all is kept."""
    cdef Py_ssize_t size = PyList_GET_SIZE(places), at, group, groups = 0
    cdef Map known = Map(size)
    cdef Slot *slot
    cdef list found = []
    cdef Table counts = Table(3, size + 1)  # how many, how many stay, place in what is found plus 1
    for at in range(size):
        slot = known.place(keys[at])
        if slot.hash == 0:
            known.put(keys[at], groups)
            groups += 1
        group = <Py_ssize_t> slot.value
        counts.row(0)[group] += 1
        counts.row(1)[group] += <bint> kept[<Py_ssize_t> places[at]]
    for at in range(size):
        group = <Py_ssize_t> known.place(keys[at]).value
        if counts.row(0)[group] < least or counts.row(1)[group] == 0:
            continue
        if not all_may_stay and counts.row(1)[group] == counts.row(0)[group]:
            continue
        if counts.row(2)[group] == 0:
            found.append([])
            counts.row(2)[group] = PyList_GET_SIZE(found)
        (<list> PyList_GET_ITEM(found, <Py_ssize_t> counts.row(2)[group] - 1)).append(places[at])
    return found


def find_series(list blocks, list opened, list box_of, const float[:, ::1] columns, list fine, list kept, int bold,
                int line_level, float most_words, float most_links):
    """Headings, and lines in bold that stand for one, over what stays, by look.

    See `cleaner.judge.heading_series._find_series`.
    """
    cdef Py_ssize_t column, index, at, below = PyList_GET_SIZE(kept), seen = 0
    cdef int level, level_below = 0
    cdef bint over = False, held
    cdef list found = []
    cdef Table keys
    for column in range(PyList_GET_SIZE(fine) - 1, -1, -1):
        level = <int> columns[HEADING, column]
        if not level:
            if not (columns[STYLED, column] > 0 and columns[WORDS_ROW, column] <= most_words
                    and columns[LINK_DENSITY, column] < most_links):
                continue
            index = fine[column]
            if not _is_bold(<tuple> (<tuple> PyList_GET_ITEM(blocks, index))[2], bold):
                continue
            level = line_level
        index = fine[column]
        held = False
        for at in range(index + 1, below):
            if kept[at]:
                held = True
                break
        over = held or (over and level_below > level)
        if over:
            found.append(index)
        below, level_below = index, level
        seen += 1
    if seen < 2 or PyList_GET_SIZE(found) < 2:
        return []
    found.reverse()
    keys = Table(1, PyList_GET_SIZE(found))
    for at in range(PyList_GET_SIZE(found)):
        (<uint64_t *> keys.data)[at] = _look(opened, box_of, <Py_ssize_t> found[at])
    return _grouped(found, <uint64_t *> keys.data, kept, 2, True)


def find_labels(list blocks, list opened, list box_of, const float[:, ::1] columns, list fine, list kept,
                Py_ssize_t times, float most_words, Py_ssize_t least):
    """Short lines of the same words and look, of which some stay: `cleaner.judge.heading_series._find_labels`.

    Args:
        blocks, opened, box_of, columns, fine: of the page.
        kept: for each block whether it stays.
        times: row of how often a text stands on the page.
        most_words: that a label has.
        least: how often it stands.
    """
    cdef Py_ssize_t column, index, at
    cdef list found = []
    cdef Table keys
    for column in range(PyList_GET_SIZE(fine)):
        if columns[times, column] >= least and columns[WORDS_ROW, column] <= most_words:
            found.append(fine[column])
    if PyList_GET_SIZE(found) < least:
        return []
    keys = Table(1, PyList_GET_SIZE(found))
    for at in range(PyList_GET_SIZE(found)):
        index = found[at]
        (<uint64_t *> keys.data)[at] = _mixed(
            _look(opened, box_of, index) * FNV_PRIME + _hash_str(<str> (<tuple> PyList_GET_ITEM(blocks, index))[0])
        )
    return _grouped(found, <uint64_t *> keys.data, kept, least, False)


def begin_alike(list blocks, list inside, Py_ssize_t size):
    """Whether two of these blocks, so long at least, may have as many letters at their beginning in common."""
    cdef Py_ssize_t index, at, count
    cdef int kind
    cdef const uint8_t *narrow
    cdef Points line = Points()
    cdef Map seen = Map(PyList_GET_SIZE(inside))
    cdef str text
    cdef uint64_t key
    for index in inside:
        text = <str> (<tuple> PyList_GET_ITEM(blocks, index))[0]
        if len(text) < size:
            continue
        key = FNV_START
        if PyUnicode_IS_ASCII(text):
            # Capitals and small letters differ in one bit; that of other signs is of no matter, for copies are compared.
            narrow = <const uint8_t *> PyUnicode_DATA(text)
            for at in range(size):
                key = (key ^ (narrow[at] | 32)) * FNV_PRIME
        else:
            text = text[:size]
            if not line.lower(text):
                line.hold(text.lower())
            for at in range(line.size):
                key = (key ^ (line.data[at] | 32 if line.data[at] < 128 else line.data[at])) * FNV_PRIME
        if seen.has(key):
            return True
        seen.put(key, 1)
    return False


def find_saying(list blocks, list inside, Py_ssize_t most, tuple words):
    """Index of each of these blocks of so many characters at most that has one of the words in it.

    Args:
        blocks, inside: of the page, and index of each that is meant.
        most: characters.
        words: ASCII, two letters at least.
    """
    cdef Py_ssize_t index, size
    cdef str text
    cdef const uint8_t *at
    cdef const uint8_t *end
    cdef const uint8_t *letters
    cdef bytes word
    cdef bint has
    cdef list found = [], encoded = [each.encode("ascii") for each in words]
    for number in inside:
        index = number
        text = <str> (<tuple> PyList_GET_ITEM(blocks, index))[0]
        if len(text) > most:
            continue
        has = False
        if PyUnicode_KIND(text) != 1:
            for each in words:
                has = has or each in text
        else:
            for word in encoded:
                # By the second letter, which is rarer than the first in what is asked for.
                letters, size = <const uint8_t *> <const char *> word, len(word)
                at = <const uint8_t *> PyUnicode_DATA(text) + 1
                end = at + len(text) - 1
                while not has and end - at >= size - 1:
                    at = <const uint8_t *> memchr(at, letters[1], end - at - (size - 2))
                    if at == NULL:
                        break
                    has = memcmp(at - 1, letters, size) == 0
                    at += 1
        if has:
            found.append(number)
    return found
