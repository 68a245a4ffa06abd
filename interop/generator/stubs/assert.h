/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENGEN_STUB_ASSERT_H
#define TENGEN_STUB_ASSERT_H
#ifndef __cplusplus
#define static_assert _Static_assert
#endif
#define assert(e) ((void)0)
#endif
