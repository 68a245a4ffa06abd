/* SPDX-License-Identifier: Apache-2.0 */
/** @file static_link.c Two plugins in one program without a loader: each is compiled with its own TG_ENTRY. */
#include <string.h>

#define TG_ENTRY null_plugin
#include <tengen/tengen.h>

tg_status TG_CALL tiny_plugin(uint32_t host_abi, const tg_api** out, tg_error* error);

int main(void) {
    const tg_api *null, *tiny;
    if (null_plugin(TG_ABI, &null, NULL) || tiny_plugin(TG_ABI, &tiny, NULL))
        return 1;
    return strcmp(null->name, tiny->name) == 0;
}
