#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include "ckprocessor.h"

int ck_usable_cores(void) {
#if defined(__linux__)
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) == 0) return CPU_COUNT(&cores);
#endif
    return 0;
}
