# The boxes that show something in parts: the twin of `_count_parts` in `cleaner.judge.parts`.

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


def count_parts(list opened, list ends, dict parts, dict forms, int most_nested, int grid_cells):
    """Every box that shows something in parts, with the number of its rows, cells and items.

    Args:
        opened: the page's boxes; the second entry of each is its tag, the sixth its first block.
        ends: for each box the block behind its last one.
        parts: by tag, which form of structure the tag is a part of; row and cell are parts of tables, whose form is 0.
        forms: by tag, which form of structure the tag opens.
        most_nested: deeper ones are passed over.
        grid_cells: that a row of data has at least.

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
        ]
    finally:
        free(found)
        free(boxes)
