/* SPDX-License-Identifier: Apache-2.0 */
/** @file graph.c Reads a graph of the host's, checks it, and says of every node whether this device takes it. */
#include <stdarg.h>
#include <stdio.h>

#include "tiny.h"

/** Sets a node's answer; the text goes to the host's explain, or into the error of program_create. */
__attribute__((format(printf, 4, 5)))
static tg_status answer(node* node, uint32_t verdict, uint32_t why, const char* format, ...) {
    va_list arguments;
    node->support = (tg_support){.verdict = verdict, .why = why};
    va_start(arguments, format);
    vsnprintf(node->text, sizeof node->text, format, arguments);
    va_end(arguments);
    return TG_OK;
}

static tg_status read_value(const tg_graph* graph, uint32_t i, value* value, tg_error* error) {
    tg_value given;
    uint64_t elements, bytes;
    AT(tg_value, &given, graph->values, graph->value_stride, i);
    KNOWN(given.reserved || given.flags & ~TG_VALUE_PERSISTENT, "tg_value");
    REQUIRE(given.rank >= -1 && given.rank <= TG_MAX_RANK, TG_INVALID_ARGUMENT, "TG-H-26", "value %u has rank %d", i, given.rank);
    GIVEN(given.rank <= 0 || given.dims, "tg_value.dims");
    value->dtype = given.dtype;
    value->has_layout = given.layout != NULL;
    value->arg = TG_NONE;
    value->ranked = given.rank >= 0;
    value->shape.rank = given.rank > 0 ? (uint32_t)given.rank : 0;
    for (uint32_t d = 0; d < value->shape.rank; d++) {
        int64_t dim = value->shape.dims[d] = given.dims[d];
        REQUIRE(dim >= 0 || (uint64_t)(-1 - dim) < graph->symbol_count, TG_INVALID_ARGUMENT, "TG-H-26", "value %u has dim %lld, which is no symbol", i,
                (long long)dim);
    }
    if (!given.data)
        return TG_OK;
    value->origin = CONSTANT;
    REQUIRE(value->ranked && tg_count(value->shape.dims, value->shape.rank, &elements), TG_INVALID_ARGUMENT, "TG-H-25", "constant %u has no fixed shape", i);
    if (given.dtype != TG_F32)
        return TG_OK;
    REQUIRE(tg_bytes(TG_F32, elements, &bytes) && bytes <= given.bytes, TG_INVALID_ARGUMENT, "TG-H-26", "constant %u has fewer bytes than its shape needs", i);
    value->constant = given.data;
    if (given.flags & TG_VALUE_PERSISTENT && (uintptr_t)given.data % sizeof(float) == 0)
        return TG_OK;
    value->constant = value->owned = malloc(bytes ? bytes : 1);
    REQUIRE(value->owned, TG_OUT_OF_MEMORY, "", "no memory for constant %u", i);
    memcpy(value->owned, given.data, bytes);
    return TG_OK;
}

static tg_status read_symbols(const tg_graph* graph, tg_program* program, tg_error* error) {
    for (uint32_t i = 0; i < graph->symbol_count; i++) {
        tg_symbol* symbol = &program->symbols[i];
        AT(tg_symbol, symbol, graph->symbols, graph->symbol_stride, i);
        symbol->name = "";
        symbol->expression = NULL;
        program->symbol_count = i + 1;
        REQUIRE(symbol->min >= 0 && symbol->max >= symbol->min && symbol->multiple >= 1, TG_INVALID_ARGUMENT, "TG-H-26",
                "symbol %u is empty: [%lld, %lld] in steps of %lld", i, (long long)symbol->min, (long long)symbol->max, (long long)symbol->multiple);
    }
    return TG_OK;
}

/** Softmax's axis is the only attribute there is; any other makes the node another operator (TG-P-30). 0 = an unknown attribute. */
static tg_status read_attributes(const tg_node* given, node* node, int* known, tg_error* error) {
    *known = 1;
    node->axis = -1;
    for (uint32_t i = 0; i < given->attribute_count; i++) {
        tg_attribute attribute;
        AT(tg_attribute, &attribute, given->attributes, given->attribute_stride, i);
        GIVEN(attribute.name, "tg_attribute.name");
        if (node->op == SOFTMAX && strcmp(attribute.name, "axis") == 0 && attribute.type == TG_ATTR_INT && attribute.count == 1 && attribute.data)
            memcpy(&node->axis, attribute.data, sizeof node->axis);
        else if (*known) {
            *known = 0;
            answer(node, TG_NO, TG_WHY_ATTRIBUTE, "attribute %.40s is not known", attribute.name);
        }
    }
    return TG_OK;
}

static int is_static(const shape* shape) {
    for (uint32_t d = 0; d < shape->rank; d++)
        if (shape->dims[d] < 0)
            return 0;
    return 1;
}

