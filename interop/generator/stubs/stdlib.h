/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENGEN_STUB_STDLIB_H
#define TENGEN_STUB_STDLIB_H
#include <stddef.h>
void *malloc(size_t);
void *calloc(size_t, size_t);
void free(void *);
#endif
