// Vectors at the end of a run: fewer elements than lanes.
//
// Lanes from `count` on hold `padding` (0 in a native vector), and their memory is not touched.
// 0 <= count <= the lanes. Where there are masks, they spare a round trip through the stack.

#if LANES == 16

INLINE vector load_partial(const float *from, int64_t count, float padding) {
    return (vector)_mm512_mask_loadu_ps((__m512)(vector)padding, (__mmask16)((1u << count) - 1), from);
}
INLINE void store_partial(float *to, int64_t count, vector v) {
    _mm512_mask_storeu_ps(to, (__mmask16)((1u << count) - 1), (__m512)v);
}
INLINE native load_native_partial(const float *from, int64_t count) {
    return load_partial(from, count, 0);
}
INLINE void store_native_partial(float *to, int64_t count, native v) {
    store_partial(to, count, v);
}

#else

INLINE void copy_few(float *to, const float *from, int64_t count) {
    int64_t i = 0;
    for (; i + 4 <= count; i += 4) *(four_in_memory *)(to + i) = *(const four_in_memory *)(from + i);
    for (; i < count; i++) to[i] = from[i];
}

#if LANES == 8

// Masks are windows of a row of ones and zeros.
INLINE __m256i first_lanes(int64_t count) {
    static const int32_t ones[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
    int64_t lanes = count < 0 ? 0 : count > 8 ? 8 : count;
    return _mm256_loadu_si256((const __m256i_u *)(ones + 8 - lanes));
}
INLINE native load_native_partial(const float *from, int64_t count) {
    return (native)_mm256_maskload_ps(from, first_lanes(count));
}
INLINE vector load_partial(const float *from, int64_t count, float padding) {
    __m256i low = first_lanes(count), high = first_lanes(count - 8);
    __m256 pad = (__m256)(native)padding;
    vector whole;
    whole.lo = (native)_mm256_blendv_ps(pad, _mm256_maskload_ps(from, low), (__m256)low);
    whole.hi = (native)_mm256_blendv_ps(pad, _mm256_maskload_ps(from + 8, high), (__m256)high);
    return whole;
}

#else

INLINE vector load_partial(const float *from, int64_t count, float padding) {
    vector whole = padding;
    copy_few((float *)&whole, from, count);
    return whole;
}
INLINE native load_native_partial(const float *from, int64_t count) {
    native whole = 0;
    copy_few((float *)&whole, from, count);
    return whole;
}

#endif

INLINE void store_partial(float *to, int64_t count, vector v) {
    copy_few(to, (const float *)&v, count);
}
INLINE void store_native_partial(float *to, int64_t count, native v) {
    copy_few(to, (const float *)&v, count);
}

#endif

// The same, where it is often a whole vector.
INLINE vector load_some(const float *from, int64_t count) {
    return count == WIDTH ? load(from) : load_partial(from, count, 0);
}
INLINE void store_some(float *to, int64_t count, vector v) {
    if (count == WIDTH) store(to, v);
    else store_partial(to, count, v);
}
