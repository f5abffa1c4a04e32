// Counts calls for heap memory of the whole process, so that a test can say "none".
#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

#include <stdint.h>

// How many times any thread has asked for heap memory so far; -1 where counting is not possible.
int64_t allocation_count(void);

#endif
