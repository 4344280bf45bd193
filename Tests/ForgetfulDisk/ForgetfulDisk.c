#define _GNU_SOURCE
#include "include/ForgetfulDisk.h"
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static const char *root, *journal;
static size_t root_length;
static pthread_mutex_t names_lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(result, name, ...) \
    static result (*real_##name)(__VA_ARGS__); \
    static void find_##name(void) { if (!real_##name) real_##name = dlsym(RTLD_NEXT, #name); }

REAL(int, open64, const char *, int, ...)
REAL(int, openat64, int, const char *, int, ...)
REAL(int, close, int)
REAL(ssize_t, write, int, const void *, size_t)
REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)
REAL(int, ftruncate64, int, off64_t)
REAL(int, fsync, int)
REAL(int, fdatasync, int)
REAL(int, rename, const char *, const char *)
REAL(int, unlink, const char *)
REAL(int, mkdir, const char *, mode_t)

__attribute__((constructor)) static void begin(void) {
    find_open64(); find_openat64(); find_close(); find_write(); find_pwrite64(); find_ftruncate64();
    find_fsync(); find_fdatasync(); find_rename(); find_unlink(); find_mkdir();
    root = getenv("FORGETFUL_ROOT");
    journal = getenv("FORGETFUL_JOURNAL");
    if (!root || !journal) root = NULL;
    root_length = root ? strlen(root) : 0;
}

int forgetful_disk_is_loaded(void) { return root != NULL; }

static int is_inside(const char *path) {
    return root && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static int ends(const char *path, const char *end) {
    size_t count = strlen(path), most = strlen(end);
    return count >= most && strcmp(path + count - most, end) == 0;
}

/* Shared memory and locks mean nothing after a power cut. */
static int is_kept(const char *path) {
    return is_inside(path) && !ends(path, "-shm") && !ends(path, ".lock") && !ends(path, "/lock");
}

static int path_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t count = readlink(link, path, PATH_MAX - 1);
    if (count < 0) return 0;
    path[count] = 0;
    return 1;
}

static int is_tracked(int file, struct stat *status) {
    char path[PATH_MAX];
    return root && fstat(file, status) == 0 && S_ISREG(status->st_mode) && path_of(file, path) && is_kept(path);
}

/* The journal of a file's data, locked; it is unlocked when it is closed. */
static int data_journal(const struct stat *status) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/d-%llu", journal, (unsigned long long)status->st_ino);
    int file = real_open64(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file >= 0) flock(file, LOCK_EX);
    return file;
}

static void note(int log, int file, off64_t offset, size_t count, off64_t size) {
    size_t former = offset >= size ? 0 : (size_t)(size - offset) < count ? (size_t)(size - offset) : count;
    uint64_t head[3] = {(uint64_t)offset, former, (uint64_t)size};
    size_t whole = sizeof head + former;
    char *record = malloc(whole);
    memcpy(record, head, sizeof head);
    if (former) {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", file);
        int reader = real_open64(link, O_RDONLY | O_CLOEXEC);
        ssize_t got = reader < 0 ? -1 : pread64(reader, record + sizeof head, former, offset);
        if (reader >= 0) real_close(reader);
        if (got != (ssize_t)former) abort();
    }
    if (real_write(log, record, whole) != (ssize_t)whole) abort();
    free(record);
}

static off64_t place(int file, const struct stat *status) {
    if (fcntl(file, F_GETFL) & O_APPEND) return status->st_size;
    off64_t offset = lseek64(file, 0, SEEK_CUR);
    return offset < 0 ? 0 : offset;
}

ssize_t write(int file, const void *bytes, size_t count) {
    find_write();
    struct stat status;
    if (!is_tracked(file, &status)) return real_write(file, bytes, count);
    int log = data_journal(&status);
    fstat(file, &status);
    note(log, file, place(file, &status), count, status.st_size);
    ssize_t result = real_write(file, bytes, count);
    int code = errno;
    real_close(log);
    errno = code;
    return result;
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    ssize_t whole = 0;
    for (int index = 0; index < count; index++) {
        ssize_t written = write(file, parts[index].iov_base, parts[index].iov_len);
        if (written < 0) return whole ? whole : -1;
        whole += written;
        if ((size_t)written < parts[index].iov_len) break;
    }
    return whole;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    find_pwrite64();
    struct stat status;
    if (!is_tracked(file, &status)) return real_pwrite64(file, bytes, count, offset);
    int log = data_journal(&status);
    fstat(file, &status);
    note(log, file, offset, count, status.st_size);
    ssize_t result = real_pwrite64(file, bytes, count, offset);
    int code = errno;
    real_close(log);
    errno = code;
    return result;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    return pwrite64(file, bytes, count, offset);
}

