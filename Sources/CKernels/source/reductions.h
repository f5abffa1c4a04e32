// Sums and maxima over one axis of [outer, k, inner].

// The sum of a contiguous run: term i goes to lane i mod 16. Zeros that pad the end change no bit,
// for a sum that began with +0 is never -0.
INLINE vector partial_sums(const float *from, int64_t count) {
    vector sums = 0;
    int64_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) sums += load(from + i);
    if (i < count) sums += load_partial(from + i, count - i, 0);
    return sums;
}

// What is summed: a number itself, its squared distance from a centre, or an upstream gradient times a
// number's distance from a centre.
enum { TERM_PLAIN, TERM_SQUARE, TERM_PRODUCT };

#define TERM(kind, a, b, centre)                                                               \
    ((kind) == TERM_PLAIN    ? (a)                                                             \
     : (kind) == TERM_SQUARE ? ((a) - (centre)) * ((a) - (centre))                             \
                             : (a) * ((b) - (centre)))

INLINE native term_of_columns(int kind, const float *a, const float *b, native centre, int64_t columns) {
    if (columns == LANES) return TERM(kind, load_native(a), load_native(b), centre);
    return TERM(kind, load_native_partial(a, columns), load_native_partial(b, columns), centre);
}

// Sums of terms over k for up to LANES neighbouring outputs. Sixteen partial sums for each: registers
// on a machine with enough of them.
INLINE native sum_terms(int kind, const float *a, const float *b, native centre, int64_t k,
                        int64_t stride, int64_t columns) {
    native sums[WIDTH];
    UNROLL for (int j = 0; j < WIDTH; j++) sums[j] = 0;
    int64_t t = 0;
    if (columns == LANES) {
        for (; t + WIDTH <= k; t += WIDTH, a += WIDTH * stride, b += WIDTH * stride) {
            UNROLL for (int j = 0; j < WIDTH; j++)
                sums[j] += term_of_columns(kind, a + j * stride, b + j * stride, centre, LANES);
        }
    } else {
        for (; t + WIDTH <= k; t += WIDTH, a += WIDTH * stride, b += WIDTH * stride) {
            UNROLL for (int j = 0; j < WIDTH; j++)
                sums[j] += term_of_columns(kind, a + j * stride, b + j * stride, centre, columns);
        }
    }
    UNROLL for (int j = 0; j < WIDTH; j++) {
        if (t + j < k)
            sums[j] += term_of_columns(kind, a + j * stride, b + j * stride, centre, columns);
    }
    UNROLL for (int half = WIDTH / 2; half > 0; half /= 2) {
        UNROLL for (int j = 0; j < half; j++) sums[j] += sums[j + half];
    }
    return sums[0];
}

INLINE native sum_columns(const float *from, int64_t k, int64_t stride, int64_t columns) {
    return sum_terms(TERM_PLAIN, from, from, 0, k, stride, columns);
}

static void kernel_reduce_sum(const ck_call *call, int32_t part, int32_t parts,
                              __attribute__((unused)) void *scratch) {
    float *out = call->pointers[0];
    const float *in = call->pointers[1];
    const int64_t outer = call->sizes[0], k = call->sizes[1], inner = call->sizes[2];
    const float factor = call->scalars[0];
    if (inner == 1) {
        range rows = share(outer, WIDTH, part, parts);
        for (int64_t i = rows.begin; i < rows.end; i++)
            out[i] = fold_sum(partial_sums(in + i * k, k)) * factor;
        return;
    }
    int64_t groups = quotient_up(inner, LANES);
    range shares = share(outer * groups, 1, part, parts);
    for (int64_t g = shares.begin; g < shares.end; g++) {
        int64_t row = g / groups, column = g % groups * LANES;
        int64_t columns = smaller_of(LANES, inner - column);
        native sum = sum_columns(in + row * k * inner + column, k, inner, columns) * factor;
        store_native_partial(out + row * inner + column, columns, sum);
    }
}

// The largest of a contiguous run of at least one; lanes that pad it hold -inf. A NaN may be passed
// over, but is seen by `has_nan`.
INLINE float largest(const float *from, int64_t count, integers *has_nan) {
    vector best = -__builtin_inff();
    int64_t i = 0;
    for (; i < count; i += WIDTH) {
        vector here = count - i >= WIDTH ? load(from + i)
                                         : load_partial(from + i, count - i, -__builtin_inff());
        best = LARGER(best, here);
        *has_nan |= here != here;
    }
    return fold_larger(best);
}

INLINE float largest_or_nan(const float *from, int64_t count) {
    integers has_nan = 0;
    float best = largest(from, count, &has_nan);
    return __builtin_reduce_or(has_nan) ? __builtin_nanf("") : best;
}

static void kernel_reduce_max(const ck_call *call, int32_t part, int32_t parts,
                              __attribute__((unused)) void *scratch) {
    float *out = call->pointers[0];
    const float *in = call->pointers[1];
    const int64_t outer = call->sizes[0], k = call->sizes[1], inner = call->sizes[2];
    if (inner == 1) {
        range rows = share(outer, WIDTH, part, parts);
        for (int64_t i = rows.begin; i < rows.end; i++) out[i] = largest_or_nan(in + i * k, k);
        return;
    }
    int64_t groups = quotient_up(inner, WIDTH);
    range shares = share(outer * groups, 1, part, parts);
    for (int64_t g = shares.begin; g < shares.end; g++) {
        int64_t row = g / groups, column = g % groups * WIDTH;
        int64_t columns = smaller_of(WIDTH, inner - column);
        const float *from = in + row * k * inner + column;
        vector best = load_partial(from, columns, 0);
        for (int64_t t = 1; t < k; t++) best = apply_maximum(best, load_partial(from + t * inner, columns, 0), 0);
        store_partial(out + row * inner + column, columns, best);
    }
}
