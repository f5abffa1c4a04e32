// The baseline: four lanes, fused multiply-adds by the C library where the machine has none.
#include "ckernels.h"

#if 1
#define LANES 4
#include "source/kernels.h"

const ck_kernels ck_portable = {
    .name = "portable",
    .lanes = LANES,
#define X(name) .name = kernel_##name,
    CK_KERNELS(X)
#undef X
};
#endif
