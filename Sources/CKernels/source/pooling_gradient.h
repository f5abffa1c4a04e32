// The gradients of pooling. A part owns rows of pictures and makes every window that looks at them, so that
// each position adds what it gets in the same order for any split.

typedef int32_t native_integers __attribute__((ext_vector_type(LANES)));

// Where windows that share no position have them all, each position is written once. Where they have not
// all, the rest is zero before. Where they share positions, what is given is added up.
enum giving { STORES, ADDS };

// A window and what it hands on; `owned` are those of its rows that may be written. A mean has no `in`.
typedef struct giver {
    float *out;
    const float *in, *largest, *upstream;
    int64_t row, column;
    range owned;
    int64_t upstream_left;  // numbers from `upstream` on
    float share;
} giver;

INLINE void give(float *to, native given, enum giving how, int64_t lanes) {
    store_lanes(to, lanes, how == ADDS ? load_lanes(to, lanes) + given : given);
}

// The first position of each channel that holds the largest gets its gradient.
INLINE void give_to_largest(const giver *w, int64_t c, int64_t rows, int64_t columns, enum giving how,
                            int64_t lanes) {
    const native largest = load_lanes(w->largest + c, lanes);
    const native gradient = load_lanes(w->upstream + c, lanes) + 0.0f;  // as if it were added to 0
    native_integers is_open = -1;
    for (int64_t y = 0; y < rows; y++) {
        const int is_owned = y >= w->owned.begin && y < w->owned.end;
        for (int64_t x = 0; x < columns; x++) {
            const int64_t place = y * w->row + x * w->column + c;
            const native here = load_lanes(w->in + place, lanes);
            const native_integers is_it = ((here == largest) | (here != here)) & is_open;
            is_open &= ~is_it;
            if (is_owned) give(w->out + place, is_it ? gradient : 0.0f, how, lanes);
        }
    }
}

// Each position gets the same.
INLINE void give_to_all(const giver *w, int64_t c, int64_t rows, int64_t columns, enum giving how,
                        int64_t lanes) {
    const native given = load_lanes(w->upstream + c, lanes) * w->share + 0.0f;
    const int64_t begin = larger_of(w->owned.begin, 0), end = smaller_of(w->owned.end, rows);
    for (int64_t y = begin; y < end; y++) {
        for (int64_t x = 0; x < columns; x++)
            give(w->out + y * w->row + x * w->column + c, given, how, lanes);
    }
}

INLINE void give_lanes(const giver *w, int64_t c, int64_t rows, int64_t columns, enum giving how, int averages,
                       int64_t lanes) {
    if (averages)
        give_to_all(w, c, rows, columns, how, lanes);
    else
        give_to_largest(w, c, rows, columns, how, lanes);
}

// One window, all channels; the last of them first, because what they spill lies in the next column.
INLINE void give_in_window(const giver *w, int64_t rows, int64_t columns, enum giving how, int averages,
                           int spills) {
    const int64_t few = w->column % LANES, whole = w->column - few;
    if (few > 0 && spills)
        give_lanes(w, whole, rows, columns, how, averages, LANES);
    else if (few > 0)
        give_lanes(w, whole, rows, columns, how, averages, few);
    for (int64_t c = 0; c < whole; c += LANES) give_lanes(w, c, rows, columns, how, averages, LANES);
}

INLINE vector given_to(vector here, vector largest, vector gradient, integers *is_open) {
    const integers is_it = ((here == largest) | (here != here)) & *is_open;
    *is_open &= ~is_it;
    return choose(is_it, gradient, 0.0f);
}

// A row of windows in pairs of columns, `count` numbers.
INLINE void give_to_pairs(const giver *w, int64_t rows, int64_t count, int averages) {
    for (int64_t k = 0; k < count; k += WIDTH) {
        const int64_t lanes = smaller_of(count - k, WIDTH);
        const vector upstream = load_few(w->upstream + k, lanes);
        const vector gradient = (averages ? upstream * w->share : upstream) + 0.0f;
        const vector largest = averages ? gradient : load_few(w->largest + k, lanes);
        integers is_open = -1;
        for (int64_t y = 0; y < rows; y++) {
            pair given = {gradient, gradient};
            if (!averages) {
                const pair here = load_pairs(w->in + y * w->row + 2 * k, w->column, lanes);
                given.left = given_to(here.left, largest, gradient, &is_open);
                given.right = given_to(here.right, largest, gradient, &is_open);
            }
            store_pairs(w->out + y * w->row + 2 * k, w->column, lanes, given);
        }
    }
}

