// The gradient of attention. The weights are computed anew from the scores with maximum and sum of each row; some
// queries at a time, their weights and what flows into their scores stay in the second-level cache.
//
// With weights P = softmax(S), S = scale Q K', O = P V and the upstream gradient G (Dao et al., 2022, appendix B):
// dV = P' G, dP = G V', dS = scale P (dP - sum of G O), dQ = dS K, dK = dS' Q.

typedef struct attention_room {
    float *key_columns, *value_columns, *key_rows, *upstream_rows, *query_rows;
    float *weights, *slopes, *keys, *values, *queries;
} attention_room;

enum { HEAD_WIDTH = HEAD_MOST };
_Static_assert((5 * CK_KEY_BLOCK * HEAD_WIDTH + 3 * CK_QUERY_BLOCK * HEAD_WIDTH + 2 * CK_QUERY_BLOCK * SCORE_ROW) * 4
                   <= CK_SCRATCH_BYTES, "a thread's scratch holds a block of keys and one of queries");

INLINE attention_room divide_scratch(float *scratch) {
    attention_room room;
    float **blocks[] = {&room.key_columns, &room.value_columns, &room.key_rows, &room.keys, &room.values};
    for (int i = 0; i < 5; i++, scratch += CK_KEY_BLOCK * HEAD_WIDTH) *blocks[i] = scratch;
    float **rows[] = {&room.upstream_rows, &room.query_rows, &room.queries};
    for (int i = 0; i < 3; i++, scratch += CK_QUERY_BLOCK * HEAD_WIDTH) *rows[i] = scratch;
    room.weights = scratch, room.slopes = scratch + CK_QUERY_BLOCK * SCORE_ROW;
    return room;
}

INLINE float sum_of_products(const float *a, const float *b, int64_t count) {
    vector sums = 0;
    int64_t v = 0;
    for (; v + WIDTH <= count; v += WIDTH) sums += load(a + v) * load(b + v);
    if (v < count) sums += load_partial(a + v, count - v, 0) * load_partial(b + v, count - v, 0);
    return fold_sum(sums);
}

// Makes weights of scores and slopes of what arrives at the weights; 0 from `visible` up to `limit`.
INLINE void weigh_row(float *weights, float *slopes, int64_t visible, int64_t limit, float scale,
                      score_row known, float product) {
    const float factor = known.sum == 0 ? 0 : 1 / known.sum;
    const float shift = known.sum == 0 ? 0 : known.maximum;
    for (int64_t v = 0; v < limit; v += WIDTH) {
        integers counts = (ascending + (uint32_t)v) < (uint32_t)visible;
        vector x = choose(counts, load(weights + v) * scale - shift, -__builtin_inff());
        vector weight = exponential_of_negative(x) * factor;
        store(weights + v, weight);
        store(slopes + v, choose(counts, weight * (load(slopes + v) - product) * scale, (vector)0.0f));
    }
}

// Where a head's gradients go, and what they are made from.
typedef struct attention_head {
    const float *queries, *upstream, *result;
    const score_row *known_rows;
    float *gradient;
    int64_t out_row;
} attention_head;

// What a block of queries gets from and gives to a block of keys, from key j on.
static void attend_backwards(const attention *it, const attention_head *head, const attention_room *room,
                             panels key_columns, panels value_columns, panels key_rows, int64_t known,
                             int64_t i, int64_t rows, int64_t j, int64_t count) {
    const int64_t size = it->size, width = quotient_up(size, LANES) * LANES;
    const int64_t limit = visible_keys(it, known, i + rows - 1, j, count);
    const float *queries = head->queries + i * it->row[QUERIES];
    const float *upstream = head->upstream + i * head->out_row, *result = head->result + i * head->out_row;
    for (int64_t r = 0, here; r < rows; r += here) {
        here = smaller_of(ROWS_WIDE, rows - r);
        const int64_t most = visible_keys(it, known, i + r + here - 1, j, count);
        float *weights = room->weights + r * SCORE_ROW, *slopes = room->slopes + r * SCORE_ROW;
        multiply_rows(queries + r * it->row[QUERIES], it->row[QUERIES], 1, key_columns, weights, SCORE_ROW,
                      here, most, size, 0);
        multiply_rows(upstream + r * head->out_row, head->out_row, 1, value_columns, slopes, SCORE_ROW, here,
                      most, size, 0);
        for (int64_t q = 0; q < here; q++) {
            const int64_t row = (r + q) * head->out_row;
            weigh_row(weights + q * SCORE_ROW, slopes + q * SCORE_ROW,
                      visible_keys(it, known, i + r + q, j, count), limit, it->scale,
                      head->known_rows[i + r + q], sum_of_products(upstream + row, result + row, size));
        }
        float *gradient = head->gradient + (i + r) * it->row[QUERIES];
        multiply_rows(slopes, SCORE_ROW, 1, key_rows, room->queries, width, here, size, most, 0);
        for (int64_t q = 0; q < here; q++, gradient += it->row[QUERIES]) {
            const float *sums = room->queries + q * width;
            for (int64_t v = 0; v < size; v += WIDTH) {
                const int64_t some = smaller_of(WIDTH, size - v);
                vector sum = load_partial(sums + v, some, 0);
                if (j > 0) sum += load_some(gradient + v, some);
                store_some(gradient + v, some, sum);
            }
        }
    }
    panels upstream_rows = lay_out_rows(room->upstream_rows, upstream, head->out_row, rows, size);
    panels query_rows = lay_out_rows(room->query_rows, queries, it->row[QUERIES], rows, size);
    for (int64_t key = 0, here; key < limit; key += here) {
        here = smaller_of(ROWS_WIDE, limit - key);
        // Queries before the first one that sees any of these keys give them nothing.
        const int64_t first = it->causal ? larger_of(j + key + it->length - known - i, 0) : 0;
        const float *weights = room->weights + first * SCORE_ROW + key;
        const float *slopes = room->slopes + first * SCORE_ROW + key;
        panels from = upstream_rows;
        from.from += first * from.step;
        multiply_rows(weights, 1, SCORE_ROW, from, room->values + key * width, width, here, size, rows - first, 1);
        from = query_rows;
        from.from += first * from.step;
        multiply_rows(slopes, 1, SCORE_ROW, from, room->keys + key * width, width, here, size, rows - first, 1);
    }
}

