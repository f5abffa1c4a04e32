// Pooling of windows of 2 columns side by side in pictures of 1, 2, 4 or 8 channels: lanes run over channels and
// over windows. The steps for each number are those of the general loops.

INLINE int are_pairs(const windows *w) {
    return w->columns == 2 && w->column_stride == 2 && w->left == 0
           && (w->channels == 1 || w->channels == 2 || w->channels == 4 || w->channels == 8);
}

// How many windows of a row lie inside.
INLINE int64_t whole_pairs(const windows *w) { return smaller_of(w->out_columns, w->width / 2); }

#define LEFT_1 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#define RIGHT_1 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31
#define LEFT_2 0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29
#define RIGHT_2 2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31
#define LEFT_4 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27
#define RIGHT_4 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31
#define FIRST_1 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define SECOND_1 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#define FIRST_2 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23
#define SECOND_2 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31
#define FIRST_4 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23
#define SECOND_4 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31
// Eight channels are halves of vectors, both ways.
#define LOW_8 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define HIGH_8 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31

// The left and right columns of `lanes` numbers of windows.
typedef struct pair {
    vector left, right;
} pair;

INLINE pair load_pairs(const float *from, int64_t channels, int64_t lanes) {
    vector a, b;
    if (lanes == WIDTH)
        a = load(from), b = load(from + WIDTH);
    else
        a = load_partial(from, smaller_of(2 * lanes, WIDTH), 0),
        b = load_partial(from + WIDTH, larger_of(2 * lanes - WIDTH, 0), 0);
    switch (channels) {
        case 1: return (pair){__builtin_shufflevector(a, b, LEFT_1), __builtin_shufflevector(a, b, RIGHT_1)};
        case 2: return (pair){__builtin_shufflevector(a, b, LEFT_2), __builtin_shufflevector(a, b, RIGHT_2)};
        case 4: return (pair){__builtin_shufflevector(a, b, LEFT_4), __builtin_shufflevector(a, b, RIGHT_4)};
        default: return (pair){__builtin_shufflevector(a, b, LOW_8), __builtin_shufflevector(a, b, HIGH_8)};
    }
}

INLINE void store_pairs(float *to, int64_t channels, int64_t lanes, pair p) {
    vector a, b;
    switch (channels) {
        case 1:
            a = __builtin_shufflevector(p.left, p.right, FIRST_1);
            b = __builtin_shufflevector(p.left, p.right, SECOND_1);
            break;
        case 2:
            a = __builtin_shufflevector(p.left, p.right, FIRST_2);
            b = __builtin_shufflevector(p.left, p.right, SECOND_2);
            break;
        case 4:
            a = __builtin_shufflevector(p.left, p.right, FIRST_4);
            b = __builtin_shufflevector(p.left, p.right, SECOND_4);
            break;
        default:
            a = __builtin_shufflevector(p.left, p.right, LOW_8);
            b = __builtin_shufflevector(p.left, p.right, HIGH_8);
    }
    if (lanes == WIDTH)
        store(to, a), store(to + WIDTH, b);
    else
        store_partial(to, smaller_of(2 * lanes, WIDTH), a),
        store_partial(to + WIDTH, larger_of(2 * lanes - WIDTH, 0), b);
}

INLINE vector load_few(const float *from, int64_t lanes) {
    return lanes == WIDTH ? load(from) : load_partial(from, lanes, 0);
}

// A row of `count` numbers, from one row of pictures or two.
INLINE void pool_pairs(float *out, const float *in, int64_t row, int64_t channels, int64_t rows,
                       int64_t count, int averages, float factor) {
    for (int64_t k = 0; k < count; k += WIDTH) {
        const int64_t lanes = smaller_of(count - k, WIDTH);
        pair result = load_pairs(in + 2 * k, channels, lanes);
        if (rows == 2) {
            const pair below = load_pairs(in + row + 2 * k, channels, lanes);
            if (averages) {
                result.left += below.left, result.right += below.right;
            } else {
                result.left = apply_maximum(below.left, result.left, 0);
                result.right = apply_maximum(below.right, result.right, 0);
            }
        }
        const vector whole = averages ? (result.left + result.right) * factor
                                      : apply_maximum(result.right, result.left, 0);
        if (lanes == WIDTH)
            store(out + k, whole);
        else
            store_partial(out + k, lanes, whole);
    }
}
