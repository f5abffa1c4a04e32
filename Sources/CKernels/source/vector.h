// The two vector types of all kernels, how they meet memory, and how work is shared.
//
// `vector` has 16 lanes on every instruction set: the compiler makes one, two or four registers of
// it. Element-wise work, sums and random numbers use it, so their steps are the same everywhere.
// `native` fills one register (LANES lanes): matrix products count registers and use it.

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

enum { WIDTH = 16 };

typedef float vector __attribute__((ext_vector_type(16)));
typedef int32_t integers __attribute__((ext_vector_type(16)));
typedef uint32_t words __attribute__((ext_vector_type(16)));
typedef uint64_t word_pairs __attribute__((ext_vector_type(8)));  // the bits of `words`
typedef uint8_t bytes __attribute__((ext_vector_type(16)));
typedef float native __attribute__((ext_vector_type(LANES)));

// The same at any address of an element.
typedef float vector_in_memory __attribute__((ext_vector_type(16), aligned(4), may_alias));
typedef uint32_t words_in_memory __attribute__((ext_vector_type(16), aligned(4), may_alias));
typedef uint8_t bytes_in_memory __attribute__((ext_vector_type(16), aligned(1), may_alias));
typedef float native_in_memory __attribute__((ext_vector_type(LANES), aligned(4), may_alias));
typedef float four_in_memory __attribute__((ext_vector_type(4), aligned(4), may_alias));

static const words ascending = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

INLINE vector load(const float *from) { return *(const vector_in_memory *)from; }
INLINE void store(float *to, vector v) { *(vector_in_memory *)to = v; }
INLINE native load_native(const float *from) { return *(const native_in_memory *)from; }
INLINE void store_native(float *to, native v) { *(native_in_memory *)to = v; }

INLINE vector fused(vector a, vector b, vector c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vector choose(integers condition, vector yes, vector no) { return condition ? yes : no; }
INLINE vector absolute(vector a) { return (vector)((integers)a & 0x7FFFFFFF); }

typedef float eight __attribute__((ext_vector_type(8)));
typedef float four __attribute__((ext_vector_type(4)));
typedef float two __attribute__((ext_vector_type(2)));

// Folds 16 partial sums in halves: j += j + 8, then 4, 2, 1.
INLINE float fold_sum(vector v) {
    eight a = v.lo + v.hi;
    four b = a.lo + a.hi;
    two c = b.lo + b.hi;
    return c.x + c.y;
}

// The larger of two, the second if either is NaN: one instruction on x86.
#define LARGER(a, b) ((a) > (b) ? (a) : (b))

INLINE float fold_larger(vector v) {
    eight a = LARGER(v.lo, v.hi);
    four b = LARGER(a.lo, a.hi);
    two c = LARGER(b.lo, b.hi);
    return LARGER(c.x, c.y);
}

INLINE int64_t smaller_of(int64_t a, int64_t b) { return a < b ? a : b; }
INLINE int64_t larger_of(int64_t a, int64_t b) { return a > b ? a : b; }
INLINE int64_t quotient_up(int64_t a, int64_t b) { return (a + b - 1) / b; }

// A part's share of `total` outputs, cut at multiples of `unit`.
typedef struct range {
    int64_t begin, end;
} range;

INLINE range share(int64_t total, int64_t unit, int32_t part, int32_t parts) {
    int64_t units = quotient_up(total, unit);
    return (range){
        smaller_of(total, units * part / parts * unit),
        smaller_of(total, units * (part + 1) / parts * unit),
    };
}
