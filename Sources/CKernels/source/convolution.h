// Convolutions as matrix products whose matrix of patches never exists in memory.
//
// Convolution is [positions, patch] x [patch, filters]; the gradient of the weights is [patch, positions] x
// [positions, filters]; the gradient of the images (the transposed convolution) is a convolution of the
// spread outputs with the weights turned round.
//
// Where the pixels of a patch's line lie together, tiles read them from a few lines of the image, which stay
// in the first-level cache with the zeros around them. Else the part of the patches that a tile needs is
// gathered just before the tile reads it. The order of summation is the same.

// A product with patches as A: as rows (one for each position), or as columns.
typedef struct patch_product {
    product product;
    patches patches;
    int as_columns;
    int64_t turned;  // not 0: B's matrices for each pixel of a patch lie transposed, so far apart, the
                     // last one first
} patch_product;

enum {
    PATCH_PANELS = 1 << 17,  // numbers of B laid out at a time: they stay in the second-level cache
    GATHERED = 128,          // numbers of a patch gathered at a time, where patches are columns
    BAND = 1 << 16,          // numbers of an image that are made ready at a time, likewise
};
_Static_assert(GATHERED * CK_SEGMENT <= PANEL_COLUMNS * (PASS - CK_SEGMENT)
                   && BAND <= PANEL_COLUMNS * (PASS - CK_SEGMENT),
               "what is made ready lies beside one segment of B's panels");

// Steps p… of B for columns j…, in panel layout.
static void pack_filters(const patch_product *whole, float *to, int64_t p, int64_t j, int64_t steps,
                         int64_t columns, int64_t width) {
    product part = whole->product;
    if (!whole->turned) {
        pack_panel(&part, to, p, j, steps, columns, width);
        return;
    }
    const int64_t channels = whole->patches.channels;
    const int64_t pixels = whole->patches.lines * whole->patches.columns;
    while (steps > 0) {
        int64_t pixel = p / channels, channel = p % channels, here = smaller_of(steps, channels - channel);
        part.b = whole->product.b + (pixels - 1 - pixel) * whole->turned;
        pack_panel(&part, to, channel, j, here, columns, width);
        to += here * width;
        p += here;
        steps -= here;
    }
}

static void pack_all_filters(const patch_product *whole, int64_t pass, int64_t p, int64_t steps,
                             range columns) {
    for (int64_t j = columns.begin; j < columns.end; j += PANEL) {
        int64_t here = smaller_of(PANEL, columns.end - j), width = here > LANES ? PANEL : LANES;
        float *panel = whole->product.panels + (j - columns.begin) * pass;
        pack_filters(whole, panel, p, j, steps, here, width);
    }
}

// A tile of rows from `row` on, over one segment of k, for all columns: its steps begin with step q of
// panels that are `pass` steps long.
static void run_columns(const product *product, tile tile, int as_columns, int64_t row, int64_t rows,
                        range columns, int64_t pass, int64_t q) {
    for (int64_t j = columns.begin; j < columns.end; j += PANEL) {
        int64_t here = smaller_of(PANEL, columns.end - j), width = here > LANES ? PANEL : LANES;
        float *c = product->c + row * product->n + j;
        tile.b = product->panels + (j - columns.begin) * pass + q * width;
        tile.b_step = width;
        tile.c = here < width ? product->c_tile : c;
        tile.c_row = here < width ? width : product->n;
        if (here < width && tile.add) copy_block(tile.c, width, c, product->n, rows, here);
        tile_functions[as_columns][width / LANES - 1][rows - 1](&tile);
        if (here < width) copy_block(c, product->n, tile.c, width, rows, here);
    }
}

