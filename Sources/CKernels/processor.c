#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mman.h>
#endif

#include "ckprocessor.h"

int ck_usable_cores(void) {
#if defined(__linux__)
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) == 0) return CPU_COUNT(&cores);
#endif
    return 0;
}

void ck_prefer_large_pages(void *address, int64_t size) {
#if defined(__linux__)
    madvise(address, (size_t)size, MADV_HUGEPAGE);  // a wish: where it fails nothing is lost
#else
    (void)address, (void)size;
#endif
}
