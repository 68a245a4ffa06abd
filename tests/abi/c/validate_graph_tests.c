/* SPDX-License-Identifier: Apache-2.0 */
/** @file validate_graph_tests.c Graphs that are not in canonical form: refused before the plugin sees them. */
#include "rig.h"

static rig r;
static small s;

static void begin(void) {
    rig_open(&r);
    small_make(&s);
}

TEST(the_small_graph_is_canonical) {
    tg_program* program;
    begin();
    ANSWERS("graph_query", TG_OK, small_query(&r, &s));
    ANSWERS("program_create", TG_OK, small_compile(&r, &s, &program));
    CHECK("nothing is reported", r.line_count == 0);
}

TEST(a_value_is_made_before_it_is_read) {
    begin();
    s.reads[0] = 2;
    REFUSED("TG-H-20", TG_INVALID_ARGUMENT, small_query(&r, &s));
}

TEST(a_value_has_one_producer) {
    begin();
    s.nodes[1] = s.nodes[0];
    s.graph.node_count = 2;
    REFUSED("TG-H-20", TG_INVALID_ARGUMENT, small_query(&r, &s));
    small_make(&s);
    s.inputs[1] = 0;
    s.graph.input_count = 2;
    REFUSED("TG-H-20", TG_INVALID_ARGUMENT, small_query(&r, &s));
}

TEST(outputs_are_distinct_and_no_inputs) {
    begin();
    s.outputs[0] = 0;
    REFUSED("TG-H-21", TG_INVALID_ARGUMENT, small_query(&r, &s));
    s.outputs[0] = s.outputs[1] = 1;
    s.graph.output_count = 2;
    REFUSED("TG-H-21", TG_INVALID_ARGUMENT, small_query(&r, &s));
    small_make(&s);
    s.values[2].data = s.constant;
    s.values[2].bytes = sizeof s.constant;
    s.outputs[0] = 2;
    REFUSED("TG-H-21", TG_INVALID_ARGUMENT, small_query(&r, &s));
}

TEST(attributes_are_ordered_and_lists_trimmed) {
    begin();
    s.nodes[0].attribute_count = 2;
    ANSWERS("graph_query", TG_OK, small_query(&r, &s));
    s.attributes[1].name = "alpha";
    REFUSED("TG-H-23", TG_INVALID_ARGUMENT, small_query(&r, &s));
    s.attributes[1].name = "aleph";
    REFUSED("TG-H-23", TG_INVALID_ARGUMENT, small_query(&r, &s));
    small_make(&s);
    s.reads[1] = TG_NONE;
    s.nodes[0].input_count = 2;
    REFUSED("TG-H-23", TG_INVALID_ARGUMENT, small_query(&r, &s));
}

TEST(a_compiled_graph_has_shapes_everywhere) {
    tg_program* program;
    begin();
    s.values[1].rank = -1;
    ANSWERS("a query may", TG_OK, small_query(&r, &s));
    REFUSED("TG-H-25", TG_INVALID_ARGUMENT, small_compile(&r, &s, &program));
    small_make(&s);
    s.values[1].dtype = TG_OPAQUE;
    REFUSED("TG-H-25", TG_INVALID_ARGUMENT, small_compile(&r, &s, &program));
    small_make(&s);
    s.values[1].dims = NULL;
    REFUSED("TG-H-25", TG_INVALID_ARGUMENT, small_compile(&r, &s, &program));
}

#define SPOILED(change)                                                        \
    do {                                                                       \
        small_make(&s);                                                        \
        change;                                                                \
        REFUSED("TG-H-26", TG_INVALID_ARGUMENT, small_query(&r, &s));          \
    } while (0)

TEST(indices_counts_and_bytes_are_checked) {
    static tg_symbol upside_down = {"n", NULL, 5, 2, 1, 0};
    static tg_alias alias = {0, 3};
    static tg_capture capture = {0, 2};
    begin();
    SPOILED(s.reads[0] = 4);
    SPOILED(s.makes[0] = 4);
    SPOILED(s.inputs[0] = 9);
    SPOILED(s.outputs[0] = 9);
    SPOILED(s.values[0].rank = 17);
    SPOILED(s.values[0].dims = NULL);
    SPOILED(s.dims[0] = -1);
    SPOILED((s.values[2].data = s.constant, s.values[2].bytes = 12));
    SPOILED((s.values[0].rank = 2, s.dims[0] = INT64_MAX, s.dims[1] = 3));
    SPOILED(s.graph.name = NULL);
    SPOILED(s.nodes[0].op = NULL);
    SPOILED((s.nodes[0].attribute_count = 1, s.attributes[0].name = NULL));
    SPOILED((s.nodes[0].attribute_count = 1, s.attributes[0].count = 2));
    SPOILED((s.nodes[0].attribute_count = 1, s.attributes[0].stride = 4));
    SPOILED((s.graph.symbols = &upside_down, s.graph.symbol_count = 1, s.graph.symbol_stride = sizeof upside_down));
    SPOILED((s.graph.aliases = &alias, s.graph.alias_count = 1, s.graph.alias_stride = sizeof alias));
    SPOILED((s.graph.captures = &capture, s.graph.capture_count = 1, s.graph.capture_stride = sizeof capture));
}

TEST(bodies_are_checked_too) {
    static small body;
    static const tg_graph* bodies[1];
    static tg_capture capture = {0, 2};
    begin();
    small_make(&body);
    bodies[0] = &body.graph;
    s.attributes[0] = (tg_attribute){"body", bodies, 1, TG_ATTR_GRAPH, sizeof *bodies};
    s.nodes[0].attribute_count = 1;
    body.graph.captures = &capture;
    body.graph.capture_count = 1;
    body.graph.capture_stride = sizeof capture;
    body.outputs[0] = 2;
    ANSWERS("a body may hand a capture on", TG_OK, small_query(&r, &s));
    capture.outer = 4;
    REFUSED("TG-H-26", TG_INVALID_ARGUMENT, small_query(&r, &s));
    capture.outer = 0;
    body.reads[0] = 3;
    REFUSED("TG-H-20", TG_INVALID_ARGUMENT, small_query(&r, &s));
}

TEST(reserved_members_of_graphs_are_zero) {
    tg_program* program;
    begin();
    s.values[0].reserved = 1;
    REFUSED("TG-H-29", TG_TOO_NEW, small_query(&r, &s));
    small_make(&s);
    s.nodes[0].flags = 1;
    REFUSED("TG-H-29", TG_TOO_NEW, small_compile(&r, &s, &program));
    small_make(&s);
    s.graph.flags = 1;
    REFUSED("TG-H-29", TG_TOO_NEW, small_query(&r, &s));
}
