/* SPDX-License-Identifier: Apache-2.0 */
/** @file claims.c graph_query asked twice, and what compiles held against what was claimed. */
#include "validate.h"

tg_status check_options(const tg_options* options, tg_error* error) {
    REFUSE_UNLESS(!options->reserved, TG_TOO_NEW, H_29, "tg_options.reserved is %u", options->reserved);
    GIVEN(!options->count || (options->keys && options->values), "tg_options");
    for (uint32_t i = 0; i < options->count; i++)
        GIVEN(options->keys[i] && options->values[i], "an option");
    return TG_OK;
}

/** The answers are asked for into memory of one pattern, so that a node left out shows. */
static tg_status ask(const layer_link* link, tg_device* below, const tg_graph* graph, const tg_options* options, tg_support* support, uint32_t nodes, int pattern) {
    tg_query query = {.size = sizeof query, .graph = graph, .support = support, .options = *options, .support_stride = sizeof *support};
    memset(support, pattern, nodes * sizeof *support);
    return link->next.graph_query(below, &query, NULL);
}

int claimed(const layer_link* link, tg_device* below, const tg_graph* graph, const tg_options* options) {
    tg_graph g;
    int all = 1;
    if (TG_READ(tg_graph, &g, graph) || g.node_count == 0)
        return -1;
    tg_support* support = malloc((size_t)g.node_count * sizeof *support);
    if (!support || ask(link, below, graph, options, support, g.node_count, 0) != TG_OK)
        all = -1;
    for (uint32_t i = 0; all == 1 && i < g.node_count; i++)
        all = support[i].verdict == TG_YES || support[i].verdict == TG_SLOW;
    free(support);
    return all;
}

static void check_answers(const layer_link* link, tg_device* below, const tg_query* query, uint32_t nodes) {
    static const uint32_t unanswered = 0xA5A5A5A5u;
    tg_support* again = malloc((nodes + (size_t)1) * sizeof *again);
    if (!again)
        return;
    tg_status status = ask(link, below, query->graph, &query->options, again, nodes, 0x5A);
    if (status && TG_STATUS_CLASS(status) != TG_CLASS_RESOURCE)
        violation(link, P_33, "graph_query answered OK, then failed for the same graph");
    else if (!status)
        for (uint32_t i = 0; i < nodes; i++) {
            tg_support first;
            told_at(&first, sizeof first, query->support, query->support_stride, i);
            if (first.verdict == unanswered || again[i].verdict == 0x5A5A5A5Au)
                violation(link, P_33, "graph_query did not answer node %u of %u", i, nodes);
            else if (first.verdict != again[i].verdict || first.why != again[i].why || first.group != again[i].group || first.version != again[i].version) {
                violation(link, P_33, "graph_query answered node %u with verdict %u, then %u", i, first.verdict, again[i].verdict);
                break;
            }
        }
    free(again);
}

tg_status TG_CALL v_graph_query(tg_device* device, const tg_query* desc, tg_error* error) {
    call call;
    tg_query query;
    tg_graph graph;
    TRY(may_call(error));
    READ(tg_query, &query, desc);
    REFUSE_UNLESS(!query.flags && !query.reserved, TG_TOO_NEW, H_29, "tg_query: flags 0x%x, reserved %u", query.flags, query.reserved);
    TRY(check_options(&query.options, error));
    TRY(check_graph(query.graph, 0, error));
    READ(tg_graph, &graph, query.graph);
    GIVEN(!graph.node_count || (query.support && query.support_stride >= tg_support_1_0 && query.support_stride <= TG_MAX_SIZE && query.support_stride % 8 == 0), "tg_query.support");
    TRY(enter(&call, device, "graph_query", 0, desc, error));
    if (graph.node_count)
        memset(query.support, 0xA5, (size_t)graph.node_count * query.support_stride);
    uint64_t before = sum_graph(query.graph);
    tg_status status = pass_graph_query(device, desc, &call.error);
    if (sum_graph(query.graph) != before)
        violation(call.link, P_7, "graph_query changed the graph");
    if (status == TG_OK && graph.node_count)
        check_answers(call.link, device->below, &query, graph.node_count);
    return leave(&call, status, 0);
}
