// Batched matrix products.
//
// The k dimension is cut into passes of one or two segments (the segments are what the order of
// summation asks for). For each pass B is laid out in panels of one or two vectors' width (unless it
// already lies well); then tiles of C go over the panels, row block by row block, each with its rows of
// A close together in the first-level cache. After the last pass the element-wise program runs on the
// finished rows.
//
// Wide products take two segments a pass: a tile adds the second while it is still close from the
// first, so C goes through memory half as often. Their panels outgrow the second-level cache, but are
// read in order, so they arrive in time; rows of A and C are fetched ahead.

// All segments of a pass for one tile.
static void run_tile(tile tile, tile_function function, int64_t steps) {
    for (int64_t q = 0; q < steps; q += CK_SEGMENT) {
        tile.k = smaller_of(CK_SEGMENT, steps - q);
        function(&tile);
        tile.a += CK_SEGMENT * tile.a_step;
        tile.b += CK_SEGMENT * tile.b_step;
        tile.add = 1;
    }
}

// One pass for all rows and the columns of one set of panels.
static void multiply_pass(const product *product, range rows, range columns, int64_t p, int64_t pass,
                          int64_t tile_rows) {
    const int64_t steps = smaller_of(pass, product->k - p);
    const int last = p + steps == product->k;
    const int64_t row_tiles = quotient_up(rows.end - rows.begin, tile_rows);
    const int64_t count = columns.end - columns.begin;
    const int pack_b = product->b_column != 1 || row_tiles > 2;
    const int pack_a = count > 4 * PANEL;
    const int along_columns = product->a_step != 1;
    const int far = pass > CK_SEGMENT;

    // Lay out B. A panel that lacks columns is always laid out, padded. Some steps of all panels, then
    // the next: long rows lie each in a page of their own, and only so many are found at once.
    for (int64_t q = 0; q < steps; q += PAGES) {
        for (int64_t j = 0; j < count; j += PANEL) {
            int64_t here = smaller_of(PANEL, count - j), width = here > LANES ? PANEL : LANES;
            if (pack_b || here < width)
                pack_panel(product, product->panels + j * pass + q * width, p + q, columns.begin + j,
                           smaller_of(PAGES, steps - q), here, width);
        }
    }
    int64_t done = rows.begin;  // rows on which the program has run
    for (int64_t i = rows.begin, height; i < rows.end; i += height) {
        height = smaller_of(tile_rows, rows.end - i);
        tile tile = {.a_row = product->a_row, .a_step = product->a_step, .add = p > 0, .fetch = far};
        tile.a = product->a + i * tile.a_row + p * tile.a_step;
        const float *next = tile.a + height * tile.a_row;
        const int64_t next_height = smaller_of(tile_rows, rows.end - i - height);
        if (pack_a) pack_rows(product, &tile, height, steps);
        for (int64_t j = 0; j < count; j += PANEL) {
            int64_t here = smaller_of(PANEL, count - j), width = here > LANES ? PANEL : LANES;
            if (far)
                prefetch_rows(product, next, next_height, steps, j / PANEL, quotient_up(count, PANEL));
            float *c = product->c + i * product->n + columns.begin + j;
            int packed = pack_b || here < width;
            tile.b = packed ? product->panels + j * pass
                            : product->b + p * product->b_step + columns.begin + j;
            tile.b_step = packed ? width : product->b_step;
            tile.c = here < width ? product->c_tile : c;
            tile.c_row = here < width ? width : product->n;
            if (here < width && tile.add) copy_block(tile.c, width, c, product->n, height, here);
            run_tile(tile, tile_functions[along_columns][width / LANES - 1][height - 1], steps);
            if (here < width) copy_block(c, product->n, tile.c, width, height, here);
        }
        int64_t ready = i + height - done;
        if (last && product->region && (ready * count >= BLOCK || i + height == rows.end)) {
            run_region(product->region, (range){done, i + height}, columns);
            done = i + height;
        }
    }
}

