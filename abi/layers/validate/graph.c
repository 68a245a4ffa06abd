/* SPDX-License-Identifier: Apache-2.0 */
/** @file graph.c The canonical form (TG-H-20..26): what every graph is before a plugin sees it. */
#include "validate.h"

enum { MOST_DEPTH = 16, MOST_ITEMS = 1 << 24, UNSEEN = 0, INPUT, CONSTANT, CAPTURED, MADE };

typedef struct checker {
    tg_graph graph;
    unsigned char* origin;
    int compiled, depth;
    uint32_t outer_values;
    tg_error* error;
} checker;

static tg_status check_inner(const tg_graph* desc, int compiled, int depth, uint32_t outer_values, tg_error* error);

static tg_status check_dims(const checker* c, uint32_t at, const tg_value* value, tg_error* error) {
    uint64_t count = 0, bytes = 0;
    int known = value->rank >= 0;
    REFUSE_UNLESS(value->rank >= -1 && value->rank <= TG_MAX_RANK, TG_INVALID_ARGUMENT, H_26, "value %u has rank %d", at, value->rank);
    REFUSE_UNLESS(value->rank <= 0 || value->dims, TG_INVALID_ARGUMENT, c->compiled ? H_25 : H_26, "value %u has rank %d and no dims", at, value->rank);
    for (int32_t d = 0; d < value->rank; d++) {
        known = known && value->dims[d] >= 0;
        REFUSE_UNLESS(value->dims[d] >= 0 || -1 - value->dims[d] < (int64_t)c->graph.symbol_count, TG_INVALID_ARGUMENT, H_26,
                      "value %u: dim %d names symbol %lld of %u", at, d, (long long)(-1 - value->dims[d]), c->graph.symbol_count);
    }
    REFUSE_UNLESS(!known || tg_count(value->dims, (uint32_t)value->rank, &count), TG_INVALID_ARGUMENT, H_26, "value %u has more than 2^63 - 1 elements", at);
    if (!value->data)
        return TG_OK;
    REFUSE_UNLESS(known, TG_INVALID_ARGUMENT, H_26, "constant %u has no numbers as dims", at);
    REFUSE_UNLESS(!tg_bytes(value->dtype, count, &bytes) || bytes == value->bytes, TG_INVALID_ARGUMENT, H_26, "constant %u has %llu bytes, its shape needs %llu", at,
                  (unsigned long long)value->bytes, (unsigned long long)bytes);
    return TG_OK;
}

static tg_status check_values(checker* c, tg_error* error) {
    for (uint32_t i = 0; i < c->graph.value_count; i++) {
        tg_value value;
        AT(tg_value, &value, c->graph.values, c->graph.value_stride, i);
        REFUSE_UNLESS(!value.reserved, TG_TOO_NEW, H_29, "value %u: reserved is %u", i, value.reserved);
        REFUSE_UNLESS(!(value.flags & ~TG_VALUE_PERSISTENT), TG_TOO_NEW, H_29, "value %u has flags 0x%x", i, value.flags);
        TRY(check_dims(c, i, &value, error));
        REFUSE_UNLESS(!c->compiled || (value.rank >= 0 && value.dtype != TG_OPAQUE), TG_INVALID_ARGUMENT, H_25, "value %u of a compiled graph has rank %d and dtype 0x%x", i,
                      value.rank, value.dtype);
        c->origin[i] = value.data ? CONSTANT : UNSEEN;
    }
    return TG_OK;
}

static tg_status check_symbols(const checker* c, tg_error* error) {
    for (uint32_t i = 0; i < c->graph.symbol_count; i++) {
        tg_symbol symbol;
        AT(tg_symbol, &symbol, c->graph.symbols, c->graph.symbol_stride, i);
        REFUSE_UNLESS(symbol.min >= 0 && symbol.min <= symbol.max && symbol.multiple >= 1, TG_INVALID_ARGUMENT, H_26, "symbol %u: min %lld, max %lld, multiple %lld", i,
                      (long long)symbol.min, (long long)symbol.max, (long long)symbol.multiple);
    }
    return TG_OK;
}

static tg_status check_sources(checker* c, tg_error* error) {
    for (uint32_t i = 0; i < c->graph.input_count; i++) {
        uint32_t value = c->graph.inputs[i];
        REFUSE_UNLESS(value < c->graph.value_count, TG_INVALID_ARGUMENT, H_26, "input %u is value %u of %u", i, value, c->graph.value_count);
        REFUSE_UNLESS(c->origin[value] == UNSEEN, TG_INVALID_ARGUMENT, H_20, "input %u: value %u has another source", i, value);
        c->origin[value] = INPUT;
    }
    for (uint32_t i = 0; i < c->graph.capture_count; i++) {
        tg_capture capture;
        AT(tg_capture, &capture, c->graph.captures, c->graph.capture_stride, i);
        REFUSE_UNLESS(capture.outer < c->outer_values && capture.inner < c->graph.value_count, TG_INVALID_ARGUMENT, H_26, "capture %u: value %u of %u outside as %u of %u", i,
                      capture.outer, c->outer_values, capture.inner, c->graph.value_count);
        REFUSE_UNLESS(c->origin[capture.inner] == UNSEEN, TG_INVALID_ARGUMENT, H_20, "capture %u: value %u has another source", i, capture.inner);
        c->origin[capture.inner] = CAPTURED;
    }
    return TG_OK;
}

