/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LIBRARY_H
#define LIBRARY_H

#include <stdint.h>

typedef struct lib_state_s* lib_state;
typedef struct lib_pair {
    int32_t a;
    int32_t b;
} lib_pair;

/** Makes a state. The caller destroys it. */
int32_t lib_create(int32_t start, lib_state* out);
void lib_destroy(lib_state state);
/** Adds both members of `pair` and answers the sum. */
int32_t lib_add(lib_state state, lib_pair pair);
int32_t lib_each(lib_state state, void (*visit)(void* context, int32_t value), void* context);
/** Declared, but absent from the library. */
int32_t lib_missing(int32_t event);
int32_t lib_print(const char* format, ...);
int32_t other_function(void);

#endif