static void kernel_gradient_attention(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    const attention it = read_attention(call, 3);
    const attention_room room = divide_scratch(scratch);
    const int64_t size = it.size, out_row = it.heads * size, shared = it.heads / it.groups;
    const int64_t width = quotient_up(size, LANES) * LANES;
    const float *raw = call->pointers[2];
    const score_row *known_rows = (const score_row *)(const void *)(raw + it.batch * it.length * out_row);
    float *out[3];
    for (int i = 0; i < 3; i++) out[i] = (float *)call->pointers[0] + call->sizes[14 + i];
    range mine = share(it.batch * it.groups, 1, part, parts);
    for (int64_t place = mine.begin; place < mine.end; place++) {
        const int64_t item = place / it.groups, group = place % it.groups, known = known_keys(&it, item);
        for (int64_t h = group * shared; h < (group + 1) * shared; h++) {
            float *gradient = out[QUERIES] + head_place(&it, QUERIES, item, h);
            for (int64_t i = 0; i < it.length; i++)
                __builtin_memset(gradient + i * it.row[QUERIES], 0, (size_t)size * sizeof(float));
        }
        for (int64_t j = 0; j < it.keys; j += CK_KEY_BLOCK) {
            const int64_t count = smaller_of(CK_KEY_BLOCK, it.keys - j);
            const float *keys = head_of(&it, KEYS, item, group) + j * it.row[KEYS];
            const float *values = head_of(&it, VALUES, item, group) + j * it.row[VALUES];
            __builtin_memset(room.keys, 0, (size_t)(count * width) * sizeof(float));
            __builtin_memset(room.values, 0, (size_t)(count * width) * sizeof(float));
            const int64_t most = visible_keys(&it, known, it.length - 1, j, count);
            panels key_columns = lay_out_columns(room.key_columns, keys, it.row[KEYS], most, size);
            panels value_columns = lay_out_columns(room.value_columns, values, it.row[VALUES], most, size);
            panels key_rows = lay_out_rows(room.key_rows, keys, it.row[KEYS], most, size);
            for (int64_t h = group * shared; h < (group + 1) * shared; h++) {
                const int64_t first = item * it.length * out_row + h * size;
                const attention_head head = {
                    .queries = head_of(&it, QUERIES, item, h),
                    .upstream = (const float *)call->pointers[1] + first,
                    .result = raw + first,
                    .known_rows = known_rows + (item * it.heads + h) * it.length,
                    .gradient = out[QUERIES] + head_place(&it, QUERIES, item, h),
                    .out_row = out_row,
                };
                for (int64_t i = 0; i < it.length; i += CK_QUERY_BLOCK) {
                    const int64_t rows = smaller_of(CK_QUERY_BLOCK, it.length - i);
                    if (visible_keys(&it, known, i + rows - 1, j, count) > 0)
                        attend_backwards(&it, &head, &room, key_columns, value_columns, key_rows, known, i,
                                         rows, j, most);
                }
            }
            float *to[] = {out[KEYS] + head_place(&it, KEYS, item, group) + j * it.row[KEYS],
                           out[VALUES] + head_place(&it, VALUES, item, group) + j * it.row[VALUES]};
            copy_block(to[0], it.row[KEYS], room.keys, width, count, size);
            copy_block(to[1], it.row[VALUES], room.values, width, count, size);
        }
    }
}
