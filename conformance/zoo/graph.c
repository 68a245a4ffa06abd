/* SPDX-License-Identifier: Apache-2.0 */
/** @file graph.c Reads a graph of the host's, checks it, and judges its nodes. */
#include <stdio.h>

#include "zoo.h"

/**
 * Types of the inputs, the last one for all that follow: f is f32, b i8 or u8, n i32 or i64, l i64, a is axes, a constant of i64. The output's: f, b, l, w
 * for i32.
 */
static const struct {
    const char *name, *types;
    uint32_t least, most, versions[3];
    char out;
} operators[OPERATOR_COUNT] = {
    [ADD] = {"Add", "f", 2, 2, {7, 13, 14}, 'f'},
    [SUB] = {"Sub", "f", 2, 2, {7, 13, 14}, 'f'},
    [MUL] = {"Mul", "f", 2, 2, {7, 13, 14}, 'f'},
    [DIV] = {"Div", "f", 2, 2, {7, 13, 14}, 'f'},
    [RELU] = {"Relu", "f", 1, 1, {6, 13, 14}, 'f'},
    [EXP] = {"Exp", "f", 1, 1, {6, 13, 13}, 'f'},
    [SIGMOID] = {"Sigmoid", "f", 1, 1, {6, 13, 13}, 'f'},
    [TANH] = {"Tanh", "f", 1, 1, {6, 13, 13}, 'f'},
    [SQRT] = {"Sqrt", "f", 1, 1, {6, 13, 13}, 'f'},
    [RECIPROCAL] = {"Reciprocal", "f", 1, 1, {6, 13, 13}, 'f'},
    [GELU] = {"Gelu", "f", 1, 1, {20, 20, 20}, 'f'},
    [MATMUL] = {"MatMul", "f", 2, 2, {1, 9, 13}, 'f'},
    [GEMM] = {"Gemm", "f", 2, 3, {11, 13, 13}, 'f'},
    [SOFTMAX] = {"Softmax", "f", 1, 1, {13, 13, 13}, 'f'},
    [LOG_SOFTMAX] = {"LogSoftmax", "f", 1, 1, {13, 13, 13}, 'f'},
    [REDUCE_SUM] = {"ReduceSum", "fa", 1, 2, {13, 13, 13}, 'f'},
    [REDUCE_MEAN] = {"ReduceMean", "fa", 1, 2, {18, 18, 18}, 'f'},
    [REDUCE_MAX] = {"ReduceMax", "fa", 1, 2, {18, 20, 20}, 'f'},
    [ARG_MAX] = {"ArgMax", "f", 1, 1, {12, 13, 13}, 'l'},
    [LAYER_NORMALIZATION] = {"LayerNormalization", "f", 2, 3, {17, 17, 17}, 'f'},
    [BATCH_NORMALIZATION] = {"BatchNormalization", "f", 5, 5, {9, 14, 15}, 'f'},
    [CONV] = {"Conv", "f", 2, 3, {1, 11, 22}, 'f'},
    [MAX_POOL] = {"MaxPool", "f", 1, 1, {11, 12, 22}, 'f'},
    [AVERAGE_POOL] = {"AveragePool", "f", 1, 1, {11, 19, 22}, 'f'},
    [TRANSPOSE] = {"Transpose", "f", 1, 1, {13, 21, 25}, 'f'},
    [CONCAT] = {"Concat", "f", 1, MOST_INPUTS, {4, 11, 13}, 'f'},
    [GATHER] = {"Gather", "fn", 2, 2, {1, 11, 13}, 'f'},
    [SLICE] = {"Slice", "fn", 3, 5, {11, 13, 13}, 'f'},
    [SCATTER_ELEMENTS] = {"ScatterElements", "fnf", 3, 3, {11, 16, 18}, 'f'},
    [QUANTIZE_LINEAR] = {"QuantizeLinear", "ffb", 2, 3, {13, 23, 25}, 'b'},
    [DEQUANTIZE_LINEAR] = {"DequantizeLinear", "bfb", 2, 3, {13, 23, 25}, 'f'},
    [MATMUL_INTEGER] = {"MatMulInteger", "b", 2, 4, {10, 10, 10}, 'w'},
    [CONV_INTEGER] = {"ConvInteger", "b", 2, 4, {10, 10, 10}, 'w'},
};

static int is_taken(tg_dtype dtype, char class) {
    switch (class) {
        case 'f': return dtype == TG_F32;
        case 'b': return dtype == TG_I8 || dtype == TG_U8;
        case 'n': return dtype == TG_I32 || dtype == TG_I64;
        case 'w': return dtype == TG_I32;
        default: return dtype == TG_I64;
    }
}

static char class_of(uint32_t op, uint32_t input) {
    size_t last = strlen(operators[op].types) - 1;
    return operators[op].types[input < last ? input : last];
}

