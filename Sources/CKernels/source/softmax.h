// Softmax, its logarithm and cross-entropy, over the columns of [rows, columns].
//
// Every row's largest element is subtracted first, so exp never overflows (a NaN that is passed over
// there makes the sum NaN). A row is handled in three passes over it; a row of at most 16 columns
// stays in one vector.

// Stores exp(x - shift) (unless `to` is NULL) and returns the sum.
INLINE float sum_of_exponentials(float *to, const float *from, int64_t count, float shift) {
    vector sums = 0;
    int64_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) {
        vector e = exponential_of_negative(load(from + i) - shift);
        if (to) store(to + i, e);
        sums += e;
    }
    if (i < count) {
        vector e = exponential_of_negative(load_partial(from + i, count - i, -__builtin_inff()) - shift);
        if (to) store_partial(to + i, count - i, e);
        sums += e;
    }
    return fold_sum(sums);
}

// Runs `expression` of `x` (and `y`, from `second`) over a row and stores it.
#define MAP_ROW(to, first, second, count, expression)                                          \
    do {                                                                                       \
        int64_t i_ = 0, count_ = (count);                                                      \
        for (; i_ + WIDTH <= count_; i_ += WIDTH) {                                            \
            vector x = load((first) + i_), y = load((second) + i_);                            \
            (void)y;                                                                           \
            store((to) + i_, expression);                                                      \
        }                                                                                      \
        if (i_ < count_) {                                                                     \
            vector x = load_partial((first) + i_, count_ - i_, 0);                             \
            vector y = load_partial((second) + i_, count_ - i_, 0);                            \
            (void)y;                                                                           \
            store_partial((to) + i_, count_ - i_, expression);                                 \
        }                                                                                      \
    } while (0)

INLINE float shift_of_row(const float *in, int64_t columns) {
    integers ignored = 0;
    return largest(in, columns, &ignored);
}

// softmax, then what `FINISH(x, i)` makes of the probabilities x from column i on.
#define SOFTMAX_ROW(out, in, columns, FINISH)                                                  \
    do {                                                                                       \
        float shift_ = shift_of_row(in, columns);                                              \
        if ((columns) <= WIDTH) {                                                              \
            vector x_ = load_partial(in, columns, -__builtin_inff()) - shift_;                 \
            vector e_ = exponential_of_negative(x_);                                           \
            store_partial(out, columns, FINISH(e_ / fold_sum(e_), 0));                         \
        } else {                                                                               \
            float sum_ = sum_of_exponentials(out, in, columns, shift_);                        \
            MAP_ROW(out, out, out, columns, FINISH(x / sum_, i_));                             \
        }                                                                                      \
    } while (0)
#define UNCHANGED(x, i) (x)

INLINE float scalar_logarithm(float x) { return logarithm((vector)x)[0]; }

// The kernels over rows differ in what they do with one.
#define ROW_KERNEL(name)                                                                       \
    static void kernel_##name(const ck_call *call, int32_t part, int32_t parts,                \
                              __attribute__((unused)) void *scratch) {                         \
        const int64_t columns = call->sizes[1];                                                \
        range rows = share(call->sizes[0], 1, part, parts);                                    \
        if (columns == 0) return;                                                              \
        for (int64_t row = rows.begin; row < rows.end; row++) name##_of_row(call, row, columns); \
    }

INLINE float *row_of(const ck_call *call, int pointer, int64_t row, int64_t columns) {
    return (float *)call->pointers[pointer] + row * columns;
}

INLINE void softmax_row(float *out, const float *in, int64_t columns) {
    SOFTMAX_ROW(out, in, columns, UNCHANGED);
}
INLINE void softmax_of_row(const ck_call *call, int64_t row, int64_t columns) {
    softmax_row(row_of(call, 0, row, columns), row_of(call, 1, row, columns), columns);
}
ROW_KERNEL(softmax)

