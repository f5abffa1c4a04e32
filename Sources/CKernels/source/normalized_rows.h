// Normalisation of rows: each is read while it is in the first-level cache as often as it takes.

static void kernel_row_moments(const ck_call *call, int32_t part, int32_t parts,
                               __attribute__((unused)) void *scratch) {
    const int64_t columns = call->sizes[1];
    float *out = call->pointers[0];
    range rows = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = rows.begin; i < rows.end; i++) {
        const float *in = (const float *)call->pointers[1] + i * columns;
        float mean = fold_sum(partial_sums(in, columns)) / (float)columns;
        vector sums = 0;
        for (int64_t j = 0; j < columns; j += WIDTH) {
            int64_t few = smaller_of(WIDTH, columns - j);
            vector distance = (few == WIDTH ? load(in + j) : load_partial(in + j, few, mean)) - mean;
            sums += distance * distance;
        }
        out[i] = mean;
        out[call->sizes[0] + i] = fold_sum(sums) / (float)columns;
    }
}

typedef struct row_gradient {
    const float *upstream, *in, *scale;
    float mean, inverse;
} row_gradient;

// Up to a vector of the gradient that arrives times the scale, and of the distances from the mean.
INLINE vector scaled_upstream(row_gradient row, int64_t j, int64_t few) {
    if (few == WIDTH) return load(row.upstream + j) * load(row.scale + j);
    return load_partial(row.upstream + j, few, 0) * load_partial(row.scale + j, few, 0);
}
INLINE vector distances(row_gradient row, int64_t j, int64_t few) {
    return (few == WIDTH ? load(row.in + j) : load_partial(row.in + j, few, 0)) - row.mean;
}

static void kernel_gradient_normalized_rows(const ck_call *call, int32_t part, int32_t parts,
                                            __attribute__((unused)) void *scratch) {
    const int64_t columns = call->sizes[1];
    range rows = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = rows.begin; i < rows.end; i++) {
        float *out = (float *)call->pointers[0] + i * columns;
        row_gradient row = {
            .upstream = (const float *)call->pointers[1] + i * columns,
            .in = (const float *)call->pointers[2] + i * columns,
            .scale = call->pointers[5],
            .mean = ((const float *)call->pointers[3])[i],
            .inverse = ((const float *)call->pointers[4])[i],
        };
        vector sums = 0, products = 0;
        for (int64_t j = 0; j < columns; j += WIDTH) {
            int64_t few = smaller_of(WIDTH, columns - j);
            vector here = scaled_upstream(row, j, few);
            sums += here;
            products += here * distances(row, j, few);
        }
        float a = fold_sum(sums) / (float)columns;
        float b = fold_sum(products) / (float)columns * (row.inverse * row.inverse);
        for (int64_t j = 0; j < columns; j += WIDTH) {
            int64_t few = smaller_of(WIDTH, columns - j);
            vector here = (scaled_upstream(row, j, few) - a - distances(row, j, few) * b) * row.inverse;
            if (few == WIDTH) store(out + j, here);
            else store_partial(out + j, few, here);
        }
    }
}

// Sums over rows of upstream * ((in - mean) * inverse) for up to LANES neighbouring columns.
INLINE native sum_normalized(const float *upstream, const float *in, const float *mean,
                             const float *inverse, int64_t rows, int64_t stride, int64_t columns) {
    native sums[WIDTH];
    UNROLL for (int j = 0; j < WIDTH; j++) sums[j] = 0;
    int64_t t = 0;
#define NORMALIZED(j, columns)                                                                 \
    term_of_columns(TERM_PLAIN, upstream + (t + (j)) * stride, upstream, 0, columns) *         \
        ((term_of_columns(TERM_PLAIN, in + (t + (j)) * stride, in, 0, columns) - mean[t + (j)]) * \
         inverse[t + (j)])
    if (columns == LANES) {
        for (; t + WIDTH <= rows; t += WIDTH)
            UNROLL for (int j = 0; j < WIDTH; j++) sums[j] += NORMALIZED(j, LANES);
    }
    for (; t < rows; t += WIDTH)
        UNROLL for (int j = 0; j < WIDTH; j++)
            if (t + j < rows) sums[j] += NORMALIZED(j, columns);
#undef NORMALIZED
    UNROLL for (int half = WIDTH / 2; half > 0; half /= 2) {
        UNROLL for (int j = 0; j < half; j++) sums[j] += sums[j + half];
    }
    return sums[0];
}

static void kernel_block_row_sums(const ck_call *call, int32_t part, int32_t parts,
                                  __attribute__((unused)) void *scratch) {
    range shares = share_strips(call, part, parts);
    for (int64_t i = shares.begin; i < shares.end; i++) {
        strip s = find_strip(call, i);
        const int64_t block = i / strips_of_channels(s.channels) * CK_BLOCK_ROWS;
        const int64_t width = s.channels < WIDTH ? s.channels : s.columns;
        for (int64_t j = 0; j < width; j += LANES) {
            int64_t columns = smaller_of(LANES, width - j);
            const float *upstream = (const float *)call->pointers[1] + s.from + j;
            const float *in = (const float *)call->pointers[2] + s.from + j;
            const float *mean = (const float *)call->pointers[3] + block;
            const float *inverse = (const float *)call->pointers[4] + block;
            float *out = (float *)call->pointers[0] + s.to + j;
            store_native_partial(out, columns, sum_columns(upstream, s.rows, s.channels, columns));
            native products = sum_normalized(upstream, in, mean, inverse, s.rows, s.channels, columns);
            store_native_partial(out + s.channels, columns, products);
        }
    }
}
