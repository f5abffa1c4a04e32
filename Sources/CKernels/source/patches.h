// What a kernel sees of images, gathered next to each other.
//
// A patch is what a kernel sees at one output position: its numbers in the order of the weights, line
// by line, pixel by pixel, channel by channel.

typedef struct patches {
    const float *images;
    int64_t height, width, pixel;               // of an image; numbers from one pixel to the next
    int64_t lines, columns, channels;           // of a patch
    int64_t out_height, out_width;              // positions
    int64_t stride_y, stride_x, before_y, before_x, dilation_y, dilation_x;
    int64_t spread_y, spread_x;                 // pixels lie so far apart, with zeros between
} patches;

INLINE void copy_numbers(float *to, const float *from, int64_t count) {
    int64_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) store(to + i, load(from + i));
    if (i < count) store_partial(to + i, count - i, load_partial(from + i, count - i, 0));
}

INLINE void clear_numbers(float *to, int64_t count) {
    int64_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) store(to + i, (vector)0);
    if (i < count) store_partial(to + i, count - i, (vector)0);
}

// A part of one line of a patch whose pixels are neighbours in the image: `count` numbers from number
// `begin` of a line of `length` numbers on; outside are zeros.
INLINE void copy_run(float *to, const float *line, int64_t length, int64_t begin, int64_t count) {
    if (begin >= 0 && begin + count <= length) {
        copy_numbers(to, line + begin, count);
        return;
    }
    int64_t left = begin < 0 ? smaller_of(-begin, count) : 0;
    int64_t right = begin + count > length ? smaller_of(begin + count - length, count) : 0;
    clear_numbers(to, left);
    if (left + right < count) copy_numbers(to + left, line + begin + left, count - left - right);
    clear_numbers(to + count - right, right);
}

// The same pixel by pixel, where they lie apart; `x` is the column of the line's first pixel, `first` the
// first number of the line that is wanted.
static void copy_pixels(const patches *patches, float *to, const float *line, int64_t x, int64_t first,
                        int64_t count) {
    const int64_t channels = patches->channels;
    int64_t step = first / channels, channel = first % channels;
    while (count > 0) {
        int64_t here = smaller_of(count, channels - channel), place = x + step * patches->dilation_x;
        int64_t column = place / patches->spread_x;
        if (place < 0 || column >= patches->width || column * patches->spread_x != place)
            clear_numbers(to, here);
        else
            copy_numbers(to, line + column * patches->pixel + channel, here);
        to += here;
        count -= here;
        channel = 0;
        step++;
    }
}

// Some numbers of each of some patches: those of position i go to `to + (i - positions.begin) * row`.
static void copy_patches(const patches *patches, float *to, int64_t row, range positions, int64_t first,
                         int64_t count) {
    const int64_t channels = patches->channels, length = patches->columns * channels;
    const int64_t first_line = first / length, first_place = first % length;
    const int64_t line_length = patches->width * patches->pixel, image = patches->height * line_length;
    const int runs = patches->dilation_x == 1 && patches->spread_x == 1 && channels == patches->pixel;
    const int64_t area = patches->out_height * patches->out_width, rest = positions.begin % area;
    int64_t out_y = rest / patches->out_width, out_x = rest % patches->out_width;
    const float *images = patches->images + positions.begin / area * image;
    for (int64_t i = positions.begin; i < positions.end; i++, to += row) {
        const int64_t x = out_x * patches->stride_x - patches->before_x;
        int64_t y = out_y * patches->stride_y - patches->before_y + first_line * patches->dilation_y;
        int64_t place = first_place, left = count;
        float *target = to;
        while (left > 0) {
            int64_t here = smaller_of(left, length - place);
            int64_t source = patches->spread_y == 1 ? y : y / patches->spread_y;
            const float *line = images + source * line_length;
            if (y < 0 || source >= patches->height || source * patches->spread_y != y)
                clear_numbers(target, here);
            else if (runs)
                copy_run(target, line, line_length, x * channels + place, here);
            else
                copy_pixels(patches, target, line, x, place, here);
            target += here;
            left -= here;
            y += patches->dilation_y;
            place = 0;
        }
        if (++out_x < patches->out_width) continue;
        out_x = 0;
        if (++out_y < patches->out_height) continue;
        out_y = 0;
        images += image;
    }
}

// How many lines of an image so many output rows see, and how many pixels of a line, zeros around the image
// included.
INLINE int64_t band_lines(const patches *patches, int64_t out_rows) {
    return (out_rows - 1) * patches->stride_y + (patches->lines - 1) * patches->dilation_y + 1;
}
INLINE int64_t band_width(const patches *patches) {
    return (patches->out_width - 1) * patches->stride_x + patches->columns;
}

// Lines of an image with the zeros around them that kernels see, and only the channels of one group.
typedef struct band {
    const float *numbers;
    int64_t line;  // numbers from one line to the next
} band;

// One such line: line y of an image, if there is one.
INLINE void copy_band_line(const patches *patches, float *to, const float *line, int64_t y) {
    const int64_t channels = patches->channels, count = band_width(patches) * channels, x = -patches->before_x;
    if (y < 0 || y >= patches->height) clear_numbers(to, count);
    else if (channels != patches->pixel) copy_pixels(patches, to, line, x, 0, count);
    else copy_run(to, line, patches->width * channels, x * channels, count);
}

// What the output rows from `begin` to `end` of an image see: where it lies, if nothing is to be added, or
// a copy of it.
static band band_of(const patches *patches, float *copy, const float *image, int64_t begin, int64_t end) {
    const int64_t channels = patches->channels, line_length = patches->width * patches->pixel;
    const int64_t y = begin * patches->stride_y - patches->before_y;
    const int64_t lines = band_lines(patches, end - begin), width = band_width(patches);
    if (patches->before_x == 0 && y >= 0 && width <= patches->width && y + lines <= patches->height
        && channels == patches->pixel)
        return (band){image + y * line_length, line_length};
    for (int64_t i = 0; i < lines; i++)
        copy_band_line(patches, copy + i * width * channels, image + (y + i) * line_length, y + i);
    return (band){copy, width * channels};
}
