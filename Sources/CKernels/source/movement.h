// Copies by stride, by index, and the sums that undo copies by index. Elements are moved as floats:
// loads and stores keep every bit.

typedef struct strided {
    int rank;
    int64_t sizes[CK_MAX_RANK], out[CK_MAX_RANK], in[CK_MAX_RANK];
} strided;

// Drops dimensions of size 1 and joins neighbours that are one run in both arrays.
INLINE strided simplify(const int64_t *sizes) {
    strided shape = {.rank = 0};
    for (int d = 0; d < sizes[0]; d++) {
        int64_t size = sizes[1 + d], out = sizes[7 + d], in = sizes[13 + d];
        int top = shape.rank - 1;
        if (size == 1) continue;
        if (top >= 0 && shape.out[top] == size * out && shape.in[top] == size * in) {
            shape.sizes[top] *= size, shape.out[top] = out, shape.in[top] = in;
        } else {
            shape.sizes[shape.rank] = size, shape.out[shape.rank] = out, shape.in[shape.rank++] = in;
        }
    }
    while (shape.rank < 2) {  // the loops below want two
        for (int d = shape.rank++; d > 0; d--)
            shape.sizes[d] = shape.sizes[d - 1], shape.out[d] = shape.out[d - 1], shape.in[d] = shape.in[d - 1];
        shape.sizes[0] = 1, shape.out[0] = 0, shape.in[0] = 0;
    }
    return shape;
}

// LANES x LANES at a time through registers: reads along rows of `in`, writes along rows of `out`.
INLINE void copy_transposed(float *out, int64_t out_row, const float *in, int64_t in_column,
                            int64_t rows, int64_t columns) {
    for (int64_t i = 0; i < rows; i += LANES) {
        for (int64_t j = 0; j < columns; j += LANES) {
            const int64_t wide = smaller_of(LANES, columns - j);
            const float *from = in + i + j * in_column;
            float *to = out + i * out_row + j;
            native lines[LANES];
            if (rows - i >= LANES && wide == LANES) {
                load_transposed(lines, from, in_column, LANES);
                UNROLL for (int r = 0; r < LANES; r++) store_native(to + r * out_row, lines[r]);
                continue;
            }
            load_transposed_few(lines, from, in_column, wide, smaller_of(LANES, rows - i));
            UNROLL for (int r = 0; r < LANES; r++) {
                if (i + r < rows) store_native_partial(to + r * out_row, wide, lines[r]);
            }
        }
    }
}

// The two innermost dimensions, rows x columns.
INLINE void copy_plane(float *out, int64_t out_row, int64_t out_column, const float *in,
                       int64_t in_row, int64_t in_column, int64_t rows, int64_t columns) {
    if (out_column == 1 && in_row == 1 && in_column > 1) {
        copy_transposed(out, out_row, in, in_column, rows, columns);
        return;
    }
    for (int64_t i = 0; i < rows; i++, out += out_row, in += in_row) {
        if (out_column == 1 && in_column == 1)
            __builtin_memcpy(out, in, (size_t)columns * sizeof(float));
        else if (out_column == 1 && in_column == 0)
            fill((char *)out, (const char *)in, columns, sizeof(float));
        else
            for (int64_t j = 0; j < columns; j++) out[j * out_column] = in[j * in_column];
    }
}

// Split over the largest dimension but the last two, or over rows of the planes.
static void kernel_copy_strided(const ck_call *call, int32_t part, int32_t parts,
                                __attribute__((unused)) void *scratch) {
    strided shape = simplify(call->sizes);
    float *out = call->pointers[0];
    const float *in = call->pointers[1];
    int split = 0;
    for (int d = 1; d < shape.rank; d++)
        if (shape.sizes[d] > shape.sizes[split]) split = d;
    range mine = share(shape.sizes[split], shape.sizes[split] >= WIDTH * parts ? WIDTH : 1, part, parts);
    out += mine.begin * shape.out[split], in += mine.begin * shape.in[split];
    shape.sizes[split] = mine.end - mine.begin;
    int64_t planes = 1;
    for (int d = 0; d < shape.rank - 2; d++) planes *= shape.sizes[d];
    int r = shape.rank - 2, c = shape.rank - 1;
    for (int64_t plane = 0; plane < planes; plane++) {
        int64_t rest = plane, to = 0, from = 0;
        for (int d = shape.rank - 3; d >= 0; d--) {
            int64_t index = rest % shape.sizes[d];
            rest /= shape.sizes[d], to += index * shape.out[d], from += index * shape.in[d];
        }
        copy_plane(out + to, shape.out[r], shape.out[c], in + from, shape.in[r], shape.in[c],
                   shape.sizes[r], shape.sizes[c]);
    }
}

enum {
    GATHER_AHEAD = 4,         // rows: the table is larger than any cache, and its rows come in any order
    GATHER_PREFETCH = 2048,   // bytes of a row; the processor guesses the rest
};

static void kernel_gather_rows(const ck_call *call, int32_t part, int32_t parts,
                               __attribute__((unused)) void *scratch) {
    char *out = call->pointers[0];
    const char *table = call->pointers[1];
    const int32_t *indices = call->pointers[2];
    const int64_t length = call->sizes[1], rows = call->sizes[2];
    const int64_t fetched = smaller_of(length, GATHER_PREFETCH);
    range mine = share(call->sizes[0], 1, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i++) {
        if (i + GATHER_AHEAD < mine.end) {
            const int64_t next = smaller_of(larger_of(indices[i + GATHER_AHEAD], 0), rows - 1);
            for (int64_t byte = 0; byte < fetched; byte += 64)
                __builtin_prefetch(table + next * length + byte);
        }
        const int32_t index = indices[i];
        const int inside = index >= 0 && index < rows;
        if (inside && length == 4)  // labels: the constant size spares a call for each
            __builtin_memcpy(out + i * 4, table + index * 4, 4);
        else if (inside)
            __builtin_memcpy(out + i * length, table + index * length, (size_t)length);
        else
            __builtin_memset(out + i * length, 0, (size_t)length);
    }
}

static void kernel_scatter_add_rows(const ck_call *call, int32_t part, int32_t parts,
                                    __attribute__((unused)) void *scratch) {
    float *out = call->pointers[0];
    const float *upstream = call->pointers[1];
    const int32_t *indices = call->pointers[2];
    const int64_t count = call->sizes[0], columns = call->sizes[1], rows = call->sizes[2];
    range mine = share(columns, WIDTH, part, parts);
    int64_t width = mine.end - mine.begin;
    for (int64_t i = 0; i < rows; i++)
        __builtin_memset(out + i * columns + mine.begin, 0, (size_t)width * sizeof(float));
    for (int64_t i = 0; i < count; i++) {
        if (indices[i] < 0 || indices[i] >= rows) continue;
        float *to = out + indices[i] * columns;
        const float *from = upstream + i * columns;
        int64_t j = mine.begin;
        for (; j + WIDTH <= mine.end; j += WIDTH) store(to + j, load(to + j) + load(from + j));
        if (j < mine.end)
            store_partial(to + j, mine.end - j, load_partial(to + j, mine.end - j, 0)
                                                    + load_partial(from + j, mine.end - j, 0));
    }
}