// A share of one product.
static void multiply(const product *product, range rows, range columns) {
    if (rows.begin >= rows.end || columns.begin >= columns.end) return;
    if (product->k == 0) {
        for (int64_t i = rows.begin; i < rows.end; i++)
            __builtin_memset(product->c + i * product->n + columns.begin, 0,
                             (size_t)(columns.end - columns.begin) * sizeof(float));
    }
    const int by_row = product->m == 1 || (product->m == 2 && product->b_column != 1);
    if (by_row && product->k > 0) {
        for (int64_t i = rows.begin; i < rows.end; i++) {
            row_product row = {product->a + i * product->a_row, product->b,
                               product->c + i * product->n, product->a_step, product->b_step,
                               product->b_column, product->k, product->a_tile};
            multiply_row(&row, columns);
        }
    }
    if (by_row || product->k == 0) {
        if (product->region) run_region(product->region, rows, columns);
        return;
    }
    int64_t height = rows.end - rows.begin;
    int64_t most = columns.end - columns.begin <= LANES ? ROWS_NARROW : ROWS_WIDE;
    int64_t tile_rows = quotient_up(height, quotient_up(height, most));  // evenly
    int64_t pass = columns.end - columns.begin > WIDE_COLUMNS ? PASS : CK_SEGMENT;
    for (int64_t j = columns.begin; j < columns.end; j += PANEL_COLUMNS) {
        range here = {j, smaller_of(j + PANEL_COLUMNS, columns.end)};
        for (int64_t p = 0; p < product->k; p += pass)
            multiply_pass(product, rows, here, p, pass, tile_rows);
    }
}

// Rows or columns of C, whichever leaves less for the busiest part, counting the operand that each part
// must read whole.
static void share_outputs(int64_t m, int64_t n, int32_t part, int32_t parts, range *rows,
                          range *columns) {
    int64_t row_unit = n <= LANES ? ROWS_NARROW : ROWS_WIDE;
    if (m < 4 * row_unit * parts) row_unit = quotient_up(row_unit, 4);
    int64_t most_rows = quotient_up(quotient_up(m, row_unit), parts) * row_unit;
    int64_t most_columns = quotient_up(quotient_up(n, LANES), parts) * LANES;
    if (smaller_of(most_rows, m) * n + n < smaller_of(most_columns, n) * m + m)
        *rows = share(m, row_unit, part, parts);
    else
        *columns = share(n, LANES, part, parts);
}

// Shares are whole items of the batch where there are enough; else rows or columns of C.
static void kernel_matmul(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    const int64_t *s = call->sizes;
    int64_t m = s[0], n = s[1], k = s[2], batch = s[3];
    if (m == 0 || n == 0 || batch == 0) return;
    product product = {.m = m, .n = n, .k = k, .a_row = s[4], .a_step = s[5], .b_step = s[6], .b_column = s[7]};
    if (product.a_step != 1 && m == 1) product.a_row = 1;
    if (product.a_row != 1 && k == 1) product.a_step = 1;
    if (n == 1) product.b_column = 1;
    else if (k == 1 && product.b_column != 1) product.b_step = 1;

    product.panels = scratch;
    product.a_tile = product.panels + PANEL_COLUMNS * PASS;
    product.c_tile = product.a_tile + A_TILE;
    region region;
    if (call->program) {
        region = prepare_region(call, m, n, 0, product.c_tile + C_TILE);
        product.region = &region;
    }
    range items = {0, batch}, rows = {0, m}, columns = {0, n};
    if (batch % parts == 0 || batch >= 4 * parts) {
        items = share(batch, 1, part, parts);
    } else {
        share_outputs(m, n, part, parts, &rows, &columns);
    }
    for (int64_t item = items.begin; item < items.end; item++) {
        product.a = (const float *)call->pointers[1] + item * s[8];
        product.b = (const float *)call->pointers[2] + item * s[9];
        product.c = (float *)call->pointers[0] + item * m * n;
        multiply(&product, rows, columns);
    }
}
