// Square transposes in registers: LANES rows of LANES numbers.
//
// First 4 x 4 transposes within every 128-bit quarter by two rounds of interleaving, then the
// quarters themselves change places; each step is one shuffle instruction.

#if LANES == 4
#define INTERLEAVE(a, b, i) __builtin_shufflevector(a, b, i, i + 4, i + 1, i + 5)
#define PAIRS(a, b, i) __builtin_shufflevector(a, b, i, i + 1, i + 4, i + 5)
#elif LANES == 8
#define INTERLEAVE(a, b, i) \
    __builtin_shufflevector(a, b, i, i + 8, i + 1, i + 9, i + 4, i + 12, i + 5, i + 13)
#define PAIRS(a, b, i) \
    __builtin_shufflevector(a, b, i, i + 1, i + 8, i + 9, i + 4, i + 5, i + 12, i + 13)
#define HALVES(a, b, i) \
    __builtin_shufflevector(a, b, i, i + 1, i + 2, i + 3, i + 8, i + 9, i + 10, i + 11)
#elif LANES == 16
#define INTERLEAVE(a, b, i)                                                                    \
    __builtin_shufflevector(a, b, i, i + 16, i + 1, i + 17, i + 4, i + 20, i + 5, i + 21,      \
                            i + 8, i + 24, i + 9, i + 25, i + 12, i + 28, i + 13, i + 29)
#define PAIRS(a, b, i)                                                                         \
    __builtin_shufflevector(a, b, i, i + 1, i + 16, i + 17, i + 4, i + 5, i + 20, i + 21,      \
                            i + 8, i + 9, i + 24, i + 25, i + 12, i + 13, i + 28, i + 29)
// Quarters i and j of a, then of b.
#define QUARTERS(a, b, i, j)                                                                   \
    __builtin_shufflevector(a, b, 4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3,                      \
                            4 * j, 4 * j + 1, 4 * j + 2, 4 * j + 3,                            \
                            4 * i + 16, 4 * i + 17, 4 * i + 18, 4 * i + 19,                    \
                            4 * j + 16, 4 * j + 17, 4 * j + 18, 4 * j + 19)
#endif

INLINE void transpose(native rows[LANES]) {
    UNROLL for (int g = 0; g < LANES; g += 4) {
        native a = INTERLEAVE(rows[g], rows[g + 1], 0), b = INTERLEAVE(rows[g], rows[g + 1], 2);
        native c = INTERLEAVE(rows[g + 2], rows[g + 3], 0), d = INTERLEAVE(rows[g + 2], rows[g + 3], 2);
        rows[g] = PAIRS(a, c, 0), rows[g + 1] = PAIRS(a, c, 2);
        rows[g + 2] = PAIRS(b, d, 0), rows[g + 3] = PAIRS(b, d, 2);
    }
#if LANES == 8
    UNROLL for (int i = 0; i < 4; i++) {
        native a = rows[i], b = rows[i + 4];
        rows[i] = HALVES(a, b, 0), rows[i + 4] = HALVES(a, b, 4);
    }
#elif LANES == 16
    UNROLL for (int i = 0; i < 4; i++) {
        native a = rows[i], b = rows[i + 4], c = rows[i + 8], d = rows[i + 12];
        native ab = QUARTERS(a, b, 0, 1), cd = QUARTERS(c, d, 0, 1);
        rows[i] = QUARTERS(ab, cd, 0, 2), rows[i + 4] = QUARTERS(ab, cd, 1, 3);
        ab = QUARTERS(a, b, 2, 3), cd = QUARTERS(c, d, 2, 3);
        rows[i + 8] = QUARTERS(ab, cd, 0, 2), rows[i + 12] = QUARTERS(ab, cd, 1, 3);
    }
#endif
}

// Loads LANES numbers of each of LANES rows and transposes them: rows[p] holds the p-th number of
// every row. Rows from `valid` on repeat the last valid one, so that nothing outside is read; what is
// computed from them is never stored.
INLINE void load_transposed(native rows[LANES], const float *from, int64_t stride, int64_t valid) {
    UNROLL for (int i = 0; i < LANES; i++)
        rows[i] = load_native(from + smaller_of(i, valid - 1) * stride);
    transpose(rows);
}

// The same for fewer numbers of each row.
INLINE void load_transposed_few(native rows[LANES], const float *from, int64_t stride,
                                int64_t valid, int64_t steps) {
    UNROLL for (int i = 0; i < LANES; i++)
        rows[i] = load_native_partial(from + smaller_of(i, valid - 1) * stride, steps);
    transpose(rows);
}
