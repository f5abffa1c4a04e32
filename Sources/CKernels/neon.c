// NEON, part of every arm64: four lanes, thirty-two registers.
#include "ckernels.h"

#if defined(__aarch64__)
#define LANES 4
#include "source/kernels.h"

const ck_kernels ck_neon = {
    .name = "neon",
    .lanes = LANES,
#define X(name) .name = kernel_##name,
    CK_KERNELS(X)
#undef X
};
#endif
