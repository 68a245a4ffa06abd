/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENGEN_STUB_STDARG_H
#define TENGEN_STUB_STDARG_H
typedef __builtin_va_list va_list;
#endif
