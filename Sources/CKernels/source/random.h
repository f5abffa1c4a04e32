// Dropout, by the counter-based generator Philox4x32-10.
// Source: Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011.

enum { WORDS = 4096 };  // random words made at a time

// The upper halves of 32 x 32 -> 64 bits: even and odd lanes apart, as processors multiply them.
INLINE words multiply_high(words a, uint32_t factor) {
    word_pairs even = ((word_pairs)a & UINT32_MAX) * factor, odd = ((word_pairs)a >> 32) * factor;
    return (words)((even >> 32) | (odd & ~(uint64_t)UINT32_MAX));
}

// Sixteen blocks of four words, one for each lane's counter.
INLINE void philox(words counter[4], uint32_t key_low, uint32_t key_high) {
    for (int round = 0; round < 10; round++) {
        words first = counter[0], second = counter[2];
        counter[0] = multiply_high(second, 0xCD9E8D57u) ^ counter[1] ^ key_low;
        counter[1] = second * 0xCD9E8D57u;
        counter[2] = multiply_high(first, 0xD2511F53u) ^ counter[3] ^ key_high;
        counter[3] = first * 0xD2511F53u;
        key_low += 0x9E3779B9u, key_high += 0xBB67AE85u;
    }
}

// Lanes i, i + 1, … of a and b by turns; then pairs of lanes by turns.
#define BY_TURNS(a, b, i)                                                                      \
    __builtin_shufflevector(a, b, i, i + 16, i + 1, i + 17, i + 2, i + 18, i + 3, i + 19,      \
                            i + 4, i + 20, i + 5, i + 21, i + 6, i + 22, i + 7, i + 23)
#define PAIRS_BY_TURNS(a, b, i)                                                                \
    __builtin_shufflevector(a, b, i, i + 1, i + 16, i + 17, i + 2, i + 3, i + 18, i + 19,      \
                            i + 4, i + 5, i + 20, i + 21, i + 6, i + 7, i + 22, i + 23)

// Block after block.
INLINE void store_blocks(uint32_t *to, const words block[4]) {
    UNROLL for (int half = 0; half < 2; half++, to += 2 * WIDTH) {
        words front = half ? BY_TURNS(block[0], block[1], 8) : BY_TURNS(block[0], block[1], 0);
        words back = half ? BY_TURNS(block[2], block[3], 8) : BY_TURNS(block[2], block[3], 0);
        *(words_in_memory *)to = PAIRS_BY_TURNS(front, back, 0);
        *(words_in_memory *)(to + WIDTH) = PAIRS_BY_TURNS(front, back, 8);
    }
}

// Words for `blocks` blocks of four columns, of one row after another, `per_row` blocks for each row,
// from block `first` of row `row` on.
static void draw(uint32_t *to, const uint32_t *key, uint32_t stream, int64_t row, int64_t first,
                 int64_t per_row, int64_t blocks) {
    for (int64_t done = 0; done < blocks; done += WIDTH, to += 4 * WIDTH) {
        words counter[4] = {ascending + (uint32_t)first, key[3] + (uint32_t)row, key[2], stream};
        if (first + WIDTH < per_row) {
            first += WIDTH;
        } else {
            uint32_t blocks_of_lanes[WIDTH], rows_of_lanes[WIDTH];
            for (int lane = 0; lane < WIDTH; lane++) {
                blocks_of_lanes[lane] = (uint32_t)first, rows_of_lanes[lane] = key[3] + (uint32_t)row;
                if (++first == per_row) first = 0, row++;
            }
            counter[0] = *(words_in_memory *)blocks_of_lanes;
            counter[1] = *(words_in_memory *)rows_of_lanes;
        }
        philox(counter, key[0], key[1]);
        store_blocks(to, counter);
    }
}

// One run of elements with its words.
INLINE void drop(float *out, const float *in, const uint32_t *random, int64_t count,
                 uint32_t threshold, float scale) {
    int64_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) {
        integers keep = *(const words_in_memory *)(random + i) >= threshold;
        store(out + i, choose(keep, load(in + i) * scale, 0.0f));
    }
    if (i < count) {
        integers keep = *(const words_in_memory *)(random + i) >= threshold;
        store_partial(out + i, count - i, choose(keep, load_partial(in + i, count - i, 0) * scale, 0.0f));
    }
}

static void kernel_dropout(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    float *out = call->pointers[0];
    const float *in = call->pointers[1];
    const uint32_t *key = call->pointers[2];
    const int64_t columns = call->sizes[1];
    const uint32_t stream = (uint32_t)call->sizes[2];
    const float scale = call->scalars[0];
    // A threshold of 2^32 drops all; no word reaches it.
    const int drops_all = call->sizes[3] > UINT32_MAX;
    const uint32_t threshold = drops_all ? 0 : (uint32_t)call->sizes[3];
    uint32_t *random = scratch;
    if (columns == 0) return;
    int64_t per_row = quotient_up(columns, 4);
    range rows = share(call->sizes[0], 1, part, parts);
    if (drops_all) {
        __builtin_memset(out + rows.begin * columns, 0, (size_t)((rows.end - rows.begin) * columns) * 4);
        return;
    }
    int64_t step = larger_of(1, WORDS / (per_row * 4));  // rows at a time
    for (int64_t row = rows.begin; row < rows.end; row += step) {
        int64_t here = smaller_of(step, rows.end - row);
        for (int64_t column = 0; column < columns; column += WORDS) {
            int64_t width = smaller_of(WORDS, columns - column);
            draw(random, key, stream, row, column / 4, per_row, here * quotient_up(width, 4));
            if (columns % 4 == 0) {
                int64_t from = row * columns + column;
                drop(out + from, in + from, random, here * width, threshold, scale);
                continue;
            }
            for (int64_t i = 0; i < here; i++) {
                int64_t from = (row + i) * columns + column;
                drop(out + from, in + from, random + i * per_row * 4, width, threshold, scale);
            }
        }
    }
}