// Patches are rows of A: tile by tile, segment by segment, over as many laid out steps of B as stay near.
static void multiply_patch_rows(const patch_product *whole, range rows, range columns, int64_t tile_rows) {
    const product *product = &whole->product;
    const int64_t count = columns.end - columns.begin, padded = quotient_up(count, PANEL) * PANEL;
    const int64_t pass = larger_of(1, PATCH_PANELS / padded / CK_SEGMENT) * CK_SEGMENT;
    for (int64_t p = 0; p < product->k; p += pass) {
        const int64_t steps = smaller_of(pass, product->k - p);
        pack_all_filters(whole, pass, p, steps, columns);
        int64_t done = rows.begin;  // rows on which the program has run
        for (int64_t i = rows.begin, height; i < rows.end; i += height) {
            height = smaller_of(tile_rows, rows.end - i);
            for (int64_t q = 0; q < steps; q += CK_SEGMENT) {
                tile tile = {.a = product->a_tile, .a_row = A_ROW, .a_step = 1,
                             .k = smaller_of(CK_SEGMENT, steps - q), .add = p + q > 0};
                copy_patches(&whole->patches, product->a_tile, A_ROW, (range){i, i + height}, p + q, tile.k);
                run_columns(product, tile, 0, i, height, columns, pass, q);
            }
            int64_t ready = i + height - done;
            if (p + steps == product->k && product->region
                && (ready * count >= BLOCK || i + height == rows.end)) {
                run_region(product->region, (range){done, i + height}, columns);
                done = i + height;
            }
        }
    }
}

// Patches are columns of A: segment by segment, the numbers of several tiles gathered at once, for each
// position costs something.
static void multiply_patch_columns(const patch_product *whole, range rows, range columns,
                                   int64_t tile_rows) {
    const product *product = &whole->product;
    const int64_t wide = GATHERED / tile_rows * tile_rows;
    float *gathered = product->panels + PANEL_COLUMNS * CK_SEGMENT;
    for (int64_t p = 0; p < product->k; p += CK_SEGMENT) {
        const int64_t steps = smaller_of(CK_SEGMENT, product->k - p);
        pack_all_filters(whole, CK_SEGMENT, p, steps, columns);
        for (int64_t i = rows.begin, width; i < rows.end; i += width) {
            width = smaller_of(wide, rows.end - i);
            copy_patches(&whole->patches, gathered, width, (range){p, p + steps}, i, width);
            for (int64_t t = 0, height; t < width; t += height) {
                height = smaller_of(tile_rows, width - t);
                tile tile = {.a = gathered + t, .a_step = width, .k = steps, .add = p > 0};
                run_columns(product, tile, 1, i + t, height, columns, CK_SEGMENT, 0);
            }
        }
    }
}

// Patches are rows of A, read where they lie: the neighbours of one output row are so many pixels apart,
// and the lines that a patch sees are runs of k.
static void multiply_bands(const patch_product *whole, range rows, range columns, int64_t out_rows) {
    const product *product = &whole->product;
    const patches *patches = &whole->patches;
    const int64_t count = columns.end - columns.begin, padded = quotient_up(count, PANEL) * PANEL;
    const int64_t pass = larger_of(1, PATCH_PANELS / padded / CK_SEGMENT) * CK_SEGMENT;
    const int64_t wide = patches->out_width, area = patches->out_height * wide;
    const int64_t length = patches->columns * patches->channels, pixel = patches->stride_x * patches->channels;
    const int64_t most = count <= LANES ? ROWS_NARROW : ROWS_WIDE;
    const int64_t tile_rows = quotient_up(wide, quotient_up(wide, most));
    float *copy = product->panels + PANEL_COLUMNS * CK_SEGMENT;
    for (int64_t p = 0; p < product->k; p += pass) {
        const int64_t steps = smaller_of(pass, product->k - p);
        pack_all_filters(whole, pass, p, steps, columns);
        int64_t done = rows.begin;  // rows on which the program has run
        band band = {0};
        int64_t band_end = rows.begin, first_y = 0;  // the position where it ends, the row where it begins
        for (int64_t i = rows.begin, height; i < rows.end; i += height) {
            const int64_t y = i % area / wide, x = i % wide;
            if (i >= band_end) {
                const float *image = patches->images + i / area * patches->height * patches->width * patches->pixel;
                const int64_t last = smaller_of(smaller_of(y + out_rows, patches->out_height),
                                                y + quotient_up(rows.end - (i - x), wide));
                band = band_of(patches, copy, image, y, last);
                band_end = i - x + (last - y) * wide;
                first_y = y;
            }
            height = smaller_of(smaller_of(tile_rows, wide - x), rows.end - i);
            for (int64_t q = 0; q < steps; q += CK_SEGMENT) {
                const int64_t line = (p + q) / length, place = (p + q) % length;
                const int64_t down = (y - first_y) * patches->stride_y + line * patches->dilation_y;
                tile tile = {.a = band.numbers + down * band.line + x * pixel + place, .a_row = pixel,
                             .a_step = 1, .k = smaller_of(CK_SEGMENT, steps - q), .add = p + q > 0,
                             .first = length - place, .run = length,
                             .jump = patches->dilation_y * band.line - length};
                run_columns(product, tile, 0, i, height, columns, pass, q);
            }
            int64_t ready = i + height - done;
            if (p + steps == product->k && product->region
                && (ready * count >= BLOCK || i + height == rows.end)) {
                run_region(product->region, (range){done, i + height}, columns);
                done = i + height;
            }
        }
    }
}

