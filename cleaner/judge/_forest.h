/* Symmetric trees over the blocks of a page, 32 blocks at a time.

   A feature's value is told once by its rank among all the thresholds that ask for it; after that each question compares
   bytes. Six answers name one of 64 leaves. With AVX2 all 32 leaves are looked up by byte shuffles in registers, a
   quarter of the time that a look-up for each block and tree takes. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LANES 32
#define DEPTH 6
#define LEAVES 64

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define WITH_AVX2 __attribute__((target("avx2")))
#endif

typedef struct {
    uint16_t row[DEPTH]; /* where the ranks of the feature begin */
    uint8_t rank[DEPTH]; /* yes above it */
} Question;

typedef struct {
    size_t trees;
    const Question *questions;
    const int16_t *leaves;
    const uint8_t *tables; /* of each tree the lower bytes of its leaves, then the upper ones */
    size_t most;           /* so many leaves add up to less than 16 bits */
} Forest;

static int has_avx2(void) {
#ifdef WITH_AVX2
    return __builtin_cpu_supports("avx2") != 0;
#else
    return 0;
#endif
}

/* How many of the borders each of 32 values is above. */
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
    int16_t sums[LANES];
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
#endif

static void rank_lanes(int vectors, const float *values, const float *borders, size_t count, uint8_t *out) {
#ifdef WITH_AVX2
    if (vectors) {
        rank_avx2(values, borders, count, out);
        return;
    }
#endif
    (void)vectors;
    rank_plain(values, borders, count, out);
}

static void sum_lanes(int vectors, const Forest *forest, const uint8_t *ranks, int32_t *out) {
#ifdef WITH_AVX2
    if (vectors) {
        sum_avx2(forest, ranks, out);
        return;
    }
#endif
    (void)vectors;
    sum_plain(forest, ranks, out);
}