// A giver of the window at (j, i), which looks at rows and columns from (y, x) on.
INLINE giver giver_at(const windows *w, const giver *picture, int64_t j, int64_t i, int64_t y, int64_t x) {
    const int64_t in = y * picture->row + x * picture->column;
    const int64_t to = (j * w->out_columns + i) * picture->column;
    giver here = *picture;
    here.out += in, here.upstream += to, here.upstream_left -= to;
    if (picture->in) here.in += in, here.largest += to;
    return here;
}

// The owned rows of one picture, to which `picture` points.
INLINE void give_in_rows(const windows *w, giver picture, range owned, enum giving how, int averages) {
    const range windows = looking_rows(w, owned);
    const int64_t pairs = how == STORES && are_pairs(w) ? whole_pairs(w) : 0;
    // How far into a row a vector of a position's last channels may be written.
    const int64_t vector_end = picture.column - picture.column % LANES + LANES;
    const int64_t last_column = how == STORES && w->columns == w->column_stride
                                    ? seen_columns(w, w->out_columns - 1).end * picture.column - vector_end
                                    : -1;
    for (int64_t j = windows.begin; j < windows.end; j++) {
        const range ys = seen_rows(w, j);
        const range mine = {owned.begin - ys.begin, owned.end - ys.begin};
        int64_t i = 0;
        if (pairs > 0 && length(ys) <= 2 && mine.begin <= 0 && mine.end >= length(ys)) {
            giver here = giver_at(w, &picture, j, 0, ys.begin, 0);
            here.share = share_of_position(w, ys, (range){0, 2});
            give_to_pairs(&here, length(ys), pairs * picture.column, averages);
            i = pairs;
        }
        for (; i < w->out_columns; i++) {
            const range xs = seen_columns(w, i);
            giver here = giver_at(w, &picture, j, i, ys.begin, xs.begin);
            here.owned = mine;
            if (averages) here.share = share_of_position(w, ys, xs);
            const int spills = (xs.end - 1) * picture.column <= last_column && here.upstream_left >= vector_end;
            if (length(ys) == 2 && length(xs) == 2)
                give_in_window(&here, 2, 2, how, averages, spills);
            else
                give_in_window(&here, length(ys), length(xs), how, averages, spills);
        }
    }
}

INLINE void gradient_pool(const ck_call *call, int32_t part, int32_t parts, int averages) {
    const windows w = windows_of(call->sizes);
    const int64_t row = w.width * w.channels, upstream = averages ? 1 : 3;
    const range mine = share(w.examples * w.height, 1, part, parts);
    const int is_apart = w.rows <= w.row_stride && w.columns <= w.column_stride;
    const int is_covered = w.rows >= w.row_stride && w.columns >= w.column_stride
                           && seen_rows(&w, w.out_rows - 1).end == w.height
                           && seen_columns(&w, w.out_columns - 1).end == w.width;
    for (int64_t begin = mine.begin, end; begin < mine.end; begin = end) {
        const int64_t example = begin / w.height, first = example * w.height;
        end = smaller_of(mine.end, first + w.height);
        const int64_t to = example * w.out_rows * w.out_columns * w.channels;
        const range owned = {begin - first, end - first};
        giver picture = {
            .out = (float *)call->pointers[0] + first * row,
            .upstream = (const float *)call->pointers[upstream] + to,
            .row = row,
            .column = w.channels,
            .upstream_left = (w.examples - example) * w.out_rows * w.out_columns * w.channels,
        };
        if (!averages) {
            picture.in = (const float *)call->pointers[1] + first * row;
            picture.largest = (const float *)call->pointers[2] + to;
        }
        if (!is_apart || !is_covered)
            __builtin_memset(picture.out + owned.begin * row, 0,
                             (size_t)(length(owned) * row) * sizeof(float));
        if (is_apart)
            give_in_rows(&w, picture, owned, STORES, averages);
        else
            give_in_rows(&w, picture, owned, ADDS, averages);
    }
}

static void kernel_gradient_max_pool(const ck_call *call, int32_t part, int32_t parts,
                                     __attribute__((unused)) void *scratch) {
    gradient_pool(call, part, parts, 0);
}

static void kernel_gradient_average_pool(const ck_call *call, int32_t part, int32_t parts,
                                         __attribute__((unused)) void *scratch) {
    gradient_pool(call, part, parts, 1);
}
