// Operands of a product laid out for its tiles, in scratch.

enum {
    PANEL = 2 * LANES,               // columns of a full panel
    PANEL_COLUMNS = 1024,            // columns of B laid out at a time
    WIDE_COLUMNS = 512,              // products of more columns are wide
    PAGES = 64,                      // rows of B laid out at a time
    PASS = 2 * CK_SEGMENT,           // terms of k laid out at a time, at most
    A_ROW = PASS + 16,               // not a power of two: rows would share cache lines' places
    A_TILE = ROWS_NARROW * A_ROW,
    C_TILE = ROWS_NARROW * PANEL,
};
_Static_assert((PANEL_COLUMNS * PASS + A_TILE + C_TILE) * 4 + PROGRAM_SCRATCH <= CK_SCRATCH_BYTES,
               "a thread's scratch holds panels, tiles and the program's blocks");

typedef struct product {
    int64_t m, n, k, a_row, a_step, b_step, b_column;
    const float *a, *b;
    float *c;
    const region *region;  // of the element-wise program, or NULL
    float *panels, *a_tile, *c_tile;
} product;

// `steps` steps of `columns` columns from column j, step p on, in panel layout: `width` numbers for
// each step. Padding is never stored to C, so it may hold anything.
static void pack_panel(const product *product, float *to, int64_t p, int64_t j, int64_t steps,
                       int64_t columns, int64_t width) {
    if (product->b_column == 1) {
        const float *from = product->b + p * product->b_step + j;
        int64_t whole = columns & ~(int64_t)(LANES - 1), rest = columns - whole;
        for (int64_t q = 0; q < steps; q++, from += product->b_step, to += width) {
            for (int64_t v = 0; v < whole; v += LANES) store_native(to + v, load_native(from + v));
            if (rest > 0) store_native(to + whole, load_native_partial(from + whole, rest));
        }
        return;
    }
    for (int64_t v = 0; v < columns; v += LANES) {
        const float *from = product->b + p + (j + v) * product->b_column;
        native lines[LANES];
        int64_t q = 0;
        for (; q + LANES <= steps; q += LANES) {
            load_transposed(lines, from + q, product->b_column, columns - v);
            UNROLL for (int i = 0; i < LANES; i++) store_native(to + (q + i) * width + v, lines[i]);
        }
        if (q == steps) continue;
        load_transposed_few(lines, from + q, product->b_column, columns - v, steps - q);
        UNROLL for (int i = 0; i < LANES; i++) {
            if (q + i < steps) store_native(to + (q + i) * width + v, lines[i]);
        }
    }
}

// Rows of A for one tile, close together: far strides would fight for the same cache lines.
static void pack_rows(const product *product, tile *tile, int64_t rows, int64_t steps) {
    float *to = product->a_tile;
    if (product->a_step == 1) {
        for (int64_t i = 0; i < rows; i++)
            __builtin_memcpy(to + i * A_ROW, tile->a + i * tile->a_row, (size_t)steps * 4);
        tile->a_row = A_ROW;
    } else {
        for (int64_t p = 0; p < steps; p++, to += rows) {
            const float *from = tile->a + p * tile->a_step;
            for (int64_t i = 0; i < rows; i++) to[i] = from[i];
        }
        tile->a_step = rows;
    }
    tile->a = product->a_tile;
}

INLINE void copy_block(float *to, int64_t to_row, const float *from, int64_t from_row, int64_t rows,
                       int64_t columns) {
    for (int64_t i = 0; i < rows; i++, to += to_row, from += from_row) {
        int64_t v = 0;
        for (; v + WIDTH <= columns; v += WIDTH) store(to + v, load(from + v));
        if (v < columns) store_partial(to + v, columns - v, load_partial(from + v, columns - v, 0));
    }
}

// Fetches one of `shares` equal shares of the next tile's rows of A into the second-level cache: the
// machine does not foresee runs as short as these.
static void prefetch_rows(const product *product, const float *from, int64_t rows, int64_t steps,
                          int64_t share, int64_t shares) {
    const int along_columns = product->a_step != 1;
    const int64_t lines = along_columns ? steps : rows, length = along_columns ? rows : steps;
    const int64_t stride = along_columns ? product->a_step : product->a_row;
    for (int64_t i = lines * share / shares; i < lines * (share + 1) / shares; i++)
        for (int64_t j = 0; j < length; j += 16) __builtin_prefetch(from + i * stride + j, 0, 2);
}
