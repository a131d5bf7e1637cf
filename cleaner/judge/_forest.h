/* Symmetric trees over the blocks of a page, 64 blocks at a time.

   A feature's value is told once by its rank among all the thresholds that ask for it; after that each question compares
   bytes. Six answers name one of 64 leaves. With AVX2 32 leaves are looked up by byte shuffles in registers, a quarter
   of the time that a look-up for each block and tree takes.

   With AVX-512 VBMI each threshold is compared once, the answers of all 64 blocks are one number, and one instruction
   looks up 64 leaves: half of the time again. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LANES 64
#define HALF 32
#define DEPTH 6
#define LEAVES 64

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define WITH_AVX2 __attribute__((target("avx2")))
#define WITH_AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi")))
#endif

typedef struct {
    uint16_t row[DEPTH]; /* where the ranks of the feature begin */
    uint16_t border[DEPTH]; /* number of the threshold among those of all features */
    uint8_t rank[DEPTH]; /* yes above it */
} Question;

typedef struct {
    size_t trees;
    const Question *questions;
    const int16_t *leaves;
    const uint8_t *tables; /* of each tree the lower bytes of its leaves, then the upper ones */
    size_t most;           /* so many leaves add up to less than 16 bits */
} Forest;

/* Which vectors the processor has: 0 none that are made use of, 1 AVX2, 2 AVX-512 with VBMI. */
static int best_vectors(void) {
#ifdef WITH_AVX2
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi"))
        return 2;
    return __builtin_cpu_supports("avx2") != 0;
#else
    return 0;
#endif
}

/* How many of the borders each of 64 values is above. */
static inline void rank_values(const float *values, const float *borders, size_t count, uint8_t *out) {
    int32_t above[LANES] = {0};
    for (size_t border = 0; border < count; border++)
        for (int lane = 0; lane < LANES; lane++) above[lane] += values[lane] > borders[border];
    for (int lane = 0; lane < LANES; lane++) out[lane] = (uint8_t)above[lane];
}

static void rank_plain(const float *values, const float *borders, size_t count, uint8_t *out) {
    rank_values(values, borders, count, out);
}

static void sum_plain(const Forest *forest, const uint8_t *ranks, int32_t *out) {
    for (size_t tree = 0; tree < forest->trees; tree++) {
        const Question *asked = forest->questions + tree;
        const int16_t *leaves = forest->leaves + LEAVES * tree;
        uint8_t leaf[LANES];
        const int8_t *rows[DEPTH], *rank = (const int8_t *)asked->rank;
        for (int question = 0; question < DEPTH; question++)
            rows[question] = (const int8_t *)ranks + asked->row[question];
        for (int lane = 0; lane < LANES; lane++)
            leaf[lane] = (uint8_t)((rows[0][lane] > rank[0]) | (rows[1][lane] > rank[1]) << 1 |
                                   (rows[2][lane] > rank[2]) << 2 | (rows[3][lane] > rank[3]) << 3 |
                                   (rows[4][lane] > rank[4]) << 4 | (rows[5][lane] > rank[5]) << 5);
        for (int lane = 0; lane < LANES; lane++) out[lane] += leaves[leaf[lane]];
    }
}

#ifdef WITH_AVX2
WITH_AVX2 static void rank_avx2(const float *values, const float *borders, size_t count, uint8_t *out) {
    rank_values(values, borders, count, out);
}

WITH_AVX2 static inline __m256i answers(const Question *asked, const uint8_t *ranks, int question) {
    const __m256i *row = (const __m256i *)(ranks + asked->row[question]);
    return _mm256_cmpgt_epi8(_mm256_loadu_si256(row), _mm256_set1_epi8((char)asked->rank[question]));
}

/* One byte of each leaf: a shuffle chooses among 16 by the first four answers, the last two choose the shuffle. */
WITH_AVX2 static inline __m256i look_up(const uint8_t *table, __m256i index, __m256i fifth, __m256i sixth) {
    const __m128i *part = (const __m128i *)table;
    __m256i found[4];
    for (int each = 0; each < 4; each++)
        found[each] = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128(part + each)), index);
    return _mm256_blendv_epi8(_mm256_blendv_epi8(found[0], found[1], fifth),
                              _mm256_blendv_epi8(found[2], found[3], fifth), sixth);
}

/* Unpacking two registers of bytes leaves the blocks in this order. */
WITH_AVX2 static void add_up(__m256i first, __m256i second, int32_t *out) {
    int16_t sums[HALF];
    _mm256_storeu_si256((__m256i *)sums, first);
    _mm256_storeu_si256((__m256i *)(sums + 16), second);
    for (int lane = 0; lane < 8; lane++) {
        out[lane] += sums[lane];
        out[16 + lane] += sums[8 + lane];
        out[8 + lane] += sums[16 + lane];
        out[24 + lane] += sums[24 + lane];
    }
}

