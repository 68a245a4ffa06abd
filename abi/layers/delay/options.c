/* SPDX-License-Identifier: Apache-2.0 */
/** @file options.c Options that begin with "delay." are this layer's. */
#include "delay.h"

static int number(const char* text, uint32_t limit, uint32_t* out) {
    char* end;
    unsigned long parsed = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || parsed > limit)
        return 0;
    *out = (uint32_t)parsed;
    return 1;
}

tg_status read_settings(const tg_options* options, settings* into, tg_error* error) {
    *into = (settings){DEFAULT_US, 1};
    GIVEN(!options->count || (options->keys && options->values), "tg_options");
    for (uint32_t i = 0; i < options->count; i++) {
        const char *key = options->keys[i], *value = options->values[i];
        GIVEN(key && value, "an option");
        if (strncmp(key, layer.prefix, strlen(layer.prefix)) != 0)
            continue;
        int is_us = strcmp(key, "delay.us") == 0, is_seed = strcmp(key, "delay.seed") == 0;
        REQUIRE(is_us || is_seed, TG_INVALID_ARGUMENT, "TG-P-14", "unknown option '%.64s': there are delay.us and delay.seed", key);
        REQUIRE(is_us ? number(value, MOST_US, &into->us) : number(value, UINT32_MAX, &into->seed), TG_INVALID_ARGUMENT, "TG-P-14",
                "option %s cannot be '%.64s': a number up to %u", key, value, is_us ? (uint32_t)MOST_US : UINT32_MAX);
    }
    return TG_OK;
}