/** A configuration may claim only the operators that show what it does. */
static int is_claimed(const configuration* how, const char* name) {
    char word[64];
    snprintf(word, sizeof word, " %s ", name);
    return !how->operators || strstr(how->operators, word);
}

static tg_status answer(node* node, uint32_t verdict, uint32_t why, const char* text) {
    node->support = (tg_support){.verdict = verdict, .why = why};
    node->text = text;
    return TG_OK;
}

static tg_status read_value(const tg_graph* graph, uint32_t i, value* value, tg_error* error) {
    tg_value given;
    uint64_t elements, bytes;
    AT(tg_value, &given, graph->values, graph->value_stride, i);
    KNOWN(given.reserved || given.flags & ~TG_VALUE_PERSISTENT, "tg_value");
    REQUIRE(given.rank >= -1 && given.rank <= TG_MAX_RANK, TG_INVALID_ARGUMENT, "TG-H-26", "value %u has rank %d", i, given.rank);
    GIVEN(given.rank <= 0 || given.dims, "tg_value.dims");
    *value = (struct value){.arg = TG_NONE, .dtype = given.layout ? TG_OPAQUE : given.dtype};
    value->shape.rank = given.rank > 0 ? (uint32_t)given.rank : 0;
    if (given.rank > 0)
        memcpy(value->shape.dims, given.dims, value->shape.rank * sizeof *given.dims);
    int known = given.rank >= 0 && tg_count(value->shape.dims, value->shape.rank, &elements) && tg_bytes(given.dtype, elements, &bytes);
    value->bytes = known ? bytes : UINT64_MAX;
    if (!given.data)
        return TG_OK;
    value->origin = CONSTANT;
    REQUIRE(!known || bytes <= given.bytes, TG_INVALID_ARGUMENT, "TG-H-26", "constant %u has fewer bytes than its shape needs", i);
    void* own = known ? malloc(bytes + 1) : NULL;
    value->constant = own;
    REQUIRE(!known || own, TG_OUT_OF_MEMORY, "", "no memory for constant %u", i);
    if (known)
        memcpy(own, given.data, bytes);
    return TG_OK;
}

static tg_status read_attributes(const tg_node* given, node* node, int* known, tg_error* error) {
    node->attributes = usual_attributes(node->op);
    *known = 1;
    for (uint32_t i = 0; i < given->attribute_count; i++) {
        tg_attribute attribute;
        AT(tg_attribute, &attribute, given->attributes, given->attribute_stride, i);
        GIVEN(attribute.name, "tg_attribute.name");
        *known &= read_attribute(&attribute, node->op, &node->attributes);
    }
    return TG_OK;
}

/** Axes come as a constant; they become bits of `reduced`. 0 = an axis outside the rank. */
static int read_axes(const value* axes, uint32_t rank, attributes* attributes) {
    for (uint64_t i = 0; i < axes->bytes / sizeof(int64_t); i++) {
        int64_t axis;
        memcpy(&axis, (const char*)axes->constant + i * sizeof axis, sizeof axis);
        if (axis < -(int64_t)rank || axis >= (int64_t)rank)
            return 0;
        attributes->reduced |= (uint32_t)1 << (axis < 0 ? axis + rank : axis);
    }
    return 1;
}

/** Outputs up to the last that is wanted. */
static uint32_t effective_outputs(const tg_node* given) {
    uint32_t outputs = given->output_count;
    while (outputs && given->outputs[outputs - 1] == TG_NONE)
        outputs--;
    return outputs;
}

/** Integers of one matrix and their zero point have one type, and so have quantised values and theirs. */
static int agree(uint32_t op, const tg_dtype* types, tg_dtype out) {
    if (op == MATMUL_INTEGER || op == CONV_INTEGER)
        return (!types[2] || types[2] == types[0]) && (!types[3] || types[3] == types[1]);
    if (op == QUANTIZE_LINEAR)
        return out == (types[2] ? types[2] : TG_U8);
    return op != DEQUANTIZE_LINEAR || !types[2] || types[2] == types[0];
}

/** One operand: its type, its shape, what must be constant. YES = so far, so good. */
static tg_status judge_operand(const tg_program* program, node* node, uint32_t i, uint32_t index, const shape** shapes, tg_dtype* types) {
    const value* value = &program->values[index];
    char class = class_of(node->op, i);
    if (!is_taken(value->dtype, class))
        return answer(node, TG_NO, TG_WHY_DTYPE, "the type of a value is not taken");
    if (value->bytes == UINT64_MAX)
        return answer(node, TG_IF_STATIC, TG_WHY_SHAPE, "every extent must be a number");
    if (class == 'a' && value->origin != CONSTANT)
        return answer(node, TG_IF_CONSTANT, TG_WHY_SHAPE, "axes must be a constant");
    if (class == 'a' && !read_axes(value, shapes[0]->rank, &node->attributes))
        return answer(node, TG_NO, TG_WHY_SHAPE, "an axis lies outside the rank");
    node->in[i] = index;
    shapes[i] = &value->shape;
    types[i] = value->dtype;
    return answer(node, TG_YES, TG_WHY_NONE, "");
}

