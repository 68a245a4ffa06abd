/* SPDX-License-Identifier: Apache-2.0 */
/** @file hooks.c What stands in for the functions that allocate and give back. */
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "allocations.h"

/** A size that no allocator can give: the C++ library then fails in its own way. */
#define TOO_MUCH ((size_t)PTRDIFF_MAX)

static void* noted(void* block) {
    note(block);
    return block;
}

static void* refused(void) {
    errno = ENOMEM;
    return NULL;
}

static void* hook_malloc(size_t bytes) {
    return must_fail("malloc", bytes) ? refused() : noted(malloc(bytes));
}

static void* hook_calloc(size_t count, size_t bytes) {
    return must_fail("calloc", count * bytes) ? refused() : noted(calloc(count, bytes));
}

static void* hook_realloc(void* block, size_t bytes) {
    if (must_fail("realloc", bytes))
        return refused();
    forget(block);
    void* moved = realloc(block, bytes);
    note(moved || !bytes ? moved : block);
    return moved;
}

static void* hook_reallocarray(void* block, size_t count, size_t bytes) {
    if (must_fail("reallocarray", count * bytes))
        return refused();
    forget(block);
    void* moved = reallocarray(block, count, bytes);
    note(moved || !count || !bytes ? moved : block);
    return moved;
}

static void* hook_aligned_alloc(size_t alignment, size_t bytes) {
    return must_fail("aligned_alloc", bytes) ? refused() : noted(aligned_alloc(alignment, bytes));
}

static void* hook_memalign(size_t alignment, size_t bytes) {
    return must_fail("memalign", bytes) ? refused() : noted(memalign(alignment, bytes));
}

static int hook_posix_memalign(void** out, size_t alignment, size_t bytes) {
    if (must_fail("posix_memalign", bytes))
        return ENOMEM;
    int status = posix_memalign(out, alignment, bytes);
    if (!status)
        note(*out);
    return status;
}

static char* hook_strdup(const char* text) {
    return must_fail("strdup", strlen(text) + 1) ? refused() : noted(strdup(text));
}

static char* hook_strndup(const char* text, size_t most) {
    return must_fail("strndup", strnlen(text, most) + 1) ? refused() : noted(strndup(text, most));
}

static void hook_free(void* block) {
    forget(block);
    free(block);
}

/** Anonymous memory only; not counted as a block, because parts of it can be given back. */
static void* hook_mmap(void* at, size_t bytes, int protection, int flags, int file, off_t offset) {
    if (!(flags & MAP_ANONYMOUS) || !must_fail("mmap", bytes))
        return mmap(at, bytes, protection, flags, file, offset);
    errno = ENOMEM;
    return MAP_FAILED;
}

/** A thread needs memory for its stack. */
static int hook_pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument) {
    return must_fail("pthread_create", 0) ? EAGAIN : pthread_create(thread, attributes, start, argument);
}

/* operator new and delete of the Itanium C++ ABI. Source: itanium-cxx-abi.github.io, 5.1.5. */

#define NEW(id)                                                                            \
    static void* (*real_##id)(size_t);                                                     \
    static void* hook_##id(size_t bytes) {                                                 \
        return noted(real_##id(must_fail("operator new", bytes) ? TOO_MUCH : bytes));      \
    }
#define NEW_WITH(id, type)                                                                  \
    static void* (*real_##id)(size_t, type);                                                \
    static void* hook_##id(size_t bytes, type more) {                                       \
        return noted(real_##id(must_fail("operator new", bytes) ? TOO_MUCH : bytes, more)); \
    }
#define NEW_QUIET(id)                                                                             \
    static void* (*real_##id)(size_t, size_t, const void*);                                       \
    static void* hook_##id(size_t bytes, size_t alignment, const void* quiet) {                   \
        return noted(real_##id(must_fail("operator new", bytes) ? TOO_MUCH : bytes, alignment, quiet)); \
    }
#define DELETE(id)                         \
    static void (*real_##id)(void*);       \
    static void hook_##id(void* block) {   \
        forget(block);                     \
        real_##id(block);                  \
    }
#define DELETE_WITH(id)                                \
    static void (*real_##id)(void*, size_t);           \
    static void hook_##id(void* block, size_t more) {  \
        forget(block);                                 \
        real_##id(block, more);                        \
    }
#define DELETE_BOTH(id)                                                   \
    static void (*real_##id)(void*, size_t, size_t);                      \
    static void hook_##id(void* block, size_t bytes, size_t alignment) {  \
        forget(block);                                                    \
        real_##id(block, bytes, alignment);                               \
    }

NEW(_Znwm)
NEW(_Znam)
NEW_WITH(_ZnwmRKSt9nothrow_t, const void*)
NEW_WITH(_ZnamRKSt9nothrow_t, const void*)
NEW_WITH(_ZnwmSt11align_val_t, size_t)
NEW_WITH(_ZnamSt11align_val_t, size_t)
NEW_QUIET(_ZnwmSt11align_val_tRKSt9nothrow_t)
NEW_QUIET(_ZnamSt11align_val_tRKSt9nothrow_t)
DELETE(_ZdlPv)
DELETE(_ZdaPv)
DELETE_WITH(_ZdlPvm)
DELETE_WITH(_ZdaPvm)
DELETE_WITH(_ZdlPvSt11align_val_t)
DELETE_WITH(_ZdaPvSt11align_val_t)
DELETE_BOTH(_ZdlPvmSt11align_val_t)
DELETE_BOTH(_ZdaPvmSt11align_val_t)

#define C(id) {#id, (void*)hook_##id, (void*)id, NULL}
#define CXX(id) {#id, (void*)hook_##id, NULL, (void**)&real_##id}

const hook* find_hook(const char* name) {
    static const hook hooks[] = {
        C(malloc), C(calloc), C(realloc), C(reallocarray), C(aligned_alloc), C(memalign), C(posix_memalign), C(strdup), C(strndup), C(free), C(mmap),
        C(pthread_create), {"mmap64", (void*)hook_mmap, (void*)mmap, NULL}, {"__strdup", (void*)hook_strdup, (void*)strdup, NULL}, {"__strndup", (void*)hook_strndup, (void*)strndup, NULL},
        CXX(_Znwm), CXX(_Znam), CXX(_ZnwmRKSt9nothrow_t), CXX(_ZnamRKSt9nothrow_t), CXX(_ZnwmSt11align_val_t), CXX(_ZnamSt11align_val_t),
        CXX(_ZnwmSt11align_val_tRKSt9nothrow_t), CXX(_ZnamSt11align_val_tRKSt9nothrow_t), CXX(_ZdlPv), CXX(_ZdaPv), CXX(_ZdlPvm), CXX(_ZdaPvm),
        CXX(_ZdlPvSt11align_val_t), CXX(_ZdaPvSt11align_val_t), CXX(_ZdlPvmSt11align_val_t), CXX(_ZdaPvmSt11align_val_t),
    };
    for (size_t i = 0; i < sizeof hooks / sizeof *hooks; i++)
        if (strcmp(hooks[i].name, name) == 0)
            return &hooks[i];
    return NULL;
}
