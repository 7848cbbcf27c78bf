// SPDX-License-Identifier: Apache-2.0
// Preloaded into the server: a machine that is at fault as the file named by BLUELAMP_FAULT says, one word and number:
//   clock SECONDS   the wall clock is shifted, as when somebody sets it
//   write ERRNO     writing to the database file fails
//   flush ERRNO     flushing it to the disk fails
// An empty file is a sound machine.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static long fault(const char* kind) {
    const char* path = getenv("BLUELAMP_FAULT");
    FILE* file = path ? fopen(path, "r") : NULL;
    char word[16] = "";
    long number = 0;
    if (file) {
        if (fscanf(file, "%15s %ld", word, &number) != 2) number = 0;
        fclose(file);
    }
    return strcmp(word, kind) == 0 ? number : 0;
}

static int of_database(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = '\0';
    return strstr(path, ".sqlite") != NULL;
}

static int fails(const char* kind, int descriptor) {
    const long error = fault(kind);
    if (error == 0 || !of_database(descriptor)) return 0;
    errno = (int)error;
    return 1;
}

int clock_gettime(clockid_t clock, struct timespec* now) {
    static int (*real)(clockid_t, struct timespec*);
    if (!real) real = (int (*)(clockid_t, struct timespec*))dlsym(RTLD_NEXT, "clock_gettime");
    const int done = real(clock, now);
    if (done == 0 && clock == CLOCK_REALTIME) now->tv_sec += fault("clock");
    return done;
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t at) {
    static ssize_t (*real)(int, const void*, size_t, off64_t);
    if (!real) real = (ssize_t(*)(int, const void*, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    return fails("write", descriptor) ? -1 : real(descriptor, bytes, count, at);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t at) {
    static ssize_t (*real)(int, const void*, size_t, off_t);
    if (!real) real = (ssize_t(*)(int, const void*, size_t, off_t))dlsym(RTLD_NEXT, "pwrite");
    return fails("write", descriptor) ? -1 : real(descriptor, bytes, count, at);
}

int fdatasync(int descriptor) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return fails("flush", descriptor) ? -1 : real(descriptor);
}

int fsync(int descriptor) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return fails("flush", descriptor) ? -1 : real(descriptor);
}
