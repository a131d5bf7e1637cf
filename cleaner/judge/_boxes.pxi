# What the judgement asks of a page's boxes: the twins of loops in `cleaner.judge.same_box`, `aside` and `other_boxes`.
#
# `opened`, `ends` and `box_of` are those of the segmentation: a box is a tuple of the box around it, its tag, classes,
# identifier, depth and first block.

from libc.math cimport log


cdef inline Py_ssize_t _parent(list opened, Py_ssize_t box):
    return <Py_ssize_t> (<tuple> PyList_GET_ITEM(opened, box))[0]


cdef inline Py_ssize_t _first(list opened, Py_ssize_t box):
    return <Py_ssize_t> (<tuple> PyList_GET_ITEM(opened, box))[5]


cdef Py_ssize_t _around(list opened, list ends, list box_of, Py_ssize_t first, Py_ssize_t end):
    """The innermost box that holds more than these blocks; 0 for the page itself."""
    cdef Py_ssize_t box = box_of[first]
    while box and _first(opened, box) >= first and <Py_ssize_t> ends[box] <= end:
        box = _parent(opened, box)
    return box


def find_story(list opened, list ends, list box_of, list sure, Py_ssize_t least):
    """The boxes that hold so many of these blocks side by side, the page itself aside."""
    cdef dict held = {}
    cdef Py_ssize_t index
    for index in sure:
        box = _around(opened, ends, box_of, index, index + 1)
        held[box] = <int> held.get(box, 0) + 1
    return frozenset([box for box, count in held.items() if box and <int> count >= least])


def find_lines(list blocks, list opened, list ends, list words, list likely, object story, frozenset no_lines,
               Py_ssize_t most, Py_ssize_t most_words, double least):
    """First block, and the one behind the last, of each box beside the story's paragraphs that holds lines alone.

    See `cleaner.judge.same_box._find_lines`.
    """
    cdef Py_ssize_t size = PyList_GET_SIZE(opened), index, at, first, end
    cdef list found = []
    cdef bint fits
    cdef uint8_t *told = <uint8_t *> calloc(size + 1, 1)
    if told == NULL:
        raise MemoryError
    try:
        for index in story:
            told[index] = True
        for index in range(size):
            if not told[_parent(opened, index)]:
                continue
            first, end = _first(opened, index), ends[index]
            if not 1 < end - first <= most:
                continue
            fits = True
            for at in range(first, end):
                fits = <Py_ssize_t> words[at] <= most_words and <double> likely[at] >= least
                if not fits or (at > first and not _is_line(<tuple> PyList_GET_ITEM(blocks, at), no_lines)):
                    fits = False
                    break
            if fits:
                found.append((first, end))
        return found
    finally:
        free(told)


cdef bint _is_line(tuple block, frozenset no_lines) except -1:
    return block[1] not in no_lines and not _has_link(block)


cdef bint _has_link(tuple block) except -1:
    for run in <tuple> block[2]:
        if <str> (<tuple> run)[1]:
            return True
    return False


def find_named(list opened, list box_of, list inside, set idle, frozenset headings):
    """Boxes around these blocks whose classes may say what they are, inner ones first: see `cleaner.judge.aside`.

    Args:
        opened, box_of: of the segmentation.
        inside: index of each block.
        idle: classes that are known to say nothing.
        headings: tags that are.
    """
    cdef Py_ssize_t size = PyList_GET_SIZE(opened), index, box
    cdef list found = []
    cdef tuple opened_box
    cdef uint8_t *seen = <uint8_t *> calloc(size + 1, 1)
    if seen == NULL:
        raise MemoryError
    try:
        for index in inside:
            box = box_of[index]
            while box and not seen[box]:
                seen[box] = True
                opened_box = <tuple> PyList_GET_ITEM(opened, box)
                if <str> opened_box[2] and opened_box[2] not in idle and opened_box[1] not in headings:
                    found.append(box)
                box = <Py_ssize_t> opened_box[0]
        return found
    finally:
        free(seen)


