// Maxima and means over windows of pictures, and their gradients. Vector lanes run over channels.
//
// The last channels of a position, too few for a vector, are computed as a whole vector nevertheless where what
// is written too much is written again later (`spills`): vectors with fewer elements than lanes are slow.
//
// What is inlined several times knows as constants whether a vector is whole, and the common window of 2 x 2.

INLINE native load_lanes(const float *from, int64_t lanes) {
    return lanes == LANES ? load_native(from) : load_native_partial(from, lanes);
}
INLINE void store_lanes(float *to, int64_t lanes, native v) {
    if (lanes == LANES)
        store_native(to, v);
    else
        store_native_partial(to, lanes, v);
}

// Of equals the first stays, column by column.
INLINE native largest_in_window(const float *from, int64_t row, int64_t column, int64_t rows,
                                int64_t columns, int64_t lanes) {
    native best = load_lanes(from, lanes);
    for (int64_t x = 0; x < columns; x++) {
        for (int64_t y = 0; y < rows; y++) {
            native here = load_lanes(from + y * row + x * column, lanes);
            best = here != here ? here : LARGER(here, best);
        }
    }
    return best;
}

INLINE native sum_of_window(const float *from, int64_t row, int64_t column, int64_t rows,
                            int64_t columns, int64_t lanes) {
    native total = 0;
    for (int64_t x = 0; x < columns; x++) {
        native sum = load_lanes(from + x * column, lanes);
        for (int64_t y = 1; y < rows; y++) sum += load_lanes(from + y * row + x * column, lanes);
        total = x == 0 ? sum : total + sum;
    }
    return total;
}

INLINE void pool_lanes(float *out, const float *in, int64_t row, int64_t channels, int64_t rows,
                       int64_t columns, int averages, float factor, int64_t lanes) {
    store_lanes(out, lanes, averages ? sum_of_window(in, row, channels, rows, columns, lanes) * factor
                                     : largest_in_window(in, row, channels, rows, columns, lanes));
}

// One window, all channels.
INLINE void pool_window(float *out, const float *in, int64_t row, int64_t channels, int64_t rows,
                        int64_t columns, int averages, float factor, int spills) {
    int64_t c = 0;
    for (; c + LANES <= channels; c += LANES)
        pool_lanes(out + c, in + c, row, channels, rows, columns, averages, factor, LANES);
    if (c == channels) return;
    if (spills)
        pool_lanes(out + c, in + c, row, channels, rows, columns, averages, factor, LANES);
    else
        pool_lanes(out + c, in + c, row, channels, rows, columns, averages, factor, channels - c);
}

INLINE void pool(const ck_call *call, int32_t part, int32_t parts, int averages) {
    const windows w = windows_of(call->sizes);
    const int64_t channels = w.channels, row = w.width * channels;
    range mine = share(w.examples * w.out_rows, 1, part, parts);
    float *out = (float *)call->pointers[0] + mine.begin * w.out_columns * channels;
    const float *const pictures = call->pointers[1];
    // How far into the pictures and `out` a vector of a position's last channels may be read and written.
    const int64_t vector_end = channels - channels % LANES + LANES;
    const int64_t last_in = w.examples * w.height * row - vector_end;
    const float *const out_end = out + length(mine) * w.out_columns * channels;
    const int64_t pairs = are_pairs(&w) ? whole_pairs(&w) : 0;
    for (int64_t item = mine.begin; item < mine.end; item++) {
        const range ys = seen_rows(&w, item % w.out_rows);
        const float *in = pictures + (item / w.out_rows * w.height + ys.begin) * row;
        int64_t i = 0;
        if (pairs > 0 && length(ys) <= 2) {
            const float factor = averages ? share_of_position(&w, ys, (range){0, 2}) : 0;
            if (length(ys) == 2)
                pool_pairs(out, in, row, channels, 2, pairs * channels, averages, factor);
            else
                pool_pairs(out, in, row, channels, 1, pairs * channels, averages, factor);
            i = pairs, out += pairs * channels;
        }
        for (; i < w.out_columns; i++, out += channels) {
            const range xs = seen_columns(&w, i);
            const int64_t rows = length(ys), columns = length(xs);
            const float *from = in + xs.begin * channels;
            const float factor = averages ? share_of_position(&w, ys, xs) : 0;
            const int spills = from - pictures + (rows - 1) * row + (columns - 1) * channels <= last_in
                               && out_end - out >= vector_end;
            if (rows == 2 && columns == 2)
                pool_window(out, from, row, channels, 2, 2, averages, factor, spills);
            else
                pool_window(out, from, row, channels, rows, columns, averages, factor, spills);
        }
    }
}

static void kernel_max_pool(const ck_call *call, int32_t part, int32_t parts,
                            __attribute__((unused)) void *scratch) {
    pool(call, part, parts, 0);
}

static void kernel_average_pool(const ck_call *call, int32_t part, int32_t parts,
                                __attribute__((unused)) void *scratch) {
    pool(call, part, parts, 1);
}
