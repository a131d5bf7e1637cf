# What no reader sees, cut from a page before it is parsed: it is half of the bytes and up to a third of the time.
#
# The tokenizer of the HTML standard, as far as it takes to know for sure where a script, a style sheet or a drawing
# begins and ends. At the first construct that it would have to think about, it stops, and the rest of the page stays
# whole. On the way, the attributes that nobody will ask for go, too: a third of what is left, and of the time to parse
# it.

cdef enum:
    # What a name means here.
    PLAIN = 0
    SCRIPT = 1
    RAW = 2  # its text holds no tags
    STYLE = 3
    DRAWING = 4
    SELECT = 5
    STOP = 6  # what follows is read by other rules, so that nothing behind it is cut
    CAPTION = 7  # in a drawing: HTML again
    FRAMES = 8  # whether it is read at all hangs on what text there was, a drawing's too
    # Bytes of a text below which a cut is not worth its time.
    LEAST_CUT = 24
    MOST_OPEN = 64
    KEPT_SLOTS = 512

cdef dict _MEANINGS = {
    b"script": SCRIPT, b"style": STYLE, b"svg": DRAWING, b"select": SELECT,
    b"title": RAW, b"textarea": RAW, b"iframe": RAW, b"xmp": RAW, b"noembed": RAW, b"noframes": RAW,
    b"plaintext": STOP, b"frameset": FRAMES, b"math": STOP,
}
# Elements of HTML that end a drawing, and those within which HTML is read again.
cdef dict _IN_DRAWINGS = {
    **dict.fromkeys(
        b"b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol "
        b"p pre ruby s script small span strong strike sub sup table tt u ul var foreignobject math".split(),
        STOP,
    ),
    b"title": CAPTION, b"desc": CAPTION,
}
# Tags that keep all of their attributes: some are read whole; of unclosed formatting elements, a parser opens only so
# many anew that are alike.
cdef bytes _WHOLE = b"html body meta b big code em font i nobr s small strike strong tt u"

# Names up to eight letters as one number.
cdef enum:
    SLOTS = 1024

cdef struct Meaning:
    uint64_t name
    uint8_t outside
    uint8_t inside
    uint8_t whole

cdef Meaning _meanings[SLOTS]
cdef uint8_t _ends_name[256]
cdef uint8_t _ends_key[256]
# Letters that a name of special meaning may have as the first (1) or the second (2) one.
cdef uint8_t _letters[256]


cdef inline size_t _slot(uint64_t name) noexcept nogil:
    return <size_t> ((name * <uint64_t> 0x9E3779B97F4A7C15) >> 54)


cdef inline Meaning *_meaning(uint64_t name) noexcept nogil:
    cdef size_t slot = _slot(name)
    while _meanings[slot].name and _meanings[slot].name != name:
        slot = (slot + 1) % SLOTS
    return &_meanings[slot]


cdef uint64_t _number_of(bytes name):
    """A name in lower case as `_name_at` gives it."""
    cdef uint64_t number = 0
    for letter in name:
        number = (number << 8 | <uint64_t> letter) if len(name) <= 8 else number * 31 + <uint64_t> letter
    return number


cdef _learn_names():
    cdef uint64_t number
    cdef Meaning *entry
    for names, field in ((_MEANINGS, 0), (_IN_DRAWINGS, 1), (dict.fromkeys(_WHOLE.split(), 1), 2)):
        for name, meaning in names.items():
            number = _number_of(name)
            entry = _meaning(number)
            entry.name = number
            if field == 0:
                entry.outside = meaning
            elif field == 1:
                entry.inside = meaning
            else:
                entry.whole = meaning
    for letter in <bytes> b" \t\n\f\r/>":
        _ends_name[letter] = 1
    for letter in <bytes> b" \t\n\f\r/>=":
        _ends_key[letter] = 1
    for name in _MEANINGS:
        for letter in range(2):
            _letters[<int> name[letter]] |= 1 << letter
            _letters[<int> name[letter] - 32] |= 1 << letter


cdef inline bint _is_blank(uint8_t c) noexcept nogil:
    return c == 32 or c == 9 or c == 10 or c == 12 or c == 13


cdef inline bint _is_letter(uint8_t c) noexcept nogil:
    return 97 <= (c | 32) <= 122


cdef inline const uint8_t *_name_at(const uint8_t *at, const uint8_t *end, uint64_t *name) noexcept nogil:
    """The end of the name that begins here, and the name as a number: its letters up to eight, else a hash."""
    cdef const uint8_t *start = at
    cdef uint64_t short = 0, long = 0
    cdef uint8_t c
    while at < end and not _ends_name[at[0]]:
        c = at[0]
        if 65 <= c <= 90:
            c |= 32
        short = short << 8 | c
        long = long * 31 + c
        at += 1
    name[0] = short if at - start <= 8 else long
    return at


