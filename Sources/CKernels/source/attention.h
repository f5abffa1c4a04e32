// Attention: each query's mean of the values, weighted by softmax of its products with the keys.
//
// Keys are taken in blocks of CK_KEY_BLOCK, and what is known of a row so far, its largest score, the sum of
// exponentials and the weighted sum of values, is brought to the new largest score with each block ("online
// softmax", Rabe and Staats, 2021; Dao et al., 2022). So no matrix of all scores is ever made. Within a
// block, some queries at a time go through the tiles of products: scores, exponentials, weighted values.
// Keys that a query does not see have weight 0 to the bit.

enum {
    HEAD_MOST = 256,                 // numbers of a head
    SCORE_ROW = CK_KEY_BLOCK + 16,   // not a power of two: rows would share cache lines' places
};

// Which numbers of which rows belong to a head: of queries, keys and values in this order.
enum { QUERIES, KEYS, VALUES };
typedef struct attention {
    int64_t batch, length, keys, heads, groups, size;
    int64_t row[3], offset[3];
    const float *from[3];
    const int32_t *lengths;  // or NULL
    int causal;
    float scale;
} attention;

INLINE attention read_attention(const ck_call *call, int first_pointer) {
    const int64_t *s = call->sizes;
    attention it = {.batch = s[0], .length = s[1], .keys = s[2], .heads = s[3], .groups = s[4], .size = s[5],
                    .causal = s[6] != 0, .scale = call->scalars[0]};
    for (int i = 0; i < 3; i++) {
        it.row[i] = s[8 + i], it.offset[i] = s[11 + i];
        it.from[i] = (const float *)call->pointers[first_pointer + i] + it.offset[i];
    }
    if (s[7]) it.lengths = call->pointers[first_pointer + 3];
    return it;
}

// The first row of a head; queries have `heads` heads, keys and values `groups`.
INLINE int64_t head_place(const attention *it, int what, int64_t item, int64_t head) {
    return item * (what == QUERIES ? it->length : it->keys) * it->row[what] + head * it->size;
}
INLINE const float *head_of(const attention *it, int what, int64_t item, int64_t head) {
    return it->from[what] + head_place(it, what, item, head);
}

INLINE int64_t known_keys(const attention *it, int64_t item) {
    return it->lengths ? smaller_of(larger_of(it->lengths[item], 0), it->keys) : it->keys;
}
// How many keys query i sees, of those from key `first` on, of at most `most`.
INLINE int64_t visible_keys(const attention *it, int64_t known, int64_t i, int64_t first, int64_t most) {
    int64_t end = it->causal ? known - it->length + i + 1 : known;
    return smaller_of(larger_of(end - first, 0), most);
}

// A matrix as tiles read it: `step` numbers from one line to the next, `next` from panel to panel.
typedef struct panels {
    const float *from;
    int64_t step, next;
} panels;

// The rows of a head as lines; where they lie if whole vectors do.
static panels lay_out_rows(float *to, const float *from, int64_t row, int64_t rows, int64_t size) {
    if (size % LANES == 0) return (panels){from, row, PANEL};
    product whole = {.b = from, .b_step = row, .b_column = 1};
    for (int64_t j = 0; j < size; j += PANEL)
        pack_panel(&whole, to + j * rows, 0, j, rows, smaller_of(PANEL, size - j), PANEL);
    return (panels){to, PANEL, PANEL * rows};
}

// The rows of a head as columns.
static panels lay_out_columns(float *to, const float *from, int64_t row, int64_t rows, int64_t size) {
    product whole = {.b = from, .b_step = 1, .b_column = row};
    for (int64_t j = 0; j < rows; j += PANEL)
        pack_panel(&whole, to + j * size, 0, j, size, smaller_of(PANEL, rows - j), PANEL);
    return (panels){to, PANEL, PANEL * size};
}