static int has_shape(const shape* derived, const shape* out) {
    return derived->rank == out->rank && memcmp(derived->dims, out->dims, out->rank * sizeof *out->dims) == 0;
}

static tg_status judge(const configuration* how, const tg_program* program, const tg_node* given, node* node, tg_error* error) {
    int known;
    shape derived = {0};
    const shape* shapes[MOST_INPUTS] = {0};
    tg_dtype types[MOST_INPUTS] = {0};
    for (node->op = 0; node->op < OPERATOR_COUNT && strcmp(operators[node->op].name, given->op) != 0;)
        node->op++;
    if (*given->domain || node->op == OPERATOR_COUNT || !is_claimed(how, given->op))
        return answer(node, TG_NO, TG_WHY_OP, "this operator is not among those that this configuration knows");
    const uint32_t* versions = operators[node->op].versions;
    if (given->version != versions[0] && given->version != versions[1] && given->version != versions[2]) {
        answer(node, TG_NO, TG_WHY_VERSION, "another version of this operator is known");
        node->support.version = versions[2];
        return TG_OK;
    }
    TRY(read_attributes(given, node, &known, error));
    if (!known)
        return answer(node, TG_NO, TG_WHY_ATTRIBUTE, "an attribute is not known, or its value is not taken");
    uint32_t least = operators[node->op].least;
    if (given->input_count < least || given->input_count > operators[node->op].most || effective_outputs(given) != 1)
        return answer(node, TG_NO, TG_WHY_ATTRIBUTE, "the number of inputs or outputs is not taken");
    node->in_count = given->input_count;
    node->out = given->outputs[0];
    for (uint32_t i = 0; i < given->input_count; i++) {
        node->in[i] = TG_NONE;
        if (given->inputs[i] == TG_NONE && (i < least || node->op == CONCAT))
            return answer(node, TG_NO, TG_WHY_ATTRIBUTE, "a required input is left out");
        if (given->inputs[i] == TG_NONE)
            continue;
        judge_operand(program, node, i, given->inputs[i], shapes, types);
        if (node->support.verdict != TG_YES)
            return TG_OK;
    }
    const value* out = &program->values[node->out];
    if (!is_taken(out->dtype, operators[node->op].out) || !agree(node->op, types, out->dtype))
        return answer(node, TG_NO, TG_WHY_DTYPE, "the types of the values do not go together");
    if (out->bytes == UINT64_MAX)
        return answer(node, TG_IF_STATIC, TG_WHY_SHAPE, "every extent must be a number");
    if (!derive(node->op, &node->attributes, shapes, given->input_count, &derived) || (node->op == SLICE ? derived.rank != out->shape.rank : !has_shape(&derived, &out->shape)))
        return answer(node, TG_NO, TG_WHY_SHAPE, "the shapes do not fit the operator");
    return answer(node, TG_YES, TG_WHY_NONE, "");
}

static tg_status read_node(const configuration* how, const tg_graph* graph, tg_program* program, uint32_t i, tg_error* error) {
    tg_node given;
    AT(tg_node, &given, graph->nodes, graph->node_stride, i);
    KNOWN(given.flags, "tg_node.flags");
    GIVEN(given.domain && given.op, "tg_node.op");
    GIVEN((given.inputs || !given.input_count) && (given.outputs || !given.output_count), "a list of tg_node");
    for (uint32_t k = 0; k < given.input_count; k++)
        REQUIRE(given.inputs[k] == TG_NONE || (given.inputs[k] < graph->value_count && program->values[given.inputs[k]].origin != UNSEEN), TG_INVALID_ARGUMENT, "TG-H-20",
                "node %u reads value %u, which is not there or made by nothing before it", i, given.inputs[k]);
    for (uint32_t k = 0; k < given.output_count; k++) {
        uint32_t index = given.outputs[k];
        REQUIRE(index == TG_NONE || (index < graph->value_count && program->values[index].origin == UNSEEN), TG_INVALID_ARGUMENT, "TG-H-20",
                "node %u makes value %u, which is not there or made elsewhere", i, index);
        if (index != TG_NONE)
            program->values[index].origin = NODE;
    }
    program->nodes[i].text = "";
    return judge(how, program, &given, &program->nodes[i], error);
}

