/* SPDX-License-Identifier: Apache-2.0 */
/** @file guard.h A plugin's table whose every struct and array ends where memory without access begins. */
#ifndef TENGEN_TEST_GUARD_H
#define TENGEN_TEST_GUARD_H

#include <tengen/tengen.h>

/**
 * The same functions, called with copies: what the caller passes lies directly before a page without access, and is gone when the call
 * returns, so a callee that reads or writes one byte too far, or keeps a pointer it may not keep, crashes. One table a process.
 */
const tg_api* guarded(const tg_api* api);

#endif
