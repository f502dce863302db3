/* A disk that fails when told to: preloaded, it counts the calls that change files below one folder, and at the n-th
   it either kills the process in the middle of the write, or fails, and every one after it fails too. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long countdown = -1, seen = 0;
static int kill_it = 0, broken = 0;
static char below[PATH_MAX];

void faults_arm(const char *folder, long n, int kill_process) {
    strncpy(below, folder, sizeof below - 1);
    countdown = n; kill_it = kill_process; broken = 0; seen = 0;
}

long faults_seen(void) { return seen; }

static int is_below(int fd) {
    char link[64], path[PATH_MAX];
    if (!below[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, below, strlen(below)) == 0;
}

/* 0: go on; 1: fail; 2: do half of it and die */
static int due(int counted) {
    if (!counted) return 0;
    seen++;
    if (broken) return 1;
    if (countdown < 0 || --countdown > 0) return 0;
    countdown = -1;
    if (kill_it) return 2;
    return broken = 1;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name)) dlsym(RTLD_NEXT, #name)
#define FAIL(code, result) do { errno = code; return result; } while (0)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    int how = due(is_below(fd));
    if (how == 1) FAIL(ENOSPC, -1);
    if (how == 2) { real(fd, data, size / 2); kill(getpid(), SIGKILL); pause(); }
    return real(fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    REAL(pwrite);
    int how = due(is_below(fd));
    if (how == 1) FAIL(ENOSPC, -1);
    if (how == 2) { real(fd, data, size / 2, at); kill(getpid(), SIGKILL); pause(); }
    return real(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    REAL(pwrite64);
    int how = due(is_below(fd));
    if (how == 1) FAIL(ENOSPC, -1);
    if (how == 2) { real(fd, data, size / 2, at); kill(getpid(), SIGKILL); pause(); }
    return real(fd, data, size, at);
}
#define SIMPLE(declaration, name, counted, code, ...)             \
    declaration {                                                 \
        REAL(name);                                               \
        int how = due(counted);                                   \
        if (how == 1) FAIL(code, -1);                             \
        if (how == 2) { kill(getpid(), SIGKILL); pause(); }       \
        return real(__VA_ARGS__);                                 \
    }
SIMPLE(int fsync(int fd), fsync, is_below(fd), EIO, fd)
SIMPLE(int fdatasync(int fd), fdatasync, is_below(fd), EIO, fd)
SIMPLE(int ftruncate(int fd, off_t size), ftruncate, is_below(fd), ENOSPC, fd, size)
SIMPLE(int ftruncate64(int fd, off64_t size), ftruncate64, is_below(fd), ENOSPC, fd, size)
SIMPLE(int rename(const char *from, const char *to), rename, below[0] && !strncmp(to, below, strlen(below)), ENOSPC, from, to)
