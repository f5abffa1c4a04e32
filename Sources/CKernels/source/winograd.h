// Convolutions with fewer multiplications: Winograd's minimal filtering.
//
// Tiles of 6 x 6 pixels are taken as polynomials and evaluated at the points 0, 1, -1, 2, -2 and infinity in
// both directions, as are the filters; there a convolution is a product for each of the 36 pairs of points:
// 36 multiplications for 4 x 4 outputs of a 3 x 3 filter instead of 144, for 2 x 2 of a 5 x 5 filter instead
// of 100. Sums over channels go as in products. Source: Lavin and Gray, "Fast Algorithms for Convolutional
// Neural Networks", 2016.
//
// Whether it serves follows from the layer's shape alone.

enum {
    POINTS = 6,
    PAIRS = POINTS * POINTS,
    TILES_AT_ONCE = 2 * ROWS_WIDE,
    FILTER_NUMBERS = 1 << 18,  // of filters at the points, made at a time
    MOST_FILTERS = 160,        // and filters
    MOST_CHANNELS = 224,       // more would not leave room for a panel
    APART = 16,                // numbers between the pairs' matrices, lest they share cache lines' places
};
_Static_assert(MOST_CHANNELS * PAIRS * 32 <= FILTER_NUMBERS && MOST_CHANNELS <= CK_SEGMENT
                   && FILTER_NUMBERS + PAIRS * (24 * (MOST_CHANNELS + 32) + 2 * APART + MOST_CHANNELS)
                       <= PANEL_COLUMNS * PASS
                   && FILTER_NUMBERS + 25 * MOST_CHANNELS * 32 <= PANEL_COLUMNS * PASS,
               "a panel's filters, and what tiles see and come to, fit into scratch");

typedef struct winograd {
    const patch_product *whole;
    int64_t side, down, across;  // outputs of a tile in one direction; tiles of an image
    range columns;               // filters
    int64_t padded;              // how many they are in panels
    // At each pair of points: the filters in panel layout, tiles x channels, tiles x filters; and one tile's
    // pixels with zeros around the image.
    float *filters, *seen, *sums, *pixels;
    int64_t filters_pair, seen_pair, sums_pair;
} winograd;

INLINE native fused_native(float a, native b, native c) {
    return __builtin_elementwise_fma((native)a, b, c);
}

// Six neighbours at the six points.
INLINE void evaluate_pixels(native out[POINTS], const native d[POINTS]) {
    const native even = fused_native(-4, d[2], d[4]), odd = fused_native(-4, d[1], d[3]);
    const native even_2 = d[4] - d[2], odd_2 = (d[3] - d[1]) * 2;
    out[0] = fused_native(4, d[0], fused_native(-5, d[2], d[4]));
    out[1] = even + odd;
    out[2] = even - odd;
    out[3] = even_2 + odd_2;
    out[4] = even_2 - odd_2;
    out[5] = fused_native(4, d[1], fused_native(-5, d[3], d[5]));
}

// A line of three or five weights at the six points, divided by what the pixels were multiplied by.
INLINE void evaluate_weights(native out[POINTS], const native *g, int64_t lines) {
    native even = g[0] + g[2], odd = g[1], even_2 = fused_native(4, g[2], g[0]), odd_2 = g[1] * 2;
    if (lines == 5) {
        even += g[4], odd += g[3];
        even_2 = fused_native(16, g[4], even_2), odd_2 = fused_native(8, g[3], odd_2);
    }
    out[0] = g[0] * 0.25f;
    out[1] = (even + odd) * (-1 / 6.0f);
    out[2] = (even - odd) * (-1 / 6.0f);
    out[3] = (even_2 + odd_2) * (1 / 24.0f);
    out[4] = (even_2 - odd_2) * (1 / 24.0f);
    out[5] = g[lines - 1];
}