// C = A B, or C += A B, for at most ROWS_WIDE rows; rows of C have room for whole vectors.
static void multiply_rows(const float *a, int64_t a_row, int64_t a_step, panels b, float *c, int64_t c_row,
                          int64_t rows, int64_t columns, int64_t steps, int add) {
    tile tile = {.a = a, .a_row = a_row, .a_step = a_step, .b_step = b.step, .c_row = c_row, .k = steps,
                 .add = add};
    for (int64_t j = 0; j < columns; j += PANEL) {
        tile.b = b.from + j / PANEL * b.next;
        tile.c = c + j;
        tile_functions[a_step != 1][columns - j > LANES][rows - 1](&tile);
    }
}

// What is known of a row of scores.
typedef struct score_row {
    float maximum, sum;
} score_row;

// Scales the scores of a block, of which the first `visible` count, and makes exponentials of all up to `limit`
// (0 where they do not count). Returns the factor for what was summed before.
INLINE float exponentials_of_row(float *scores, int64_t visible, int64_t limit, float scale,
                                 score_row *known) {
    vector best = known->maximum;
    for (int64_t v = 0; v < limit; v += WIDTH) {
        integers counts = (ascending + (uint32_t)v) < (uint32_t)visible;
        vector x = choose(counts, load(scores + v) * scale, -__builtin_inff());
        store(scores + v, x);
        best = LARGER(best, x);
    }
    const float maximum = fold_larger(best);
    const float shift = maximum == -__builtin_inff() ? 0 : maximum;
    vector sums = 0;
    for (int64_t v = 0; v < limit; v += WIDTH) {
        vector e = exponential_of_negative(load(scores + v) - shift);
        store(scores + v, e);
        sums += e;
    }
    const float factor =
        known->sum == 0 ? 1 : exponential_of_negative((vector)(known->maximum - shift))[0];
    *known = (score_row){maximum, known->sum * factor + fold_sum(sums)};
    return factor;
}

INLINE void scale_row(float *to, const float *from, int64_t count, float factor) {
    int64_t v = 0;
    for (; v + WIDTH <= count; v += WIDTH) store(to + v, load(from + v) * factor);
    if (v < count) store_partial(to + v, count - v, load_partial(from + v, count - v, 0) * factor);
}

// Adding 0 makes +0 of -0, of which keys without weight would make +0 too.
INLINE void divide_row(float *to, const float *from, int64_t count, float divisor) {
    int64_t v = 0;
    for (; v + WIDTH <= count; v += WIDTH) store(to + v, load(from + v) / divisor + 0.0f);
    if (v < count) store_partial(to + v, count - v, load_partial(from + v, count - v, 0) / divisor + 0.0f);
}