WITH_AVX2 static void sum_avx2(const Forest *forest, const uint8_t *ranks, int32_t *out) {
    for (size_t tree = 0; tree < forest->trees;) {
        const size_t stop = forest->trees - tree < forest->most ? forest->trees : tree + forest->most;
        __m256i first = _mm256_setzero_si256(), second = _mm256_setzero_si256();
        for (; tree < stop; tree++) {
            const Question *asked = forest->questions + tree;
            const uint8_t *table = forest->tables + 2 * LEAVES * tree;
            __m256i index = _mm256_setzero_si256();
            for (int question = 0; question < 4; question++)
                index = _mm256_or_si256(
                    index, _mm256_and_si256(answers(asked, ranks, question), _mm256_set1_epi8((char)(1 << question))));
            const __m256i fifth = answers(asked, ranks, 4), sixth = answers(asked, ranks, 5);
            const __m256i lower = look_up(table, index, fifth, sixth);
            const __m256i upper = look_up(table + LEAVES, index, fifth, sixth);
            first = _mm256_add_epi16(first, _mm256_unpacklo_epi8(lower, upper));
            second = _mm256_add_epi16(second, _mm256_unpackhi_epi8(lower, upper));
        }
        add_up(first, second, out);
    }
}

/* For each border which of 64 values are above it, a bit for each. */
WITH_AVX512 static void answer_avx512(const float *values, const float *borders, size_t count, uint64_t *out) {
    const __m512 part[4] = {_mm512_loadu_ps(values), _mm512_loadu_ps(values + 16), _mm512_loadu_ps(values + 32),
                            _mm512_loadu_ps(values + 48)};
    for (size_t border = 0; border < count; border++) {
        const __m512 than = _mm512_set1_ps(borders[border]);
        uint64_t yes = 0;
        for (int each = 0; each < 4; each++)
            yes |= (uint64_t)_mm512_cmp_ps_mask(part[each], than, _CMP_GT_OQ) << (16 * each);
        out[border] = yes;
    }
}

WITH_AVX512 static inline void widen(__m512i of, __m512i *low, __m512i *high) {
    *low = _mm512_add_epi32(*low, _mm512_cvtepi16_epi32(_mm512_castsi512_si256(of)));
    *high = _mm512_add_epi32(*high, _mm512_cvtepi16_epi32(_mm512_extracti64x4_epi64(of, 1)));
}

WITH_AVX512 static void sum_avx512(const Forest *forest, const uint64_t *answers_to, int32_t *out) {
    __m512i whole[4] = {_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(),
                        _mm512_setzero_si512()};
    int32_t sums[LANES];
    for (size_t tree = 0; tree < forest->trees;) {
        const size_t stop = forest->trees - tree < forest->most ? forest->trees : tree + forest->most;
        __m512i first = _mm512_setzero_si512(), second = _mm512_setzero_si512();
        for (; tree < stop; tree++) {
            const Question *asked = forest->questions + tree;
            const uint8_t *table = forest->tables + 2 * LEAVES * tree;
            __m512i index = _mm512_setzero_si512();
            for (int question = 0; question < DEPTH; question++) {
                const __mmask64 yes = _load_mask64((__mmask64 *)(answers_to + asked->border[question]));
                index = _mm512_mask_add_epi8(index, yes, index, _mm512_set1_epi8((char)(1 << question)));
            }
            const __m512i lower = _mm512_permutexvar_epi8(index, _mm512_loadu_si512(table));
            const __m512i upper = _mm512_permutexvar_epi8(index, _mm512_loadu_si512(table + LEAVES));
            first = _mm512_add_epi16(first, _mm512_unpacklo_epi8(lower, upper));
            second = _mm512_add_epi16(second, _mm512_unpackhi_epi8(lower, upper));
        }
        widen(first, whole, whole + 1);
        widen(second, whole + 2, whole + 3);
    }
    for (int each = 0; each < 4; each++) _mm512_storeu_si512(sums + 16 * each, whole[each]);
    /* Unpacking leaves the first and the last eight of each sixteen blocks apart. */
    for (int lane = 0; lane < LANES; lane++) out[lane] += sums[HALF * (lane / 8 % 2) + 8 * (lane / 16) + lane % 8];
}
#endif

static inline int are_same(const float *values, int lanes) {
    int same = 1;
    for (int lane = 1; lane < lanes; lane++) same &= values[lane] == values[0];
    return same;
}

/* How many of the borders each value is above; only the first ones count. Many features are one value for a page. */
static void rank_lanes(int vectors, const float *values, int lanes, const float *borders, size_t count, uint8_t *out) {
    if (are_same(values, lanes)) {
        int above = 0;
        for (size_t border = 0; border < count; border++) above += values[0] > borders[border];
        memset(out, above, LANES);
        return;
    }
#ifdef WITH_AVX2
    if (vectors) {
        rank_avx2(values, borders, count, out);
        return;
    }
#endif
    (void)vectors;
    rank_plain(values, borders, count, out);
}

static void sum_lanes(int vectors, const Forest *forest, const uint8_t *ranks, int lanes, int32_t *out) {
#ifdef WITH_AVX2
    if (vectors) {
        sum_avx2(forest, ranks, out);
        if (lanes > HALF) sum_avx2(forest, ranks + HALF, out + HALF);
        return;
    }
#endif
    (void)vectors;
    (void)lanes;
    sum_plain(forest, ranks, out);
}

/* Of the first values for each border which are above it; only with the widest vectors, as the next one. */
static void answer_lanes(const float *values, int lanes, const float *borders, size_t count, uint64_t *out) {
    if (are_same(values, lanes)) {
        for (size_t border = 0; border < count; border++) out[border] = values[0] > borders[border] ? UINT64_MAX : 0;
        return;
    }
#ifdef WITH_AVX2
    answer_avx512(values, borders, count, out);
#endif
}

static void sum_answers(const Forest *forest, const uint64_t *answers_to, int32_t *out) {
#ifdef WITH_AVX2
    sum_avx512(forest, answers_to, out);
#else
    (void)forest, (void)answers_to, (void)out;
#endif
}