// Two or four outputs from the products at the six points.
INLINE void outputs_of_points(native *out, const native m[POINTS], int64_t side) {
    const native even = m[1] + m[2], odd = m[1] - m[2], even_2 = m[3] + m[4], odd_2 = m[3] - m[4];
    out[0] = m[0] + even + even_2;
    if (side == 2) {
        out[1] = fused_native(2, odd_2, odd) + m[5];
        return;
    }
    out[1] = fused_native(2, odd_2, odd);
    out[2] = fused_native(4, even_2, even);
    out[3] = fused_native(8, odd_2, odd) + m[5];
}

// Whether tiles spare enough: not where they stick out far, nor where there is little to sum over.
static int is_for_winograd(const patches *patches, int64_t filters) {
    const int64_t lines = patches->lines, side = POINTS + 1 - lines;
    if (lines != patches->columns || (lines != 3 && lines != 5)) return 0;
    if (patches->stride_y != 1 || patches->stride_x != 1 || patches->dilation_y != 1 || patches->dilation_x != 1
        || patches->spread_y != 1 || patches->spread_x != 1 || patches->channels != patches->pixel)
        return 0;
    if (patches->channels < 16 || filters < 16 || patches->channels > MOST_CHANNELS) return 0;
    const int64_t tiles = quotient_up(patches->out_height, side) * quotient_up(patches->out_width, side);
    return patches->out_height * patches->out_width * lines * lines * 10 >= 16 * PAIRS * tiles;
}

// Both directions of one channel's filters, of which pixel (y, x) is at from[(y*lines + x) * step].
INLINE void evaluate_filter(float *to, int64_t pair, const float *from, int64_t step, int64_t lines) {
    native half[POINTS][5];
    for (int64_t x = 0; x < lines; x++) {
        native line[5], points[POINTS];
        for (int64_t y = 0; y < lines; y++) line[y] = load_native(from + (y * lines + x) * step);
        evaluate_weights(points, line, lines);
        UNROLL for (int i = 0; i < POINTS; i++) half[i][x] = points[i];
    }
    UNROLL for (int i = 0; i < POINTS; i++) {
        native points[POINTS];
        evaluate_weights(points, half[i], lines);
        UNROLL for (int j = 0; j < POINTS; j++) store_native(to + (i * POINTS + j) * pair, points[j]);
    }
}

static void evaluate_filters(const winograd *w) {
    const int64_t channels = w->whole->patches.channels, lines = w->whole->patches.lines;
    float *laid_out = w->seen;  // of no use yet
    for (int64_t j = w->columns.begin; j < w->columns.end; j += PANEL) {
        const int64_t here = smaller_of(PANEL, w->columns.end - j), width = here > LANES ? PANEL : LANES;
        float *to = w->filters + (j - w->columns.begin) * channels;
        // Read where they lie, if whole vectors of filters lie together.
        const float *from = w->whole->product.b + j;
        int64_t row = w->whole->product.b_step;
        if (w->whole->turned || here < width) {
            pack_filters(w->whole, laid_out, 0, j, lines * lines * channels, here, width);
            from = laid_out, row = width;
        }
        for (int64_t c = 0; c < channels; c++, from += row, to += width) {
            for (int64_t v = 0; v < width; v += LANES) {
                if (lines == 3) evaluate_filter(to + v, w->filters_pair, from + v, channels * row, 3);
                else evaluate_filter(to + v, w->filters_pair, from + v, channels * row, 5);
            }
        }
    }
}