cdef class Attributes:
    """Names of attributes that stay."""

    cdef uint64_t names[KEPT_SLOTS]

    def __cinit__(self, names):
        cdef uint64_t number
        cdef size_t slot
        if len(names) > KEPT_SLOTS // 2:
            raise ValueError("too many attributes")
        for slot in range(KEPT_SLOTS):
            self.names[slot] = 0
        for name in names:
            raw = name.encode("utf-8")
            number = _key_number(<const uint8_t *> PyBytes_AS_STRING(raw), len(raw))
            slot = _slot(number) % KEPT_SLOTS
            while self.names[slot] and self.names[slot] != number:
                slot = (slot + 1) % KEPT_SLOTS
            self.names[slot] = number


cdef inline uint64_t _key_number(const uint8_t *key, size_t size) noexcept nogil:
    """A number of an attribute's name, whatever its case; of some names the same one."""
    cdef uint64_t first = 0, last = 0, small = 0x2020202020202020
    if size >= 8:
        memcpy(&first, key, 8)
        memcpy(&last, key + size - 8, 8)
    else:
        memcpy(&first, key, size)
    return ((first | small) * <uint64_t> 0x9E3779B97F4A7C15 ^ (last | small)) + size


cdef inline bint _stays(const uint64_t *kept, uint64_t name) noexcept nogil:
    cdef size_t slot = _slot(name) % KEPT_SLOTS
    while kept[slot]:
        # Names are told apart by a hash alone: by mistake one may stay, but none goes.
        if kept[slot] == name:
            return True
        slot = (slot + 1) % KEPT_SLOTS
    return False


cdef struct Output:
    uint8_t *into
    const uint8_t *behind  # what comes next has not been written
    bint rooted  # whether some tag says that it is a shadow root


cdef inline void _cut(Output *out, const uint8_t *start, const uint8_t *end) noexcept nogil:
    """Write up to here, and go on behind there."""
    memcpy(out.into, out.behind, start - out.behind)
    out.into += start - out.behind
    out.behind = end


cdef const uint8_t *_end_of_tag(
    const uint8_t *at, const uint8_t *end, size_t *attributes, const uint8_t *name, const uint64_t *kept, Output *out
) noexcept nogil:
    """Where the tag whose name ends here is over, NULL if it is not; counts its attributes, cuts those not kept."""
    cdef const uint8_t *cut_start = NULL
    cdef const uint8_t *cut_end = NULL
    cdef const uint8_t *key
    cdef const uint8_t *value
    cdef Output before
    cdef bint loose, goes
    if kept != NULL:
        before = out[0]
    while True:
        loose = False
        while at < end and (_ends_name[at[0]] and at[0] != 62):
            loose = at[0] != 47
            at += 1
        if at >= end:
            break
        if at[0] == 62:
            if cut_end != NULL:
                _cut(out, cut_start, cut_end)
            return at + 1
        attributes[0] += 1
        key = at
        goes = False
        at += 1  # a name may begin with anything, even with `=`
        while at < end and not _ends_key[at[0]]:
            at += 1
        if at - key == 14 and out != NULL and memcmp(key, b"shadowrootmode", 14) == 0:
            out.rooted = True
        if kept != NULL and loose:
            goes = not _stays(kept, _key_number(key, at - key))
            if goes and cut_end == NULL and _is_whole(name, end):
                kept = NULL
                goes = False
        value = at
        while at < end and _is_blank(at[0]):
            at += 1
        if at >= end:
            break
        if at[0] == 61:
            at += 1
            while at < end and _is_blank(at[0]):
                at += 1
            if at >= end:
                break
            if at[0] == 34 or at[0] == 39:
                at = <const uint8_t *> memchr(at + 1, at[0], end - at - 1)
                if at == NULL:
                    break
                at += 1
            else:
                while at < end and at[0] != 62 and not _is_blank(at[0]):
                    at += 1
            value = at
        if goes:
            # With those before it, where nothing stands between them.
            if cut_end == NULL:
                cut_start = key
            elif not _is_gap(cut_end, key):
                _cut(out, cut_start, cut_end)
                cut_start = key
            cut_end = value
    if kept != NULL:
        out[0] = before
    return NULL


cdef inline bint _is_gap(const uint8_t *at, const uint8_t *end) noexcept nogil:
    while at < end and _is_blank(at[0]):
        at += 1
    return at == end


cdef inline bint _is_whole(const uint8_t *name, const uint8_t *end) noexcept nogil:
    cdef uint64_t number = 0
    _name_at(name, end, &number)
    return _meaning(number).whole != 0


