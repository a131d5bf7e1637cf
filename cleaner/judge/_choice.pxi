# The choice of blocks by their probabilities: the twins of `cleaner.judge.classify` and `cleaner.judge.same_box`.

cdef struct Ranked:
    double value
    Py_ssize_t index

cdef enum:
    # Runs of so many are put in order by insertion, and merged from there on.
    RUN = 8


cdef Ranked *_rank(Ranked *items, Ranked *room, Py_ssize_t size) noexcept nogil:
    """Sort by falling value, equal ones in their order, and tell in which of the two arrays the result is.

    `qsort` takes four times as long, since it makes a call for each comparison.
    """
    cdef Py_ssize_t start = 0, at, left, right, middle, end, width = RUN
    cdef Ranked held
    cdef Ranked *other
    while start < size:
        for at in range(start + 1, min(start + RUN, size)):
            held = items[at]
            left = at
            while left > start and items[left - 1].value < held.value:
                items[left] = items[left - 1]
                left -= 1
            items[left] = held
        start += RUN
    while width < size:
        start = 0
        while start < size:
            middle, end = min(start + width, size), min(start + 2 * width, size)
            left, right = start, middle
            for at in range(start, end):
                if left < middle and (right >= end or items[left].value >= items[right].value):
                    room[at] = items[left]
                    left += 1
                else:
                    room[at] = items[right]
                    right += 1
            start = end
        other = items
        items = room
        room = other
        width *= 2
    return items


def choose(list probabilities, list words, double caution, Py_ssize_t most):
    """The best prefix of the blocks by expected F1: see `cleaner.judge.classify.choose_both`."""
    cdef Py_ssize_t size = PyList_GET_SIZE(words), index, stop = 0, plain_stop = 0
    cdef double hits = 0, all_hits = 0, wary = 0, all_wary = 0, kept = 0, expected, best = -1, promised = 0
    cdef double plain_best = -1, odds = exp(caution), p, held
    cdef Ranked *room = <Ranked *> malloc(2 * (size + 1) * sizeof(Ranked))
    cdef double *weights = <double *> malloc(2 * (size + 1) * sizeof(double))
    cdef double *seen = weights + size + 1  # the probabilities as caution sees them
    cdef Ranked *ranked
    if room == NULL or weights == NULL:
        free(room)
        free(weights)
        raise MemoryError
    try:
        for index in range(size):
            room[index] = Ranked(<double> probabilities[index], index)
        ranked = _rank(room, room + size + 1, size)
        for index in range(size):
            p, held = ranked[index].value, min(<Py_ssize_t> words[ranked[index].index], most)
            weights[index] = held
            seen[index] = p / (p + (1 - p) * odds) if caution != 0 else p
            all_hits += p * held
            all_wary += seen[index] * held
            kept += held
        if kept == 0:
            return [False] * size, 0.0, [False] * size, []
        kept = 0
        for index in range(size):
            hits += ranked[index].value * weights[index]
            wary += seen[index] * weights[index]
            kept += weights[index]
            expected = 2 * wary / (kept + all_wary)
            if expected > best:
                best, stop, promised = expected, index + 1, 2 * hits / (kept + all_hits)
            expected = 2 * hits / (kept + all_hits)
            if expected > plain_best:
                plain_best, plain_stop = expected, index + 1
        chosen, plain = [False] * size, [False] * size
        for index in range(stop):
            chosen[ranked[index].index] = True
        for index in range(plain_stop):
            plain[ranked[index].index] = True
        return chosen, promised, plain, [ranked[index].index for index in range(stop, plain_stop)]
    finally:
        free(room)
        free(weights)


def find_sure(list probabilities, list words, double likely, Py_ssize_t least):
    """Index of each block that is likelier than this and has so many words at least."""
    cdef Py_ssize_t index
    return [
        index
        for index in range(PyList_GET_SIZE(words))
        if <double> probabilities[index] > likely and <Py_ssize_t> words[index] >= least
    ]


def is_linked(list blocks):
    """Whether most of what the blocks say is links."""
    cdef Py_ssize_t held = 0, linked = 0, index
    cdef tuple block, run
    for index in range(PyList_GET_SIZE(blocks)):
        block = <tuple> PyList_GET_ITEM(blocks, index)
        held += len(<str> block[0])
        for each in <tuple> block[2]:
            run = <tuple> each
            if <str> run[1]:
                linked += len(<str> run[0])
    return 2 * linked > held
