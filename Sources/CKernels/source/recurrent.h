// Recurrent layers over whole sequences: rows go through all steps, each thread with its own.
//
// At each step the states of some rows, which lie close together in scratch, are multiplied by the recurrent
// weights; what the gates make of the sums goes straight to its place. The weights come in panels of
// CK_PANEL columns, so that they are read in order, from the second-level cache or a little beyond it.

enum { CELL_TANH = 0, CELL_RELU = 1, CELL_LSTM = 2, CELL_GRU = 3 };

// Apart from a power of two: rows would share cache lines' places.
enum { ROW_GAP = 16 };

typedef struct recurrence {
    int64_t batch, length, hidden, columns;  // columns: of the sums, all gates of all units
    int64_t plane;                           // numbers of one kind that are kept
    int cell, backwards;
    const int32_t *lengths;  // or NULL
} recurrence;

static recurrence read_recurrence(const ck_call *call, int lengths) {
    static const int gates[] = {1, 1, 4, 3};
    const int64_t *s = call->sizes;
    recurrence r = {.batch = s[0], .length = s[1], .hidden = s[2], .cell = (int)s[3], .backwards = (int)s[4]};
    r.columns = gates[r.cell] * r.hidden;
    r.plane = r.batch * (r.length + 1) * r.hidden;
    if (s[5]) r.lengths = call->pointers[lengths];
    return r;
}

// Whether step t of a row is real.
INLINE int is_real(const recurrence *r, int64_t row, int64_t t) {
    return !r->lengths || t < r->lengths[row];
}
// Where the state of a row lies at a position, 0...length; what belongs to a step lies at the step.
INLINE int64_t place_of(const recurrence *r, int64_t row, int64_t position) {
    return (row * (r->length + 1) + position) * r->hidden;
}
INLINE int64_t before_step(const recurrence *r, int64_t t) { return r->backwards ? t + 1 : t; }
INLINE int64_t after_step(const recurrence *r, int64_t t) { return r->backwards ? t : t + 1; }

INLINE int64_t whole_panels(int64_t columns) { return quotient_up(columns, CK_PANEL) * CK_PANEL; }

// How many rows go through the steps together: as many as fit into scratch, in blocks of one size.
static int64_t rows_together(int64_t rows, int64_t numbers_of_row) {
    int64_t most = smaller_of(4 * ROWS_WIDE, CK_SCRATCH_BYTES / 4 / numbers_of_row);
    return quotient_up(rows, quotient_up(rows, larger_of(most, 1)));
}

// C [rows, n] = A [rows, k] W, for W [k, n] in panels; as it is where it serves a batch of one.
static void multiply_state_rows(const recurrence *r, const float *weights, const float *a, int64_t a_row,
                          float *c, int64_t c_row, int64_t rows, int64_t k, int64_t n) {
    if (r->batch == 1) {
        row_product product = {.a = a, .b = weights, .c = c, .a_step = 1, .b_step = n, .b_column = 1, .k = k};
        multiply_row(&product, (range){0, n});
        return;
    }
    const int64_t tile_rows = quotient_up(rows, quotient_up(rows, ROWS_WIDE));
    for (int64_t j = 0; j < n; j += PANEL) {
        const float *panel = weights + j / CK_PANEL * CK_PANEL * k + j % CK_PANEL;
        for (int64_t p = 0; p < k; p += CK_SEGMENT) {
            for (int64_t i = 0; i < rows; i += tile_rows) {
                const int64_t height = smaller_of(tile_rows, rows - i);
                const tile tile = {
                    .a = a + i * a_row + p, .b = panel + p * CK_PANEL, .c = c + i * c_row + j,
                    .a_row = a_row, .a_step = 1, .b_step = CK_PANEL, .c_row = c_row,
                    .k = smaller_of(CK_SEGMENT, k - p), .add = p > 0,
                };
                tile_functions[0][1][height - 1](&tile);
            }
        }
    }
}

// One row at one step, units j to j + count: `out` where the step's own numbers lie, a plane apart.
typedef struct cell_step {
    const float *sums, *inputs, *bias, *state;
    const float *cell_before;
    float *cell, *out;
    int64_t hidden, plane;
} cell_step;

INLINE vector sum_of_gate(const cell_step *s, int gate, int64_t j, int64_t count) {
    const int64_t at = gate * s->hidden + j;
    return load_some(s->inputs + at, count) + load_some(s->sums + at, count);
}
INLINE void keep_gate(const cell_step *s, int kind, int64_t j, int64_t count, vector v) {
    store_some(s->out + kind * s->plane + j, count, v);
}

