// Convolutions in which each filter sees one channel of its own.
//
// A product of one column would leave most of every vector empty; here vector lanes run over channels.
// The order of summation is that of the products.

typedef struct depthwise {
    patches patches;       // of all channels at once
    const float *weights;  // [lines, columns, channels]
    int64_t channels;
    int turned;            // weights from the last pixel of a patch to the first
} depthwise;

enum { DEPTHWISE_VECTORS = 4 };  // sums in registers at a time

static const float zero_numbers[DEPTHWISE_VECTORS * WIDTH];

// The pixel that a patch sees, or NULL outside of the image.
INLINE const float *seen_pixel(const patches *patches, const float *image, int64_t y, int64_t x, int64_t line,
                               int64_t column) {
    int64_t down = y + line * patches->dilation_y, across = x + column * patches->dilation_x;
    int64_t source_y = patches->spread_y == 1 ? down : down / patches->spread_y;
    int64_t source_x = patches->spread_x == 1 ? across : across / patches->spread_x;
    if (down < 0 || source_y >= patches->height || source_y * patches->spread_y != down || across < 0
        || source_x >= patches->width || source_x * patches->spread_x != across)
        return 0;
    return image + (source_y * patches->width + source_x) * patches->pixel;
}

// Where a position's patch begins.
typedef struct corner {
    const float *image;
    int64_t y, x;
} corner;

INLINE corner corner_of(const patches *patches, int64_t position) {
    int64_t area = patches->out_height * patches->out_width, rest = position % area;
    return (corner){
        patches->images + position / area * patches->height * patches->width * patches->pixel,
        rest / patches->out_width * patches->stride_y - patches->before_y,
        rest % patches->out_width * patches->stride_x - patches->before_x,
    };
}

static void depthwise_rows(const depthwise *d, float *to, range rows) {
    const patches *patches = &d->patches;
    const int64_t pixels = patches->lines * patches->columns, block = DEPTHWISE_VECTORS * WIDTH;
    for (int64_t i = rows.begin; i < rows.end; i++) {
        const corner corner = corner_of(patches, i);
        for (int64_t c = 0; c < d->channels; c += block) {
            const int64_t left = d->channels - c;
            vector sums[DEPTHWISE_VECTORS] = {0};
            for (int64_t t = 0; t < pixels; t++) {
                const float *pixel = seen_pixel(patches, corner.image, corner.y, corner.x,
                                                t / patches->columns, t % patches->columns);
                const float *from = pixel ? pixel + c : zero_numbers;
                const float *weights = d->weights + (d->turned ? pixels - 1 - t : t) * d->channels + c;
                UNROLL for (int v = 0; v < DEPTHWISE_VECTORS; v++) {
                    const int64_t here = smaller_of(WIDTH, left - v * WIDTH);
                    if (here <= 0) break;
                    sums[v] = fused(load_some(from + v * WIDTH, here),
                                    load_some(weights + v * WIDTH, here), sums[v]);
                }
            }
            UNROLL for (int v = 0; v < DEPTHWISE_VECTORS; v++) {
                const int64_t here = smaller_of(WIDTH, left - v * WIDTH);
                if (here > 0) store_some(to + i * d->channels + c + v * WIDTH, here, sums[v]);
            }
        }
    }
}

// The gradient of the weights for some channels.
static void depthwise_weights(const depthwise *d, const float *outputs, float *to, int64_t positions,
                              range channels) {
    const patches *patches = &d->patches;
    const int64_t pixels = patches->lines * patches->columns;
    for (int64_t t = 0; t < pixels; t++) {
        for (int64_t c = channels.begin; c < channels.end; c += WIDTH) {
            const int64_t here = smaller_of(WIDTH, channels.end - c);
            vector total = 0;
            for (int64_t p = 0; p < positions; p += CK_SEGMENT) {
                vector sum = 0;
                for (int64_t i = p; i < smaller_of(positions, p + CK_SEGMENT); i++) {
                    const corner corner = corner_of(patches, i);
                    const float *pixel = seen_pixel(patches, corner.image, corner.y, corner.x,
                                                    t / patches->columns, t % patches->columns);
                    sum = fused(load_some(pixel ? pixel + c : zero_numbers, here),
                                load_some(outputs + i * d->channels + c, here), sum);
                }
                total = p == 0 ? sum : total + sum;
            }
            store_some(to + t * d->channels + c, here, total);
        }
    }
}

// Whether a convolution is of this kind; longer sums would need segments.
INLINE int is_depthwise(const convolution *c) {
    return c->groups > 1 && c->groups == c->channels && c->groups == c->filters
        && c->lines * c->columns <= CK_SEGMENT;
}

// Makes the patches see all channels at once.
INLINE depthwise depthwise_of(const convolution *c, patches patches, const float *weights, int turned) {
    patches.channels = c->channels;
    return (depthwise){.patches = patches, .weights = weights, .channels = c->channels, .turned = turned};
}

static void run_depthwise(const ck_call *call, const depthwise *d, int64_t rows, int32_t part,
                          int32_t parts, void *scratch) {
    range here = share(rows, 1, part, parts);
    depthwise_rows(d, call->pointers[0], here);
    if (!call->program) return;
    region region = prepare_region(call, rows, d->channels, 0, scratch);
    run_region(&region, here, (range){0, d->channels});
}
