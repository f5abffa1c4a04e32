// Where windows lie over pictures.

typedef struct windows {
    int64_t examples, height, width, channels, rows, columns, row_stride, column_stride, top, left,
        out_rows, out_columns;
    int32_t counts_padding;
} windows;

INLINE windows windows_of(const int64_t *s) {
    return (windows){s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10], s[11], s[12] != 0};
}

// The positions inside the picture that a window looks at.
INLINE range seen_rows(const windows *w, int64_t row) {
    int64_t first = row * w->row_stride - w->top;
    return (range){larger_of(first, 0), smaller_of(first + w->rows, w->height)};
}
INLINE range seen_columns(const windows *w, int64_t column) {
    int64_t first = column * w->column_stride - w->left;
    return (range){larger_of(first, 0), smaller_of(first + w->columns, w->width)};
}
INLINE int64_t length(range r) { return r.end - r.begin; }

// The rows of windows that look at some rows of a picture.
INLINE range looking_rows(const windows *w, range ys) {
    const int64_t first = ys.begin + w->top, last = ys.end - 1 + w->top;
    return (range){
        first < w->rows ? 0 : (first - w->rows) / w->row_stride + 1,
        smaller_of(last / w->row_stride + 1, w->out_rows),
    };
}

INLINE float share_of_position(const windows *w, range ys, range xs) {
    return 1.0f / (float)(w->counts_padding ? w->rows * w->columns : length(ys) * length(xs));
}