cdef inline const uint8_t *_after_bracket(const uint8_t *at, const uint8_t *end) noexcept nogil:
    at = <const uint8_t *> memchr(at, 62, end - at)
    return at + 1 if at != NULL else NULL


cdef const uint8_t *_end_of_comment(const uint8_t *at, const uint8_t *end) noexcept nogil:
    """Where the comment is over that begins here with `<!--`; NULL if it has no end."""
    cdef const uint8_t *open = at
    at += 2
    while True:
        at = <const uint8_t *> memchr(at, 62, end - at)
        if at == NULL:
            return NULL
        if at - 2 >= open + 2 and memcmp(at - 2, b"--", 2) == 0:
            return at + 1
        if at - 3 >= open + 4 and memcmp(at - 3, b"--!", 3) == 0:
            return at + 1
        at += 1


cdef inline bint _begins(const uint8_t *at, const uint8_t *end, const char *name, size_t size) noexcept nogil:
    """Whether a tag's name stands here in whatever case, and is over then."""
    cdef size_t index
    if <size_t> (end - at) <= size or not _ends_name[at[size]]:
        return False
    for index in range(size):
        if (at[index] | 32) != (<uint8_t> name[index] | 32):
            return False
    return True


cdef const uint8_t *_end_of_raw(
    const uint8_t *at, const uint8_t *end, const char *name, size_t size, bint is_script
) noexcept nogil:
    """Where the end tag of this name begins; NULL if it is missing, or if it may not be the end."""
    cdef bint commented = False
    while True:
        at = <const uint8_t *> memchr(at, 60, end - at)
        if at == NULL or end - at < 3:
            return NULL
        at += 1
        if at[0] == 47:
            if _begins(at + 1, end, name, size):
                return at - 1
        elif is_script:
            if at[0] == 33:
                commented = commented or (at[1] == 45 and end - at > 2 and at[2] == 45)
            elif commented and (at[0] | 32) == 115 and _begins(at, end, b"script", 6):
                return NULL


cdef inline bint _closes_itself(const uint8_t *after, const uint8_t *stop) noexcept nogil:
    """Whether the slash that ends a tag is no part of a value, beyond doubt; `after` is where its name ends."""
    cdef uint8_t before = (stop - 3)[0]
    return stop - 2 == after or _is_blank(before) or before == 34 or before == 39


cdef const uint8_t *_end_of_drawing(const uint8_t *at, const uint8_t *end, size_t *attributes) noexcept nogil:
    """Where the end tag of the `svg` begins whose start tag ends here; NULL if it holds anything but a drawing."""
    cdef uint64_t opened[MOST_OPEN]
    cdef uint8_t meanings[MOST_OPEN]
    cdef int depth = 0
    cdef uint64_t name = 0
    cdef const uint8_t *open
    cdef const uint8_t *after
    cdef uint8_t meaning
    while True:
        at = <const uint8_t *> memchr(at, 60, end - at)
        if at == NULL or end - at < 4:
            return NULL
        open = at
        if at[1] == 47 and _is_letter(at[2]):
            after = _name_at(at + 2, end, &name)
            if depth == 0:
                return open if _begins(at + 2, end, b"svg", 3) else NULL
            depth -= 1
            if opened[depth] != name:
                return NULL
            at = _end_of_tag(after, end, attributes, NULL, NULL, NULL)
        elif _is_letter(at[1]):
            after = _name_at(at + 1, end, &name)
            meaning = _meaning(name).inside
            if meaning == STOP or depth == MOST_OPEN or (depth and meanings[depth - 1] == CAPTION):
                return NULL
            at = _end_of_tag(after, end, attributes, NULL, NULL, NULL)
            if at == NULL:
                return NULL
            if (at - 2)[0] == 47:
                # `<path d=M0/>` is not closed: the slash is part of the value.
                if not _closes_itself(after, at):
                    return NULL
            else:
                opened[depth], meanings[depth] = name, meaning
                depth += 1
        elif at[1] == 33 and at[2] == 45 and at[3] == 45:
            at = _end_of_comment(at, end)
        elif at[1] == 33 or at[1] == 63 or at[1] == 47:
            return NULL
        else:
            at += 1
        if at == NULL:
            return NULL


cdef inline bint _has_data(const uint8_t *at, const uint8_t *end) noexcept nogil:
    """Whether the tag of a script says that it holds JSON-LD or a formula, or may say so by a character reference."""
    while end - at >= 7:
        if at[0] == 38 or (at[0] | 32) == 108 and (at[1] | 32) == 100 and at[2] == 43:
            return True
        if (at[0] | 32) == 109 and memcmp(at + 1, b"ath/", 4) == 0:
            return True
        at += 1
    return False


