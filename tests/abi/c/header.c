/* SPDX-License-Identifier: Apache-2.0 */
/** @file header.c The header alone, and twice: what a strict C99 or C++17 compiler, of 32 or 64 bits, must take. */
#include <tengen/tengen.h>
#include <tengen/tengen.h>

int header_is_complete(const tg_api* api);

int header_is_complete(const tg_api* api) {
    return api != 0 && api->device_info != 0;
}
