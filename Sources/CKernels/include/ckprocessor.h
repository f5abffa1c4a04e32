// What threads need to know of the processor.
#ifndef CKPROCESSOR_H
#define CKPROCESSOR_H

// Tells the processor that this is a waiting loop, so that it saves power and the other thread of
// the core gets on.
static inline void ck_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ __volatile__("yield");
#endif
}

// How many cores this process is bound to; 0 where the system does not tell.
int ck_usable_cores(void);

#endif
