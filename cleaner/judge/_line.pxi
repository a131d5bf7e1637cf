# What a line's own words tell: the features that need the text in lower case, without a Python object for each word.

cdef enum:
    EDGE = 1
    END = 2
    ENDS_SENTENCE = 4
    SEPARATES = 8
    COLON = 16
    STOPS = 32  # a sign that no short slot holds
    NUMBER_SLOT = 1
    LONG_SLOT = 2
    SHORT_SLOT = 3
    NO_MATCH = -1
    ASK_PYTHON = -2
    TABLE_POINTS = 0x20000  # signs and letters; beyond stand rare ideographs
    # What `cleaner.lexicon.phrases` reads of a longer line.
    HEAD_POINTS = 64
    TAIL_POINTS = 20

cdef uint8_t _signs[TABLE_POINTS]
cdef uint32_t _dense = ord(_phrases.DENSE)
cdef Py_ssize_t _label_length = _phrases.LABEL_LENGTH, _longest_slot = _phrases.LONG_SLOT
cdef int _blank_gap = _phrases.BLANK


def _learn_signs():
    for sign, points in ((EDGE, _phrases.EDGES), (END, _phrases.ENDS), (ENDS_SENTENCE, SENTENCE_END),
                         (SEPARATES, _phrases.SEPARATORS), (COLON, _phrases.COLONS), (STOPS, ".!?。")):
        for point in points:
            if ord(point) >= TABLE_POINTS:
                raise ImportError(f"a sign beyond the table of signs: {point!r}")
            _signs[<size_t> ord(point)] |= sign


_learn_signs()
if not _phrases.exact:
    _phrases.load()
cdef Lexicon _exact = _lexicon_of({text: _phrase_rank.get(category, _other_phrase) for text, category in _phrases.exact.items()}, True)
cdef Lexicon _pair_starts = _lexicon_of(_phrases.pair_starts), _last_letters = _lexicon_of(_phrases.last_letters)


cdef inline bint _is(uint32_t point, int sign) noexcept nogil:
    return point < TABLE_POINTS and _signs[point] & sign


cdef inline uint32_t _plain(uint32_t point) noexcept nogil:
    return 39 if point == 0x2019 else 32 if point == 0xA0 else point


cdef struct Shape:
    # `cleaner.lexicon.spelled.Shape`, whose ends are places in the literals. `next` is the next shape with the same
    # key, 0 for none.
    Py_ssize_t start, start_size, end, end_size
    int slot, gap
    bint label_only, colon
    double rank
    Py_ssize_t next


cdef class Shapes:
    """The phrases with slots by the key they are found by: `by_start` or `by_end` of `cleaner.lexicon.phrases`."""

    cdef Lexicon first
    cdef Shape *shapes
    cdef Points literals

    def __cinit__(self, dict by_key):
        cdef Py_ssize_t count = 1, place = 0
        cdef Points key_points = Points()
        cdef Shape *shape
        self.shapes = <Shape *> calloc(sum(map(len, by_key.values())) + 1, sizeof(Shape))
        if self.shapes == NULL:
            raise MemoryError
        self.first = Lexicon(len(by_key))
        parts = []
        for key, found in by_key.items():
            key_points.hold(key)
            self.first.put(_hash_points(key_points.data, key_points.size), count)
            for entry in found:
                shape = self.shapes + count
                shape.start, shape.start_size = place, len(entry.start)
                shape.end, shape.end_size = place + len(entry.start), len(entry.end)
                shape.slot = {"": 0, "#": NUMBER_SLOT, "...": LONG_SLOT, "*": SHORT_SLOT}[entry.slot]
                shape.gap, shape.label_only, shape.colon = entry.gap, entry.label_only, entry.colon
                shape.rank = _phrase_rank.get(entry.category, _other_phrase)
                count += 1
                shape.next = count
                parts += (entry.start, entry.end)
                place += len(entry.start) + len(entry.end)
            shape.next = 0
        self.literals = Points()
        self.literals.hold("".join(parts))

    def __dealloc__(self):
        free(self.shapes)

    cdef double rank(self, uint64_t key, const uint32_t *line, Py_ssize_t size, bint sentence) noexcept:
        """Rank of the first phrase of a key that a line is: `cleaner.lexicon.phrases.match`.

        `ASK_PYTHON` where only an expression can tell.
        """
        cdef Py_ssize_t found = self.first.place(key)
        cdef Py_ssize_t at = <Py_ssize_t> self.first.values[found] if found >= 0 else 0
        cdef Shape *shape
        while at:
            shape = self.shapes + at
            if (
                shape.start_size <= size and shape.end_size <= size and not (shape.label_only and sentence)
                and _equals(line, self.literals.data + shape.start, shape.start_size)
                and _equals(line + size - shape.end_size, self.literals.data + shape.end, shape.end_size)
            ):
                if shape.slot == 0:
                    return ASK_PYTHON
                if _fills(shape, line, size):
                    return shape.rank
            at = shape.next
        return NO_MATCH


