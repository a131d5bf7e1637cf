# The boxes that show something in parts, and what they are worth as one: the twins of `_count_parts` in
# `cleaner.judge.box_parts` and of `judge_whole` in `cleaner.judge.structures`.

from libc.math cimport log

cdef enum:
    MOST_NESTED = 64
    KNOWN_TAGS = 64

cdef struct Opened:
    int form
    Py_ssize_t first
    Py_ssize_t end
    Py_ssize_t parts
    Py_ssize_t rows
    Py_ssize_t cells
    bint nested


def count_parts(list opened, list ends, dict parts, dict forms, int most_nested, int grid_cells, list words,
                tuple bounds):
    """The boxes that show something in parts and may be one thing by their size, with their rows, cells and items.

    Args:
        opened: the page's boxes; the second entry of each is its tag, the sixth its first block.
        ends: for each box the block behind its last one.
        parts: by tag, which form of structure the tag is a part of; row and cell are parts of tables, whose form is 0.
        forms: by tag, which form of structure the tag opens.
        most_nested: deeper ones are passed over.
        grid_cells: that a row of data has at least.
        words: of each block.
        bounds: how many rows a table has at least, and words for each cell at most; how many blocks a list has for each
            item at most; the number of the first form that is not bounded so, and of the first that may be one block.

    Returns:
        For each its index, form, first block, the block behind the last, parts, rows, and whether it holds one of its
        form.
    """
    cdef Opened *found
    cdef Py_ssize_t around[MOST_NESTED]
    cdef Py_ssize_t *boxes
    cdef Py_ssize_t count = len(opened), size = 0, depth = 0, index, place, first
    cdef int form, number
    cdef tuple box
    cdef Opened *outer
    # What a tag means, looked up once for each object: a page has few, and the boxes hold them.
    cdef void *tags[KNOWN_TAGS]
    cdef int numbers[KNOWN_TAGS]
    cdef size_t place_of
    if most_nested > MOST_NESTED:
        raise ValueError("more than the stack holds")
    found = <Opened *> malloc((count + 1) * sizeof(Opened))
    boxes = <Py_ssize_t *> malloc((count + 1) * sizeof(Py_ssize_t))
    if found == NULL or boxes == NULL:
        free(found)
        free(boxes)
        raise MemoryError
    memset(tags, 0, sizeof(tags))
    try:
        for index in range(count):
            box = <tuple> opened[index]
            place_of = (<size_t> <void *> box[1] >> 4) % KNOWN_TAGS
            if tags[place_of] != <void *> box[1]:
                part = parts.get(box[1])
                opens = forms.get(box[1])
                tags[place_of] = <void *> box[1]
                numbers[place_of] = 1 + <int> part if part is not None else -1 - <int> opens if opens is not None else 0
            number = numbers[place_of]
            if number == 0:
                continue
            first = box[5]
            while depth and found[around[depth - 1]].end <= first:
                depth -= 1
            if number > 0:
                form = number - 1
                for place in range(depth - 1, -1, -1):
                    outer = &found[around[place]]
                    if outer.form != form:
                        break
                    if <str> box[1] == "tr":
                        outer.cells = 0
                    else:
                        outer.parts += 1
                        outer.cells += 1
                        outer.rows += form == 0 and outer.cells == grid_cells
                    if form == 0:
                        break
            elif depth < most_nested:
                form = -1 - number
                for place in range(depth):
                    if found[around[place]].form == form:
                        found[around[place]].nested = True
                found[size] = Opened(form, first, ends[index], 0, 0, 0, False)
                boxes[size] = index
                around[depth] = size
                depth += 1
                size += 1
        return [
            (boxes[place], found[place].form, found[place].first, found[place].end, found[place].parts,
             found[place].rows, bool(found[place].nested))
            for place in range(size)
            if _may_be_one(found + place, words, bounds)
        ]
    finally:
        free(found)
        free(boxes)


cdef bint _may_be_one(Opened *box, list words, tuple bounds) except -1:
    """Whether a box has the size of one thing: the first of what `cleaner.judge.structures._is_one` asks."""
    cdef Py_ssize_t size = box.end - box.first, index, held = 0
    if size < 2 and (size == 0 or box.form < <int> bounds[4]):
        return False
    if box.form == 0:
        if box.nested or box.rows < <Py_ssize_t> bounds[0]:
            return False
        for index in range(box.first, box.end):
            held += <Py_ssize_t> words[index]
        return held <= <Py_ssize_t> bounds[1] * box.parts
    return box.form >= <int> bounds[3] or size <= <double> bounds[2] * box.parts


def judge_whole(list probabilities, list words, list structures, list said, dict evidence, double surest):
    """Probabilities with those of each structure's blocks as one: `cleaner.judge.structures.judge_whole`.

    Args:
        probabilities, words: of each block.
        structures: form, first block and the one behind the last of each, in the page's order.
        said: index of each block that tells nothing, in order.
        evidence: by form, slope and lift of the log-odds.
        surest: means are cut there.
    """
    cdef list out = probabilities.copy()
    cdef Py_ssize_t first, end, index, at = 0, stop, count = PyList_GET_SIZE(said)
    cdef double total, held, silent, silent_held, mean, found
    cdef tuple one
    for structure in structures:
        one = <tuple> structure
        first, end = one[1], one[2]
        while at < count and <Py_ssize_t> said[at] < first:
            at += 1
        total = held = silent = silent_held = 0
        stop = at
        for index in range(first, end):
            total += <Py_ssize_t> words[index]
            held += <double> probabilities[index] * <Py_ssize_t> words[index]
            if stop < count and <Py_ssize_t> said[stop] == index:
                stop += 1
            else:
                silent += <Py_ssize_t> words[index]
                silent_held += <double> probabilities[index] * <Py_ssize_t> words[index]
        if silent > 0:
            total, held = silent, silent_held
        if total == 0:
            continue
        mean = held / total
        known = evidence.get(one[0])
        if known is not None:
            mean = fmin(fmax(mean, surest), 1 - surest)
            found = 1 / (1 + exp(-<double> (<tuple> known)[0] * log(mean / (1 - mean)) - <double> (<tuple> known)[1]))
            mean = fmax(mean, found) if <str> one[0] == "table" else found
        value = mean
        for index in range(first, end):
            out[index] = value
    return out