/** Least stride by attribute type; 0 = unknown, which the plugin answers NO. */
static uint32_t least_stride(uint32_t type) {
    static const uint32_t least[] = {0, 4, 8, sizeof(tg_string), sizeof(tg_value), sizeof(void*), 4, 8, sizeof(tg_string), sizeof(tg_value), sizeof(void*)};
    return type < sizeof least / sizeof *least ? least[type] : 0;
}

static tg_status check_attribute(const checker* c, uint32_t node, const tg_attribute* attribute, tg_error* error) {
    uint32_t least = least_stride(attribute->type);
    if (!least)
        return TG_OK;
    REFUSE_UNLESS(attribute->stride >= least && attribute->stride <= TG_MAX_SIZE, TG_INVALID_ARGUMENT, H_26, "node %u: attribute '%s' has elements %u bytes apart", node,
                  attribute->name, attribute->stride);
    REFUSE_UNLESS(attribute->type > TG_ATTR_GRAPH || attribute->count == 1, TG_INVALID_ARGUMENT, H_26, "node %u: attribute '%s' has %llu elements, its kind has one", node,
                  attribute->name, (unsigned long long)attribute->count);
    REFUSE_UNLESS(attribute->count <= MOST_ITEMS && (!attribute->count || attribute->data), TG_INVALID_ARGUMENT, H_26, "node %u: attribute '%s' has %llu elements at %p", node,
                  attribute->name, (unsigned long long)attribute->count, attribute->data);
    if (attribute->type == TG_ATTR_GRAPH || attribute->type == TG_ATTR_GRAPHS)
        for (uint64_t i = 0; i < attribute->count; i++) {
            const tg_graph* body;
            memcpy(&body, (const char*)attribute->data + i * attribute->stride, sizeof body);
            TRY(check_inner(body, c->compiled, c->depth + 1, c->graph.value_count, error));
        }
    return TG_OK;
}

static tg_status check_attributes(const checker* c, uint32_t at, const tg_node* node, tg_error* error) {
    const char* before = NULL;
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        tg_attribute attribute;
        AT(tg_attribute, &attribute, node->attributes, node->attribute_stride, i);
        REFUSE_UNLESS(attribute.name, TG_INVALID_ARGUMENT, H_26, "node %u: attribute %u has no name", at, i);
        REFUSE_UNLESS(!before || strcmp(before, attribute.name) < 0, TG_INVALID_ARGUMENT, H_23, "node %u: attribute '%s' stands after '%s'", at, attribute.name, before);
        TRY(check_attribute(c, at, &attribute, error));
        before = attribute.name;
    }
    return TG_OK;
}

static tg_status check_node(checker* c, uint32_t at, tg_error* error) {
    tg_node node;
    AT(tg_node, &node, c->graph.nodes, c->graph.node_stride, at);
    REFUSE_UNLESS(!node.flags, TG_TOO_NEW, H_29, "node %u has flags 0x%x", at, node.flags);
    REFUSE_UNLESS(node.domain && node.op, TG_INVALID_ARGUMENT, H_26, "node %u has no domain or no operator", at);
    REFUSE_UNLESS((!node.input_count || node.inputs) && (!node.output_count || node.outputs), TG_INVALID_ARGUMENT, H_26, "node %u has no list of values", at);
    REFUSE_UNLESS((!node.input_count || node.inputs[node.input_count - 1] != TG_NONE) && (!node.output_count || node.outputs[node.output_count - 1] != TG_NONE),
                  TG_INVALID_ARGUMENT, H_23, "node %u: a value left out at the end is trimmed", at);
    for (uint32_t i = 0; i < node.input_count; i++) {
        REFUSE_UNLESS(node.inputs[i] == TG_NONE || node.inputs[i] < c->graph.value_count, TG_INVALID_ARGUMENT, H_26, "node %u: input %u is value %u of %u", at, i, node.inputs[i],
                      c->graph.value_count);
        REFUSE_UNLESS(node.inputs[i] == TG_NONE || c->origin[node.inputs[i]], TG_INVALID_ARGUMENT, H_20, "node %u reads value %u, which nothing made before", at, node.inputs[i]);
    }
    TRY(check_attributes(c, at, &node, error));
    for (uint32_t i = 0; i < node.output_count; i++) {
        if (node.outputs[i] == TG_NONE)
            continue;
        REFUSE_UNLESS(node.outputs[i] < c->graph.value_count, TG_INVALID_ARGUMENT, H_26, "node %u: output %u is value %u of %u", at, i, node.outputs[i], c->graph.value_count);
        REFUSE_UNLESS(!c->origin[node.outputs[i]], TG_INVALID_ARGUMENT, H_20, "node %u makes value %u, which has another source", at, node.outputs[i]);
        c->origin[node.outputs[i]] = MADE;
    }
    return TG_OK;
}

