// What threads need to know of the processor.
#ifndef CKPROCESSOR_H
#define CKPROCESSOR_H

#include <stdint.h>

// Tells the processor that this is a waiting loop, so that it saves power and the other thread of
// the core gets on.
static inline void ck_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ __volatile__("yield");
#endif
}

// The size of the large pages of memory that ck_prefer_large_pages asks for.
enum { CK_LARGE_PAGE = 2 << 20 };

// Asks the system for large pages, where it has them: with small ones the processor spends a tenth of
// its time on looking up where they are. Address and size are multiples of CK_LARGE_PAGE.
void ck_prefer_large_pages(void *_Nonnull address, int64_t size);

// How many cores this process is bound to; 0 where the system does not tell.
int ck_usable_cores(void);

#endif
