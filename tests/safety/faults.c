/* A disk that fails when told to: preloaded, it counts the calls that change files below one folder, and at the n-th
   it kills the process, or fails. What fails is that call alone, or every one from then on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { GO_ON, FAIL, KILL_BEFORE, KILL_WITHIN, KILL_AFTER };

static long countdown = -1, seen = 0;
static int what = GO_ON, code = 0, lasting = 0, broken = 0;
static char below[PATH_MAX];

/* `error` is an errno for FAIL. KILL_WITHIN counts writes only, and does half of one. */
void faults_arm(const char *folder, long n, int how, int error, int for_good) {
    strncpy(below, folder, sizeof below - 1);
    countdown = n; what = how; code = error; lasting = for_good; broken = 0; seen = 0;
}

long faults_seen(void) { return seen; }

static int starts_below(const char *path) { return below[0] && !strncmp(path, below, strlen(below)); }

static int is_below(int fd) {
    char link[64], path[PATH_MAX];
    if (!below[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return starts_below(path);
}

static int due(int counted, int is_write) {
    if (!counted || (what == KILL_WITHIN && !is_write)) return GO_ON;
    seen++;
    if (broken) return FAIL;
    if (countdown < 0 || --countdown > 0) return GO_ON;
    countdown = -1;
    broken = what == FAIL && lasting;
    return what;
}

static void die(void) { kill(getpid(), SIGKILL); pause(); }

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name)) dlsym(RTLD_NEXT, #name)

#define CALL(type, name, parameters, counted, is_write, half, ...)  \
    type name parameters {                                          \
        REAL(name);                                                 \
        int how = due(counted, is_write);                           \
        if (how == FAIL) { errno = code; return -1; }               \
        if (how == KILL_BEFORE) die();                              \
        if (how == KILL_WITHIN) { half; die(); }                    \
        type result = real(__VA_ARGS__);                            \
        if (how == KILL_AFTER) die();                               \
        return result;                                              \
    }

CALL(ssize_t, write, (int fd, const void *data, size_t size), is_below(fd), 1, real(fd, data, size / 2), fd, data, size)
CALL(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), is_below(fd), 1,
     real(fd, data, size / 2, at), fd, data, size, at)
CALL(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), is_below(fd), 1,
     real(fd, data, size / 2, at), fd, data, size, at)
CALL(int, fsync, (int fd), is_below(fd), 0, , fd)
CALL(int, fdatasync, (int fd), is_below(fd), 0, , fd)
CALL(int, ftruncate, (int fd, off_t size), is_below(fd), 0, , fd, size)
CALL(int, ftruncate64, (int fd, off64_t size), is_below(fd), 0, , fd, size)
CALL(int, truncate, (const char *path, off_t size), starts_below(path), 0, , path, size)
CALL(int, truncate64, (const char *path, off64_t size), starts_below(path), 0, , path, size)
CALL(int, rename, (const char *from, const char *to), starts_below(to), 0, , from, to)
CALL(int, link, (const char *from, const char *to), starts_below(to), 0, , from, to)
CALL(int, linkat, (int at, const char *from, int into, const char *to, int flags), starts_below(to), 0, ,
     at, from, into, to, flags)
CALL(int, mkdir, (const char *path, mode_t mode), starts_below(path), 0, , path, mode)