/** Judges a node whose inputs are known, and leaves `node->in` and `node->out` filled when the answer is YES. */
static tg_status judge(const tg_graph* graph, const tg_program* program, const tg_node* given, node* node, tg_error* error) {
    int known;
    shape derived;
    uint64_t bytes;
    for (node->op = 0; node->op < OPERATOR_COUNT && strcmp(operators[node->op].name, given->op) != 0;)
        node->op++;
    if (*given->domain || node->op == OPERATOR_COUNT)
        return answer(node, TG_NO, TG_WHY_OP, "there are Add, Mul, Relu, MatMul and Softmax of ONNX's own domain");
    const operator* operator = &operators[node->op];
    if (given->version != operator->versions[0] && given->version != operator->versions[1] && given->version != operator->versions[2]) {
        answer(node, TG_NO, TG_WHY_VERSION, "version %u is not known; %u is", given->version, operator->versions[2]);
        node->support.version = operator->versions[2];
        return TG_OK;
    }
    TRY(read_attributes(given, node, &known, error));
    if (!known)
        return TG_OK;
    if (graph->alias_count)
        return answer(node, TG_NO, TG_WHY_CONTEXT, "the graph asks for aliases");
    if (given->input_count != operator->arity || given->output_count != 1 || given->outputs[0] == TG_NONE)
        return answer(node, TG_NO, TG_WHY_OP, "%u inputs and %u outputs do not fit the operator", given->input_count, given->output_count);
    node->out = given->outputs[0];
    for (uint32_t i = 0; i <= operator->arity; i++) {
        uint32_t index = i == operator->arity ? node->out : given->inputs[i];
        const value* value = index == TG_NONE ? NULL : &program->values[index];
        if (!value)
            return answer(node, TG_NO, TG_WHY_OP, "input %u is left out", i);
        if (value->dtype != TG_F32)
            return answer(node, TG_NO, TG_WHY_DTYPE, "value %u is not f32", index);
        if (value->has_layout)
            return answer(node, TG_NO, TG_WHY_LAYOUT, "value %u is not dense", index);
        if (!value->ranked)
            return answer(node, TG_IF_STATIC, TG_WHY_SHAPE, "the rank of value %u is not known", index);
        if (is_static(&value->shape) && !value_bytes(value, NULL, &bytes))
            return answer(node, TG_NO, TG_WHY_SIZE, "value %u is larger than a buffer can be", index);
        if (i < operator->arity)
            node->in[i] = index;
    }
    if (operator->arity == 1)
        node->in[1] = node->in[0];
    const value *a = &program->values[node->in[0]], *b = &program->values[node->in[1]], *out = &program->values[node->out];
    switch (derive(node->op, node->axis, &a->shape, &b->shape, &derived)) {
        case -1: return answer(node, TG_IF_STATIC, TG_WHY_SHAPE, "whether the operands broadcast depends on symbols");
        case 0: return answer(node, TG_NO, TG_WHY_SHAPE, "the operands' shapes, or the axis, do not fit");
    }
    if (derived.rank != out->shape.rank || memcmp(derived.dims, out->shape.dims, derived.rank * sizeof *derived.dims) != 0)
        return answer(node, TG_NO, TG_WHY_SHAPE, "the output's shape is not what the operator gives");
    return answer(node, TG_YES, TG_WHY_NONE, "%s", "");
}

static tg_status read_node(const tg_graph* graph, tg_program* program, uint32_t i, tg_error* error) {
    tg_node given;
    AT(tg_node, &given, graph->nodes, graph->node_stride, i);
    KNOWN(given.flags, "tg_node.flags");
    GIVEN(given.domain && given.op, "tg_node.op");
    GIVEN((given.inputs || !given.input_count) && (given.outputs || !given.output_count), "a list of tg_node");
    for (uint32_t k = 0; k < given.input_count; k++) {
        uint32_t index = given.inputs[k];
        REQUIRE(index == TG_NONE || index < graph->value_count, TG_INVALID_ARGUMENT, "TG-H-26", "node %u reads value %u, which is not there", i, index);
        REQUIRE(index == TG_NONE || program->values[index].origin != UNSEEN, TG_INVALID_ARGUMENT, "TG-H-20", "node %u reads value %u, which nothing before it makes", i, index);
    }
    for (uint32_t k = 0; k < given.output_count; k++) {
        uint32_t index = given.outputs[k];
        REQUIRE(index == TG_NONE || index < graph->value_count, TG_INVALID_ARGUMENT, "TG-H-26", "node %u makes value %u, which is not there", i, index);
        REQUIRE(index == TG_NONE || program->values[index].origin == UNSEEN, TG_INVALID_ARGUMENT, "TG-H-20", "node %u makes value %u a second time, or too late",
                i, index);
        if (index != TG_NONE)
            program->values[index].origin = NODE;
    }
    return judge(graph, program, &given, &program->nodes[i], error);
}

