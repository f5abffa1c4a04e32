// Processes: starting, stopping, ending, and what they used.
#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <sys/types.h>

// What a process left behind.
typedef struct {
    int has_ended;
    int status; // What it returned; 128 and the number of the signal that ended it.
    double user_seconds, system_seconds;
    double peak_bytes; // Resident. A floor of it is what the process that started it had.
} SystemUsage;

// Starts a program in a process group of its own. `arguments` and `environment` are strings that
// each end with a zero byte, one after another, closed by an empty one; the first argument is the program's path.
// Gives its number, or minus the reason. `input` and `output` become our ends of its pipes.
pid_t system_start(
    const char *arguments, const char *environment, const char *folder, const char *errors_file,
    int *input, int *output
);

// Sends a signal to a process group: 0 or the reason.
int system_signal(pid_t group, int signal);

// Looks whether a process has ended, for so many seconds at most.
SystemUsage system_wait(pid_t process, double seconds);

// Waits until something can be read: 1; 0 when the time is over.
int system_wait_for_input(int descriptor, double seconds);

// What is there to be read: a count, 0 at the end, minus the reason.
long system_read(int descriptor, void *bytes, long count);

// Writes all of it: 0 or the reason.
int system_write(int descriptor, const void *bytes, long count);

void system_close(int descriptor);

// Makes writing to a program that has ended an error instead of our own end.
void system_ignore_broken_pipes(void);

// Binds this process to one core, the second where there are two, or to all: 0 or the reason.
int system_bind(int threads);

// Seconds of a clock that nobody sets.
double system_seconds(void);

// How many of the units in which the system counts processor time make a second.
long system_ticks_per_second(void);

// How many cores this process may use.
int system_cores(void);

#endif
