# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The columns of `cleaner.judge.features` and the trees of `cleaner.judge.classify`, compiled.

What each column is and why stands in `cleaner/judge/features`, where numpy computes the same; a test holds the two equal.
"""

include "../page/_hash.pxi"

from cpython.list cimport PyList_GET_ITEM, PyList_GET_SIZE
from libc.math cimport exp, fmax, fmin
from libc.stdlib cimport free, malloc
from libc.string cimport memchr

from cleaner.judge import feature_columns as _named
from cleaner.judge import page_shape as _shape
from cleaner.judge.feature_columns import SENTENCE_END
from cleaner.lexicon import phrases as _phrases
from cleaner.lexicon.class_families import BITS as _family_of
from cleaner.lexicon.class_families import FAMILIES as _families
from cleaner.lexicon.class_families import family_bits as _family_bits
from cleaner.lexicon.tokens import LONGEST

cdef dict _headings = _named.HEADING_LEVEL, _tag_rank = _named.TAG_RANK, _phrase_rank = _named.PHRASE_RANK
cdef dict _flags = _named.FLAGS
cdef int _other_phrase = _named.OTHER_PHRASE, _other_tag = _named.OTHER_TAG
cdef int _phrase_words = _named.PHRASE_WORDS, _short_words = _named.SHORT_WORDS
cdef double PROSE_WORDS = _named.PROSE_WORDS, PROSE_LINKS = _named.PROSE_LINKS
cdef double MAIN_SHARE = _named.MAIN_SHARE, FAR = _named.FAR
cdef Py_ssize_t REACH = _named.REACH

cdef enum:
    # Rows that each stage fills from where the one before ended; `_check_places` holds them against Python's names.
    FLAG_COUNT = 7
    OWN_COUNT = 11
    BOX_COUNT = 34
    ORDER_COUNT = 16
    PAGE_COUNT = 9
    COLUMN_COUNT = 70
    FAMILY_COUNT = 12
    HEADLINE_FACTS = 9
    # Rows of what is computed for each block before the columns are filled.
    WORDS = 0
    LINKS = 1
    SURE = 2
    PROSE = 3
    OWN = 4
    BLOCK_ROWS = 15
    # Places of own features that others read.
    LINK_DENSITY = 1
    TAG = 3
    HEADING = 4
    PHRASE = 6
    STYLED = 7
    TEXT_ODDS = 8
    WORDS_ROW = 0


# What the loops below write into each row, in order.
_FILLED = tuple("""
    words link_density ends tag heading hidden phrase styled text_odds title summary
    own_odds worst_odds best_odds sum_odds near_odds near_sum in_article in_main in_outer in_list in_table
    in_figure in_form depth lca_up lca_down main_share main_words box_blocks box_links parent_words
    parent_links parent_prose grand_words grand_links grand_prose great_links great_prose path_share
    path_blocks path_links path_words path_prose same_text
    before_words before_tag after_words after_links after_tag window_links position prose_before since_prose
    until_prose since_heading heading_phrase heading_odds since_h1 since_phrase phrases_before
    page_words page_blocks page_links page_prose prose_blocks declared_kind slug url_depth articles
