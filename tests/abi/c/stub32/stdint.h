/* SPDX-License-Identifier: Apache-2.0 */
/* What tengen.h needs of <stdint.h>, for a target whose C library is not installed. */
#ifndef STUB_STDINT_H
#define STUB_STDINT_H
typedef __UINT8_TYPE__ uint8_t;
typedef __INT32_TYPE__ int32_t;
typedef __UINT32_TYPE__ uint32_t;
typedef __INT64_TYPE__ int64_t;
typedef __UINT64_TYPE__ uint64_t;
typedef __UINTPTR_TYPE__ uintptr_t;
#define INT64_MAX __INT64_MAX__
#endif
