// Optimizer steps: one pass over weights, gradients and state.

static void kernel_sgd(const ck_call *call, int32_t part, int32_t parts,
                       __attribute__((unused)) void *scratch) {
    float *weights = call->pointers[0], *velocities = call->pointers[2];
    const float *gradients = call->pointers[1];
    const float rate = call->scalars[0], momentum = call->scalars[1], decay = call->scalars[2];
    const int nesterov = call->scalars[3] != 0;
    const range mine = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i += WIDTH) {
        const int64_t count = smaller_of(WIDTH, mine.end - i);
        vector w = load_some(weights + i, count), g = load_some(gradients + i, count);
        g = fused(decay, w, g);
        if (velocities) {
            vector v = fused(momentum, load_some(velocities + i, count), g);
            store_some(velocities + i, count, v);
            g = nesterov ? fused(momentum, v, g) : v;
        }
        store_some(weights + i, count, fused(-rate, g, w));
    }
}

static void kernel_adam(const ck_call *call, int32_t part, int32_t parts,
                        __attribute__((unused)) void *scratch) {
    float *weights = call->pointers[0], *means = call->pointers[2], *squares = call->pointers[3];
    const float *gradients = call->pointers[1], *s = call->scalars;
    const float size = s[0], beta1 = s[1], rest1 = s[2], beta2 = s[3], rest2 = s[4];
    const float epsilon = s[5], decay = s[6], shrinkage = s[7];
    const range mine = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i += WIDTH) {
        const int64_t count = smaller_of(WIDTH, mine.end - i);
        vector w = load_some(weights + i, count), g = load_some(gradients + i, count);
        g = fused(decay, w, g);
        w = fused(-shrinkage, w, w);
        vector m = fused(beta1, load_some(means + i, count), rest1 * g);
        vector v = fused(beta2, load_some(squares + i, count), rest2 * (g * g));
        store_some(means + i, count, m);
        store_some(squares + i, count, v);
        vector step = m / (__builtin_elementwise_sqrt(v) + epsilon);
        store_some(weights + i, count, fused(-size, step, w));
    }
}

static void kernel_rmsprop(const ck_call *call, int32_t part, int32_t parts,
                           __attribute__((unused)) void *scratch) {
    float *weights = call->pointers[0], *squares = call->pointers[2];
    float *velocities = call->pointers[3];
    const float *gradients = call->pointers[1], *s = call->scalars;
    const float rate = s[0], old = s[1], fresh = s[2], epsilon = s[3], momentum = s[4];
    const float decay = s[5];
    const range mine = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i += WIDTH) {
        const int64_t count = smaller_of(WIDTH, mine.end - i);
        vector w = load_some(weights + i, count), g = load_some(gradients + i, count);
        g = fused(decay, w, g);
        vector q = fused(old, load_some(squares + i, count), fresh * (g * g));
        store_some(squares + i, count, q);
        vector step = g / (__builtin_elementwise_sqrt(q) + epsilon);
        if (velocities) {
            step = fused(momentum, load_some(velocities + i, count), step);
            store_some(velocities + i, count, step);
        }
        store_some(weights + i, count, fused(-rate, step, w));
    }
}

static void kernel_nadam(const ck_call *call, int32_t part, int32_t parts,
                         __attribute__((unused)) void *scratch) {
    float *weights = call->pointers[0], *means = call->pointers[2], *squares = call->pointers[3];
    const float *gradients = call->pointers[1], *s = call->scalars;
    const float of_mean = s[0], of_gradient = s[1], beta1 = s[2], rest1 = s[3];
    const float beta2 = s[4], rest2 = s[5], epsilon = s[6], decay = s[7];
    const range mine = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i += WIDTH) {
        const int64_t count = smaller_of(WIDTH, mine.end - i);
        vector w = load_some(weights + i, count), g = load_some(gradients + i, count);
        g = fused(decay, w, g);
        vector m = fused(beta1, load_some(means + i, count), rest1 * g);
        vector v = fused(beta2, load_some(squares + i, count), rest2 * (g * g));
        store_some(means + i, count, m);
        store_some(squares + i, count, v);
        vector step = fused(of_mean, m, of_gradient * g);
        store_some(weights + i, count, w - step / (__builtin_elementwise_sqrt(v) + epsilon));
    }
}

// −1, 0 or 1; zeros and NaN stay what they are.
INLINE vector sign_of(vector v) {
    const vector one = 1;
    return choose(v > 0, one, choose(v < 0, -one, v));
}

static void kernel_lion(const ck_call *call, int32_t part, int32_t parts,
                        __attribute__((unused)) void *scratch) {
    float *weights = call->pointers[0], *means = call->pointers[2];
    const float *gradients = call->pointers[1], *s = call->scalars;
    const float rate = s[0], beta1 = s[1], rest1 = s[2], beta2 = s[3], rest2 = s[4];
    const float shrinkage = s[5];
    const range mine = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i += WIDTH) {
        const int64_t count = smaller_of(WIDTH, mine.end - i);
        vector w = load_some(weights + i, count), g = load_some(gradients + i, count);
        vector m = load_some(means + i, count);
        w = fused(-shrinkage, w, w);
        vector step = sign_of(fused(beta1, m, rest1 * g));
        store_some(means + i, count, fused(beta2, m, rest2 * g));
        store_some(weights + i, count, fused(-rate, step, w));
    }
}