/** Numbers the arguments: inputs in order, then outputs (TG-H-21). */
static tg_status read_ends(const tg_graph* graph, tg_program* program, int outputs, tg_error* error) {
    uint32_t list = outputs ? graph->output_count : graph->input_count;
    for (uint32_t i = 0; i < list; i++) {
        uint32_t index = outputs ? graph->outputs[i] : graph->inputs[i];
        REQUIRE(index < graph->value_count, TG_INVALID_ARGUMENT, "TG-H-26", "%s %u is value %u, which is not there", outputs ? "output" : "input", i, index);
        value* value = &program->values[index];
        REQUIRE(value->arg == TG_NONE && value->origin == (outputs ? NODE : UNSEEN), TG_INVALID_ARGUMENT, "TG-H-21", "%s %u is value %u, which is something else too",
                outputs ? "output" : "input", i, index);
        if (!outputs)
            value->origin = INPUT;
        value->arg = program->arg_count;
        program->arg_values[program->arg_count++] = index;
    }
    return TG_OK;
}

/** A program takes every argument, also one that no node reads; where that cannot be, the graph is not claimed whole. */
static void judge_arguments(tg_program* program) {
    uint64_t bytes;
    for (uint32_t i = 0; i < program->node_count; i++)
        if (program->nodes[i].support.verdict != TG_YES)
            return;
    for (uint32_t arg = 0; arg < program->arg_count; arg++) {
        const value* value = &program->values[program->arg_values[arg]];
        if (value->dtype == TG_F32 && value->ranked && !value->has_layout && (!is_static(&value->shape) || value_bytes(value, NULL, &bytes)))
            continue;
        for (uint32_t i = 0; i < program->node_count; i++)
            if (program->nodes[i].support.verdict == TG_YES)
                answer(&program->nodes[i], TG_NO, TG_WHY_CONTEXT, "argument %u of the graph is no dense f32 tensor that fits in a buffer", arg);
    }
}

static tg_status read_into(tg_program* program, const tg_graph* graph, tg_error* error) {
    program->source = *graph;
    program->input_count = graph->input_count;
    program->output_count = graph->output_count;
    program->node_count = graph->node_count;
    for (uint32_t i = 0; i < graph->value_count; i++) {
        program->value_count = i + 1;
        TRY(read_value(graph, i, &program->values[i], error));
    }
    TRY(read_symbols(graph, program, error));
    TRY(read_ends(graph, program, 0, error));
    for (uint32_t i = 0; i < graph->node_count; i++)
        TRY(read_node(graph, program, i, error));
    TRY(read_ends(graph, program, 1, error));
    judge_arguments(program);
    return TG_OK;
}

tg_status read_graph(const tg_graph* desc, tg_program** out, tg_error* error) {
    tg_graph graph;
    READ(tg_graph, &graph, desc);
    KNOWN(graph.flags, "tg_graph.flags");
    GIVEN(graph.name, "tg_graph.name");
    GIVEN((graph.inputs || !graph.input_count) && (graph.outputs || !graph.output_count), "a list of tg_graph");
    REQUIRE(graph.input_count <= graph.value_count && graph.output_count <= graph.value_count, TG_INVALID_ARGUMENT, "TG-H-21",
            "%u inputs and %u outputs of %u values", graph.input_count, graph.output_count, graph.value_count);
    tg_program* program = calloc(1, sizeof *program);
    if (program) {
        program->values = calloc(graph.value_count + (size_t)1, sizeof *program->values);
        program->nodes = calloc(graph.node_count + (size_t)1, sizeof *program->nodes);
        program->symbols = calloc(graph.symbol_count + (size_t)1, sizeof *program->symbols);
        program->arg_values = calloc((size_t)graph.input_count + graph.output_count + 1, sizeof *program->arg_values);
        program->name = strdup(graph.name);
    }
    tg_status status = program && program->values && program->nodes && program->symbols && program->arg_values && program->name
        ? read_into(program, &graph, error) : fail(error, TG_OUT_OF_MEMORY, "", "no memory for a graph of %u values and %u nodes", graph.value_count, graph.node_count);
    if (status)
        free_program(program);
    else
        *out = program;
    return status;
}

void free_program(tg_program* program) {
    if (!program)
        return;
    for (uint32_t i = 0; i < program->value_count; i++)
        free(program->values[i].owned);
    for (uint32_t i = 0; program->args && i < program->arg_count; i++) {
        free((void*)program->args[i].name);
        free((void*)program->args[i].dims);
    }
    free(program->args);
    free(program->values);
    free(program->nodes);
    free(program->symbols);
    free(program->arg_values);
    free(program->name);
    free(program);
}

tg_status TG_CALL graph_query(tg_device* device, const tg_query* desc, tg_error* error) {
    tg_query query;
    tg_program* program;
    READ(tg_query, &query, desc);
    KNOWN(query.flags || query.reserved, "tg_query");
    GIVEN(device, "the device");
    TRY(read_options(&query.options, NULL, error));
    TRY(read_graph(query.graph, &program, error));
    tg_status status = TG_OK;
    for (uint32_t i = 0; i < program->node_count && !status; i++) {
        const node* node = &program->nodes[i];
        status = TG_WRITE_AT(tg_support, query.support, query.support_stride, i, &node->support);
        if (!status && query.explain && node->support.verdict != TG_YES)
            query.explain(query.explain_ctx, i, node->text);
    }
    free_program(program);
    return status ? unread(error, status, "tg_query.support") : TG_OK;
}
