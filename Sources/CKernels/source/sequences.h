// What belongs to sequences besides arithmetic: how long they are, whole numbers, and steps that are
// written into a memory.

static void kernel_sequence_lengths(const ck_call *call, int32_t part, int32_t parts,
                                    __attribute__((unused)) void *scratch) {
    int32_t *out = call->pointers[0];
    const int32_t *tokens = call->pointers[1];
    const int64_t columns = call->sizes[1];
    const range mine = share(call->sizes[0], 1, part, parts);
    for (int64_t row = mine.begin; row < mine.end; row++) {
        int64_t length = columns;
        while (length > 0 && tokens[row * columns + length - 1] < 0) length--;
        out[row] = (int32_t)length;
    }
}

static void kernel_whole_numbers(const ck_call *call, int32_t part, int32_t parts,
                                 __attribute__((unused)) void *scratch) {
    int32_t *out = call->pointers[0];
    const float *in = call->pointers[1];
    const range mine = share(call->sizes[0], WIDTH, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i++) {
        const int fits = in[i] > -2147483648.0f && in[i] < 2147483648.0f;
        out[i] = fits ? (int32_t)__builtin_rintf(in[i]) : -1;
    }
}

static void kernel_insert(const ck_call *call, int32_t part, int32_t parts,
                          __attribute__((unused)) void *scratch) {
    const int64_t capacity = call->sizes[1], width = call->sizes[2], length = call->sizes[3];
    const int32_t *places = call->pointers[3];
    const range mine = share(call->sizes[0], 1, part, parts);
    for (int64_t row = mine.begin; row < mine.end; row++) {
        float *out = (float *)call->pointers[0] + row * capacity * width;
        const float *in = (const float *)call->pointers[1] + row * capacity * width;
        const float *steps = (const float *)call->pointers[2] + row * length * width;
        if (out != in) __builtin_memcpy(out, in, (size_t)(capacity * width) * sizeof(float));
        const int64_t place = places[row];
        const int64_t begin = place < 0 ? -place : 0;
        const int64_t end = smaller_of(length, capacity - place);
        if (begin < end)
            __builtin_memcpy(out + (place + begin) * width, steps + begin * width,
                             (size_t)((end - begin) * width) * sizeof(float));
    }
}
