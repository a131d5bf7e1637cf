# Which blocks of a page the stages of the judgement have to look at: few of them, told without an object for each.


def find_tagged(list blocks, list inside, frozenset tags, bint hidden):
    """Index of each of these blocks whose tag is one of these, or, if that is asked for, that the page hides."""
    cdef Py_ssize_t index
    cdef tuple block
    cdef list found = []
    for number in inside:
        index = number
        block = <tuple> PyList_GET_ITEM(blocks, index)
        if block[1] in tags or (hidden and block[5]):
            found.append(number)
    return found


def find_framed(list blocks, list inside, frozenset tags):
    """Index of each of these blocks that stands in a frame with one of these tags."""
    cdef Py_ssize_t index
    cdef tuple frames, last = None
    cdef list found = []
    cdef bint held = False
    for number in inside:
        index = number
        frames = <tuple> (<tuple> PyList_GET_ITEM(blocks, index))[3]
        if frames is not last:  # neighbours share theirs
            last, held = frames, False
            for frame in frames:
                if (<tuple> frame)[0] in tags:
                    held = True
                    break
        if held:
            found.append(number)
    return found


def find_ending(list blocks, object inside, tuple endings):
    """Index of each of these blocks that ends in one of these ways; of all blocks for None."""
    cdef Py_ssize_t index, size, at, count = PyList_GET_SIZE(blocks) if inside is None else len(inside)
    cdef str text, lasts = "".join([ending[len(ending) - 1] for ending in endings])
    cdef Py_UCS4 last
    cdef list found = []
    cdef uint8_t[128] plain
    memset(plain, 0, sizeof(plain))
    for last in lasts:
        if last < 128:
            plain[last] = True
    for at in range(count):
        index = at if inside is None else <Py_ssize_t> (<list> inside)[at]
        text = <str> (<tuple> PyList_GET_ITEM(blocks, index))[0]
        size = len(text)
        if size:
            last = text[size - 1]
            if (plain[last] if last < 128 else last in lasts) and text.endswith(endings):
                found.append(index)
    return found


def find_broken(list blocks):
    """Index of each block that hangs on the one before by a single line break."""
    cdef Py_ssize_t index
    return [
        index
        for index in range(PyList_GET_SIZE(blocks))
        if len(<str> (<tuple> PyList_GET_ITEM(blocks, index))[6]) == 4 and (<tuple> PyList_GET_ITEM(blocks, index))[6] == "line"
    ]


def find_sized(list blocks, list inside, Py_ssize_t size):
    """Index of each of these blocks whose text is so long."""
    cdef Py_ssize_t index
    cdef list found = []
    for number in inside:
        index = number
        if len(<str> (<tuple> PyList_GET_ITEM(blocks, index))[0]) == size:
            found.append(number)
    return found


def find_left(list likely, list kept, double least):
    """Index of each block that is likelier than this and was not kept."""
    cdef Py_ssize_t index
    return [
        index
        for index in range(PyList_GET_SIZE(likely))
        if <double> likely[index] > least and not kept[index]
    ]


def phrase_ranks(const float[:, ::1] columns, list fine):
    """Rank of the stock phrase of each block that is one, by index."""
    cdef Py_ssize_t column
    cdef dict found = {}
    for column in range(PyList_GET_SIZE(fine)):
        if columns[PHRASE, column] != 0:
            found[fine[column]] = <int> columns[PHRASE, column]
    return found


def find_disclaimers(list blocks, list tail, const float[:, ::1] columns, list fine, list words, double rank):
    """Index of each of these blocks that is a disclaimer as a whole: `cleaner.judge.notices._find_disclaimers`."""
    cdef Py_ssize_t index, low, high, middle
    cdef list found = []
    cdef bint is_one
    for index in tail:
        low, high = 0, PyList_GET_SIZE(fine)
        while low < high:
            middle = (low + high) // 2
            if <Py_ssize_t> fine[middle] < index:
                low = middle + 1
            else:
                high = middle
        if <Py_ssize_t> words[index] <= _phrase_words and low < PyList_GET_SIZE(fine) and <Py_ssize_t> fine[low] == index:
            is_one = columns[PHRASE, low] == rank  # shorter ones were looked up for the features
        else:
            is_one = phrase_rank(<str> (<tuple> PyList_GET_ITEM(blocks, index))[0]) == rank
        if is_one:
            found.append(index)
    return found


def find_doubled(list blocks, list inside, frozenset tags):
    """Index of each of these blocks, of one of these tags, that says what the one before it does."""
    cdef Py_ssize_t index
    cdef tuple block
    cdef str text, above = ""
    cdef list found = []
    for index in inside:
        block = <tuple> PyList_GET_ITEM(blocks, index)
        text = <str> block[0]
        if len(text) == len(above) and block[1] in tags and text == above:
            found.append(index)
        above = text
    return found


def find_headings(const float[:, ::1] columns, list fine, int most):
    """Index of each heading of at most this level."""
    cdef Py_ssize_t column
    return [
        fine[column] for column in range(PyList_GET_SIZE(fine)) if 0 < columns[HEADING, column] <= most
    ]


def apply_rule(list blocks, list kept, list likely, object weak, bint platform, double least, double sure):
    """What a rule with content keeps, and where it decided: `cleaner.judge.site_rules.apply_rule`."""
    cdef Py_ssize_t index, count = PyList_GET_SIZE(blocks)
    cdef list ruled = [False] * count, decided = [True] * count
    cdef bint before = True, has_content = False, holds
    cdef str action
    for index in range(count):
        mark = (<tuple> PyList_GET_ITEM(blocks, index))[4]
        if mark is not None and (<tuple> mark)[0] == "content":
            has_content = True
            break
    for index in range(count):
        mark = (<tuple> PyList_GET_ITEM(blocks, index))[4]
        if mark is None:
            if platform and has_content and before and kept[index] and <double> likely[index] >= sure:
                ruled[index], decided[index] = True, False
            continue
        action = <str> (<tuple> mark)[0]
        if action == "content":
            before = False
            if platform:
                ruled[index], decided[index] = kept[index], False
            else:
                holds = <double> likely[index] >= least and index not in weak
                ruled[index] = decided[index] = holds
        elif action == "keep":
            ruled[index] = True
    return ruled, decided


def weigh_rule(list blocks, list kept, list ruled, list likely, list words, double sure):
    """Words that a rule holds, and that the heuristic keeps but for what the rule drops; of each those that are sure."""
    cdef Py_ssize_t index, count
    cdef Py_ssize_t[4] held = [0, 0, 0, 0]
    for index in range(PyList_GET_SIZE(blocks)):
        count = words[index]
        if ruled[index]:
            held[0] += count
            if <double> likely[index] >= sure:
                held[2] += count
        if kept[index]:
            mark = (<tuple> PyList_GET_ITEM(blocks, index))[4]
            if mark is None or (<tuple> mark)[0] != "drop":
                held[1] += count
                if <double> likely[index] >= sure:
                    held[3] += count
    return held[0], held[1], held[2], held[3]
