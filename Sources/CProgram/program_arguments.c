#include "program_arguments.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>

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

void program_buffer_lines(void) { setvbuf(stdout, NULL, _IOLBF, BUFSIZ); }

int32_t program_flush(void) {
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout)) return 0;
    return errno == 0 ? EIO : errno;
}
