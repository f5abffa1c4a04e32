#include "loops.h"

#include <string.h>

// An accumulator that assembly has "touched" can neither be dropped nor merged with its
// neighbour. Summing them up in the end would do as well, but makes compilers keep an array of them in memory,
// which halves the figure.
#if defined(__x86_64__) || defined(__i386__)
#define KEEP(vector) __asm__ volatile("" : "+x"(vector))
#define KEEP_WIDE(vector) __asm__ volatile("" : "+v"(vector))
#elif defined(__aarch64__)
#define KEEP(vector) __asm__ volatile("" : "+w"(vector))
#else
#define KEEP(vector) __asm__ volatile("" : "+m"(vector))
#endif

// The memory may have changed: it must be read again.
#define FORGET() __asm__ volatile("" ::: "memory")

#define TWELVE(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11)

// Twelve chains: enough for a latency of four to six cycles and two units, few enough for sixteen registers.
// x ← 0.999·x + 0.001 stays near 1 for ever. Reading adds eight vectors to eight sums.
#define LOOPS(NAME, VECTOR, TARGET, FUSED, KEEP)                                                   \
    TARGET static void NAME##_multiply_add(long rounds) {                                          \
        VECTOR scale = (VECTOR){0} + 0.999f, offset = (VECTOR){0} + 0.001f;                        \
        TWELVE(DECLARE_##NAME)                                                                     \
        for (long round = 0; round < rounds; round++) { TWELVE(FUSED) }                            \
    }                                                                                              \
    TARGET static void NAME##_read(const float *memory, size_t count, long rounds) {               \
        enum { width = sizeof(VECTOR) / sizeof(float) };                                           \
        VECTOR a = {0}, b = a, c = a, d = a, e = a, f = a, g = a, h = a;                           \
        for (long round = 0; round < rounds; round++) {                                            \
            FORGET();                                                                              \
            for (size_t i = 0; i < count; i += 8 * width) {                                        \
                const VECTOR *v = (const VECTOR *)(memory + i);                                    \
                a += v[0]; b += v[1]; c += v[2]; d += v[3];                                        \
                e += v[4]; f += v[5]; g += v[6]; h += v[7];                                        \
            }                                                                                      \
        }                                                                                          \
        KEEP(a); KEEP(b); KEEP(c); KEEP(d); KEEP(e); KEEP(f); KEEP(g); KEEP(h);                    \
    }

typedef float Four __attribute__((vector_size(16)));
#define DECLARE_portable(i) Four a##i = scale * (float)i;
#define STEP_FOUR(i) a##i = a##i * scale + offset; KEEP(a##i);
LOOPS(portable, Four, , STEP_FOUR, KEEP)
static const Loops portable = {"portable", 12 * 4 * 2, portable_multiply_add, portable_read};

#if defined(__x86_64__)
#include <immintrin.h>

typedef float Eight __attribute__((vector_size(32)));
#define DECLARE_avx2(i) Eight a##i = scale * (float)i;
#define STEP_EIGHT(i) a##i = (Eight)_mm256_fmadd_ps((__m256)a##i, (__m256)scale, (__m256)offset); KEEP(a##i);
LOOPS(avx2, Eight, __attribute__((target("avx2,fma"))), STEP_EIGHT, KEEP)
static const Loops avx2 = {"AVX2", 12 * 8 * 2, avx2_multiply_add, avx2_read};

typedef float Sixteen __attribute__((vector_size(64)));
#define DECLARE_avx512(i) Sixteen a##i = scale * (float)i;
#define STEP_SIXTEEN(i) a##i = (Sixteen)_mm512_fmadd_ps((__m512)a##i, (__m512)scale, (__m512)offset); KEEP_WIDE(a##i);
LOOPS(avx512, Sixteen, __attribute__((target("avx512f"))), STEP_SIXTEEN, KEEP_WIDE)
static const Loops avx512 = {"AVX-512", 12 * 16 * 2, avx512_multiply_add, avx512_read};

#elif defined(__aarch64__)
#include <arm_neon.h>

// Four units of four cycles want sixteen chains; there are registers for them.
static void neon_multiply_add(long rounds) {
    float32x4_t scale = vdupq_n_f32(0.999f), offset = vdupq_n_f32(0.001f);
#define DECLARE_neon(i) float32x4_t a##i = vdupq_n_f32((float)i);
#define STEP_NEON(i) a##i = vfmaq_f32(offset, a##i, scale); KEEP(a##i);
    TWELVE(DECLARE_neon) DECLARE_neon(12) DECLARE_neon(13) DECLARE_neon(14) DECLARE_neon(15)
    for (long round = 0; round < rounds; round++) {
        TWELVE(STEP_NEON) STEP_NEON(12) STEP_NEON(13) STEP_NEON(14) STEP_NEON(15)
    }
}
static const Loops neon = {"NEON", 16 * 4 * 2, neon_multiply_add, portable_read};
#endif

const Loops *best_loops(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f")) return &avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &avx2;
#elif defined(__aarch64__)
    return &neon;
#endif
    return &portable;
}
