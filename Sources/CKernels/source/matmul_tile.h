// The innermost loops of products: a tile of C in registers, over one segment of k.
//
// Vector lanes run over columns; each step loads a few vectors of B, spreads one number of A for each
// row over all lanes, and fuses. What a tile computes does not depend on its shape, so shapes are
// free to follow the machine: enough sums to hide the latency of a fused multiply-add, few enough to
// stay in registers.

#if LANES == 16 || defined(__aarch64__)
enum { ROWS_WIDE = 12, ROWS_NARROW = 16 };  // 32 registers
#define WIDE_ROWS(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12)
#define NARROW_ROWS(X) WIDE_ROWS(X) X(13) X(14) X(15) X(16)
#else
enum { ROWS_WIDE = 6, ROWS_NARROW = 12 };   // 16 registers
#define WIDE_ROWS(X) X(1) X(2) X(3) X(4) X(5) X(6)
#define NARROW_ROWS(X) WIDE_ROWS(X) X(7) X(8) X(9) X(10) X(11) X(12)
#endif

// What a tile reads and writes: element (i, p) of A at a[i*a_row + p*a_step], row p of B's panel at
// b + p*b_step. The sums are stored to C, or added to what is there. C is fetched ahead if asked, into
// the second-level cache: rows a power of two apart would fight with the panel for the first.
//
// Where `run` is not 0, A's steps lie in runs: `first` steps, then, `jump` numbers further, `run` steps, and
// so on: the lines of a picture that a kernel sees.
typedef struct tile {
    const float *a, *b;
    float *c;
    int64_t a_row, a_step, b_step, c_row, k, first, run, jump;
    int add, fetch;
} tile;

INLINE void compute_tile(const tile *tile, int rows, int vectors, int64_t a_row, int64_t a_step) {
    native sums[ROWS_NARROW][2];
    UNROLL for (int i = 0; i < rows; i++)
        UNROLL for (int v = 0; v < vectors; v++) sums[i][v] = 0;
    if (tile->fetch) {
        UNROLL for (int i = 0; i < rows; i++)
            UNROLL for (int v = 0; v < vectors; v++)
                __builtin_prefetch(tile->c + i * tile->c_row + v * LANES, 0, 2);
    }
    const float *a = tile->a, *b = tile->b;
    const int64_t b_step = tile->b_step;
    int64_t left = tile->k, here = tile->run ? smaller_of(tile->first, left) : left;
    for (;;) {
        for (int64_t p = here; p > 0; p--, a += a_step, b += b_step) {
            native line[2];
            UNROLL for (int v = 0; v < vectors; v++) line[v] = load_native(b + v * LANES);
            UNROLL for (int i = 0; i < rows; i++) {
                native spread = a[i * a_row];
                UNROLL for (int v = 0; v < vectors; v++)
                    sums[i][v] = __builtin_elementwise_fma(spread, line[v], sums[i][v]);
            }
        }
        left -= here;
        if (left == 0) break;
        a += tile->jump;
        here = smaller_of(tile->run, left);
    }
    UNROLL for (int i = 0; i < rows; i++) {
        UNROLL for (int v = 0; v < vectors; v++) {
            float *c = tile->c + i * tile->c_row + v * LANES;
            store_native(c, tile->add ? load_native(c) + sums[i][v] : sums[i][v]);
        }
    }
}

// One function for each shape and each of the two ways A can lie: along rows (step 1) or along
// columns (neighbouring rows next to each other).
#define TILE(rows, vectors)                                                                    \
    static void tile_along_rows_##rows##_##vectors(const tile *tile) {                         \
        compute_tile(tile, rows, vectors, tile->a_row, 1);                                     \
    }                                                                                          \
    static void tile_along_columns_##rows##_##vectors(const tile *tile) {                      \
        compute_tile(tile, rows, vectors, 1, tile->a_step);                                    \
    }
#define X(rows) TILE(rows, 1)
NARROW_ROWS(X)
#undef X
#define X(rows) TILE(rows, 2)
WIDE_ROWS(X)
#undef X
#undef TILE

typedef void (*tile_function)(const tile *tile);

// By layout of A (0 along rows, 1 along columns), vectors - 1 and rows - 1.
static const tile_function tile_functions[2][2][ROWS_NARROW] = {
#define X(rows) tile_along_rows_##rows##_1,
    {{NARROW_ROWS(X)},
#undef X
#define X(rows) tile_along_rows_##rows##_2,
     {WIDE_ROWS(X)}},
#undef X
#define X(rows) tile_along_columns_##rows##_1,
    {{NARROW_ROWS(X)},
#undef X
#define X(rows) tile_along_columns_##rows##_2,
     {WIDE_ROWS(X)}},
#undef X
};