INLINE vector lstm_units(const cell_step *s, int64_t j, int64_t count) {
    const vector input = sigmoid(sum_of_gate(s, 0, j, count));
    const vector forget = sigmoid(sum_of_gate(s, 1, j, count));
    const vector fresh = hyperbolic_tangent(sum_of_gate(s, 2, j, count));
    const vector output = sigmoid(sum_of_gate(s, 3, j, count));
    const vector cell = fused(forget, load_some(s->cell_before + j, count), input * fresh);
    store_some(s->cell + j, count, cell);
    keep_gate(s, 2, j, count, input);
    keep_gate(s, 3, j, count, forget);
    keep_gate(s, 4, j, count, fresh);
    keep_gate(s, 5, j, count, output);
    return output * hyperbolic_tangent(cell);
}

INLINE vector gru_units(const cell_step *s, int64_t j, int64_t count) {
    const int64_t n = 2 * s->hidden + j;
    const vector reset = sigmoid(sum_of_gate(s, 0, j, count) + load_some(s->bias + j, count));
    const vector update =
        sigmoid(sum_of_gate(s, 1, j, count) + load_some(s->bias + s->hidden + j, count));
    const vector remembered = load_some(s->sums + n, count) + load_some(s->bias + n, count);
    const vector fresh =
        hyperbolic_tangent(fused(reset, remembered, load_some(s->inputs + n, count)));
    keep_gate(s, 1, j, count, reset);
    keep_gate(s, 2, j, count, update);
    keep_gate(s, 3, j, count, fresh);
    keep_gate(s, 4, j, count, remembered);
    return fused(update, load_some(s->state + j, count) - fresh, fresh);
}

static void step_row(const recurrence *r, const cell_step *s, float *state) {
    for (int64_t j = 0; j < r->hidden; j += WIDTH) {
        const int64_t count = smaller_of(WIDTH, r->hidden - j);
        vector h;
        switch (r->cell) {
        case CELL_LSTM: h = lstm_units(s, j, count); break;
        case CELL_GRU: h = gru_units(s, j, count); break;
        case CELL_RELU: h = apply_relu(sum_of_gate(s, 0, j, count), 0); break;
        default: h = hyperbolic_tangent(sum_of_gate(s, 0, j, count)); break;
        }
        store_some(state + j, count, h);
    }
}

static void kernel_recurrence(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    static const int first_gate[] = {1, 1, 2, 1}, kinds[] = {1, 1, 6, 5};
    const recurrence r = read_recurrence(call, 5);
    float *out = call->pointers[0], *cells = out + r.plane;
    const float *inputs = call->pointers[1], *weights = call->pointers[2];
    const float *states = call->pointers[3], *other = call->pointers[4];
    const range mine = share(r.batch, 1, part, parts);
    if (mine.begin == mine.end) return;

    const int64_t state_row = r.hidden + ROW_GAP, sums_row = whole_panels(r.columns) + ROW_GAP;
    const int64_t together = rows_together(mine.end - mine.begin, state_row + sums_row);
    float *now = scratch, *sums = now + together * state_row;
    for (int64_t first = mine.begin; first < mine.end; first += together) {
        const int64_t rows = smaller_of(together, mine.end - first);
        for (int64_t i = 0; i < rows; i++) {
            const int64_t row = first + i, start = place_of(&r, row, r.backwards ? r.length : 0);
            copy_numbers(now + i * state_row, states + row * r.hidden, r.hidden);
            copy_numbers(out + start, states + row * r.hidden, r.hidden);
            if (r.cell == CELL_LSTM) copy_numbers(cells + start, other + row * r.hidden, r.hidden);
            for (int kind = first_gate[r.cell]; kind < kinds[r.cell]; kind++)
                clear_numbers(out + kind * r.plane + place_of(&r, row, r.length), r.hidden);
        }
        for (int64_t step = 0; step < r.length; step++) {
            const int64_t t = r.backwards ? r.length - 1 - step : step;
            int any = 0;
            for (int64_t i = 0; i < rows; i++) any |= is_real(&r, first + i, t);
            if (any) multiply_state_rows(&r, weights, now, state_row, sums, sums_row, rows, r.hidden, r.columns);
            for (int64_t i = 0; i < rows; i++) {
                const int64_t row = first + i, before = place_of(&r, row, before_step(&r, t));
                const int64_t after = place_of(&r, row, after_step(&r, t)), at = place_of(&r, row, t);
                float *state = now + i * state_row;
                if (is_real(&r, row, t)) {
                    const cell_step s = {
                        .sums = sums + i * sums_row, .inputs = inputs + (row * r.length + t) * r.columns,
                        .bias = other, .state = state, .cell_before = cells + before,
                        .cell = cells + after, .out = out + at, .hidden = r.hidden, .plane = r.plane,
                    };
                    step_row(&r, &s, state);
                } else {
                    if (r.cell == CELL_LSTM) copy_numbers(cells + after, cells + before, r.hidden);
                    for (int kind = first_gate[r.cell]; kind < kinds[r.cell]; kind++)
                        clear_numbers(out + kind * r.plane + at, r.hidden);
                }
                copy_numbers(out + after, state, r.hidden);
            }
        }
    }
}