cdef bint _fills(Shape *shape, const uint32_t *line, Py_ssize_t size) noexcept:
    """Whether what stands between the ends of a line fits the only slot."""
    cdef Py_ssize_t at = shape.start_size, stop = size - shape.end_size, gap = 0, index
    cdef bint overlaps = stop < at
    if overlaps:
        stop = at
    if shape.colon:
        if at < stop and line[at] == 32:
            at += 1
        if at == stop or not _is(_plain(line[at]), COLON):
            return False
        at += 1
    if shape.slot == NUMBER_SLOT:
        return _is_number(line + at, stop - at)
    if shape.gap == _blank_gap and at < stop and line[at] == 32:
        at += 1
    if shape.gap >= 0:
        while gap < 4 and at + gap < stop and _is(_plain(line[at + gap]), SEPARATES):
            gap += 1
    if shape.slot == LONG_SLOT:
        return shape.gap <= gap and stop - at - gap <= _longest_slot and not overlaps
    # The longest end of the text without a full stop; what stands before it must be separators.
    index = stop
    while index > at and not _is(_plain(line[index - 1]), STOPS):
        index -= 1
    index = max(max(index, stop - 60), at + max(shape.gap, 0))
    return index <= at + gap and index < stop


cdef bint _is_number(const uint32_t *text, Py_ssize_t size) noexcept:
    cdef Py_ssize_t index
    if size and (text[size - 1] == 107 or text[size - 1] == 109):
        size -= 1
    if size < 1 or size > 10 or not Py_UNICODE_ISDECIMAL(text[0]):
        return False
    for index in range(1, size):
        if not (Py_UNICODE_ISDECIMAL(text[index]) or text[index] == 46 or text[index] == 44 or text[index] == 32):
            return False
    return True


cdef Shapes _by_start = Shapes(_phrases.by_start), _by_end = Shapes(_phrases.by_end)


