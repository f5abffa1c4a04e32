// AVX2 and FMA: eight lanes, sixteen registers.
#include "ckernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define LANES 8
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "source/kernels.h"

const ck_kernels ck_avx2 = {
    .name = "avx2",
    .lanes = LANES,
#define X(name) .name = kernel_##name,
    CK_KERNELS(X)
#undef X
};
#pragma clang attribute pop
#endif
