// The loops themselves, for each instruction set, and the choice between them.
#ifndef CPEAKS_LOOPS_H
#define CPEAKS_LOOPS_H

#include <pthread.h>
#include <stddef.h>

typedef struct {
    const char *name;
    double operations; // Of one round of multiply_add.
    void (*multiply_add)(long rounds);
    void (*read)(const float *memory, size_t count, long rounds);
} Loops;

const Loops *best_loops(void);

// A barrier; macOS has none.
typedef struct {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int missing;
} Barrier;

static inline void barrier_init(Barrier *barrier, int threads) {
    pthread_mutex_init(&barrier->mutex, NULL);
    pthread_cond_init(&barrier->changed, NULL);
    barrier->missing = threads;
}

static inline void barrier_leave(Barrier *barrier) {
    pthread_mutex_lock(&barrier->mutex);
    if (--barrier->missing == 0) pthread_cond_broadcast(&barrier->changed);
    pthread_mutex_unlock(&barrier->mutex);
}

static inline void barrier_wait(Barrier *barrier) {
    pthread_mutex_lock(&barrier->mutex);
    if (--barrier->missing == 0) pthread_cond_broadcast(&barrier->changed);
    while (barrier->missing > 0) pthread_cond_wait(&barrier->changed, &barrier->mutex);
    pthread_mutex_unlock(&barrier->mutex);
}

#endif
