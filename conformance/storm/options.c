/* SPDX-License-Identifier: Apache-2.0 */
/** @file options.c Options that begin with "storm." are this layer's. */
#include "storm.h"

static int number(const char* text, uint64_t limit, uint64_t* out) {
    char* end;
    unsigned long long parsed = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || parsed > limit)
        return 0;
    *out = parsed;
    return 1;
}

/** Reads names with commas between them. */
static int read_deeds(const char* text, uint32_t* out) {
    *out = 0;
    for (;;) {
        size_t length = strcspn(text, ",");
        uint32_t i = 0;
        while (i < deed_count && (strlen(deeds[i].name) != length || strncmp(deeds[i].name, text, length) != 0))
            i++;
        if (i == deed_count)
            return 0;
        *out |= 1u << i;
        if (!text[length])
            return 1;
        text += length + 1;
    }
}

static tg_status read_one(const char* key, const char* value, settings* into, tg_error* error) {
    uint64_t parsed;
    if (strcmp(key, "storm.truth") == 0) {
        REQUIRE(strlen(value) < PATH_BYTES, TG_INVALID_ARGUMENT, "TG-P-14", "option storm.truth is a path of fewer than %d bytes", PATH_BYTES);
        strcpy(into->truth, value);
        return TG_OK;
    }
    if (strcmp(key, "storm.deeds") == 0) {
        REQUIRE(read_deeds(value, &into->deeds), TG_INVALID_ARGUMENT, "TG-P-14", "option storm.deeds cannot be '%.128s': names with commas between them", value);
        return TG_OK;
    }
    int is_seed = strcmp(key, "storm.seed") == 0, is_rate = strcmp(key, "storm.rate") == 0, is_leak = strcmp(key, "storm.leak") == 0;
    REQUIRE(is_seed || is_rate || is_leak, TG_INVALID_ARGUMENT, "TG-P-14", "unknown option '%.64s': there are storm.seed, .rate, .deeds, .truth and .leak", key);
    uint64_t limit = is_seed ? UINT64_MAX : is_rate ? 1000 : 1 << 20;
    REQUIRE(number(value, limit, &parsed), TG_INVALID_ARGUMENT, "TG-P-14", "option %s cannot be '%.64s': a number up to %llu", key, value, (unsigned long long)limit);
    if (is_seed)
        into->seed = parsed;
    else
        *(is_rate ? &into->rate : &into->leak_mib) = (uint32_t)parsed;
    return TG_OK;
}

tg_status read_settings(const tg_options* options, settings* into, tg_error* error) {
    *into = (settings){.seed = 1, .rate = 200, .leak_mib = 700, .deeds = UINT32_MAX};
    GIVEN(!options->count || (options->keys && options->values), "tg_options");
    for (uint32_t i = 0; i < options->count; i++) {
        GIVEN(options->keys[i] && options->values[i], "an option");
        if (strncmp(options->keys[i], layer.prefix, strlen(layer.prefix)) == 0)
            TRY(read_one(options->keys[i], options->values[i], into, error));
    }
    return TG_OK;
}