cdef struct Tags:
    size_t count
    size_t closing
    size_t attributes  # of the tag that has most
    size_t named  # at most so many attributes are left in the page
    size_t formatted
    bint complete


cdef bint _write(const uint8_t *data, size_t size, const uint64_t *kept, Output *out, Tags *tags) noexcept nogil:
    """Write what stays, up to `out.behind`, and fill in what was counted; False if all of it must stay."""
    cdef const uint8_t *end = data + size
    cdef const uint8_t *at = data
    cdef const uint8_t *after
    cdef const uint8_t *stop
    cdef uint64_t name = 0
    cdef size_t attributes
    cdef bint in_select = False
    cdef uint8_t meaning
    while True:
        at = <const uint8_t *> memchr(at, 60, end - at)
        if at == NULL or end - at < 4:
            tags.complete = True
            break
        if _is_letter(at[1]):
            tags.count += 1
            attributes = 0
            if _letters[at[1]] & 1 and _letters[at[2]] & 2:
                after = _name_at(at + 1, end, &name)
                meaning = _meaning(name).outside
            else:
                after, meaning = at + 2, PLAIN
                while after < end and not _ends_name[after[0]]:
                    after += 1
            if _may_format[at[1]] and after - at < 8 and after[0] != 62:
                _name_at(at + 1, end, &name)
                tags.formatted += _meaning(name).whole
            stop = _end_of_tag(
                after, end, &attributes, at + 1, kept if meaning == PLAIN or meaning == SELECT or meaning == DRAWING else NULL, out
            )
            if stop == NULL:
                break
            tags.named += attributes
            if attributes > tags.attributes:
                tags.attributes = attributes
            if meaning == PLAIN:
                at = stop
                continue
            if meaning == SELECT:
                in_select = True
                at = stop
                continue
            if meaning == FRAMES:
                return False
            if meaning == STOP or (in_select and meaning != SCRIPT):
                break
            if meaning == DRAWING:
                if (stop - 2)[0] == 47:
                    if not _closes_itself(after, stop):
                        break
                    at = stop
                    continue
                at = _end_of_drawing(stop, end, &attributes)
            else:
                at = _end_of_raw(stop, end, <const char *> data + (at + 1 - data), after - at - 1, meaning == SCRIPT)
            if at == NULL:
                break
            if attributes > tags.attributes:
                tags.attributes = attributes
            if meaning == RAW or at - stop < LEAST_CUT or (meaning == SCRIPT and _has_data(after, stop)):
                tags.named += LEAST_CUT if meaning == DRAWING else 0
                continue
            _cut(out, stop, at)
        elif at[1] == 47 and _is_letter(at[2]):
            tags.count += 1
            tags.closing += 1
            after = _name_at(at + 2, end, &name)
            if in_select and _meaning(name).outside == SELECT:
                in_select = False
            attributes = 0
            at = _end_of_tag(after, end, &attributes, NULL, NULL, NULL)
            if at == NULL:
                break
            tags.named += attributes
        elif at[1] == 33 and at[2] == 45 and at[3] == 45:
            at = _end_of_comment(at, end)
            if at == NULL:
                break
        elif at[1] == 33 or at[1] == 63 or at[1] == 47:
            at = _after_bracket(at + 2, end)
            if at == NULL:
                break
        else:
            at += 1
    return True


def trim(bytes raw, Attributes attributes=None):
    """The page without what lies in its scripts, but for JSON-LD, its style sheets and its drawings.

    Their tags stay, so that the tree of the result is the page's tree without those texts and shapes; and without
    other attributes than these, where they are given.

    Returns:
        The bytes; how many tags there are, and how many end tags among them; how many attributes the tag has that has
        most, and at most how many all tags have together; how many tags open formatting and may have attributes, `body`
        among them; whether a tag says that it is a shadow root; and whether all of the page was looked through.
    """
    cdef const uint8_t *data = <const uint8_t *> PyBytes_AS_STRING(raw)
    cdef size_t size = PyBytes_GET_SIZE(raw), written
    cdef Tags tags = Tags(0, 0, 0, 0, 0, False)
    cdef const uint64_t *kept = attributes.names if attributes is not None else NULL
    cdef uint8_t *into = <uint8_t *> malloc(size + 1)
    cdef Output out = Output(into, data, False)
    if into == NULL:
        raise MemoryError
    try:
        if _write(data, size, kept, &out, &tags) and out.behind != data:
            _cut(&out, data + size, data + size)
            found = PyBytes_FromStringAndSize(<char *> into, out.into - into)
        else:
            found = raw
        return (
            found, tags.count, tags.closing, tags.attributes, tags.named, tags.formatted, bool(out.rooted), bool(tags.complete)
        )
    finally:
        free(into)


_learn_names()
