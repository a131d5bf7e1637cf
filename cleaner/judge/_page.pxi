# A page as one row, and the trees that tell its type: `cleaner.judge.page_type`.


cdef bint _has_price(str text) noexcept:
    """Whether a text has a sign of dollar, pound or euro."""
    cdef Py_ssize_t index, size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef uint32_t point
    if kind == 1:
        return memchr(data, 36, size) != NULL or memchr(data, 163, size) != NULL
    for index in range(size):
        point = PyUnicode_READ(kind, data, index)
        if point == 36 or point == 163 or point == 0x20AC:
            return True
    return False


def describe(const float[:, ::1] columns, list blocks, list fine, Py_ssize_t words_at, Py_ssize_t links_at, dict tags,
             float[::1] out):
    """The first part of a page's row.

    Args:
        columns: shape (features, fine blocks).
        blocks, fine: all blocks, and the index of each that has an entry in the columns; at least one.
        words_at, links_at: rows of the words and the link density.
        tags: place of each tag that is counted.
        out: gets the mean of each feature weighted by words, the share of each tag, how many blocks have a price and
            what share, mean link density, most words of a block and their median.
    """
    cdef Py_ssize_t rows = columns.shape[0], size = columns.shape[1], row, column, at
    cdef double total = 0, a, b, c, d, weight, prices = 0, links = 0
    cdef Table local = Table(2, size + <Py_ssize_t> len(tags))
    cdef double *words = local.row(0)
    cdef double *counts = local.row(1)
    cdef Table sorting = Table(4, size)  # two numbers for each entry, and as many to sort with
    cdef Ranked *ranked = <Ranked *> sorting.row(0)
    cdef tuple block
    for column in range(size):
        words[column] = columns[words_at, column]
        total += words[column] + 1
        links += columns[links_at, column]
        block = <tuple> PyList_GET_ITEM(blocks, <Py_ssize_t> fine[column])
        prices += _has_price(<str> block[0])
        place = tags.get(block[1])
        if place is not None:
            counts[<Py_ssize_t> place] += 1
    # Four features at a time: each sum waits for its last addition, and is the same in this order alone.
    for row in range(0, rows - 3, 4):
        a = b = c = d = 0
        for column in range(size):
            weight = words[column] + 1
            a += columns[row, column] * weight
            b += columns[row + 1, column] * weight
            c += columns[row + 2, column] * weight
            d += columns[row + 3, column] * weight
        out[row], out[row + 1], out[row + 2], out[row + 3] = a / total, b / total, c / total, d / total
    for row in range(rows - rows % 4, rows):
        a = 0
        for column in range(size):
            a += columns[row, column] * (words[column] + 1)
        out[row] = a / total
    at = rows
    for row in range(<Py_ssize_t> len(tags)):
        out[at + row] = counts[row] / size
    at += len(tags)
    for column in range(size):
        ranked[column] = Ranked(words[column], column)
    ranked = _rank(ranked, ranked + size, size)
    out[at] = prices
    out[at + 1] = prices / size
    out[at + 2] = links / size
    out[at + 3] = ranked[0].value
    out[at + 4] = (ranked[(size - 1) // 2].value + ranked[size // 2].value) / 2


def score_types(const float[::1] row, const float[:, ::1] threshold, const Py_ssize_t[:, ::1] feature,
                const double[:, :, ::1] leaves, double[::1] out):
    """Sum the leaves that symmetric trees give a page, for each type: see `cleaner.judge.page_type.TypeTrees`."""
    cdef Py_ssize_t depth = feature.shape[0], trees = feature.shape[1], types = leaves.shape[2]
    cdef Py_ssize_t tree, question, named, leaf
    for named in range(types):
        out[named] = 0
    for tree in range(trees):
        leaf = 0
        for question in range(depth):
            leaf |= <Py_ssize_t> (row[feature[question, tree]] > threshold[question, tree]) << question
        for named in range(types):
            out[named] += leaves[tree, leaf, named]
