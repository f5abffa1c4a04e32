#include "program_arguments.h"

#include <stddef.h>
#include <stdlib.h>

static int32_t count;
static char **arguments;

#if defined(__GLIBC__)
// glibc hands what main gets to every constructor as well.
__attribute__((constructor)) static void keep(int argument_count, char **values) {
    count = argument_count;
    arguments = values;
}
#endif

int32_t program_argument_count(void) { return count; }

const char *program_argument(int32_t index) {
    return index >= 0 && index < count ? arguments[index] : NULL;
}