/** A body may hand a captured value or an input on; only the graph that becomes a program must make each output itself. */
static tg_status check_outputs(const checker* c, tg_error* error) {
    for (uint32_t i = 0; i < c->graph.output_count; i++) {
        uint32_t value = c->graph.outputs[i];
        REFUSE_UNLESS(value < c->graph.value_count, TG_INVALID_ARGUMENT, H_26, "output %u is value %u of %u", i, value, c->graph.value_count);
        REFUSE_UNLESS(c->origin[value], TG_INVALID_ARGUMENT, H_20, "output %u: nothing makes value %u", i, value);
        REFUSE_UNLESS(c->depth || c->origin[value] == MADE, TG_INVALID_ARGUMENT, H_21, "output %u: value %u is an input or a constant", i, value);
        for (uint32_t j = 0; j < i; j++)
            REFUSE_UNLESS(c->depth || c->graph.outputs[j] != value, TG_INVALID_ARGUMENT, H_21, "outputs %u and %u are the same value %u", j, i, value);
    }
    for (uint32_t i = 0; i < c->graph.alias_count; i++) {
        tg_alias alias;
        AT(tg_alias, &alias, c->graph.aliases, c->graph.alias_stride, i);
        REFUSE_UNLESS(alias.input < c->graph.input_count && alias.output < c->graph.output_count, TG_INVALID_ARGUMENT, H_26, "alias %u: input %u of %u, output %u of %u", i,
                      alias.input, c->graph.input_count, alias.output, c->graph.output_count);
    }
    return TG_OK;
}

static tg_status check_parts(checker* c, tg_error* error) {
    TRY(check_symbols(c, error));
    TRY(check_values(c, error));
    TRY(check_sources(c, error));
    for (uint32_t i = 0; i < c->graph.node_count; i++)
        TRY(check_node(c, i, error));
    return check_outputs(c, error);
}

static tg_status check_inner(const tg_graph* desc, int compiled, int depth, uint32_t outer_values, tg_error* error) {
    checker c = {.compiled = compiled, .depth = depth, .outer_values = outer_values};
    READ(tg_graph, &c.graph, desc);
    const tg_graph* g = &c.graph;
    REFUSE_UNLESS(depth <= MOST_DEPTH, TG_INVALID_ARGUMENT, H_26, "graphs are nested more than %d deep", MOST_DEPTH);
    REFUSE_UNLESS(!g->flags, TG_TOO_NEW, H_29, "tg_graph.flags is 0x%x", g->flags);
    REFUSE_UNLESS(g->name, TG_INVALID_ARGUMENT, H_26, "the graph has no name");
    REFUSE_UNLESS(g->value_count <= MOST_ITEMS && g->node_count <= MOST_ITEMS && g->input_count <= g->value_count && g->output_count <= MOST_ITEMS, TG_INVALID_ARGUMENT, H_26,
                  "%u values, %u nodes, %u inputs, %u outputs", g->value_count, g->node_count, g->input_count, g->output_count);
    REFUSE_UNLESS((!g->input_count || g->inputs) && (!g->output_count || g->outputs), TG_INVALID_ARGUMENT, H_26, "the graph has no list of inputs or outputs");
    REFUSE_UNLESS(depth || !g->capture_count, TG_INVALID_ARGUMENT, H_26, "a graph that is no attribute has %u captures", g->capture_count);
    c.origin = calloc(g->value_count + (size_t)1, 1);
    REQUIRE(c.origin, TG_OUT_OF_MEMORY, "", "no memory to check %u values", g->value_count);
    tg_status status = check_parts(&c, error);
    free(c.origin);
    return status;
}

tg_status check_graph(const tg_graph* desc, int compiled, tg_error* error) {
    return check_inner(desc, compiled, 0, 0, error);
}

uint64_t sum_graph(const tg_graph* desc) {
    tg_graph g;
    if (TG_READ(tg_graph, &g, desc))
        return 0;
    uint64_t total = sum(sum_of(desc), g.inputs, g.input_count * sizeof *g.inputs);
    total = sum(total, g.outputs, g.output_count * sizeof *g.outputs);
    total = sum(total, g.values, (size_t)g.value_count * g.value_stride);
    total = sum(total, g.nodes, (size_t)g.node_count * g.node_stride);
    return sum(total, g.symbols, (size_t)g.symbol_count * g.symbol_stride);
}
