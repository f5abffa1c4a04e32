// Products with a single row, y = x B: every number of B is used once, so B is read where it lies,
// never packed. One chain of fused multiply-adds is bound by their latency; as many segments as there
// are, up to four, run as chains of their own, side by side.

enum {
    CHAINS = 4,
    // Vectors of a row of B read at once where there are as many: long runs are fetched ahead by the
    // machine. As many as leave registers for the rest.
    RUN = LANES == 16 || LANES == 4 ? 16 : 8,
    ROWS_AHEAD = 4,  // rows of B fetched ahead of such a run
};

typedef struct row_product {
    const float *a, *b;
    float *c;
    // Element p of the row lies at p*a_step; of B (p, j) at p*b_step + j*b_column.
    int64_t a_step, b_step, b_column, k;
    float *gathered;  // room for CHAINS segments of the row
} row_product;

// Adds the sums of `chains` segments in order to `columns` outputs; the first of all (start = 0) is
// stored.
INLINE void add_segments(float *c, const native *sums, int chains, int vectors, int64_t start,
                         int64_t columns) {
    UNROLL for (int v = 0; v < vectors; v++) {
        int64_t here = smaller_of(columns - v * LANES, LANES);
        native total = sums[v];
        if (start > 0) total = (here == LANES ? load_native(c + v * LANES)
                                              : load_native_partial(c + v * LANES, here)) + total;
        UNROLL for (int s = 1; s < chains; s++) total += sums[s * vectors + v];
        if (here == LANES) store_native(c + v * LANES, total);
        else store_native_partial(c + v * LANES, here, total);
    }
}

// `chains` segments of `length` terms from `start` on, for `columns` outputs from column j on. `a` is
// the row from `start` on.
INLINE void row_along_rows(const row_product *product, const float *a, int64_t j, int64_t columns,
                           int64_t start, int64_t length, int chains, int vectors) {
    native sums[RUN];
    UNROLL for (int s = 0; s < chains * vectors; s++) sums[s] = 0;
    const int64_t last = columns - (vectors - 1) * LANES;  // columns of the last vector
    const float *b = product->b + start * product->b_step + j;
    for (int64_t p = 0; p < length; p++, b += product->b_step) {
        UNROLL for (int s = 0; s < chains; s++) {
            native spread = a[p + s * CK_SEGMENT];
            const float *from = b + s * CK_SEGMENT * product->b_step;
            UNROLL for (int v = 0; v < vectors; v++, from += LANES) {
                native line = v < vectors - 1 || last == LANES ? load_native(from)
                                                               : load_native_partial(from, last);
                if (vectors == RUN) __builtin_prefetch(from + ROWS_AHEAD * product->b_step);
                sums[s * vectors + v] = __builtin_elementwise_fma(spread, line, sums[s * vectors + v]);
            }
        }
    }
    add_segments(product->c + j, sums, chains, vectors, start, columns);
}

INLINE void row_along_columns(const row_product *product, const float *a, int64_t j,
                              int64_t columns, int64_t start, int64_t length, int chains) {
    native sums[CHAINS], lines[LANES];
    UNROLL for (int s = 0; s < chains; s++) sums[s] = 0;
    const float *b = product->b + j * product->b_column + start;
    int64_t p = 0;
    for (; p + LANES <= length; p += LANES) {
        UNROLL for (int s = 0; s < chains; s++) {
            load_transposed(lines, b + p + s * CK_SEGMENT, product->b_column, columns);
            UNROLL for (int i = 0; i < LANES; i++)
                sums[s] = __builtin_elementwise_fma((native)a[p + s * CK_SEGMENT + i], lines[i], sums[s]);
        }
    }
    if (p < length) {  // only the last segment, which is alone
        load_transposed_few(lines, b + p, product->b_column, columns, length - p);
        UNROLL for (int i = 0; i < LANES; i++) {
            if (p + i < length) sums[0] = __builtin_elementwise_fma((native)a[p + i], lines[i], sums[0]);
        }
    }
    add_segments(product->c + j, sums, chains, 1, start, columns);
}

// Some segments of some columns by the function of the right shape.
static void multiply_part(const row_product *product, const float *a, int64_t j, int64_t width,
                          int64_t start, int64_t length, int64_t chains) {
    int64_t vectors = quotient_up(width, LANES);
    if (product->b_column != 1) {
        switch (chains) {
        case 1: row_along_columns(product, a, j, width, start, length, 1); break;
        case 2: row_along_columns(product, a, j, width, start, length, 2); break;
        case 3: row_along_columns(product, a, j, width, start, length, 3); break;
        case 4: row_along_columns(product, a, j, width, start, length, 4); break;
        }
    } else {
        switch (vectors * CHAINS + chains) {
        case CHAINS + 1: row_along_rows(product, a, j, width, start, length, 1, 1); break;
        case CHAINS + 2: row_along_rows(product, a, j, width, start, length, 2, 1); break;
        case CHAINS + 3: row_along_rows(product, a, j, width, start, length, 3, 1); break;
        case CHAINS + 4: row_along_rows(product, a, j, width, start, length, 4, 1); break;
        case 2 * CHAINS + 1: row_along_rows(product, a, j, width, start, length, 1, 2); break;
        case 3 * CHAINS + 1: row_along_rows(product, a, j, width, start, length, 1, 3); break;
        case 4 * CHAINS + 1: row_along_rows(product, a, j, width, start, length, 1, 4); break;
        case RUN * CHAINS + 1: row_along_rows(product, a, j, RUN * LANES, start, length, 1, RUN); break;
        }
    }
}

static void multiply_row(const row_product *product, range columns) {
    const int64_t whole = product->k / CK_SEGMENT;
    const int wide = product->b_column == 1 && columns.end - columns.begin > LANES;
    for (int64_t segment = 0, chains; segment * CK_SEGMENT < product->k; segment += chains) {
        int64_t start = segment * CK_SEGMENT;
        int64_t length = smaller_of(CK_SEGMENT, product->k - start);
        chains = wide ? 1 : larger_of(1, smaller_of(whole - segment, CHAINS));
        const float *a = product->a + start;
        if (product->a_step != 1) {
            a = product->gathered;
            for (int64_t p = 0; p < smaller_of(chains * CK_SEGMENT, product->k - start); p++)
                product->gathered[p] = product->a[(start + p) * product->a_step];
        }
        for (int64_t j = columns.begin, width; j < columns.end; j += width) {
            width = smaller_of(columns.end - j, wide ? CHAINS * LANES : LANES);
            if (wide && columns.end - j >= RUN * LANES) width = RUN * LANES;
            multiply_part(product, a, j, width, start, length, chains);
        }
    }
}
