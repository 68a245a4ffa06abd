/* SPDX-License-Identifier: Apache-2.0 */
/** @file link.c Finding what a layer wraps, the tg_host handed down, errors, options. */
#include <stdarg.h>
#include <stdio.h>

#include "layer.h"

tg_status layer_fail(tg_error* error, tg_status status, const char* rule, const char* format, ...) {
    char text[384];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return tg_fail(error, status, rule, text);
}

tg_status layer_unread(tg_error* error, tg_status status, const char* name) {
    return layer_fail(error, status, status == TG_TOO_NEW ? "TG-H-30" : "TG-P-7",
                      status == TG_TOO_NEW ? "%s sets a field this layer does not know: retry without it" : "%s is NULL, or its size or stride is wrong", name);
}

static void TG_CALL log_up(const tg_host* host, uint32_t level, const char* text) {
    const layer_link* link = host->ctx;
    if (link->up.log)
        link->up.log(link->host, level, text);
}

static void TG_CALL complete_up(const tg_host* host, void* queue, const tg_completion* completion) {
    layer_link* link = host->ctx;
    if (layer.complete)
        layer.complete(link, queue, completion);
    else if (link->device)
        layer_report(queue, completion);
}

/** Other extensions of the host are not handed on: their functions take the host's own table, which the plugin below does not have. */
static const void* TG_CALL extension_up(const tg_host* host, const char* name) {
    const layer_link* link = host->ctx;
    tg_layer known;
    if (!name || strcmp(name, TG_EXTENSION_LAYER) != 0 || TG_TABLE(tg_layer, &known, link->layer))
        return NULL;
    return known.below;
}

void layer_report(const layer_queue* queue, const tg_completion* completion) {
    const layer_link* link = &queue->device->link;
    link->up.complete(link->host, queue->ctx, completion);
}

static const char* missing_slot(const tg_api* api) {
    return !api->device_info ? "device_info" : !api->device_open ? "device_open" : !api->device_close ? "device_close"
        : !api->buffer_alloc ? "buffer_alloc" : !api->buffer_free ? "buffer_free" : !api->buffer_map ? "buffer_map"
        : !api->buffer_unmap ? "buffer_unmap" : !api->graph_query ? "graph_query" : !api->program_create ? "program_create"
        : !api->program_destroy ? "program_destroy" : !api->program_info ? "program_info" : !api->execute ? "execute"
        : !api->name ? "name" : NULL;
}

tg_status layer_connect(layer_link* link, const tg_host* host, tg_error* error) {
    tg_layer wrapped;
    memset(link, 0, sizeof *link);
    if (host && TG_TABLE(tg_host, &link->up, host) == TG_OK && link->up.extension)
        link->layer = link->up.extension(host, TG_EXTENSION_LAYER);
    REQUIRE(link->layer && TG_TABLE(tg_layer, &wrapped, link->layer) == TG_OK && wrapped.next, TG_NOT_FOUND, "",
            "a layer has devices only where tg_host.extension offers \"" TG_EXTENSION_LAYER "\": load it as a layer over a plugin");
    REQUIRE(TG_TABLE(tg_api, &link->next, wrapped.next) == TG_OK && link->next.abi >> 16 == TG_MAJOR, TG_INCOMPATIBLE, "TG-H-2",
            "the table to wrap is shorter than version 1.0, or of another major than %d", TG_MAJOR);
    const char* missing = missing_slot(&link->next);
    REQUIRE(!missing, TG_INCOMPATIBLE, "TG-H-2", "the table to wrap has no %s, which is required", missing);
    link->host = host;
    link->down = (tg_host){sizeof link->down, link->up.abi < TG_ABI ? link->up.abi : TG_ABI, link, log_up, link->up.complete ? complete_up : NULL, extension_up};
    return TG_OK;
}

tg_options layer_options(const tg_options* given, const char** keys, const char** values) {
    tg_options kept = {keys, values, 0, given->reserved};
    for (uint32_t i = 0; i < given->count; i++)
        if (!layer.prefix || !given->keys[i] || strncmp(given->keys[i], layer.prefix, strlen(layer.prefix)) != 0) {
            keys[kept.count] = given->keys[i];
            values[kept.count++] = given->values[i];
        }
    return kept;
}

void layer_discard(void* object) {
    if (layer.discard)
        layer.discard(object);
    else
        free(object);
}

tg_status layer_entry(const tg_api* api, uint32_t host_abi, const tg_api** out, tg_error* error) {
    REQUIRE(host_abi >> 16 == TG_MAJOR, TG_INCOMPATIBLE, "TG-P-2", "the host speaks major %u, this layer %u", host_abi >> 16, TG_MAJOR);
    GIVEN(out, "the place for the table");
    *out = api;
    return TG_OK;
}