// One head of one example: rows of out, and maximum and sum of each.
static void attend(const attention *it, int64_t item, int64_t head, float *out, score_row *known_rows,
                   float *scratch) {
    const int64_t group = head / (it->heads / it->groups), out_row = it->heads * it->size;
    const int64_t known = known_keys(it, item), width = quotient_up(it->size, LANES) * LANES;
    const int64_t most = visible_keys(it, known, it->length - 1, 0, it->keys);
    const float *queries = head_of(it, QUERIES, item, head);
    float *key_panels = scratch, *value_panels = key_panels + CK_KEY_BLOCK * HEAD_MOST;
    float *scores = value_panels + CK_KEY_BLOCK * HEAD_MOST, *sums = scores + ROWS_WIDE * SCORE_ROW;
    for (int64_t i = 0; i < it->length; i++) {
        known_rows[i] = (score_row){-__builtin_inff(), 0};
        __builtin_memset(out + i * out_row, 0, (size_t)it->size * sizeof(float));
    }
    for (int64_t j = 0; j < most; j += CK_KEY_BLOCK) {
        const int64_t count = smaller_of(CK_KEY_BLOCK, most - j);
        panels keys = lay_out_columns(key_panels, head_of(it, KEYS, item, group) + j * it->row[KEYS],
                                      it->row[KEYS], count, it->size);
        panels values = lay_out_rows(value_panels, head_of(it, VALUES, item, group) + j * it->row[VALUES],
                                     it->row[VALUES], count, it->size);
        for (int64_t i = 0, rows; i < it->length; i += rows) {
            rows = smaller_of(ROWS_WIDE, it->length - i);
            const int64_t limit = visible_keys(it, known, i + rows - 1, j, count);
            if (limit == 0) continue;
            multiply_rows(queries + i * it->row[QUERIES], it->row[QUERIES], 1, keys, scores, SCORE_ROW, rows,
                          limit, it->size, 0);
            for (int64_t r = 0; r < rows; r++) {
                float factor = exponentials_of_row(
                    scores + r * SCORE_ROW, visible_keys(it, known, i + r, j, count), limit, it->scale,
                    &known_rows[i + r]);
                if (j > 0) scale_row(sums + r * width, out + (i + r) * out_row, it->size, factor);
            }
            multiply_rows(scores, SCORE_ROW, 1, values, sums, width, rows, it->size, limit, j > 0);
            const int last = visible_keys(it, known, i + rows - 1, j, it->keys) <= CK_KEY_BLOCK;
            for (int64_t r = 0; r < rows; r++) {
                const float sum = known_rows[i + r].sum;
                divide_row(out + (i + r) * out_row, sums + r * width, it->size, last && sum != 0 ? sum : 1);
            }
        }
    }
}

// The numbers of the result come before maximum and sum of each row of scores.
static void kernel_attention(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    const attention it = read_attention(call, 1);
    float *out = call->pointers[0];
    score_row *known = (score_row *)(void *)(out + it.batch * it.length * it.heads * it.size);
    range mine = share(it.batch * it.heads, 1, part, parts);
    for (int64_t i = mine.begin; i < mine.end; i++) {
        const int64_t item = i / it.heads, head = i % it.heads;
        attend(&it, item, head, out + (item * it.length * it.heads + head) * it.size, known + i * it.length,
               scratch);
    }
}

// Scores of whole rows, then softmax of what is seen.
static void kernel_attention_weights(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    const attention it = read_attention(call, 1);
    float *key_panels = scratch, *scores = key_panels + CK_KEY_BLOCK * HEAD_MOST;
    range mine = share(it.batch * it.heads, 1, part, parts);
    for (int64_t place = mine.begin; place < mine.end; place++) {
        const int64_t item = place / it.heads, head = place % it.heads, known = known_keys(&it, item);
        const float *queries = head_of(&it, QUERIES, item, head);
        float *out = (float *)call->pointers[0] + place * it.length * it.keys;
        for (int64_t j = 0; j < it.keys; j += CK_KEY_BLOCK) {
            const int64_t count = smaller_of(CK_KEY_BLOCK, it.keys - j);
            panels keys = lay_out_columns(
                key_panels, head_of(&it, KEYS, item, head / (it.heads / it.groups)) + j * it.row[KEYS],
                it.row[KEYS], count, it.size);
            for (int64_t i = 0, rows; i < it.length; i += rows) {
                rows = smaller_of(ROWS_WIDE, it.length - i);
                multiply_rows(queries + i * it.row[QUERIES], it.row[QUERIES], 1, keys, scores, SCORE_ROW,
                              rows, count, it.size, 0);
                for (int64_t r = 0; r < rows; r++)
                    scale_row(out + (i + r) * it.keys + j, scores + r * SCORE_ROW, count, it.scale);
            }
        }
        for (int64_t i = 0; i < it.length; i++) {
            float *row = out + i * it.keys;
            const int64_t visible = visible_keys(&it, known, i, 0, it.keys);
            if (visible > 0) softmax_row(row, row, visible);
            __builtin_memset(row + visible, 0, (size_t)(it.keys - visible) * sizeof(float));
        }
    }
}
