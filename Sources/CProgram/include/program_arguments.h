// The program's arguments where Swift cannot find them: it reads them from /proc, which a bare root
// need not have.
#ifndef PROGRAM_ARGUMENTS_H
#define PROGRAM_ARGUMENTS_H

#include <stdint.h>

// How many arguments there are, the program's name included; 0 where they are not known.
int32_t program_argument_count(void);

// An argument by its number, or NULL.
const char *_Nullable program_argument(int32_t index);

// Makes standard output deliver each line when it is whole, also into a pipe or a file.
void program_buffer_lines(void);

// Delivers what is still held back; 0, or the system's number of the reason why some was lost.
int32_t program_flush(void);

#endif
