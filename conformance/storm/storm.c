/* SPDX-License-Identifier: Apache-2.0 */
/** @file storm.c Which graphs are struck, and the slots through which. */
#include "storm.h"

const layer_kind layer = {sizeof(storm), sizeof(tg_buffer), sizeof(doomed), sizeof(tg_timeline), &pass_timelines, "storm.", NULL, NULL};

/** FNV-1a. Source: Fowler, Noll, Vo, 64-bit parameters. */
static uint64_t mix(uint64_t hash, const void* bytes, size_t count) {
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ ((const unsigned char*)bytes)[i]) * 0x100000001b3u;
    return hash;
}

static uint64_t hash_of(const tg_graph* graph, uint64_t seed) {
    uint64_t hash = mix(0xcbf29ce484222325u, &seed, sizeof seed);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        tg_node node;
        if (TG_AT(tg_node, &node, graph->nodes, graph->node_stride, i) == TG_OK)
            hash = mix(mix(hash, node.op, strlen(node.op)), &node.attribute_count, sizeof node.attribute_count);
    }
    for (uint32_t i = 0; i < graph->value_count; i++) {
        tg_value value;
        if (TG_AT(tg_value, &value, graph->values, graph->value_stride, i) == TG_OK && value.rank >= 0)
            hash = mix(mix(hash, &value.dtype, sizeof value.dtype), value.dims, value.dims ? (size_t)value.rank * sizeof *value.dims : 0);
    }
    return hash ^ hash >> 29;
}

static fate fate_of(const settings* settings, const tg_graph* graph) {
    fate fate = {hash_of(graph, settings->seed), deed_count, ANYWHERE};
    uint32_t allowed[MOST_DEEDS], count = 0;
    for (uint32_t i = 0; i < deed_count; i++)
        if (settings->deeds >> i & 1)
            allowed[count++] = i;
    if (!count || fate.random % 1000 >= settings->rate)
        return fate;
    fate.deed = allowed[fate.random / 1000 % count];
    fate.random /= 1000000;
    fate.site = deeds[fate.deed].site == ANYWHERE ? (uint32_t)(fate.random % ANYWHERE) : deeds[fate.deed].site;
    return fate;
}

static int strike(tg_device* device, const fate* fate, uint32_t site, const tg_execute* execute) {
    if (fate->deed == deed_count || fate->site != site)
        return GO_ON;
    const scene scene = {device, execute, fate->random};
    confess(&S(device)->settings, deeds[fate->deed].name);
    return deeds[fate->deed].act(&scene);
}

/** A device that may stall is one that reports later than it accepts. */
static int stalls(const settings* settings) {
    for (uint32_t i = 0; i < deed_count; i++)
        if ((settings->deeds >> i & 1) && (strcmp(deeds[i].name, "stall") == 0 || strcmp(deeds[i].name, "deaf") == 0))
            return settings->rate != 0;
    return 0;
}

static tg_status TG_CALL device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_probe probe;
    settings settings;
    READ(tg_probe, &probe, desc);
    TRY(read_settings(&probe.options, &settings, error));
    TRY(pass_device_info(desc, out, error));
    if (stalls(&settings))
        out->flags |= TG_DEVICE_ASYNC;
    return TG_OK;
}

static tg_status TG_CALL device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    tg_open open;
    settings settings;
    READ(tg_open, &open, desc);
    TRY(read_settings(&open.options, &settings, error));
    TRY(pass_device_open(desc, out, error));
    S(out->device)->settings = settings;
    return TG_OK;
}

static tg_status TG_CALL graph_query(tg_device* device, const tg_query* desc, tg_error* error) {
    tg_query query;
    READ(tg_query, &query, desc);
    GIVEN(device && query.graph, "the device, or the graph");
    if (trapped)
        spring_the_trap();
    const fate fate = fate_of(&S(device)->settings, query.graph);
    strike(device, &fate, QUERY, NULL);
    return pass_graph_query(device, desc, error);
}

static tg_status TG_CALL program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error) {
    tg_program_desc wanted;
    fate fate = {0, deed_count, ANYWHERE};
    READ(tg_program_desc, &wanted, desc);
    GIVEN(device, "the device");
    if (wanted.graph_count && wanted.graphs && wanted.graphs[0])
        fate = fate_of(&S(device)->settings, wanted.graphs[0]);
    strike(device, &fate, COMPILE, NULL);
    TRY(pass_program_create(device, desc, out, error));
    ((doomed*)(void*)*out)->fate = fate;
    return TG_OK;
}

static tg_status TG_CALL execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    tg_execute execute;
    READ(tg_execute, &execute, desc);
    GIVEN(device, "the device");
    int answer = execute.program ? strike(device, &((doomed*)(void*)execute.program)->fate, EXECUTE, &execute) : GO_ON;
    if (answer == LIES)
        return TG_OK;
    if (answer != GO_ON && stall_submission(device, &execute, answer == DEAF))
        return TG_PENDING;
    return pass_execute(device, desc, error);
}

TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
    static const tg_api api = {
        .size = sizeof(tg_api), .abi = TG_ABI, .name = "tengen-layer-storm 0.1.0",
        .device_info = device_info, .device_open = device_open, .device_close = close_stalled,
        .buffer_alloc = pass_buffer_alloc, .buffer_free = pass_buffer_free, .buffer_map = pass_buffer_map, .buffer_unmap = pass_buffer_unmap,
        .graph_query = graph_query, .program_create = program_create, .program_destroy = pass_program_destroy, .program_info = pass_program_info,
        .execute = execute, .program_infer = pass_program_infer, .copy = pass_copy, .wait = wait_stalled, .cancel = cancel_stalled,
    };
    return layer_entry(&api, host_abi, out, error);
}
