# The trees of `cleaner.judge.classify`, prepared so that `_forest.h` can answer for 64 blocks at a time.

import numpy

from libc.stdint cimport int16_t, int32_t
from libc.string cimport memset


cdef extern from "_forest.h":
    enum:
        DEPTH
        LEAVES
    ctypedef struct Question:
        uint16_t row[6]
        uint16_t border[6]
        uint8_t rank[6]
    ctypedef struct CForest "Forest":
        size_t trees
        const Question *questions
        const int16_t *leaves
        const uint8_t *tables
        size_t most
    int best_vectors() nogil
    void rank_lanes(int vectors, const float *values, int lanes, const float *borders, size_t count, uint8_t *out) nogil
    void sum_lanes(int vectors, const CForest *forest, const uint8_t *ranks, int lanes, int32_t *out) nogil
    void answer_lanes(const float *values, int lanes, const float *borders, size_t count, uint64_t *out) nogil
    void sum_answers(const CForest *forest, const uint64_t *answers_to, int32_t *out) nogil


cdef enum:
    LANES = 64  # of `_forest.h`
    MOST_ROWS = 256
    # Vectors compare signed bytes, and a question that nobody answers yes needs a rank of its own.
    MOST_BORDERS = 126

cdef int _vectors = best_vectors()


cdef class Forest:
    """Trees whose features are told by rank.

    Args:
        feature, threshold, leaves: see `cleaner.judge.classify.Trees`.

    Raises:
        ValueError: more questions in a tree, features or thresholds of one than there is room for.
    """

    cdef CForest of
    cdef Question *questions
    cdef object held
    cdef Py_ssize_t rows
    cdef const float[::1] borders
    cdef const Py_ssize_t[::1] first  # border of each row, and the end of the last
    cdef const Py_ssize_t[::1] column  # that each row ranks

    def __cinit__(self, feature, threshold, leaves):
        cdef Py_ssize_t question, tree, row, depth = feature.shape[0], trees = feature.shape[1]
        # Every question in the order of its feature and threshold, so that those of a kind stand together: `unique` for
        # each feature, which imports masked arrays besides, took an eighth of the time of a process's first page.
        order = numpy.lexsort((threshold.ravel(), feature.ravel()))
        features, thresholds = feature.ravel()[order], threshold.ravel()[order]
        begins_row = numpy.ones(len(order), bool)
        begins_row[1:] = features[1:] != features[: len(order) - 1]
        begins_border = begins_row.copy()
        begins_border[1:] |= thresholds[1:] != thresholds[: len(order) - 1]
        row_of, border_of = numpy.cumsum(begins_row) - 1, numpy.cumsum(begins_border) - 1
        first = numpy.append(border_of[begins_row], begins_border.sum()).astype(numpy.intp)
        rows_found, ranks_found = numpy.empty(len(order), numpy.intp), numpy.empty(len(order), numpy.intp)
        rows_found[order], ranks_found[order] = row_of, border_of - first[row_of]
        if depth > DEPTH or len(first) > MOST_ROWS + 1 or ranks_found.max(initial=0) >= MOST_BORDERS:
            raise ValueError(f"more than {DEPTH} questions, {MOST_ROWS} features or {MOST_BORDERS} thresholds of one")
        self.rows, self.first = len(first) - 1, first
        self.column = features[begins_row].astype(numpy.intp)
        self.borders = numpy.append(thresholds[begins_border], numpy.float32(0))
        self.questions = <Question *> calloc(trees + 1, sizeof(Question))
        if self.questions == NULL:
            raise MemoryError
        cdef const Py_ssize_t[:, :] of_rows = rows_found.reshape(depth, trees)
        cdef const Py_ssize_t[:, :] of_ranks = ranks_found.reshape(depth, trees)
        for question in range(DEPTH):
            for tree in range(trees):
                if question < depth:
                    row = of_rows[question, tree]
                    self.questions[tree].row[question] = row * LANES
                    self.questions[tree].rank[question] = of_ranks[question, tree]
                    self.questions[tree].border[question] = self.first[row] + of_ranks[question, tree]
                else:
                    self.questions[tree].rank[question] = MOST_BORDERS
                    self.questions[tree].border[question] = self.first[self.rows]
        self._hold(leaves)

    cdef _hold(self, leaves):
        """Keep the leaves, as they are and by bytes."""
        cdef Py_ssize_t trees = leaves.shape[0]
        whole = numpy.zeros((trees + 1, LEAVES), numpy.int16)
        whole[:trees, :leaves.shape[1]] = leaves
        tables = numpy.stack([whole & 255, (whole >> 8) & 255], axis=1).astype(numpy.uint8)
        cdef const int16_t[:, ::1] of_leaves = whole
        cdef const uint8_t[:, :, ::1] of_tables = tables
        self.held = whole, tables
        self.of.trees = trees
        self.of.questions = self.questions
        self.of.leaves = &of_leaves[0, 0]
        self.of.tables = &of_tables[0, 0, 0]
        self.of.most = 32767 // max(1, int(numpy.abs(whole.astype(numpy.int32)).max()))

    def __dealloc__(self):
        free(self.questions)

    def sum_leaves(self, const float[:, ::1] columns, double unit, double bias, double[::1] out, int vectors=2):
        """Log-odds of each block; `vectors` are the widest to be used: for tests, which hold the loops equal."""
        cdef Py_ssize_t begin, lane, lanes, row, borders, count = columns.shape[1]
        cdef const float *values
        cdef float[LANES] part
        cdef int32_t[LANES] sums
        cdef uint8_t[MOST_ROWS * LANES] ranks
        cdef uint64_t *answers = NULL
        vectors = min(vectors, _vectors)
        if vectors == 2:
            # One more than there are, which nobody is above, for trees that ask less.
            answers = <uint64_t *> calloc(self.first[self.rows] + 1, sizeof(uint64_t))
            if answers == NULL:
                raise MemoryError
        memset(part, 0, sizeof(part))
        for begin in range(0, count, LANES):
            lanes = min(<Py_ssize_t> LANES, count - begin)
            for row in range(self.rows):
                values = &columns[self.column[row], begin]
                if lanes < LANES:
                    memcpy(part, values, lanes * sizeof(float))
                    values = part
                borders = self.first[row + 1] - self.first[row]
                if vectors == 2:
                    answer_lanes(values, lanes, &self.borders[self.first[row]], borders, answers + self.first[row])
                else:
                    rank_lanes(vectors, values, lanes, &self.borders[self.first[row]], borders, ranks + row * LANES)
            memset(sums, 0, sizeof(sums))
            if vectors == 2:
                sum_answers(&self.of, answers, sums)
            else:
                sum_lanes(vectors, &self.of, ranks, lanes, sums)
            for lane in range(lanes):
                out[begin + lane] = sums[lane] * unit + bias
        free(answers)
