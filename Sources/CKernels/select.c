// The run-time choice between instruction sets, and the names of element-wise functions.
#include "ckernels.h"

extern const ck_kernels ck_portable;
#if defined(__x86_64__)
extern const ck_kernels ck_avx2, ck_avx512;
#elif defined(__aarch64__)
extern const ck_kernels ck_neon;
#endif

// The tables this machine can run, the best first, then NULL.
static const ck_kernels *supported(int index) {
    const ck_kernels *tables[4] = {0};
    int count = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        tables[count++] = &ck_avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        tables[count++] = &ck_avx2;
#elif defined(__aarch64__)
    tables[count++] = &ck_neon;
#endif
    tables[count] = &ck_portable;
    return tables[index];
}

const ck_kernels *ck_kernels_best(void) { return supported(0); }

const ck_kernels *ck_kernels_named(const char *name) {
    const ck_kernels *table;
    for (int i = 0; (table = supported(i)); i++)
        if (__builtin_strcmp(table->name, name) == 0) return table;
    return 0;
}

int32_t ck_function_code(const char *name) {
    static const struct { const char *name; int32_t code; } functions[] = {
#define X(name, code) {#name, code},
        CK_UNARY_FUNCTIONS(X) CK_CONVERSIONS(X) CK_BINARY_FUNCTIONS(X)
#undef X
    };
    for (unsigned i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
        if (__builtin_strcmp(functions[i].name, name) == 0) return functions[i].code;
    return -1;
}
