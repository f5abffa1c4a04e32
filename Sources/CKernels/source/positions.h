// Sines and cosines of positions, and the turning of pairs of numbers by them.

typedef struct turn {
    vector sine, cosine;
} turn;

// Of `position` times a frequency in turns, the sum of `high` and `low`. Whole turns go first, exactly, so that
// far positions lose nothing; then quarter turns, and Taylor's series on the rest, at most an eighth.
INLINE turn turn_of(vector position, vector high, vector low) {
    const float magic = 0x1.8p23f;  // adding it rounds to an integer, held in the low bits
    vector turns = position * high;
    vector rest = fused(position, high, -turns);
    rest = fused(position, low, rest);
    vector part = turns - ((turns + magic) - magic);
    vector shifted = part * 4.0f + magic;
    integers quarter = (integers)shifted & 3;
    vector x = ((part - (shifted - magic) * 0.25f) + rest) * 0x1.921fb6p2f;
    vector square = x * x;
    vector s = POLYNOMIAL(square, -0x1.ae6456p-26f, 0x1.71de3ap-19f, -0x1.a01a02p-13f, 0x1.111112p-7f,
                          -0x1.555556p-3f);
    vector c = POLYNOMIAL(square, 0x1.1eed8ep-29f, -0x1.27e4fcp-22f, 0x1.a01a02p-16f, -0x1.6c16c2p-10f,
                          0x1.555556p-5f, -0.5f);
    s = fused(x * square, s, x), c = fused(square, c, (vector)1.0f);
    integers odd = (quarter & 1) != 0;
    vector sine = choose(odd, c, s), cosine = choose(odd, s, c);
    return (turn){
        choose((quarter & 2) != 0, -sine, sine),
        choose(((quarter + 1) & 2) != 0, -cosine, cosine),
    };
}

static void kernel_sinusoids(const ck_call *call, int32_t part, int32_t parts,
                             __attribute__((unused)) void *scratch) {
    const int64_t length = call->sizes[1], half = call->sizes[2];
    const float *positions = call->pointers[1], *high = call->pointers[2], *low = high + half;
    range mine = share(call->sizes[0] * length, 1, part, parts);
    for (int64_t row = mine.begin; row < mine.end; row++) {
        float *to = (float *)call->pointers[0] + row * 2 * half;
        const float position = positions[row / length] + (float)(row % length);
        for (int64_t f = 0; f < half; f += WIDTH, to += 2 * WIDTH) {
            const int64_t count = 2 * smaller_of(WIDTH, half - f);
            turn t = turn_of(position, load_partial(high + f, count / 2, 0), load_partial(low + f, count / 2, 0));
            vector first = __builtin_shufflevector(t.sine, t.cosine, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21,
                                                   6, 22, 7, 23);
            vector second = __builtin_shufflevector(t.sine, t.cosine, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13,
                                                    29, 14, 30, 15, 31);
            store_some(to, smaller_of(WIDTH, count), first);
            if (count > WIDTH) store_some(to + WIDTH, count - WIDTH, second);
        }
    }
}

// Pairs (a, b) become (a cos - b sin, b cos + a sin).
static void kernel_rotate_pairs(const ck_call *call, int32_t part, int32_t parts,
                                __attribute__((unused)) void *scratch) {
    const int64_t *s = call->sizes, length = s[1], columns = s[2], rotated = s[3], size = s[4];
    const vector sign = {-1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1};
    const vector direction = sign * call->scalars[0];
    range mine = share(s[0] * length, 1, part, parts);
    for (int64_t row = mine.begin; row < mine.end; row++) {
        float *to = (float *)call->pointers[0] + row * columns;
        const float *from = (const float *)call->pointers[1] + row * columns;
        const float *turns = (const float *)call->pointers[2] + (row / length * s[5] + row % length) * size;
        for (int64_t head = 0; head < rotated; head += size) {
            for (int64_t v = 0; v < size; v += WIDTH) {
                const int64_t count = smaller_of(WIDTH, size - v);
                vector x = load_some(from + head + v, count), t = load_some(turns + v, count);
                vector other = __builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
                vector sine = __builtin_shufflevector(t, t, 0, 0, 2, 2, 4, 4, 6, 6, 8, 8, 10, 10, 12, 12, 14, 14);
                vector cosine = __builtin_shufflevector(t, t, 1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15);
                store_some(to + head + v, count, fused(other, sine * direction, x * cosine));
            }
        }
        __builtin_memcpy(to + rotated, from + rotated, (size_t)(columns - rotated) * sizeof(float));
    }
}
