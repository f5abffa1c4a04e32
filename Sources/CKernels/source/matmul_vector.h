// Products with a single row, y = x B: every number of B is used once, so B is read where it lies,
// never packed. One chain of fused multiply-adds is bound by their latency; as many segments as there
// are, up to four, run as chains of their own, side by side.

enum { CHAINS = 4 };

typedef struct row_product {
    const float *a, *b;  // element p of the row at p*a_step; of B (p, j) at p*b_step + j*b_column
    int64_t a_step, b_step, b_column, k;
    float *c;
} row_product;

// `columns` outputs (at most LANES*vectors) from column `j` on, B along rows: segments segments of
// `length` terms from `start` on, added to c, or stored where start = 0.
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

INLINE void row_along_rows(const row_product *product, int64_t j, int64_t columns, int64_t start,
                           int64_t length, int chains, int vectors) {
    native sums[CHAINS * 4];
    UNROLL for (int s = 0; s < chains * vectors; s++) sums[s] = 0;
    int64_t last = columns - (vectors - 1) * LANES;  // columns of the last vector
    for (int64_t p = start; p < start + length; p++) {
        UNROLL for (int s = 0; s < chains; s++) {
            int64_t q = p + s * CK_SEGMENT;
            native spread = product->a[q * product->a_step];
            const float *b = product->b + q * product->b_step + j;
            UNROLL for (int v = 0; v < vectors; v++) {
                native line = v < vectors - 1 || last == LANES
                    ? load_native(b + v * LANES) : load_native_partial(b + v * LANES, last);
                sums[s * vectors + v] = __builtin_elementwise_fma(spread, line, sums[s * vectors + v]);
            }
        }
    }
    add_segments(product->c + j, sums, chains, vectors, start, columns);
}

INLINE void row_along_columns(const row_product *product, int64_t j, int64_t columns, int64_t start,
                              int64_t length, int chains) {
    native sums[CHAINS];
    UNROLL for (int s = 0; s < chains; s++) sums[s] = 0;
    for (int64_t p = start; p < start + length; p += LANES) {
        int64_t steps = smaller_of(LANES, start + length - p);
        UNROLL for (int s = 0; s < chains; s++) {
            native lines[LANES];
            int64_t q = p + s * CK_SEGMENT;
            load_transposed(lines, product->b + j * product->b_column + q, product->b_column,
                            columns, steps);
            const float *a = product->a + q * product->a_step;
            if (steps == LANES) {
                UNROLL for (int i = 0; i < LANES; i++)
                    sums[s] = __builtin_elementwise_fma((native)a[i * product->a_step], lines[i], sums[s]);
            } else {
                for (int i = 0; i < steps; i++)
                    sums[s] = __builtin_elementwise_fma((native)a[i * product->a_step], lines[i], sums[s]);
            }
        }
    }
    add_segments(product->c + j, sums, chains, 1, start, columns);
}

static void multiply_row(const row_product *product, range columns) {
    int along_rows = product->b_column == 1;
    int64_t whole = product->k / CK_SEGMENT;
    for (int64_t j = columns.begin, width; j < columns.end; j += width) {
        int64_t left = columns.end - j;
        int wide = along_rows && left > LANES;
        width = smaller_of(left, wide ? 4 * LANES : LANES);
        int vectors = (int)quotient_up(width, LANES);
        for (int64_t segment = 0, chains; segment * CK_SEGMENT < product->k; segment += chains) {
            int64_t start = segment * CK_SEGMENT;
            int64_t length = smaller_of(CK_SEGMENT, product->k - start);
            chains = larger_of(1, smaller_of(whole - segment, CHAINS));
            if (wide) chains = 1;
            switch (along_rows ? (wide ? 10 + vectors : chains) : 20 + chains) {
            case 1: row_along_rows(product, j, width, start, length, 1, 1); break;
            case 2: row_along_rows(product, j, width, start, length, 2, 1); break;
            case 3: row_along_rows(product, j, width, start, length, 3, 1); break;
            case 4: row_along_rows(product, j, width, start, length, 4, 1); break;
            case 12: row_along_rows(product, j, width, start, length, 1, 2); break;
            case 13: row_along_rows(product, j, width, start, length, 1, 3); break;
            case 14: row_along_rows(product, j, width, start, length, 1, 4); break;
            case 21: row_along_columns(product, j, width, start, length, 1); break;
            case 22: row_along_columns(product, j, width, start, length, 2); break;
            case 23: row_along_columns(product, j, width, start, length, 3); break;
            case 24: row_along_columns(product, j, width, start, length, 4); break;
            }
        }
    }
}
