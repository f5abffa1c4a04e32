#define _GNU_SOURCE
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#include <sched.h>
#endif

double system_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

long system_ticks_per_second(void) { return sysconf(_SC_CLK_TCK); }

static char **pointers(const char *strings) {
    size_t count = 0;
    for (const char *s = strings; *s; s += strlen(s) + 1) count++;
    char **result = calloc(count + 1, sizeof *result);
    if (!result) return NULL;
    size_t index = 0;
    for (const char *s = strings; *s; s += strlen(s) + 1) result[index++] = (char *)s;
    return result;
}

static int closed_on_start(int pipes[2]) {
    if (pipe(pipes) != 0) return errno;
    fcntl(pipes[0], F_SETFD, FD_CLOEXEC);
    fcntl(pipes[1], F_SETFD, FD_CLOEXEC);
    return 0;
}

pid_t system_start(
    const char *arguments, const char *environment, const char *folder, const char *errors_file,
    int *input, int *output
) {
    int in[2] = {-1, -1}, out[2] = {-1, -1};
    int reason = closed_on_start(in);
    if (!reason) reason = closed_on_start(out);
    char **argv = pointers(arguments), **envp = pointers(environment);
    if (!reason && (!argv || !envp)) reason = ENOMEM;
    pid_t process = 0;
    if (!reason) {
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addchdir_np(&files, folder);
        posix_spawn_file_actions_adddup2(&files, in[0], 0);
        posix_spawn_file_actions_adddup2(&files, out[1], 1);
        posix_spawn_file_actions_addopen(&files, 2, errors_file, O_WRONLY | O_CREAT | O_APPEND, 0644);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t usual;
        sigemptyset(&usual);
        sigaddset(&usual, SIGPIPE);
        posix_spawnattr_setsigdefault(&attributes, &usual);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
        reason = posix_spawn(&process, argv[0], &files, &attributes, argv, envp);
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&files);
    }
    free(argv);
    free(envp);
    if (in[0] >= 0) close(in[0]);
    if (out[1] >= 0) close(out[1]);
    if (reason) {
        if (in[1] >= 0) close(in[1]);
        if (out[0] >= 0) close(out[0]);
        return -reason;
    }
    *input = in[1];
    *output = out[0];
    return process;
}

int system_signal(pid_t group, int signal) {
    // Never 0 or 1, which would mean ourselves or everybody.
    if (group < 2) return EINVAL;
    return kill(-group, signal) == 0 ? 0 : errno;
}

SystemUsage system_wait(pid_t process, double seconds) {
    SystemUsage usage = {0};
    double end = system_seconds() + seconds;
    for (;;) {
        struct rusage used;
        int status = 0;
        pid_t found = wait4(process, &status, WNOHANG, &used);
        if (found == process) {
            usage.has_ended = 1;
            usage.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            usage.user_seconds = (double)used.ru_utime.tv_sec + 1e-6 * (double)used.ru_utime.tv_usec;
            usage.system_seconds = (double)used.ru_stime.tv_sec + 1e-6 * (double)used.ru_stime.tv_usec;
#if defined(__APPLE__)
            usage.peak_bytes = (double)used.ru_maxrss;
#else
            usage.peak_bytes = 1024 * (double)used.ru_maxrss;
#endif
            return usage;
        }
        if ((found < 0 && errno != EINTR) || system_seconds() >= end) return usage;
        nanosleep(&(struct timespec){0, 100000}, NULL);
    }
}

int system_wait_for_input(int descriptor, double seconds) {
    struct pollfd wanted = {descriptor, POLLIN, 0};
    double end = system_seconds() + seconds;
    for (;;) {
        double left = end - system_seconds();
        int found = poll(&wanted, 1, left > 0 ? (int)(1000 * left) + 1 : 0);
        if (found > 0) return 1;
        if (found == 0 || errno != EINTR) return 0;
    }
}

long system_read(int descriptor, void *bytes, long count) {
    for (;;) {
        ssize_t got = read(descriptor, bytes, (size_t)count);
        if (got >= 0) return got;
        if (errno != EINTR) return -errno;
    }
}

int system_write(int descriptor, const void *bytes, long count) {
    const char *rest = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, rest, (size_t)count);
        if (written < 0 && errno != EINTR) return errno;
        if (written > 0) { rest += written; count -= written; }
    }
    return 0;
}

void system_close(int descriptor) { close(descriptor); }

void system_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

int system_bind(int threads) {
#if defined(__linux__)
    if (threads != 1) return 0;
    cpu_set_t allowed, chosen;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return errno;
    int core = 1;
    if (!CPU_ISSET(core, &allowed))
        for (core = 0; core < CPU_SETSIZE && !CPU_ISSET(core, &allowed);) core++;
    CPU_ZERO(&chosen);
    CPU_SET(core, &chosen);
    return sched_setaffinity(0, sizeof chosen, &chosen) == 0 ? 0 : errno;
#else
    (void)threads;
    return 0;
#endif
}

int system_cores(void) {
#if defined(__linux__)
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
    return (int)sysconf(_SC_NPROCESSORS_ONLN);
}
