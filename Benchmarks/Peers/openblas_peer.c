// Products by OpenBLAS, looped here so that no call from Python is in the time.
#include <cblas.h>

void multiply(long count, int m, int n, int k, const float *a, const float *b, float *c) {
    for (long i = 0; i < count; i++)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, k, b, n, 0, c, n);
}

const char *core(void) { return openblas_get_corename(); }
