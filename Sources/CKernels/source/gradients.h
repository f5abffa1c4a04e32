// What happens to gradients and weights around an optimizer's step: sums, norms, bounds.

static void kernel_combine(const ck_call *call, int32_t part, int32_t parts,
                           __attribute__((unused)) void *scratch) {
    float *sums = call->pointers[0];
    const float *terms = call->pointers[1], *s = call->scalars;
    const float old = s[0], fresh = s[1], of_sign = s[2];
    const range mine = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i += WIDTH) {
        const int64_t count = smaller_of(WIDTH, mine.end - i);
        const vector term = load_some(terms + i, count);
        const vector kept = old == 0 ? (vector)0 : old * load_some(sums + i, count);
        vector sum = fused(fresh, term, kept);
        if (of_sign != 0) sum = fused(of_sign, sign_of(term), sum);
        store_some(sums + i, count, sum);
    }
}

static void kernel_sum_of_squares(const ck_call *call, int32_t part, int32_t parts,
                                  __attribute__((unused)) void *scratch) {
    float *out = call->pointers[0];
    const float *in = call->pointers[1];
    const int64_t count = call->sizes[0], block = call->sizes[1];
    const range mine = share(quotient_up(count, block), WIDTH, part, parts);
    for (int64_t b = mine.begin; b < mine.end; b++) {
        const int64_t end = smaller_of(count, (b + 1) * block);
        vector sums = 0;
        for (int64_t i = b * block; i < end; i += WIDTH) {
            const vector v = load_some(in + i, smaller_of(WIDTH, end - i));
            sums = sums + v * v;
        }
        out[b] = fold_sum(sums);
    }
}

static void kernel_clip(const ck_call *call, int32_t part, int32_t parts,
                        __attribute__((unused)) void *scratch) {
    float *values = call->pointers[0];
    const float *squares = call->pointers[1];
    const float bound = call->scalars[1];
    float factor = 1;
    if (squares) {
        const float norm = __builtin_elementwise_sqrt(*squares);
        // A norm that is no number must be seen.
        if (!(norm <= call->scalars[0])) factor = call->scalars[0] / norm;
    }
    const range mine = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i += WIDTH) {
        const int64_t count = smaller_of(WIDTH, mine.end - i);
        vector v = load_some(values + i, count) * factor;
        v = choose(v > bound, (vector)bound, choose(v < -bound, (vector)-bound, v));
        store_some(values + i, count, v);
    }
}
