// What this machine can do at best: arithmetic in registers, and reading memory.
#ifndef CPEAKS_H
#define CPEAKS_H

#include <stddef.h>

// The instructions that the loops below use on this machine: "AVX-512", "AVX2", "NEON" or "portable".
const char *peaks_instructions(void);

// Floating-point operations per second of independent fused multiply-adds in registers, all threads
// together, each bound to a core of its own where the system allows it. 0 where no thread can start.
double peaks_arithmetic(int threads, double seconds);

// Bytes read per second, each thread reading `bytes` of its own over and over. 0 where there is no memory.
double peaks_reading(size_t bytes, int threads, double seconds);

#endif
