# Upper bounds of what a parser would do for a page, where counting alone says too much: told in one pass, so that
# `cleaner.page.hostile_markup` need read only those pages as a parser does that may really be made to break one.

cdef enum:
    MOST_PILED = 64
    # An end tag across so many blocks leaves its formatting element in the parser's list of those to open again.
    FEW_TAGS = 7
    WORD_SLOTS = 65_536
    NO_FORMATTING = 0
    FORMATTING = 1
    FENCE = 2
    PLAIN_INLINE = 3

cdef dict _PARTS = {
    **dict.fromkeys(b"b big code em font i nobr s small strike strong tt u".split(), FORMATTING),
    # End tags do not reach through these, or what is open before them is not what is ended within.
    **dict.fromkeys(
        b"html body head table tbody thead tfoot tr td th caption applet marquee object template select math button "
        b"frameset plaintext".split(),
        FENCE,
    ),
    **dict.fromkeys(b"a abbr br cite img kbd q span sub sup var wbr".split(), PLAIN_INLINE),
}
_PARTS = {_number_of(name): part for name, part in _PARTS.items()}


cdef struct Piled:
    uint64_t name
    size_t blocks


def formatting_left_open(bytes raw):
    """At most how many formatting elements a parser has in its list of those to open again, at any place of the page.

    Every start tag counts until its own end tag comes with nothing between that could keep the two apart.

    Returns:
        -1 where the page has something that this does not know, or too many.
    """
    cdef const uint8_t *data = <const uint8_t *> PyBytes_AS_STRING(raw)
    cdef const uint8_t *end = data + PyBytes_GET_SIZE(raw)
    cdef const uint8_t *at = data
    cdef const uint8_t *after
    cdef const uint8_t *start
    cdef Piled piled[MOST_PILED]
    cdef size_t count = 0, base = 0, most = 0, blocks = 0, attributes
    cdef uint64_t name
    cdef uint8_t meaning
    cdef bint closing
    cdef int part
    while True:
        at = <const uint8_t *> memchr(at, 60, end - at)
        if at == NULL or end - at < 3:
            return most
        closing = at[1] == 47
        if _is_letter(at[1 + closing]):
            after = _name_at(at + 1 + closing, end, &name)
            meaning = _meaning(name).outside
            part = _PARTS.get(name, NO_FORMATTING)
            attributes = 0
            if meaning == STOP or meaning == FRAMES or part == FENCE:
                base = count
            elif part == NO_FORMATTING:
                blocks += not closing
            elif part == FORMATTING and not closing:
                if count == MOST_PILED:
                    return -1
                piled[count] = Piled(name, blocks)
                count += 1
                most = max(most, count)
            elif part == FORMATTING and count > base and piled[count - 1].name == name:
                if blocks - piled[count - 1].blocks <= FEW_TAGS:
                    count -= 1
            if meaning == STOP or meaning == FRAMES:
                return -1
            start = at
            at = _end_of_tag(after, end, &attributes, NULL, NULL, NULL)
            if at != NULL and not closing and meaning == DRAWING and (at - 2)[0] != 47:
                # A drawing with nothing else in it is passed over. Where its end cannot be told, no bound can.
                at = _end_of_drawing(at, end, &attributes)
            elif at != NULL and not closing and meaning == DRAWING and not _closes_itself(after, at):
                return -1
            elif at != NULL and not closing and meaning in (SCRIPT, RAW, STYLE):
                base = count
                at = _end_of_raw(at, end, <const char *> start + 1, after - start - 1, meaning == SCRIPT)
        elif at[1] == 33 and at[2] == 45 and at[3] == 45:
            at = _end_of_comment(at, end)
        elif at[1] == 33 or at[1] == 63 or at[1] == 47:
            base = count
            at = _after_bracket(at + 2, end)
        else:
            at += 1
        if at == NULL:
            return -1


def distinct_words(bytes raw, size_t most):
    """How many different words there are, of those that a name of an attribute could be; counting stops beyond `most`.

    A word is what stands between blanks, slashes, brackets and equals signs. Every name of an attribute is the end of
    one, whatever is taken for a tag.
    """
    cdef const uint8_t *at = <const uint8_t *> PyBytes_AS_STRING(raw)
    cdef const uint8_t *end = at + PyBytes_GET_SIZE(raw)
    cdef uint64_t *seen
    cdef uint64_t number
    cdef uint8_t letter
    cdef size_t slot, found = 0
    if most > WORD_SLOTS // 2:
        raise ValueError("more than the table holds")
    seen = <uint64_t *> calloc(WORD_SLOTS, sizeof(uint64_t))
    if seen == NULL:
        raise MemoryError
    try:
        while at < end and found <= most:
            while at < end and (_ends_key[at[0]] or at[0] == 60):
                at += 1
            if at == end:
                break
            number = <uint64_t> 1469598103934665603
            while at < end and not _ends_key[at[0]]:
                letter = at[0]
                if 65 <= letter <= 90:
                    letter |= 32
                number = (number ^ letter) * <uint64_t> 1099511628211
                at += 1
            number |= 1
            slot = <size_t> ((number * <uint64_t> 0x9E3779B97F4A7C15) >> 48)
            while seen[slot] and seen[slot] != number:
                slot = (slot + 1) % WORD_SLOTS
            if not seen[slot]:
                seen[slot] = number
                found += 1
        return found
    finally:
        free(seen)