// One tile's pixels, its first pixel at (y, x) of an image, at all pairs of points.
static void evaluate_tile(const winograd *w, float *to, const float *image, int64_t y, int64_t x) {
    const patches *patches = &w->whole->patches;
    const int64_t channels = patches->channels;
    const float *from = image + (y * patches->width + x) * channels;
    int64_t line = patches->width * channels;
    if (y < 0 || x < 0 || y + POINTS > patches->height || x + POINTS > patches->width) {
        for (int64_t i = 0; i < POINTS; i++) {
            float *copy = w->pixels + i * POINTS * channels;
            if (y + i < 0 || y + i >= patches->height) clear_numbers(copy, POINTS * channels);
            else copy_run(copy, image + (y + i) * line, line, x * channels, POINTS * channels);
        }
        from = w->pixels, line = POINTS * channels;
    }
    for (int64_t c = 0; c < channels; c += LANES) {
        const int64_t lanes = smaller_of(LANES, channels - c);
        native half[POINTS][POINTS];
        UNROLL for (int j = 0; j < POINTS; j++) {
            native pixels[POINTS], points[POINTS];
            UNROLL for (int i = 0; i < POINTS; i++) {
                const float *pixel = from + i * line + j * channels + c;
                pixels[i] = lanes == LANES ? load_native(pixel) : load_native_partial(pixel, lanes);
            }
            evaluate_pixels(points, pixels);
            UNROLL for (int i = 0; i < POINTS; i++) half[i][j] = points[i];
        }
        UNROLL for (int i = 0; i < POINTS; i++) {
            native points[POINTS];
            evaluate_pixels(points, half[i]);
            UNROLL for (int j = 0; j < POINTS; j++) {
                float *place = to + (i * POINTS + j) * w->seen_pair + c;
                if (lanes == LANES) store_native(place, points[j]);
                else store_native_partial(place, lanes, points[j]);
            }
        }
    }
}

// The outputs of one tile, `rows` x `wide` of them inside of the image, from what it comes to at the points.
INLINE void store_outputs(const winograd *w, float *to, const float *sums, int64_t rows, int64_t wide,
                          int64_t side) {
    const int64_t n = w->whole->product.n, count = w->columns.end - w->columns.begin;
    for (int64_t v = 0; v < count; v += LANES) {
        const int64_t lanes = smaller_of(LANES, count - v);
        native half[4][POINTS];
        UNROLL for (int j = 0; j < POINTS; j++) {
            native points[POINTS], outputs[4];
            UNROLL for (int i = 0; i < POINTS; i++)
                points[i] = load_native(sums + (i * POINTS + j) * w->sums_pair + v);
            outputs_of_points(outputs, points, side);
            for (int64_t i = 0; i < side; i++) half[i][j] = outputs[i];
        }
        for (int64_t i = 0; i < side; i++) {
            native outputs[4];
            if (i >= rows) break;
            outputs_of_points(outputs, half[i], side);
            for (int64_t j = 0; j < side; j++) {
                float *place = to + (i * w->whole->patches.out_width + j) * n + v;
                if (j >= wide) break;
                if (lanes == LANES) store_native(place, outputs[j]);
                else store_native_partial(place, lanes, outputs[j]);
            }
        }
    }
}

// Tiles x channels times channels x filters at each pair of points.
static void multiply_points(const winograd *w, int64_t tiles) {
    const int64_t channels = w->whole->patches.channels, count = w->columns.end - w->columns.begin;
    const int64_t rows = quotient_up(tiles, quotient_up(tiles, ROWS_WIDE));
    for (int pair = 0; pair < PAIRS; pair++) {
        const float *seen = w->seen + pair * w->seen_pair;
        const float *filters = w->filters + pair * w->filters_pair;
        float *sums = w->sums + pair * w->sums_pair;
        for (int64_t j = 0; j < count; j += PANEL) {
            const int64_t width = count - j > LANES ? PANEL : LANES;
            for (int64_t i = 0, height; i < tiles; i += height) {
                height = smaller_of(rows, tiles - i);
                tile tile = {.a = seen + i * channels, .a_row = channels, .a_step = 1, .b = filters + j * channels,
                             .b_step = width, .c = sums + i * w->padded + j, .c_row = w->padded, .k = channels};
                tile_functions[0][width / LANES - 1][height - 1](&tile);
            }
        }
    }
}

