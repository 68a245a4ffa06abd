/* SPDX-License-Identifier: Apache-2.0 */
/* What tengen.h needs of <stddef.h>, for a target whose C library is not installed. */
#ifndef STUB_STDDEF_H
#define STUB_STDDEF_H
typedef __SIZE_TYPE__ size_t;
#define NULL ((void*)0)
#endif
