// Sums over the rows of each channel of [outer, rows, channels], block by block.
//
// A block is read from memory once: it stays in the cache while its mean is taken and then what is
// summed around that mean. So a mean and a variance cost one pass over memory, and lose nothing to
// numbers that are large and close together (Chan, Golub and LeVeque, 1979).

// Whole vectors run over channels where there are enough of them.
INLINE int64_t strips_of_channels(int64_t channels) {
    return channels < WIDTH ? 1 : quotient_up(channels, LANES);
}

// Sums of terms for fewer channels than a vector has lanes: sixteen rows of them fill as many vectors
// as there are channels, and each element of those vectors belongs to one partial sum of one channel.
// `centres` holds each channel's centre for each of the sixteen rows.
INLINE void sum_narrow(int kind, float *out, const float *a, const float *b, const float *centres,
                       int64_t rows, int64_t channels) {
    float sums[WIDTH * WIDTH] = {0};
    const int64_t period = WIDTH * channels, count = rows * channels;
    int64_t i = 0;
    for (; i + period <= count; i += period) {
        for (int64_t j = 0; j < period; j += WIDTH) {
            vector here = TERM(kind, load(a + i + j), load(b + i + j), load(centres + j));
            store(sums + j, load(sums + j) + here);
        }
    }
    for (int64_t j = 0; i + j < count; j += WIDTH) {
        int64_t few = smaller_of(WIDTH, count - i - j);
        vector here = TERM(kind, load_partial(a + i + j, few, 0), load_partial(b + i + j, few, 0),
                           load(centres + j));
        store_partial(sums + j, few, load(sums + j) + here);
    }
    for (int64_t half = WIDTH / 2; half > 0; half /= 2)
        for (int64_t j = 0; j < half * channels; j++) sums[j] += sums[j + half * channels];
    for (int64_t j = 0; j < channels; j++) out[j] = sums[j];
}

// Each channel's centre for each of sixteen rows.
INLINE void repeat_centres(float *centres, const float *from, float divisor, int64_t channels) {
    for (int64_t i = 0; i < WIDTH * channels; i++) centres[i] = from[i % channels] / divisor;
}

// A block, and the channels of it that a part computes at a time.
typedef struct strip {
    int64_t outer, rows, channels, column, columns;
    int64_t from, to;  // where it begins in what is summed, and its sums in the result
} strip;

INLINE strip find_strip(const ck_call *call, int64_t index) {
    const int64_t rows = call->sizes[1], channels = call->sizes[2];
    const int64_t strips = strips_of_channels(channels), blocks = quotient_up(rows, CK_BLOCK_ROWS);
    int64_t block = index / strips % blocks, outer = index / strips / blocks;
    int64_t column = index % strips * LANES;
    return (strip){
        .outer = outer,
        .rows = smaller_of(CK_BLOCK_ROWS, rows - block * CK_BLOCK_ROWS),
        .channels = channels,
        .column = column,
        .columns = smaller_of(LANES, channels - column),
        .from = (outer * rows + block * CK_BLOCK_ROWS) * channels + column,
        .to = (outer * blocks + block) * 2 * channels + column,
    };
}

INLINE range share_strips(const ck_call *call, int32_t part, int32_t parts) {
    int64_t blocks = quotient_up(call->sizes[1], CK_BLOCK_ROWS);
    return share(call->sizes[0] * blocks * strips_of_channels(call->sizes[2]), 1, part, parts);
}

static void kernel_block_moments(const ck_call *call, int32_t part, int32_t parts,
                                 __attribute__((unused)) void *scratch) {
    range shares = share_strips(call, part, parts);
    for (int64_t i = shares.begin; i < shares.end; i++) {
        strip s = find_strip(call, i);
        const float *in = (const float *)call->pointers[1] + s.from, count = (float)s.rows;
        float *out = (float *)call->pointers[0] + s.to;
        if (s.channels < WIDTH) {
            float centres[WIDTH * WIDTH] = {0};
            sum_narrow(TERM_PLAIN, out, in, in, centres, s.rows, s.channels);
            repeat_centres(centres, out, count, s.channels);
            sum_narrow(TERM_SQUARE, out + s.channels, in, in, centres, s.rows, s.channels);
            continue;
        }
        native sum = sum_columns(in, s.rows, s.channels, s.columns);
        native squares = sum_terms(TERM_SQUARE, in, in, sum / count, s.rows, s.channels, s.columns);
        store_native_partial(out, s.columns, sum);
        store_native_partial(out + s.channels, s.columns, squares);
    }
}

static void kernel_block_gradient_sums(const ck_call *call, int32_t part, int32_t parts,
                                       __attribute__((unused)) void *scratch) {
    range shares = share_strips(call, part, parts);
    for (int64_t i = shares.begin; i < shares.end; i++) {
        strip s = find_strip(call, i);
        const float *upstream = (const float *)call->pointers[1] + s.from;
        const float *in = (const float *)call->pointers[2] + s.from;
        const float *mean = (const float *)call->pointers[3] + s.outer * s.channels + s.column;
        float *out = (float *)call->pointers[0] + s.to;
        if (s.channels < WIDTH) {
            float centres[WIDTH * WIDTH] = {0};
            repeat_centres(centres, mean, 1, s.channels);
            sum_narrow(TERM_PLAIN, out, upstream, in, centres, s.rows, s.channels);
            sum_narrow(TERM_PRODUCT, out + s.channels, upstream, in, centres, s.rows, s.channels);
            continue;
        }
        native centre = load_native_partial(mean, s.columns);
        native sum = sum_columns(upstream, s.rows, s.channels, s.columns);
        native products = sum_terms(TERM_PRODUCT, upstream, in, centre, s.rows, s.channels, s.columns);
        store_native_partial(out, s.columns, sum);
        store_native_partial(out + s.channels, s.columns, products);
    }
}

static void kernel_merge_moments(const ck_call *call, int32_t part, int32_t parts,
                                 __attribute__((unused)) void *scratch) {
    const int64_t rows = call->sizes[1], channels = call->sizes[2];
    const int64_t strips = quotient_up(channels, LANES), blocks = quotient_up(rows, CK_BLOCK_ROWS);
    const float count = (float)rows;
    range shares = share(call->sizes[0] * strips, 1, part, parts);
    for (int64_t i = shares.begin; i < shares.end; i++) {
        int64_t outer = i / strips, column = i % strips * LANES;
        int64_t columns = smaller_of(LANES, channels - column);
        const float *in = (const float *)call->pointers[1] + outer * blocks * 2 * channels + column;
        float *out = (float *)call->pointers[0] + outer * 2 * channels + column;
        native mean = sum_columns(in, blocks, 2 * channels, columns) / count;
        native sums[WIDTH];
        for (int j = 0; j < WIDTH; j++) sums[j] = 0;
        for (int64_t t = 0; t < blocks; t++, in += 2 * channels) {
            float here = (float)smaller_of(CK_BLOCK_ROWS, rows - t * CK_BLOCK_ROWS);
            native distance = load_native_partial(in, columns) / here - mean;
            sums[t % WIDTH] += load_native_partial(in + channels, columns) + distance * distance * here;
        }
        for (int half = WIDTH / 2; half > 0; half /= 2)
            for (int j = 0; j < half; j++) sums[j] += sums[j + half];
        store_native_partial(out, columns, mean);
        store_native_partial(out + channels, columns, sums[0] / count);
    }
}
