/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file allocations.h
 * Sees what one shared object allocates: makes the k-th allocation of a thread fail, and counts the blocks that live. Linux, ELF of 64 bits.
 *
 * The object's own references to the C library (its global offset table and pointers in its data) are made to point here. The other way,
 * LD_PRELOAD, was not taken: it sees every caller in the process, so that the runtime of the suite, the host and drivers below the plugin
 * would fail too, and which of them allocated can be told from a return address only, which tail calls hide; and it needs a process of
 * its own, which is no longer the one that runs all other cases. What this way does not see: libraries that the plugin brings along,
 * functions found by dlsym, and a C library linked into the plugin; a caller that saw no allocation must say so and not pass.
 */
#ifndef TENGEN_ALLOCATIONS_H
#define TENGEN_ALLOCATIONS_H

#include <stddef.h>
#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

/* watch.c */

/**
 * Watches the shared object in which `address` lies. One object at a time: blocks of two could not be told apart.
 * @return references that point here now; -1 when the address lies in no object, so that the code is made at run time.
 */
EXPORT int32_t tengen_allocations_watch(const void* address);
/** Turns the references back. */
EXPORT void tengen_allocations_leave(const void* address);

/* arm.c: state of the calling thread */

/** From now on allocations of this thread are counted, and number `failing`, from 1, fails; 0 = none does. `call`: what is called, to tell of it on standard error; borrowed until the end, NULL = in silence. */
EXPORT void tengen_allocations_begin(uint64_t failing, const char* call);
/** Ends it. @return allocations seen, the failed one included. */
EXPORT uint64_t tengen_allocations_end(void);
/** Counts an allocation of this thread. @return 1 when it must fail. */
int must_fail(const char* function, size_t bytes);

/* ledger.c: any thread */

/** Begins to note blocks, or forgets all that were noted. Blocks that were there before are not counted. */
EXPORT void tengen_allocations_note(int32_t on);
/** Blocks noted that were not given back. */
EXPORT uint64_t tengen_allocations_live(void);
void note(void* block);
void forget(void* block);

/* hooks.c */

/** What stands in for a function of the C or C++ library. */
typedef struct hook {
    const char* name;
    void* function;
    void* plain;     /* the function of the C library that it stands in for, or NULL */
    void** original; /* where the function of the C++ library is kept that it stands in for, or NULL */
} hook;
/** The hook of a name, or NULL. */
const hook* find_hook(const char* name);

#endif
