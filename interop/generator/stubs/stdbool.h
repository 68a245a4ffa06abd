/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENGEN_STUB_STDBOOL_H
#define TENGEN_STUB_STDBOOL_H
#define bool _Bool
#define true 1
#define false 0
#endif