// Patches are columns of A: for each line of the kernel the lines of the images that it sees, one for each
// output row; positions are runs of k.
static void multiply_lines(const patch_product *whole, range rows, range columns) {
    const product *product = &whole->product;
    const patches *patches = &whole->patches;
    const int64_t wide = patches->out_width, length = patches->columns * patches->channels;
    const int64_t pixel = patches->stride_x * patches->channels, line_length = patches->width * patches->pixel;
    const int64_t width = band_width(patches), most = columns.end - columns.begin <= LANES ? ROWS_NARROW : ROWS_WIDE;
    float *copy = product->panels + PANEL_COLUMNS * CK_SEGMENT;
    for (int64_t p = 0; p < product->k; p += CK_SEGMENT) {
        const int64_t steps = smaller_of(CK_SEGMENT, product->k - p), x = p % wide;
        pack_all_filters(whole, CK_SEGMENT, p, steps, columns);
        for (int64_t line = rows.begin / length; line * length < rows.end; line++) {
            float *to = copy;
            for (int64_t row = p / wide; row * wide < p + steps; row++, to += width * patches->channels) {
                const int64_t y = row % patches->out_height * patches->stride_y - patches->before_y
                    + line * patches->dilation_y;
                const float *from = patches->images
                    + (row / patches->out_height * patches->height + y) * line_length;
                copy_band_line(patches, to, from, y);
            }
            const range here = {larger_of(rows.begin, line * length), smaller_of(rows.end, (line + 1) * length)};
            const int64_t count = here.end - here.begin, even = quotient_up(count, quotient_up(count, most));
            for (int64_t i = here.begin, height; i < here.end; i += height) {
                height = smaller_of(even, here.end - i);
                tile tile = {.a = copy + x * pixel + i - line * length, .a_step = pixel, .k = steps, .add = p > 0,
                             .first = wide - x, .run = wide, .jump = width * patches->channels - wide * pixel};
                run_columns(product, tile, 1, i, height, columns, CK_SEGMENT, 0);
            }
        }
    }
}

// Whether that many lines fit beside the panels, and pixels lie together.
static int lines_fit(const patches *patches) {
    const int64_t most_rows = quotient_up(CK_SEGMENT - 1, patches->out_width) + 1;
    return patches->dilation_x == 1 && most_rows * band_width(patches) * patches->channels <= BAND;
}

// How many output rows' lines fit beside the panels; 0 where patches are better gathered: their pixels do
// not lie together, or a row is too short for a tile.
static int64_t rows_of_band(const patches *patches, int64_t columns) {
    if (patches->dilation_x != 1 || patches->spread_x != 1 || patches->spread_y != 1) return 0;
    if (patches->out_width * smaller_of(quotient_up(columns, LANES), 2) < 10) return 0;
    const int64_t line = band_width(patches) * patches->channels;
    int64_t fit = patches->out_height;
    while (fit > 0 && band_lines(patches, fit) * line > BAND) fit = fit * 3 / 4;
    return fit;
}