def find_headed(list opened, list ends, list box_of, list firsts, frozenset page, list kept, list sure, bint every):
    """For each of these blocks the one behind the largest box that begins with it and holds more; 0 for none.

    See `cleaner.judge.aside.headed`.
    """
    cdef Py_ssize_t index, box, end, at
    cdef tuple opened_box
    cdef list found = []
    cdef bint matters
    cdef uint8_t *is_sure = <uint8_t *> calloc(PyList_GET_SIZE(kept) + 1, 1)
    if is_sure == NULL:
        raise MemoryError
    try:
        for index in sure:
            is_sure[index] = True
        for index in firsts:
            box, end = box_of[index], 0
            while box:
                opened_box = <tuple> PyList_GET_ITEM(opened, box)
                if <Py_ssize_t> opened_box[5] != index or opened_box[1] in page:
                    break
                if <Py_ssize_t> ends[box] > index + 1:
                    end = ends[box]
                box = <Py_ssize_t> opened_box[0]
            matters = every
            for at in range(index, end):
                if matters:
                    break
                matters = is_sure[at] or kept[at]
            found.append(end if matters else 0)
        return found
    finally:
        free(is_sure)


def log_odds(list likely, list inside, double least, double most):
    """Log-odds of these blocks, those beyond the bounds at them; of all others 0."""
    cdef list found = [0.0] * PyList_GET_SIZE(likely)
    cdef Py_ssize_t index
    cdef double p, surest = log(most / least)
    for index in inside:
        p = likely[index]
        found[index] = log(p / (1 - p)) if least < p < most else surest if p >= 0.5 else -surest
    return found


def weigh(list indices, list words, list odds):
    """How many words blocks have, at least one, and the mean of their log-odds over these."""
    cdef Py_ssize_t index, count, held = 0
    cdef double evidence = 0
    for index in indices:
        count = words[index]
        held += count
        evidence += count * <double> odds[index]
    return max(held, 1), evidence / max(held, 1)


def find_densest(list opened, list ends, list box_of, list inside, list odds, list words, Py_ssize_t fewest):
    """The box with the most evidence side by side, 0 for none: `cleaner.judge.other_boxes._densest`."""
    cdef Py_ssize_t size = PyList_GET_SIZE(opened), index, box, best = 0, count
    cdef double value
    cdef list order = []
    cdef double *held = <double *> calloc(size + 1, sizeof(double))
    if held == NULL:
        raise MemoryError
    try:
        for index in inside:
            value, count = odds[index], words[index]
            if value > 0 and count >= fewest:
                box = _around(opened, ends, box_of, index, index + 1)
                if held[box] == 0:
                    order.append(box)
                held[box] += count * value * value
        if order:
            best = order[0]
        for index in order:
            if held[index] > held[best]:
                best = index
        return best
    finally:
        free(held)


def find_beside(list opened, list box_of, list outside, Py_ssize_t story):
    """What stands outside the story's box, in groups: `cleaner.judge.other_boxes._beside`."""
    cdef Py_ssize_t size = PyList_GET_SIZE(opened), index, box, top, shared, child, at, last_shared = -1, last_child = -1
    cdef dict groups = {}
    cdef list group = []
    cdef tuple opened_box
    # Of each box the nearest one around it that the story is in, too, and one more; 0 where that is not known. Below,
    # the box in that, -1 where it is the same.
    cdef Py_ssize_t *around = <Py_ssize_t *> calloc(2 * (size + 1), sizeof(Py_ssize_t))
    cdef Py_ssize_t *inner = around + size + 1
    if around == NULL:
        raise MemoryError
    try:
        box = story
        while box:
            around[box], inner[box] = box + 1, -1
            box = _parent(opened, box)
        around[0], inner[0] = 1, -1
        for index in outside:
            top, box = -1, box_of[index]
            while not around[box]:
                top, box = box, _parent(opened, box)
            shared, child = around[box], inner[box]
            if child < 0:
                child = top
            box = box_of[index]
            while not around[box]:
                around[box], inner[box] = shared, child
                box = _parent(opened, box)
            if shared != last_shared or child != last_child:
                last_shared, last_child = shared, child
                if child < 0:
                    look = (shared, "", "")
                else:
                    opened_box = <tuple> PyList_GET_ITEM(opened, child)
                    look = (shared, opened_box[1], opened_box[2])
                group = groups.get(look)
                if group is None:
                    group = groups[look] = []
            group.append(index)
        return list(groups.values())
    finally:
        free(around)
