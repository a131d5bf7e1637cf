# A page as one row, and the trees that tell its type: `cleaner.judge.page_type`.

cdef double LINKED = _shape.LINKED, ALL_LINKS = _shape.ALL_LINKS, FEW_LINKS = _shape.FEW_LINKS
cdef double LONG_WORDS = _shape.LONG_WORDS, RUN_WORDS = _shape.RUN_WORDS, TEASER_WORDS = _shape.TEASER_WORDS
cdef double BREAKS_LINKS = _shape.BREAKS_LINKS, BREAKS_WORDS = _shape.BREAKS_WORDS
cdef Py_ssize_t BEHIND = _shape.BEHIND, FAR_BEHIND = _shape.FAR_BEHIND


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


cdef void _describe_headline(const float[:, ::1] columns, Py_ssize_t[::1] places, float[::1] out) noexcept:
    """What stands behind the block that says the page's title: `cleaner.judge.page_shape.headline_facts`."""
    cdef Py_ssize_t size = columns.shape[1], column, inner, end, best = -1, exact = 0, long = 0
    cdef Py_ssize_t words = places[0], links = places[1], title = places[2], heading = places[3]
    cdef double prose, most = -1, all_words = 0, all_links = 0, of_page = 0, behind = 0, longest = 0
    for column in range(size):
        exact += columns[title, column] == 2 and columns[links, column] < LINKED
        of_page += <double> columns[words, column] * (1 - <double> columns[links, column])
    for column in range(size):
        if columns[links, column] >= LINKED:
            continue
        if columns[title, column] != 2 if exact else columns[title, column] < 1 or columns[heading, column] == 0:
            continue
        prose = 0
        for inner in range(column + 1, min(size, column + 1 + BEHIND)):
            prose += <double> columns[words, inner] * (1 - <double> columns[links, inner])
        if prose > most:
            most, best = prose, column
    if best < 0:
        for column in range(HEADLINE_FACTS):
            out[column] = 0
        return
    for inner in range(best + 1, min(size, best + 1 + BEHIND)):
        all_words += columns[words, inner]
        all_links += <double> columns[words, inner] * <double> columns[links, inner]
        longest = fmax(longest, columns[words, inner])
        long += columns[words, inner] >= LONG_WORDS and columns[links, inner] < FEW_LINKS
    for inner in range(best + 1, min(size, best + 1 + FAR_BEHIND)):
        behind += <double> columns[words, inner] * (1 - <double> columns[links, inner])
    out[0] = 2 if exact else 1
    out[1] = columns[words, best]
    out[2] = most
    out[3] = all_links / fmax(all_words, 1)
    out[4] = behind / fmax(of_page, 1)
    out[5] = longest
    out[6] = long
    out[7] = exact
    out[8] = columns[heading, best]


cdef void _describe_runs(const float[:, ::1] columns, Py_ssize_t[::1] places, float[::1] out) noexcept:
    """Headings that are links, and runs of paragraphs: `cleaner.judge.page_shape.run_facts`."""
    cdef Py_ssize_t size = columns.shape[1], column, linked = 0, headings = 0, run = 0, longest = 0, sure = 0, teasers = 0
    cdef double words, links, of_page = 0, prose = 0, in_run = 0, most = 0, in_sure = 0
    for column in range(size):
        words, links = columns[places[0], column], columns[places[1], column]
        of_page += words
        prose += words * (1 - links)
        if columns[places[3], column] > 0:
            headings += 1
            linked += links > ALL_LINKS
        teasers += words >= TEASER_WORDS and links > ALL_LINKS
        if words >= RUN_WORDS and links < FEW_LINKS:
            run += 1
            in_run += words
            sure += 1
            in_sure += words
        elif words * links > BREAKS_LINKS or words >= BREAKS_WORDS:
            run, in_run = 0, 0
        if in_run > most:
            most, longest = in_run, run
    out[0] = <double> linked / size
    out[1] = linked
    out[2] = headings
    out[3] = longest
    out[4] = most
    out[5] = most / fmax(of_page, 1)
    out[6] = most / fmax(prose, 1)
    out[7] = in_sure / max(sure, 1)
    out[8] = teasers


def describe(const float[:, ::1] columns, list blocks, list fine, Py_ssize_t[::1] places, dict tags, float[::1] out):
    """The first part of a page's row.

    Args:
        columns: shape (features, fine blocks).
        blocks, fine: all blocks, and the index of each that has an entry in the columns; at least one.
        places: rows of the words, the link density, the title and the heading.
        tags: place of each tag that is counted.
        out: gets the mean of each feature weighted by words, the share of each tag, how many blocks have a price and
            what share, mean link density, most words of a block and their median, then what stands behind the headline,
            and what runs of paragraphs there are.
    """
    cdef Py_ssize_t words_at = places[0], links_at = places[1]
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
    _describe_headline(columns, places, out[at + 5 :])
    _describe_runs(columns, places, out[at + 5 + HEADLINE_FACTS :])


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
