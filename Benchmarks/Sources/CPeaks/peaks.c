#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cpeaks.h"
#include "loops.h"

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

typedef struct {
    int index, threads;
    double seconds;
    size_t bytes;
    const Loops *loops;
    Barrier *start;
    double rate;
} Work;

// One thread alone takes the second core where there is one, as the contestants do: system work
// gathers on the first.
static void bind_to_core(const Work *work) {
#if defined(__linux__)
    cpu_set_t allowed, chosen;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
    int core = work->threads == 1 && CPU_ISSET(1, &allowed) ? 1 : work->index;
    if (!CPU_ISSET(core, &allowed)) return;
    CPU_ZERO(&chosen);
    CPU_SET(core, &chosen);
    sched_setaffinity(0, sizeof chosen, &chosen); // Unbound it is measured as well.
#else
    (void)work;
#endif
}

static void *run(void *argument) {
    Work *work = argument;
    bind_to_core(work);
    float *memory = NULL;
    if (work->bytes) {
        if (posix_memalign((void **)&memory, 4096, work->bytes) != 0) memory = NULL;
        else memset(memory, 0, work->bytes);
    }
    barrier_wait(work->start);
    if (work->bytes && !memory) return NULL;
    long repeats = 1;
    double done = 0, start = now(), elapsed = 0;
    // Longer and longer calls, so that the clock is looked at rarely; the first warms up.
    for (int warm = 0; elapsed < work->seconds; elapsed = now() - start) {
        double before = now();
        if (memory) work->loops->read(memory, work->bytes / sizeof(float), repeats);
        else work->loops->multiply_add(repeats * 1000);
        double took = now() - before;
        if (warm) done += (double)repeats * (memory ? (double)work->bytes : 1000 * work->loops->operations);
        if (took < work->seconds / 50) repeats *= 2;
        else if (!warm) { warm = 1; start = now(); }
    }
    work->rate = done / elapsed;
    free(memory);
    return NULL;
}

static double measure(int threads, double seconds, size_t bytes) {
    if (threads < 1 || threads > 64) return 0;
    pthread_t handles[64];
    Work works[64];
    Barrier start;
    barrier_init(&start, threads);
    const Loops *loops = best_loops();
    int started = 0;
    for (int i = 0; i < threads; i++) {
        works[i] = (Work){i, threads, seconds, bytes, loops, &start, 0};
        if (pthread_create(&handles[i], NULL, run, &works[i]) != 0) break;
        started++;
    }
    for (int i = started; i < threads; i++) barrier_leave(&start);
    double rate = 0;
    for (int i = 0; i < started; i++) {
        pthread_join(handles[i], NULL);
        rate += works[i].rate;
    }
    return started == threads ? rate : 0;
}

const char *peaks_instructions(void) { return best_loops()->name; }

double peaks_arithmetic(int threads, double seconds) { return measure(threads, seconds, 0); }

double peaks_reading(size_t bytes, int threads, double seconds) {
    // Whole rounds of the loop: eight vectors of the widest kind.
    size_t round = 8 * 64;
    return measure(threads, seconds, bytes < round ? round : bytes / round * round);
}