""".split())


def _check_places():
    """Refuse to be imported beside columns of another shape: the loops write without bounds checks.

    Whoever imports this module falls back on Python then.

    Raises:
        ImportError: a column was added, removed or moved in `cleaner.judge.feature_columns`, but not here.
    """
    counts = tuple(map(len, (_named.OWN_FEATURES, _named.BOX_FEATURES, _named.ORDER_FEATURES, _named.PAGE_FEATURES)))
    if (
        _named.FEATURES != _FILLED
        or counts != (OWN_COUNT, BOX_COUNT, ORDER_COUNT, PAGE_COUNT)
        or sum(counts) != COLUMN_COUNT
        or OWN + OWN_COUNT != BLOCK_ROWS
        or _named.FLAG_COUNT != FLAG_COUNT
        or len(_families) != FAMILY_COUNT
        or len(_shape.HEADLINE_FACTS) != HEADLINE_FACTS
        or [_named.OWN[name] for name in ("words", "link_density", "tag", "heading", "phrase", "styled", "text_odds")]
        != [WORDS_ROW, LINK_DENSITY, TAG, HEADING, PHRASE, STYLED, TEXT_ODDS]
    ):
        raise ImportError("cleaner.judge._columns fills other columns than cleaner.judge.feature_columns names")


_check_places()

cdef Py_ssize_t _longest_phrase = _phrases.LONGEST, _longest_names = LONGEST
cdef object _phrase_category = _phrases.phrase_category

include "_line.pxi"

cdef double _link_density(tuple runs, Py_ssize_t size):
    cdef Py_ssize_t linked = 0
    cdef tuple run
    if len(runs) == 1:
        run = runs[0]
        return 1.0 if run[1] else 0.0
    for run in runs:
        if run[1]:
            linked += len(<str> run[0])
    return fmin(1.0, <double> linked / size)


cdef class Table:
    """Rows of doubles, all zero at first."""

    cdef double *data
    cdef Py_ssize_t width

    def __cinit__(self, Py_ssize_t rows, Py_ssize_t width):
        self.width = width
        self.data = <double *> calloc(rows * width + 1, sizeof(double))
        if self.data == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.data)

    cdef inline double *row(self, Py_ssize_t index) noexcept:
        return self.data + index * self.width


cdef _fill_own(Table out, list blocks, list coarse, str title, str summary, Learned learned):
    """Rows from `OWN` on, and the words, links and prose of each block."""
    cdef Py_ssize_t index, size = PyList_GET_SIZE(blocks)
    cdef tuple block, runs
    cdef str text
    cdef Points line = Points(), of_title = Points(), of_summary = Points()
    cdef double words, links
    cdef uint32_t last
    of_title.hold(title)
    of_summary.hold(summary)
    for index in range(size):
        block = <tuple> PyList_GET_ITEM(blocks, index)
        text = <str> block[0]
        words = _count_words(text)
        out.row(WORDS)[index] = words
        if coarse[index]:
            out.row(OWN + LINK_DENSITY)[index] = 1
            out.row(LINKS)[index] = words
            continue
        runs = <tuple> block[2]
        out.row(OWN)[index] = words
        links = _link_density(runs, len(text))
        out.row(OWN + LINK_DENSITY)[index] = links
        out.row(LINKS)[index] = links = words * links
        if words >= PROSE_WORDS and links < PROSE_LINKS * words:
            out.row(SURE)[index] = 1
            out.row(PROSE)[index] = words
        last = <uint32_t> <Py_UCS4> text[len(text) - 1]
        out.row(OWN + 2)[index] = 2 if _is(last, ENDS_SENTENCE) else 1 if last == 44 or last == 59 else 0
        tag = block[1]
        # By way of whole numbers: Python would make an object of each as a double.
        out.row(OWN + TAG)[index] = <int> _tag_rank.get(tag, _other_tag)
        out.row(OWN + HEADING)[index] = <int> _headings.get(tag, 0)
        out.row(OWN + 5)[index] = <bint> block[5]
        out.row(OWN + 7)[index] = (<tuple> runs[0])[2] != 0 and (<tuple> runs[len(runs) - 1])[2] != 0
        if words > _phrase_words:
            continue
        if line.lower(text) and tag != "pre":  # whose white space is as it stands
            out.row(OWN + PHRASE)[index] = _phrase_of(text, line)
        else:
            line.hold(text.lower())  # of a letter that becomes two, the whole
            out.row(OWN + PHRASE)[index] = _rank_of(text)
        if words <= _short_words:
            out.row(OWN + TEXT_ODDS)[index] = _text_odds(line, learned.words)
        if len(text) <= 2 * len(title) + 20:
            out.row(OWN + 9)[index] = _alike(line, of_title)
        out.row(OWN + 10)[index] = _begins(line, of_summary)


cdef Table _running(double *values, Py_ssize_t size):
    """Sums of the first 0, 1, ..., `size` values."""
    cdef Table out = Table(1, size + 1)
    cdef Py_ssize_t index
    for index in range(size):
        out.data[index + 1] = out.data[index] + values[index]
    return out


cdef class Paths:
    """For each box: log-odds over its path (6 rows), flags of its ancestors, a number for its path."""

    cdef Table odds
    cdef int *flags
    cdef int *path
    cdef int *parent

    def __cinit__(self, Py_ssize_t size):
        self.odds = Table(6, size)
        self.flags = <int *> calloc(3 * size + 1, sizeof(int))
        if self.flags == NULL:
            raise MemoryError
        self.path = self.flags + size
        self.parent = self.flags + 2 * size

    def __dealloc__(self):
        free(self.flags)


cdef Paths _read_paths(list opened, Learned learned, double[::1] families):
    cdef Py_ssize_t index, size = PyList_GET_SIZE(opened)
    cdef Paths out = Paths(size)
    cdef Table local = Table(5, size + 1)
    cdef double *sums = out.odds.row(0)
    cdef double *worst = out.odds.row(1)
    cdef double *best = out.odds.row(2)
    cdef double *total = out.odds.row(3)
    cdef double *near = out.odds.row(4)
    cdef double *near_sum = out.odds.row(5)
    cdef double *least_at = local.row(0)
    cdef double *signs = local.row(1)  # equal for boxes with the same tag and classes
    cdef double *flag_of = local.row(2)  # by sign
    cdef Map known = Map(size), paths = Map(size)
    cdef Slot *slot
    cdef tuple box
    cdef str tag, identifier
    cdef Odds of_class, of_id
    cdef uint32_t called
    cdef int parent, grand, count = 0, path_count = 1, number
    cdef uint64_t key
    paths.put(_path_key(0, 0, 0), 0)
    for index in range(1, size):
        box = <tuple> PyList_GET_ITEM(opened, index)
        parent = box[0]
        tag = <str> box[1]
        of_class = learned.of_names(<str> box[2], &key)
        slot = known.place(key * FNV_PRIME + _hash_str(tag))
        if slot.hash == 0:
            count += 1
            flag_of[count] = <int> _flags.get(tag, 0)
            known.put(key * FNV_PRIME + _hash_str(tag), count)
        signs[index] = slot.value
        identifier = <str> box[3]
        if identifier:
            of_id = learned.of_names(identifier, &key)
            of_class.total += of_id.total
            of_class.least = fmin(of_class.least, of_id.least)
            of_class.most = fmax(of_class.most, of_id.most)
            of_class.families |= of_id.families
        called = of_class.families
        for number in range(FAMILY_COUNT if called else 0):
            families[number] += (called >> number) & 1
        worst[index] = fmin(of_class.least, worst[parent])
        best[index] = fmax(of_class.most, best[parent])
        total[index] = total[parent] + of_class.total
        sums[index] = of_class.total
        least_at[index] = of_class.least
        out.flags[index] = out.flags[parent] | <int> flag_of[<int> signs[index]]
        out.parent[index] = parent
        key = _path_key(signs[index], signs[parent], signs[out.parent[parent]])
        slot = paths.place(key)
        if slot.hash == 0:
            paths.put(key, path_count)
            path_count += 1
        out.path[index] = <int> slot.value
    for index in range(size):
        parent = out.parent[index]
        grand = out.parent[parent]
        near[index] = fmin(fmin(least_at[index], least_at[parent]), least_at[grand])
        near_sum[index] = sums[index] + sums[parent] + sums[grand]
    return out


cdef inline uint64_t _path_key(double sign, double above, double grand) noexcept:
    return (<uint64_t> sign << 42) ^ (<uint64_t> above << 21) ^ <uint64_t> grand


cdef _fill_boxes(float[:, ::1] out, double[::1] families, Py_ssize_t at, list fine, Table of, object segmentation, Learned learned):
    cdef list opened = segmentation.boxes.opened, ends = segmentation.boxes.end_block, box_of = segmentation.box_of
    cdef list blocks = segmentation.blocks
    cdef Py_ssize_t size = PyList_GET_SIZE(opened), count = PyList_GET_SIZE(blocks)
    cdef Py_ssize_t index, column, box, above, grand, great, first, end, chain_size = 0, inside, outside, main, meeting
    cdef Paths paths = _read_paths(opened, learned, families)
    cdef Table words = _running(of.row(WORDS), count)
    cdef Table links = _running(of.row(LINKS), count)
    cdef Table prose = _running(of.row(PROSE), count)
    cdef Table held = Table(10, size)
    cdef double *held_words = held.row(0)
    cdef double *density = held.row(1)
    cdef double *held_prose = held.row(2)
    cdef double *share = held.row(3)
    cdef double *up = held.row(4)
    cdef double *down = held.row(5)
    cdef double *depth = held.row(6)
    cdef double *firsts = held.row(7)
    cdef double *lasts = held.row(8)
    cdef double *chain = held.row(9)
    cdef Table grouped = Table(5, max(size, count) + 1)
    cdef int path
    cdef double of_words, all_words = words.data[count], all_prose = prose.data[count] or 1.0
    cdef Map seen = Map(count)
    cdef Slot *slot
    cdef uint64_t *of_text = <uint64_t *> grouped.row(4)
    cdef tuple opened_box
    for index in range(size):
        opened_box = <tuple> PyList_GET_ITEM(opened, index)
        first, end = opened_box[5], ends[index]
        firsts[index], lasts[index], depth[index] = first, end, <Py_ssize_t> opened_box[4]
        held_words[index] = words.data[end] - words.data[first]
        held_prose[index] = prose.data[end] - prose.data[first]
        density[index] = (links.data[end] - links.data[first]) / fmax(held_words[index], 1)
        share[index] = held_prose[index] / fmax(held_words[index], 1)
    for index in range(size):
        if held_prose[index] > MAIN_SHARE * held_prose[0]:
            chain[chain_size] = index
            chain_size += 1
    if chain_size == 0:
        chain_size = 1  # the root, whose number is zero
    main = <Py_ssize_t> chain[chain_size - 1]
    for index in range(size):
        # How many of the chain are around the box. They lie in one another, so that halving finds it.
        inside, outside = 0, chain_size
        while inside < outside:
            box = <Py_ssize_t> chain[(inside + outside) // 2]
            if index >= box and firsts[index] < lasts[box]:
                inside = (inside + outside) // 2 + 1
            else:
                outside = (inside + outside) // 2
        meeting = <Py_ssize_t> chain[max(inside - 1, 0)]
        up[index] = depth[index] - depth[meeting]
        down[index] = depth[main] - depth[meeting]
    for index in range(count):
        path = paths.path[<Py_ssize_t> box_of[index]]
        grouped.row(0)[path] += 1
        grouped.row(1)[path] += of.row(WORDS)[index]
        grouped.row(2)[path] += of.row(LINKS)[index]
        grouped.row(3)[path] += of.row(PROSE)[index]
        of_text[index] = _hash_str(<str> (<tuple> PyList_GET_ITEM(blocks, index))[0])
        slot = seen.place(of_text[index])
        seen.put(of_text[index], slot.value + 1)
    for column in range(PyList_GET_SIZE(fine)):
        index = fine[column]
        box = box_of[index]
        above = paths.parent[box]
        grand = paths.parent[above]
        great = paths.parent[grand]
        for inside in range(6):
            out[at + inside, column] = paths.odds.row(inside)[box]
        for inside in range(FLAG_COUNT):
            out[at + 6 + inside, column] = (paths.flags[box] >> inside) & 1
        out[at + 13, column] = depth[box]
        out[at + 14, column] = up[box]
        out[at + 15, column] = down[box]
        out[at + 16, column] = held_prose[main] / (held_prose[0] or 1)
        out[at + 17, column] = held_words[main] / held_words[0]
        out[at + 18, column] = lasts[box] - firsts[box]
        out[at + 19, column] = density[box]
        out[at + 20, column] = held_words[above]
        out[at + 21, column] = density[above]
        out[at + 22, column] = share[above]
        out[at + 23, column] = held_words[grand]
        out[at + 24, column] = density[grand]
        out[at + 25, column] = share[grand]
        out[at + 26, column] = density[great]
        out[at + 27, column] = share[great]
        path = paths.path[box]
        of_words = grouped.row(1)[path]
        out[at + 28, column] = of_words / all_words
        out[at + 29, column] = grouped.row(0)[path]
        out[at + 30, column] = grouped.row(2)[path] / of_words
        out[at + 31, column] = of_words / grouped.row(0)[path]
        out[at + 32, column] = grouped.row(3)[path] / all_prose
        out[at + 33, column] = seen.place(of_text[index]).value


cdef _since(double *out, double *flags, Py_ssize_t size, bint backwards):
    """Blocks since the last flagged one, at most `FAR`."""
    cdef Py_ssize_t step, index
    cdef double gone = FAR
    for step in range(size):
        index = size - 1 - step if backwards else step
        out[index] = gone
        gone = 0 if flags[index] > 0 else fmin(gone + 1, FAR)


cdef _fill_order(float[:, ::1] out, Py_ssize_t at, list fine, Table of, list headings):
    cdef Py_ssize_t size = of.width, index, column, low, high, heading = -1
    cdef double *words = of.row(WORDS)
    cdef double *tags = of.row(OWN + TAG)
    cdef double *phrases = of.row(OWN + PHRASE)
    cdef Table sum_words = _running(words, size)
    cdef Table sum_links = _running(of.row(LINKS), size)
    cdef Table sum_prose = _running(of.row(PROSE), size)
    cdef Table since = Table(7, size)
    cdef double total = sum_prose.data[size] or 1.0, before = 0
    cdef Py_ssize_t first_heading = headings[0] if headings else -1
    _since(since.row(0), of.row(SURE), size, False)
    _since(since.row(1), of.row(SURE), size, True)
    _since(since.row(2), of.row(OWN + HEADING), size, False)
    _since(since.row(3), phrases, size, False)
    for index in range(size):
        if heading >= 0:
            since.row(4)[index] = phrases[heading]
            since.row(5)[index] = of.row(OWN + TEXT_ODDS)[heading]
        if of.row(OWN + HEADING)[index] > 0:
            heading = index
        since.row(6)[index] = before
        before += phrases[index] > 0 and sum_prose.data[index] > 0
    for column in range(PyList_GET_SIZE(fine)):
        index = fine[column]
        out[at, column] = words[index - 1] if index else 0
        out[at + 1, column] = tags[index - 1] if index else -1
        out[at + 2, column] = words[index + 1] if index + 1 < size else 0
        out[at + 3, column] = of.row(LINKS)[index + 1] / words[index + 1] if index + 1 < size else 1
        out[at + 4, column] = tags[index + 1] if index + 1 < size else -1
        low, high = max(index - REACH, 0), min(index + REACH + 1, size)
        out[at + 5, column] = (sum_links.data[high] - sum_links.data[low]) / (sum_words.data[high] - sum_words.data[low])
        out[at + 6, column] = <double> index / size
        out[at + 7, column] = sum_prose.data[index] / total
        out[at + 8, column] = since.row(0)[index]
        out[at + 9, column] = since.row(1)[index]
        out[at + 10, column] = since.row(2)[index]
        out[at + 11, column] = since.row(4)[index]
        out[at + 12, column] = since.row(5)[index]
        out[at + 13, column] = fmin(fmax(index - first_heading, -FAR), FAR) if first_heading >= 0 else -FAR - 1
        out[at + 14, column] = since.row(3)[index]
        out[at + 15, column] = since.row(6)[index]


cdef _fill_page(float[:, ::1] out, Py_ssize_t at, list fine, Table of, list opened, tuple stated):
    cdef Py_ssize_t index, column
    cdef double[PAGE_COUNT] row
    cdef double total = 0, links = 0, prose = 0, sure = 0, articles = 0
    for index in fine:
        total += of.row(WORDS)[index]
        links += of.row(LINKS)[index]
        prose += of.row(PROSE)[index]
        sure += of.row(SURE)[index]
    for index in range(PyList_GET_SIZE(opened)):
        articles += (<tuple> PyList_GET_ITEM(opened, index))[1] == "article"
    total = total or 1.0
    row[0], row[1], row[2], row[3], row[4] = total, PyList_GET_SIZE(fine), links / total, prose / total, sure
    row[5], row[6], row[7], row[8] = <int> stated[0], <int> stated[1], <int> stated[2], articles
    for index in range(PAGE_COUNT):
        for column in range(PyList_GET_SIZE(fine)):
            out[at + index, column] = row[index]


def fill(float[:, ::1] out, double[::1] families, object segmentation, list fine, str title, str summary, tuple stated,
         object odds):
    """Fill the columns of the fine blocks.

    Args:
        out: shape (features, fine blocks).
        families: gets for each how many boxes are called so; zeros until then.
        segmentation: the page's blocks and boxes.
        fine: index of each block that is not an area taken in one piece; at least one.
        title, summary: lower case, white space squeezed.
        stated: rank of the declared kind, words of the slug, depth of the URL.
        odds: learned log-odds of tokens.

    Returns:
        Words of every block.

    Raises:
        ValueError: `out` has another shape.
    """
    if out.shape[0] != COLUMN_COUNT or out.shape[1] != len(fine):
        raise ValueError(f"columns of shape {(out.shape[0], out.shape[1])} for {len(fine)} blocks")
    if families.shape[0] != FAMILY_COUNT:
        raise ValueError(f"room for {families.shape[0]} families")
    cdef list blocks = segmentation.blocks
    cdef Py_ssize_t index, column, size = PyList_GET_SIZE(blocks)
    cdef Table of = Table(BLOCK_ROWS, size)
    cdef Learned learned = _learned(odds)
    _fill_own(of, blocks, segmentation.coarse, title, summary, learned)
    for index in range(OWN_COUNT):
        for column in range(PyList_GET_SIZE(fine)):
            out[index, column] = of.row(OWN + index)[<Py_ssize_t> fine[column]]
    _fill_boxes(out, families, OWN_COUNT, fine, of, segmentation, learned)
    _fill_order(out, OWN_COUNT + BOX_COUNT, fine, of, segmentation.headings)
    _fill_page(out, OWN_COUNT + BOX_COUNT + ORDER_COUNT, fine, of, segmentation.boxes.opened, stated)
    return [int(of.data[index]) for index in range(size)]


include "_forest.pxi"


def classify(const float[:, ::1] columns, object trees, list fine, double area, double[::1] out):
    """Probabilities of all blocks: what the trees say of those that have columns, and `area` for the others."""
    cdef Py_ssize_t index
    # The fine blocks' log-odds first, at the front: the last of them goes to its place first.
    (<Forest> trees.forest).sum_leaves(columns, trees.unit, trees.bias, out)
    cdef Py_ssize_t count = PyList_GET_SIZE(fine), at = out.shape[0] - 1
    for index in range(count - 1, -1, -1):
        while at > <Py_ssize_t> fine[index]:
            out[at] = area
            at -= 1
        out[at] = 1 / (1 + exp(-out[index]))
        at -= 1
    while at >= 0:
        out[at] = area
        at -= 1


include "_choice.pxi"
include "_boxes.pxi"
include "_blocks.pxi"
include "_alike.pxi"
include "_page.pxi"
include "_structures.pxi"