int ftruncate64(int file, off64_t size) {
    find_ftruncate64();
    struct stat status;
    if (!is_tracked(file, &status)) return real_ftruncate64(file, size);
    int log = data_journal(&status);
    fstat(file, &status);
    note(log, file, size, size < status.st_size ? (size_t)(status.st_size - size) : 0, status.st_size);
    int result = real_ftruncate64(file, size);
    int code = errno;
    real_close(log);
    errno = code;
    return result;
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

/* What was done to a name; `kept` is a link to what stood there before, or empty. */
static void note_name(const char *done, const char *path, const char *former, const char *kept) {
    static unsigned number;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s/n-%020llu-%d-%u", journal,
             (unsigned long long)now.tv_sec * 1000000000ull + (unsigned long long)now.tv_nsec, getpid(),
             __atomic_add_fetch(&number, 1, __ATOMIC_SEQ_CST));
    int file = real_open64(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) abort();
    char text[3 * PATH_MAX];
    int count = snprintf(text, sizeof text, "%s\n%s\n%s\n%s\n", done, path, former, kept);
    if (real_write(file, text, (size_t)count) != count) abort();
    real_close(file);
}

/* A second name, in the journal, for what stands at a path. */
static void keep(const char *path, char *kept) {
    static unsigned number;
    snprintf(kept, PATH_MAX, "%s/k-%d-%u", journal, getpid(), __atomic_add_fetch(&number, 1, __ATOMIC_SEQ_CST));
    if (link(path, kept) != 0) kept[0] = 0;
}

static int is_path(const char *path) { return path[0] == '/' && is_kept(path); }

static int open_noting(int folder, const char *path, int flags, mode_t mode) {
    int is_new = is_path(path) && (flags & O_CREAT) && access(path, F_OK) != 0;
    if (is_path(path) && (flags & O_TRUNC) && !is_new) {
        int file = real_openat64(folder, path, (flags & ~O_TRUNC) | O_CLOEXEC, mode);
        if (file >= 0) {
            ftruncate64(file, 0);
            real_close(file);
        }
        flags &= ~O_TRUNC;
    }
    int file = real_openat64(folder, path, flags, mode);
    if (file >= 0 && is_new) note_name("create", path, "", "");
    return file;
}

#define MODE(flags, last) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list list; va_start(list, last); mode = va_arg(list, mode_t); va_end(list); }

int open64(const char *path, int flags, ...) {
    find_openat64(); find_open64();
    MODE(flags, flags)
    return open_noting(AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) {
    find_openat64(); find_open64();
    MODE(flags, flags)
    return open_noting(AT_FDCWD, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
    find_openat64(); find_open64();
    MODE(flags, flags)
    return open_noting(folder, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    find_openat64(); find_open64();
    MODE(flags, flags)
    return open_noting(folder, path, flags, mode);
}

int rename(const char *former, const char *path) {
    find_rename();
    if (!is_path(path)) return real_rename(former, path);
    char kept[PATH_MAX] = "";
    if (access(path, F_OK) == 0) keep(path, kept);
    int result = real_rename(former, path);
    if (result == 0) note_name("rename", path, former, kept);
    return result;
}

int unlink(const char *path) {
    find_unlink();
    if (!is_path(path)) return real_unlink(path);
    char kept[PATH_MAX] = "";
    keep(path, kept);
    int result = real_unlink(path);
    int code = errno;
    if (result == 0) note_name("unlink", path, "", kept);
    errno = code;
    return result;
}

int mkdir(const char *path, mode_t mode) {
    find_mkdir();
    int result = real_mkdir(path, mode);
    if (result == 0 && is_path(path)) note_name("mkdir", path, "", "");
    return result;
}

/* The names in a folder are durable: what would take them back is forgotten. */
static void forget_names(const char *folder) {
    pthread_mutex_lock(&names_lock);
    size_t count = strlen(folder);
    DIR *names = opendir(journal);
    struct dirent *entry;
    while (names && (entry = readdir(names))) {
        if (strncmp(entry->d_name, "n-", 2) != 0) continue;
        char name[PATH_MAX], text[3 * PATH_MAX];
        snprintf(name, sizeof name, "%s/%s", journal, entry->d_name);
        int file = real_open64(name, O_RDONLY | O_CLOEXEC);
        if (file < 0) continue;
        ssize_t got = read(file, text, sizeof text - 1);
        real_close(file);
        if (got <= 0) continue;
        text[got] = 0;
        char *path = strchr(text, '\n');
        char *end = path ? strchr(path + 1, '\n') : NULL;
        if (!end) continue;
        *end = 0;
        char *slash = strrchr(path + 1, '/');
        if (slash && (size_t)(slash - path - 1) == count && strncmp(path + 1, folder, count) == 0) real_unlink(name);
    }
    if (names) closedir(names);
    pthread_mutex_unlock(&names_lock);
}

static int sync_noting(int file, int (*real)(int)) {
    struct stat status;
    char path[PATH_MAX];
    if (root && fstat(file, &status) == 0 && S_ISDIR(status.st_mode) && path_of(file, path)) {
        int result = real(file);
        size_t count = strlen(path);
        int is_around = is_inside(path) || (strncmp(root, path, count) == 0 && root[count] == '/');
        if (result == 0 && is_around) forget_names(path);
        return result;
    }
    if (!is_tracked(file, &status)) return real(file);
    int log = data_journal(&status);
    int result = real(file);
    int code = errno;
    if (result == 0 && real_ftruncate64(log, 0) != 0) abort();
    real_close(log);
    errno = code;
    return result;
}

int fsync(int file) {
    find_fsync();
    return sync_noting(file, real_fsync);
}

int fdatasync(int file) {
    find_fdatasync();
    return sync_noting(file, real_fdatasync);
}
