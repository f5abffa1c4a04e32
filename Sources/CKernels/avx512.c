// AVX-512: sixteen lanes, thirty-two registers, masks for partial vectors.
#include "ckernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define LANES 16
#pragma clang attribute push(__attribute__((target("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)
#include "source/kernels.h"

const ck_kernels ck_avx512 = {
    .name = "avx512",
    .lanes = LANES,
#define X(name) .name = kernel_##name,
    CK_KERNELS(X)
#undef X
};
#pragma clang attribute pop
#endif