static tg_status read_ends(const uint32_t* list, uint32_t count, uint32_t origin, tg_program* program, tg_error* error) {
    for (uint32_t i = 0; i < count; i++) {
        REQUIRE(list[i] < program->value_count, TG_INVALID_ARGUMENT, "TG-H-26", "value %u is not there", list[i]);
        value* value = &program->values[list[i]];
        REQUIRE(value->arg == TG_NONE && value->origin == origin, TG_INVALID_ARGUMENT, "TG-H-21", "value %u is an input, a constant or an output twice", list[i]);
        if (origin == UNSEEN)
            value->origin = INPUT;
        value->arg = program->arg_count;
        program->arg_values[program->arg_count++] = list[i];
    }
    return TG_OK;
}

static tg_status describe(const tg_graph* graph, tg_program* program, tg_error* error) {
    for (uint32_t i = 0; i < program->arg_count; i++) {
        tg_value given;
        const value* value = &program->values[program->arg_values[i]];
        AT(tg_value, &given, graph->values, graph->value_stride, program->arg_values[i]);
        program->args[i] = (tg_arg_info){
            .name = strdup(given.name ? given.name : ""), .dims = value->shape.dims, .bytes = value->bytes == UINT64_MAX ? 0 : value->bytes,
            .dtype = value->dtype, .rank = (int32_t)value->shape.rank, .role = i < program->input_count ? TG_ROLE_INPUT : TG_ROLE_OUTPUT,
            .alignment = sizeof(int64_t) / 2,
        };
        REQUIRE(program->args[i].name, TG_OUT_OF_MEMORY, "", "no memory for a name");
    }
    return TG_OK;
}

static tg_status read_into(const configuration* how, tg_program* program, const tg_graph* graph, tg_error* error) {
    for (uint32_t i = 0; i < graph->value_count; i++) {
        program->value_count = i + 1;
        TRY(read_value(graph, i, &program->values[i], error));
    }
    program->input_count = graph->input_count;
    program->output_count = graph->output_count;
    program->node_count = graph->node_count;
    TRY(read_ends(graph->inputs, graph->input_count, UNSEEN, program, error));
    for (uint32_t i = 0; i < graph->node_count; i++)
        TRY(read_node(how, graph, program, i, error));
    TRY(read_ends(graph->outputs, graph->output_count, NODE, program, error));
    for (uint32_t i = 0; i < graph->node_count && graph->alias_count; i++)
        answer(&program->nodes[i], TG_NO, TG_WHY_CONTEXT, "the graph asks for aliases");
    for (uint32_t arg = 0; arg < program->arg_count; arg++)
        for (uint32_t i = 0; i < graph->node_count && program->values[program->arg_values[arg]].bytes == UINT64_MAX; i++)
            if (program->nodes[i].support.verdict == TG_YES)
                answer(&program->nodes[i], TG_NO, TG_WHY_CONTEXT, "an argument of the graph has no fixed shape");
    return describe(graph, program, error);
}

tg_status read_graph(const configuration* how, const tg_graph* desc, tg_program** out, tg_error* error) {
    tg_graph graph;
    READ(tg_graph, &graph, desc);
    KNOWN(graph.flags, "tg_graph.flags");
    GIVEN(graph.name, "tg_graph.name");
    GIVEN((graph.inputs || !graph.input_count) && (graph.outputs || !graph.output_count), "a list of tg_graph");
    size_t ends = (size_t)graph.input_count + graph.output_count + 1;
    tg_program* program = calloc(1, sizeof *program);
    if (program) {
        program->values = calloc(graph.value_count + (size_t)1, sizeof *program->values);
        program->nodes = calloc(graph.node_count + (size_t)1, sizeof *program->nodes);
        program->args = calloc(ends, sizeof *program->args);
        program->arg_values = calloc(ends, sizeof *program->arg_values);
        program->name = strdup(graph.name);
    }
    int whole = program && ((program->values && program->nodes && program->args && program->arg_values && program->name) || how->fault == MEMORY_UNCHECKED);
    tg_status status = whole ? read_into(how, program, &graph, error) : fail(error, TG_OUT_OF_MEMORY, "", "no memory for a graph of %u values", graph.value_count);
    if (status == TG_OUT_OF_MEMORY && how->fault == LEAKS_HALVES)
        return status;
    if (status)
        free_program(program);
    else
        *out = program;
    return status == TG_OUT_OF_MEMORY && how->fault == MEMORY_IS_INTERNAL ? TG_INTERNAL : status;
}

void free_program(tg_program* program) {
    if (!program)
        return;
    for (uint32_t i = 0; i < program->value_count; i++)
        free((void*)program->values[i].constant);
    for (uint32_t i = 0; program->args && i < program->arg_count; i++)
        free((void*)program->args[i].name);
    free(program->values);
    free(program->nodes);
    free(program->args);
    free(program->arg_values);
    free(program->name);
    free(program->kept_result);
    free((void*)program->kept_for);
    free(program->kept_inputs);
    free(program);
}