cdef inline bint _equals(const uint32_t *line, const uint32_t *literal, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t index
    for index in range(size):
        if _plain(line[index]) != literal[index]:
            return False
    return True


cdef double _phrase_of(str text, Points line) except -1:
    """Rank of the stock phrase that a text is, 0 for none; Python is asked where it begins and ends like one."""
    cdef Py_ssize_t size = line.size, start = 0, end, at, stop, index, second, known
    cdef const uint32_t *tail
    cdef uint32_t head[HEAD_POINTS]
    cdef uint64_t found
    cdef bint sentence
    if size > _longest_phrase:
        return 0
    end = min(size, HEAD_POINTS)
    for index in range(end):
        head[index] = _plain(line.data[index])
    while start < end and _is(head[start], EDGE):
        start += 1
    if size <= HEAD_POINTS:
        while end > start and _is(head[end - 1], EDGE):
            end -= 1
        known = _exact.place(_hash_points(head + start, end - start))
        if known >= 0:
            return _exact.values[known]
        tail, stop = head + start, end - start
    else:
        tail, stop = line.data + size - TAIL_POINTS, TAIL_POINTS
        while stop > 0 and _is(tail[stop - 1], EDGE):
            stop -= 1
    # The line without its edges, of which the head may be but the first part.
    at = 0
    while at < size and _is(_plain(line.data[at]), EDGE):
        at += 1
    while size > at and _is(_plain(line.data[size - 1]), EDGE):
        size -= 1
    sentence = size - at > _label_length or line.data[line.size - 1] == 46 or line.data[line.size - 1] == 0x3002
    cdef double rank = NO_MATCH
    index = start
    while index < end and head[index] != 32:
        index += 1
    found = _first_key(head + start, index - start)
    if index + 1 < end and _pair_starts.has(found):
        # The second word ends where its punctuation begins.
        second = index + 1
        while second < end and head[second] != 32:
            second += 1
        while second > index + 1 and _is(head[second - 1], END):
            second -= 1
        rank = _by_start.rank(_hash_more(found, head + index, second - index), line.data + at, size - at, sentence)
    if rank == NO_MATCH:
        rank = _by_start.rank(found, line.data + at, size - at, sentence)
    if rank == NO_MATCH and (
        _last_letters.has(_hash_points(tail + max(stop - 3, 0), min(stop, 3)))
        or _last_letters.has(_hash_points(tail + max(stop - 2, 0), min(stop, 2)))
    ):
        rank = _by_end.rank(_last_key(tail, stop), line.data + at, size - at, sentence)
    return _rank_of(text) if rank == ASK_PYTHON else fmax(rank, 0)


def phrase_rank(str text):
    """Rank of the stock phrase that a text of a block is, 0 for none."""
    cdef Points line = Points()
    if not text or len(text) > _longest_phrase:
        return 0.0
    # White space as the walk leaves it, but in `pre`.
    return _phrase_of(text, line) if line.lower(text) and _is_squeezed(line) else _rank_of(text)


cdef bint _is_squeezed(Points line) noexcept:
    """Whether all white space is single blanks between words."""
    cdef Py_ssize_t index
    for index in range(line.size):
        if Py_UNICODE_ISSPACE(line.data[index]):
            if line.data[index] != 32 or index == 0 or index + 1 == line.size:
                return False
            if Py_UNICODE_ISSPACE(line.data[index + 1]):
                return False
    return True


cdef double _rank_of(str text) except -1:
    category = _phrase_category(text)
    return 0 if category is None else _phrase_rank.get(category, _other_phrase)


cdef uint64_t _last_key(const uint32_t *tail, Py_ssize_t size) noexcept:
    """Hash of what a phrase is found by that only its end tells: `cleaner.lexicon.phrases.last_key`."""
    cdef Py_ssize_t start = size
    while start and tail[start - 1] != 32:
        start -= 1
    if start < size and tail[start] >= _dense:
        start = max(start, size - 2)
    return _hash_points(tail + start, size - start)


cdef uint64_t _first_key(const uint32_t *word, Py_ssize_t size) noexcept:
    """Hash of what a phrase is found by: `cleaner.lexicon.phrases.first_key`."""
    cdef Py_ssize_t index = 0
    cdef uint32_t digit = 35
    if size and word[0] < _dense:
        while index < size and Py_UNICODE_ISALPHA(word[index]):
            index += 1
        if index == size:
            return _hash_points(word, size)
    for index in range(size):
        if word[index] == 0x3A or word[index] == 0xFF1A:
            size = index
            break
    while size and _is(word[size - 1], END):
        size -= 1
    if size and Py_UNICODE_ISDIGIT(word[0]):
        return _hash_points(&digit, 1)
    return _hash_points(word, min(size, 2) if size and word[0] >= _dense else size)


cdef double _count_words(str text) noexcept:
    """Words of a text; scripts without spaces count two characters a word."""
    cdef Py_ssize_t size = len(text), index, words = 1
    cdef int kind = PyUnicode_KIND(text)
    cdef const uint8_t *narrow = <const uint8_t *> PyUnicode_DATA(text)
    cdef const uint16_t *wide = <const uint16_t *> narrow
    if kind == 1:
        for index in range(size):
            words += narrow[index] == 32
    elif kind == 2:
        for index in range(size):
            words += wide[index] == 32
    else:
        for index in range(size):
            words += PyUnicode_READ(kind, <void *> narrow, index) == 32
    if size > 12 * words and not PyUnicode_IS_ASCII(text):
        return max(words, size // 2)
    return words


cdef double _text_odds(Points line, Lexicon known) noexcept:
    """Mean log-odds of the words of a line that are known."""
    cdef Py_ssize_t at = 0, start, place
    cdef double total = 0
    cdef int count = 0
    while at < line.size:
        if Py_UNICODE_ISSPACE(line.data[at]):
            at += 1
            continue
        start = at
        while at < line.size and not Py_UNICODE_ISSPACE(line.data[at]):
            at += 1
        place = known.place(_hash_points(line.data + start, at - start))
        if place >= 0:
            total += known.values[place]
            count += 1
    return total / count if count else 0.0


cdef bint _holds(Points longer, Points shorter) noexcept:
    """Whether a text has another one in it."""
    cdef Py_ssize_t at, size = shorter.size * <Py_ssize_t> sizeof(uint32_t)
    if shorter.size == 0:
        return True
    for at in range(longer.size - shorter.size + 1):
        if longer.data[at] == shorter.data[0] and memcmp(longer.data + at, shorter.data, size) == 0:
            return True
    return False


cdef int _alike(Points text, Points title) noexcept:
    if text.size == title.size:
        return 2 if _holds(text, title) else 0
    if title.size == 0 or text.size <= 3:
        return 0
    return _holds(title, text) or _holds(text, title)


cdef int _begins(Points text, Points summary) noexcept:
    cdef Py_ssize_t size = 30 * <Py_ssize_t> sizeof(uint32_t)
    if summary.size < 30 or text.size < 30 or memcmp(text.data, summary.data, size) != 0:
        return 0
    return 2 if text.size == summary.size and _holds(text, summary) else 1


cdef struct Odds:
    double total
    double least
    double most
    uint32_t families  # a bit for each that a token is of: `cleaner.lexicon.class_families`


cdef struct Known:
    uint64_t hash
    Odds odds


cdef enum:
    # Class attributes whose log-odds are remembered; a newer one takes the place of one with the same number.
    REMEMBERED = 512
    # Letters of a name's parts taken together: `cleaner.lexicon.tokens.name_tokens`.
    JOINED = 40


cdef class Learned:
    """Log-odds of tokens, where the loops here find them."""

    cdef object odds
    cdef Lexicon words, classes, families
    cdef Known *known

    def __cinit__(self, object odds):
        self.known = <Known *> calloc(REMEMBERED, sizeof(Known))
        if self.known == NULL:
            raise MemoryError
        self.odds = odds
        self.words = _lexicon_of(odds.words, True)
        self.classes = _lexicon_of(odds.classes, True)
        self.families = _lexicon_of(_family_of, True)

    def __dealloc__(self):
        free(self.known)

    cdef Odds of_names(self, str names, uint64_t *hash) except *:
        """`TokenOdds.of_names`; and the hash of the names."""
        cdef Known *known
        cdef Odds found = Odds(0, 0, 0, 0)
        hash[0] = 1
        if not names:
            return found
        hash[0] = _hash_str(names)
        known = self.known + hash[0] % REMEMBERED
        if known.hash == hash[0]:
            return known.odds
        if PyUnicode_IS_ASCII(names):
            found = self.of_ascii(<const uint8_t *> PyUnicode_DATA(names), min(len(names), _longest_names))
        else:
            # Python runs in between, and with it perhaps another thread: the entry is written at once, after it.
            found.total, found.least, found.most = self.odds.of_names(names)
            found.families = _family_bits(names)
        known.odds = found
        known.hash = hash[0]
        return found

    cdef Odds of_ascii(self, const uint8_t *names, Py_ssize_t size) noexcept:
        cdef Py_ssize_t at = 0, start
        cdef Odds found = Odds(0, 0, 0, 0), of_name
        while at < size:
            start = at
            while at < size and not (names[at] == 32 or 9 <= names[at] <= 13 or 28 <= names[at] <= 31):
                at += 1
            if at > start:
                of_name = self.of_name(names + start, at - start)
                found.families |= of_name.families
                if of_name.total != 0:
                    found.total += of_name.total
                    found.least = fmin(found.least, of_name.least)
                    found.most = fmax(found.most, of_name.most)
            at += 1
        return found

    cdef Odds of_name(self, const uint8_t *name, Py_ssize_t size) noexcept:
        """`TokenOdds.of_name`: camelCase and digits are boundaries as much as hyphens."""
        cdef Py_ssize_t at = 0, start, index, joined = 0
        cdef int parts = 0
        cdef Odds found = Odds(0, 0, 0, 0)
        cdef uint64_t part, whole = FNV_START
        while at < size:
            start = at
            if 97 <= name[at] <= 122:
                while at < size and 97 <= name[at] <= 122:
                    at += 1
            elif 65 <= name[at] <= 90:
                at += 1
                if at < size and 97 <= name[at] <= 122:
                    while at < size and 97 <= name[at] <= 122:
                        at += 1
                else:
                    while at < size and 65 <= name[at] <= 90:
                        at += 1
                    if at < size and 97 <= name[at] <= 122:
                        at -= 1  # the last capital begins the next part
                        if at == start:
                            at += 1
                            continue
            else:
                at += 1
                continue
            if at - start < 2:
                continue
            parts += 1
            if parts > 1 and joined < JOINED:
                whole = (whole ^ 45) * FNV_PRIME
                joined += 1
            part = FNV_START
            for index in range(start, at):
                part = (part ^ (name[index] | 32)) * FNV_PRIME
                if joined < JOINED:
                    whole = (whole ^ (name[index] | 32)) * FNV_PRIME
                    joined += 1
            self.add(part, &found)
        if parts > 1:
            self.add(whole, &found)
        if found.least == 0 and found.most == 0:
            found.total = 0
        return found

    cdef inline void add(self, uint64_t token, Odds *found) noexcept:
        cdef Py_ssize_t place = self.classes.place(token)
        cdef double value
        if place >= 0:
            value = self.classes.values[place]
            found.total += value
            found.least = fmin(found.least, value)
            found.most = fmax(found.most, value)
        place = self.families.place(token)
        if place >= 0:
            found.families |= <uint32_t> self.families.values[place]


cdef Learned _learned(object odds):
    """The tables of these log-odds: made once and kept with them."""
    cdef list tables = odds.tables
    if not tables:
        tables.append(Learned(odds))
    return tables[0]
