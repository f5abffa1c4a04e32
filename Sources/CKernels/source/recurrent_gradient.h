// Back through time: what recurrent layers get from the gradient of their states.
//
// The steps are taken in the opposite order, with one product for each: the gradient of a step's sums times
// the recurrent weights turned round. That of the weights is one product over all steps, elsewhere.

// One row at one step: what the forward pass kept, the gradient that arrives at the state and at the cell,
// and where that of the sums goes.
typedef struct gradient_step {
    const float *kept, *state_before, *state_after, *cell_before, *cell_after;
    float *of_state, *of_cell, *of_sums;
    int64_t hidden, plane;
} gradient_step;

INLINE vector kept_gate(const gradient_step *s, int kind, int64_t j, int64_t count) {
    return load_some(s->kept + kind * s->plane + j, count);
}
INLINE void give_gate(const gradient_step *s, int gate, int64_t j, int64_t count, vector v) {
    store_some(s->of_sums + gate * s->hidden + j, count, v);
}

INLINE void lstm_gradient(const gradient_step *s, int64_t j, int64_t count, vector up) {
    const vector input = kept_gate(s, 2, j, count), forget = kept_gate(s, 3, j, count);
    const vector fresh = kept_gate(s, 4, j, count), output = kept_gate(s, 5, j, count);
    const vector bent = hyperbolic_tangent(load_some(s->cell_after + j, count));
    const vector of_cell =
        load_some(s->of_cell + j, count) + apply_gradient_tanh(up * output, bent, 0);
    const vector old = load_some(s->cell_before + j, count);
    give_gate(s, 0, j, count, apply_gradient_sigmoid(of_cell * fresh, input, 0));
    give_gate(s, 1, j, count, apply_gradient_sigmoid(of_cell * old, forget, 0));
    give_gate(s, 2, j, count, apply_gradient_tanh(of_cell * input, fresh, 0));
    give_gate(s, 3, j, count, apply_gradient_sigmoid(up * bent, output, 0));
    store_some(s->of_cell + j, count, of_cell * forget);
    store_some(s->of_state + j, count, (vector)0);
}

INLINE void gru_gradient(const gradient_step *s, int64_t j, int64_t count, vector up) {
    const vector reset = kept_gate(s, 1, j, count), update = kept_gate(s, 2, j, count);
    const vector fresh = kept_gate(s, 3, j, count), remembered = kept_gate(s, 4, j, count);
    const vector old = load_some(s->state_before + j, count);
    const vector of_fresh = apply_gradient_tanh(up * (1.0f - update), fresh, 0);
    give_gate(s, 0, j, count, apply_gradient_sigmoid(of_fresh * remembered, reset, 0));
    give_gate(s, 1, j, count, apply_gradient_sigmoid(up * (old - fresh), update, 0));
    give_gate(s, 2, j, count, of_fresh * reset);
    give_gate(s, 3, j, count, of_fresh);
    store_some(s->of_state + j, count, up * update);
}

static void gradient_row(const recurrence *r, const gradient_step *s) {
    for (int64_t j = 0; j < r->hidden; j += WIDTH) {
        const int64_t count = smaller_of(WIDTH, r->hidden - j);
        const vector up = load_some(s->of_state + j, count);
        if (r->cell == CELL_LSTM) {
            lstm_gradient(s, j, count, up);
        } else if (r->cell == CELL_GRU) {
            gru_gradient(s, j, count, up);
        } else {
            const vector h = load_some(s->state_after + j, count);
            give_gate(s, 0, j, count,
                      r->cell == CELL_RELU ? apply_gradient_relu(up, h, 0) : apply_gradient_tanh(up, h, 0));
            store_some(s->of_state + j, count, (vector)0);
        }
    }
}

INLINE void add_numbers(float *to, const float *from, int64_t count) {
    for (int64_t j = 0; j < count; j += WIDTH) {
        const int64_t here = smaller_of(WIDTH, count - j);
        store_some(to + j, here, load_some(to + j, here) + load_some(from + j, here));
    }
}

static void kernel_gradient_recurrence(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    const recurrence r = read_recurrence(call, 4);
    const float *upstream = call->pointers[1], *kept = call->pointers[2], *weights = call->pointers[3];
    const int64_t given = r.columns + (r.cell == CELL_GRU ? r.hidden : 0);  // numbers for each step
    float *of_sums = call->pointers[0], *of_states = of_sums + r.batch * r.length * given;
    float *of_cells = of_states + r.batch * r.hidden;
    const range mine = share(r.batch, 1, part, parts);
    if (mine.begin == mine.end) return;

    const int64_t sums_row = r.columns + ROW_GAP, back_row = whole_panels(r.hidden) + ROW_GAP;
    const int64_t together = rows_together(mine.end - mine.begin, sums_row + back_row);
    float *sums = scratch, *back = sums + together * sums_row;
    for (int64_t first = mine.begin; first < mine.end; first += together) {
        const int64_t rows = smaller_of(together, mine.end - first);
        clear_numbers(of_states + first * r.hidden, rows * r.hidden);
        if (r.cell == CELL_LSTM) clear_numbers(of_cells + first * r.hidden, rows * r.hidden);
        for (int64_t step = r.length - 1; step >= 0; step--) {
            const int64_t t = r.backwards ? r.length - 1 - step : step;
            int any = 0;
            for (int64_t i = 0; i < rows; i++) {
                const int64_t row = first + i, before = place_of(&r, row, before_step(&r, t));
                const int64_t after = place_of(&r, row, after_step(&r, t));
                float *of_state = of_states + row * r.hidden;
                float *target = of_sums + (row * r.length + t) * given;
                add_numbers(of_state, upstream + after, r.hidden);
                if (is_real(&r, row, t)) {
                    const gradient_step s = {
                        .kept = kept + place_of(&r, row, t), .state_before = kept + before,
                        .state_after = kept + after, .cell_before = kept + r.plane + before,
                        .cell_after = kept + r.plane + after, .of_state = of_state,
                        .of_cell = of_cells + row * r.hidden, .of_sums = target,
                        .hidden = r.hidden, .plane = r.plane,
                    };
                    gradient_row(&r, &s);
                    any = 1;
                } else {
                    clear_numbers(target, given);
                }
                copy_numbers(sums + i * sums_row, target, r.columns);
            }
            if (!any) continue;
            multiply_state_rows(&r, weights, sums, sums_row, back, back_row, rows, r.columns, r.hidden);
            for (int64_t i = 0; i < rows; i++) {
                if (is_real(&r, first + i, t))
                    add_numbers(of_states + (first + i) * r.hidden, back + i * back_row, r.hidden);
            }
        }
        for (int64_t i = 0; i < rows; i++) {
            const int64_t row = first + i, start = place_of(&r, row, r.backwards ? r.length : 0);
            add_numbers(of_states + row * r.hidden, upstream + start, r.hidden);
        }
    }
}
