/* SPDX-License-Identifier: Apache-2.0 */
/* What tengen.h needs of <string.h>, for a target whose C library is not installed. */
#ifndef STUB_STRING_H
#define STUB_STRING_H
#include <stddef.h>
void* memcpy(void* to, const void* from, size_t count);
void* memset(void* to, int value, size_t count);
size_t strlen(const char* text);
#endif
