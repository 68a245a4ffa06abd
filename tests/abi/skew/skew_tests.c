/* SPDX-License-Identifier: Apache-2.0 */
/** @file skew_tests.c A host that uses the fields of the simulated next minor. */
#include "host.h"

/** Whether a device that takes no field it does not know refuses one. */
static tg_status map_with(tg_buffer* buffer, uint64_t next_field) {
    tg_range range = {.size = sizeof range, .flags = TG_MAP_READ, .bytes = 16, .next_field = next_field};
    void* memory = NULL;
    tg_status status = plugin()->buffer_map(buffer, &range, &memory, explained());
    if (status != TG_OK)
        return status;
    range.next_field = 0;
    return plugin()->buffer_unmap(buffer, &range, explained());
}

static tg_status alloc_with(host* host, uint64_t next_field) {
    tg_buffer_desc desc = {.size = sizeof desc, .bytes = 64, .next_field = next_field};
    tg_buffer_info info = {.size = sizeof info};
    tg_status status = plugin()->buffer_alloc(host->device, &desc, &info, explained());
    if (status == TG_OK)
        free_buffer(info.buffer);
    return status;
}

static tg_status query_with(host* host, uint64_t in_query, uint64_t in_value, uint64_t in_node) {
    graph graph;
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(4)), y = add_value(&graph, DIMS(4));
    add_node(&graph, "Relu", x, TG_NONE, y);
    add_output(&graph, y);
    graph.values[x].next_field = in_value;
    graph.nodes[0].next_field = in_node;
    tg_support support = {.verdict = 77};
    tg_query query = {.size = sizeof query, .graph = &graph.desc, .support = &support, .support_stride = sizeof support, .next_field = in_query};
    tg_status status = plugin()->graph_query(host->device, &query, explained());
    return status != TG_OK ? status : support.verdict == TG_YES ? TG_OK : TG_UNSUPPORTED;
}

static tg_status execute_with(host* host, uint64_t ticket, uint64_t in_execute, uint64_t in_arg) {
    graph graph;
    float x[4] = {-1, 2, -3, 4}, y[4];
    begin(&graph);
    uint32_t from = add_input(&graph, DIMS(4)), to = add_value(&graph, DIMS(4));
    add_node(&graph, "Relu", from, TG_NONE, to);
    add_output(&graph, to);
    tg_program* program = compile(host, &graph);
    tg_buffer *in = upload(host, x, 4), *out = new_buffer(host, 16);
    tg_arg args[] = {arg_of(in, 16), arg_of(out, 16)};
    args[0].next_field = in_arg;
    tg_execute execute = submission(program, 0, ticket, args, 2);
    execute.next_field = in_execute;
    tg_status status = plugin()->execute(host->device, &execute, explained());
    if (status == TG_PENDING) {
        await(host, 0, ticket);
        status = TG_OK;
    }
    download(out, y, 4);
    CHECK("the right result", status != TG_OK || (y[0] == 0 && y[1] == 2 && y[2] == 0 && y[3] == 4));
    free_buffer(in);
    free_buffer(out);
    destroy(program);
    return status;
}

/** Sets one new field at a time; every one has the same answer. */
static void expect(tg_status status) {
    host host;
    open_device(&host, 1);
    tg_buffer* buffer = new_buffer(&host, 64);
    ANSWERS("TG-P-7", status, alloc_with(&host, 1));
    ANSWERS("TG-P-7", status, map_with(buffer, 1));
    ANSWERS("TG-P-7", status, query_with(&host, 1, 0, 0));
    ANSWERS("TG-P-7", status, query_with(&host, 0, 1, 0));
    ANSWERS("TG-P-7", status, query_with(&host, 0, 0, 1));
    ANSWERS("TG-P-7", status, execute_with(&host, 1, 1, 0));
    ANSWERS("TG-P-7", status, execute_with(&host, 2, 0, 1));
    free_buffer(buffer);
    close_device(&host);
}

/* For plugins that do not know the field: built before it, or only rebuilt since. */
TEST(a_set_field_that_the_plugin_does_not_know_is_too_new) {
    expect(TG_TOO_NEW);
}

/* For plugins that say they know it. */
TEST(a_set_field_that_the_plugin_knows_is_taken) {
    expect(TG_OK);
}

TEST(without_the_new_fields_everything_works) {
    host host;
    open_device(&host, 1);
    tg_buffer* buffer = new_buffer(&host, 64);
    ANSWERS("TG-H-30", TG_OK, alloc_with(&host, 0));
    ANSWERS("TG-H-30", TG_OK, map_with(buffer, 0));
    ANSWERS("TG-H-30", TG_OK, query_with(&host, 0, 0, 0));
    ANSWERS("TG-H-30", TG_OK, execute_with(&host, 1, 0, 0));
    free_buffer(buffer);
    close_device(&host);
}
