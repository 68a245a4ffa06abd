/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file newer.c A layer that answers as a plugin of a later minor may: with what an older host does not know. Option newer.tells says what:
 * device, program (a bit in incompat); flags (unknown bits that only tell); verdict, role, detail, class, level (unknown members).
 */
#include <stdio.h>

#include "../../../abi/layers/common/layer.h"

const layer_kind layer = {sizeof(tg_device), sizeof(tg_buffer), sizeof(tg_program), sizeof(tg_timeline), &pass_timelines, "newer.", NULL, NULL};

/** What to tell: of the last device described or opened. The tests open one at a time. */
static char tells[16];

static int telling(const char* what) {
    return strcmp(tells, what) == 0;
}

static void listen_to(const tg_options* options) {
    tells[0] = 0;
    for (uint32_t i = 0; i < options->count; i++)
        if (strcmp(options->keys[i], "newer.tells") == 0)
            snprintf(tells, sizeof tells, "%s", options->values[i]);
}

static tg_status TG_CALL device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    TRY(pass_device_info(desc, out, error));
    listen_to(&desc->options);
    if (telling("device"))
        out->incompat |= UINT64_C(1) << 40;
    if (telling("flags")) {
        out->flags |= 1u << 30;
        out->arg_kinds |= 1u << 30;
        out->kind = 99;
    }
    return TG_OK;
}

static tg_status TG_CALL device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    listen_to(&desc->options);
    if (telling("level"))
        desc->host->log(desc->host, 77, "a line of a level that came later");
    return pass_device_open(desc, out, error);
}

static tg_status TG_CALL buffer_alloc(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    if (telling("detail"))
        return tg_fail(error, TG_STATUS_(TG_CLASS_RESOURCE, 99), "", "a detail that came later");
    if (telling("class"))
        return tg_fail(error, TG_STATUS_(12, 1), "", "a class that came later");
    return pass_buffer_alloc(device, desc, out, error);
}

static tg_status TG_CALL graph_query(tg_device* device, const tg_query* desc, tg_error* error) {
    TRY(pass_graph_query(device, desc, error));
    if (telling("verdict") && desc->graph->node_count)
        desc->support->verdict = 9;
    return TG_OK;
}

static tg_status TG_CALL program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error) {
    TRY(pass_program_info(program, desc, out, error));
    if (telling("program"))
        out->incompat |= UINT64_C(1) << 40;
    if (telling("role")) {
        static tg_arg_info changed;
        changed = *out->args;
        changed.role = 7;
        out->args = &changed;
        out->arg_count = out->input_count = 1;
        out->output_count = 0;
    }
    return TG_OK;
}

TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
    static const tg_api api = {
        .size = sizeof(tg_api), .abi = TG_ABI,
        .device_info = device_info, .device_open = device_open, .device_close = pass_device_close,
        .buffer_alloc = buffer_alloc, .buffer_free = pass_buffer_free, .buffer_map = pass_buffer_map, .buffer_unmap = pass_buffer_unmap,
        .graph_query = graph_query, .program_create = pass_program_create, .program_destroy = pass_program_destroy,
        .program_info = program_info, .program_infer = pass_program_infer,
        PASS_TICKET_SLOTS, .name = "newer 1.1"};
    return layer_entry(&api, host_abi, out, error);
}