static void multiply_patches(const patch_product *whole, range rows, range columns) {
    const int64_t height = rows.end - rows.begin;
    if (columns.end <= columns.begin || height <= 0) return;
    const int64_t most = columns.end - columns.begin <= LANES ? ROWS_NARROW : ROWS_WIDE;
    const int64_t tile_rows = quotient_up(height, quotient_up(height, most));  // evenly
    const int64_t out_rows = rows_of_band(&whole->patches, columns.end - columns.begin);
    if (whole->as_columns && lines_fit(&whole->patches)) multiply_lines(whole, rows, columns);
    else if (whole->as_columns) multiply_patch_columns(whole, rows, columns, tile_rows);
    else if (out_rows > 0) multiply_bands(whole, rows, columns, out_rows);
    else multiply_patch_rows(whole, rows, columns, tile_rows);
}

// How a convolution's sizes lie in a call.
typedef struct convolution {
    int64_t count, height, width, channels, lines, columns, filters, out_height, out_width;
    int64_t stride_y, stride_x, before_y, before_x, dilation_y, dilation_x, groups;
} convolution;

INLINE convolution convolution_of(const ck_call *call) {
    const int64_t *s = call->sizes;
    return (convolution){s[0], s[1], s[2],  s[3],  s[4],  s[5],  s[6],  s[7],
                         s[8], s[9], s[10], s[11], s[12], s[13], s[14], s[15]};
}

// The patches of the images.
static patches patches_of(const convolution *c, const float *images) {
    return (patches){
        .images = images, .height = c->height, .width = c->width, .pixel = c->channels,
        .lines = c->lines, .columns = c->columns, .channels = c->channels / c->groups,
        .out_height = c->out_height, .out_width = c->out_width,
        .stride_y = c->stride_y, .stride_x = c->stride_x, .before_y = c->before_y, .before_x = c->before_x,
        .dilation_y = c->dilation_y, .dilation_x = c->dilation_x, .spread_y = 1, .spread_x = 1,
    };
}

// The patches of the outputs, of which each pixel of the images is a weighted sum.
static patches turned_patches_of(const convolution *c, const float *outputs) {
    return (patches){
        .images = outputs, .height = c->out_height, .width = c->out_width, .pixel = c->filters,
        .lines = c->lines, .columns = c->columns, .channels = c->filters / c->groups,
        .out_height = c->height, .out_width = c->width, .stride_y = 1, .stride_x = 1,
        .before_y = (c->lines - 1) * c->dilation_y - c->before_y,
        .before_x = (c->columns - 1) * c->dilation_x - c->before_x,
        .dilation_y = c->dilation_y, .dilation_x = c->dilation_x,
        .spread_y = c->stride_y, .spread_x = c->stride_x,
    };
}

// A share of a product for each group, then the program on that share. Groups lie `a`, `b` and
// `columns` numbers apart in what patches are gathered from, in B, and in C.
static void multiply_groups(const ck_call *call, patch_product *whole, int64_t groups, int64_t rows,
                            int64_t columns, int64_t b, int32_t part, int32_t parts, float *scratch) {
    product *product = &whole->product;
    product->panels = scratch;
    product->a_tile = product->panels + PANEL_COLUMNS * PASS;
    product->c_tile = product->a_tile + A_TILE;
    region region;
    if (call->program) region = prepare_region(call, rows, product->n, 0, product->c_tile + C_TILE);
    range here = {0, rows}, across = {0, columns};
    if (groups == 1) share_outputs(rows, columns, part, parts, &here, &across);
    else here = share(rows, ROWS_NARROW, part, parts);
    if (call->program && groups == 1) product->region = &region;
    for (int64_t group = 0; group < groups; group++) {
        for (int64_t j = across.begin; j < across.end; j += PANEL_COLUMNS)
            multiply_patches(whole, here, (range){j, smaller_of(j + PANEL_COLUMNS, across.end)});
        whole->patches.images += whole->patches.channels;
        product->b += b;
        product->c += columns;
    }
    if (call->program && groups > 1) run_region(&region, here, (range){0, product->n});
}