INLINE void log_softmax_of_row(const ck_call *call, int64_t row, int64_t columns) {
    const float *in = row_of(call, 1, row, columns);
    float *out = row_of(call, 0, row, columns);
    float shift = shift_of_row(in, columns);
    float log_sum = scalar_logarithm(sum_of_exponentials(0, in, columns, shift));
    MAP_ROW(out, in, in, columns, (x - shift) - log_sum);
}
ROW_KERNEL(log_softmax)

// The logarithms of a vector's worth of rows are taken at once.
static void kernel_cross_entropy(const ck_call *call, int32_t part, int32_t parts,
                                 __attribute__((unused)) void *scratch) {
    const int64_t columns = call->sizes[1];
    float *losses = call->pointers[0];
    const int32_t *labels = call->pointers[2];
    range rows = share(call->sizes[0], 1, part, parts);
    if (columns == 0) return;
    for (int64_t row = rows.begin; row < rows.end; row += WIDTH) {
        const int64_t count = smaller_of(WIDTH, rows.end - row);
        vector sums = 1, scores = 0;
        for (int64_t i = 0; i < count; i++) {
            const float *logits = row_of(call, 1, row + i, columns);
            const int32_t label = labels[row + i];
            const float shift = shift_of_row(logits, columns);
            const int known = label >= 0 && label < columns;
            if (label < 0 && call->sizes[2]) continue;
            sums[i] = known ? sum_of_exponentials(0, logits, columns, shift) : __builtin_nanf("");
            scores[i] = known ? logits[label] - shift : 0;
        }
        store_partial(losses + row, count, logarithm(sums) - scores);
    }
}

INLINE void gradient_cross_entropy_of_row(const ck_call *call, int64_t row, int64_t columns) {
    const float *logits = row_of(call, 2, row, columns);
    float *out = row_of(call, 0, row, columns), upstream = ((const float *)call->pointers[1])[row];
    int32_t label = ((const int32_t *)call->pointers[3])[row];
    if (label < 0 && call->sizes[2]) {
        __builtin_memset(out, 0, (size_t)columns * sizeof(float));
        return;
    }
    if (label < 0 || label >= columns) upstream = __builtin_nanf("");
#define FINISH(x, i) \
    (((x) - choose((ascending + (uint32_t)(i)) == (uint32_t)label, (vector)1.0f, (vector)0.0f)) * upstream)
    SOFTMAX_ROW(out, logits, columns, FINISH);
#undef FINISH
}
ROW_KERNEL(gradient_cross_entropy)

// Whether no score before the label's is as large and none after it larger; false with a NaN.
INLINE int is_correct(const float *scores, int64_t columns, int32_t label) {
    if (label < 0 || label >= columns) return 0;
    float score = scores[label];
    integers wrong = 0;
    for (int64_t i = 0; i < columns; i += WIDTH) {
        vector here = load_partial(scores + i, smaller_of(WIDTH, columns - i), -__builtin_inff());
        integers before = (ascending + (uint32_t)(i)) < (uint32_t)label;
        wrong |= ~(here <= score) | (before & (here == score));
    }
    return !__builtin_reduce_or(wrong);
}

static void kernel_count_correct(const ck_call *call, int32_t part,
                                 __attribute__((unused)) int32_t parts,
                                 __attribute__((unused)) void *scratch) {
    const int64_t rows = call->sizes[0], columns = call->sizes[1];
    const int32_t *labels = call->pointers[2];
    if (part != 0) return;
    const int64_t steps = larger_of(call->sizes[2], 1);
    float sum = 0;
    for (int64_t example = 0; example < rows; example += steps) {
        int64_t correct = 0, known = 0;
        for (int64_t row = example; row < example + steps; row++) {
            known += labels[row] >= 0;
            correct += is_correct(row_of(call, 1, row, columns), columns, labels[row]);
        }
        if (known > 0) sum += (float)correct / (float)known;
    }
    *(float *)call->pointers[0] = sum;
}
#undef ROW_KERNEL
#undef SOFTMAX_ROW
#undef UNCHANGED
#undef MAP_ROW