// Some rows of tiles, of all images one below the other.
static void multiply_tiles(const winograd *w, range rows) {
    const patches *patches = &w->whole->patches;
    const product *product = &w->whole->product;
    const int64_t area = patches->out_height * patches->out_width, channels = patches->channels;
    const int64_t count = w->columns.end - w->columns.begin;
    int64_t done = rows.begin / w->down * area + rows.begin % w->down * w->side * patches->out_width;
    for (int64_t first = rows.begin * w->across, tiles; first < rows.end * w->across; first += tiles) {
        tiles = smaller_of(TILES_AT_ONCE, rows.end * w->across - first);
        for (int64_t t = 0; t < tiles; t++) {
            const int64_t row = (first + t) / w->across, x = (first + t) % w->across * w->side;
            const float *image = patches->images + row / w->down * patches->height * patches->width * channels;
            evaluate_tile(w, w->seen + t * channels, image, row % w->down * w->side - patches->before_y,
                          x - patches->before_x);
        }
        multiply_points(w, tiles);
        for (int64_t t = 0; t < tiles; t++) {
            const int64_t row = (first + t) / w->across, x = (first + t) % w->across * w->side;
            const int64_t y = row % w->down * w->side, high = smaller_of(w->side, patches->out_height - y);
            const int64_t wide = smaller_of(w->side, patches->out_width - x);
            const int64_t place = row / w->down * area + y * patches->out_width + x;
            float *to = product->c + place * product->n + w->columns.begin;
            if (w->side == 4) store_outputs(w, to, w->sums + t * w->padded, high, wide, 4);
            else store_outputs(w, to, w->sums + t * w->padded, high, wide, 2);
        }
        if (!product->region) continue;
        const int64_t row = (first + tiles) / w->across;
        const int64_t y = smaller_of(row % w->down * w->side, patches->out_height);
        const int64_t ready = row / w->down * area + y * patches->out_width;
        if ((ready - done) * count < BLOCK && row < rows.end) continue;
        run_region(product->region, (range){done, ready}, w->columns);
        done = ready;
    }
}

// A share of a convolution: rows of tiles, or filters where there are few of those.
static void multiply_winograd(const ck_call *call, patch_product *whole, int32_t part, int32_t parts,
                              float *scratch) {
    product *product = &whole->product;
    const int64_t channels = whole->patches.channels, side = POINTS + 1 - whole->patches.lines;
    winograd w = {.whole = whole, .side = side, .down = quotient_up(whole->patches.out_height, side),
                  .across = quotient_up(whole->patches.out_width, side)};
    const int64_t all = product->m / (whole->patches.out_height * whole->patches.out_width) * w.down;
    product->a_tile = scratch + PANEL_COLUMNS * PASS;
    product->c_tile = product->a_tile + A_TILE;
    region region;
    if (call->program) {
        region = prepare_region(call, product->m, product->n, 0, product->c_tile + C_TILE);
        product->region = &region;
    }
    range rows = {0, all}, across = {0, product->n};
    if (all >= 4 * parts || product->n <= PANEL) rows = share(all, 1, part, parts);
    else across = share(product->n, LANES, part, parts);
    const int64_t most = smaller_of(MOST_FILTERS, FILTER_NUMBERS / PAIRS / channels / PANEL * PANEL);
    for (int64_t j = across.begin; j < across.end && rows.begin < rows.end; j += most) {
        w.columns = (range){j, smaller_of(j + most, across.end)};
        w.padded = quotient_up(w.columns.end - j, LANES) * LANES;
        w.filters_pair = channels * w.padded;
        w.seen_pair = TILES_AT_ONCE * channels + APART;
        w.sums_pair = TILES_AT_ONCE * w.padded + APART;
        w.filters = scratch;
        w.seen = w.filters + PAIRS * w.filters_pair;
        w.sums = w.seen + PAIRS * w.seen_pair;
        w.pixels = w.sums + PAIRS * w.sums_pair;
        evaluate_filters(&w);
        multiply_tiles(&w, rows);
    }
}
