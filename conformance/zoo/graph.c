/* SPDX-License-Identifier: Apache-2.0 */
/** @file graph.c Reads a graph of the host's, checks it, and judges its nodes. */
#include "zoo.h"

static const struct {
    const char* name;
    uint32_t least, most, versions[3];
} operators[OPERATOR_COUNT] = {
    [ADD] = {"Add", 2, 2, {7, 13, 14}},
    [MUL] = {"Mul", 2, 2, {7, 13, 14}},
    [RELU] = {"Relu", 1, 1, {6, 13, 14}},
    [EXP] = {"Exp", 1, 1, {6, 13, 13}},
    [SIGMOID] = {"Sigmoid", 1, 1, {6, 13, 13}},
    [MATMUL] = {"MatMul", 2, 2, {1, 9, 13}},
    [SOFTMAX] = {"Softmax", 1, 1, {13, 13, 13}},
    [REDUCE_MEAN] = {"ReduceMean", 1, 2, {18, 18, 18}},
    [LAYER_NORMALIZATION] = {"LayerNormalization", 2, 3, {17, 17, 17}},
    [CONV] = {"Conv", 2, 3, {1, 11, 22}},
};

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

/** Takes `want` numbers of a list; 0 when there are more or fewer, or they are no integers. */
static int integers(const tg_attribute* attribute, uint64_t want, int64_t* into) {
    if ((attribute->type != TG_ATTR_INTS && attribute->type != TG_ATTR_INT) || attribute->count != want || !attribute->data || attribute->stride < sizeof *into)
        return 0;
    for (uint64_t i = 0; i < want; i++)
        memcpy(&into[i], (const char*)attribute->data + i * attribute->stride, sizeof *into);
    return 1;
}

/** 0 = an attribute that the operator here does not know, or of another type. */
static int read_attribute(const tg_attribute* given, uint32_t op, attributes* attributes) {
    const struct {
        uint32_t op;
        const char* name;
        uint64_t count;
        int64_t* into;
    } known[] = {
        {SOFTMAX, "axis", 1, &attributes->axis},
        {LAYER_NORMALIZATION, "axis", 1, &attributes->axis},
        {REDUCE_MEAN, "keepdims", 1, &attributes->keepdims},
        {REDUCE_MEAN, "noop_with_empty_axes", 1, &attributes->noop},
        {CONV, "group", 1, &attributes->group},
        {CONV, "pads", 4, attributes->pads},
        {CONV, "strides", 2, attributes->strides},
        {CONV, "dilations", 2, attributes->dilations},
        {CONV, "kernel_shape", 2, attributes->kernel},
    };
    if (op == LAYER_NORMALIZATION && strcmp(given->name, "epsilon") == 0) {
        if (given->type != TG_ATTR_FLOAT || given->count != 1 || !given->data)
            return 0;
        memcpy(&attributes->epsilon, given->data, sizeof attributes->epsilon);
        return 1;
    }
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].op == op && strcmp(known[i].name, given->name) == 0) {
            attributes->has_kernel |= known[i].into == attributes->kernel;
            return integers(given, known[i].count, known[i].into);
        }
    return 0;
}

static tg_status read_attributes(const tg_node* given, node* node, int* known, tg_error* error) {
    node->attributes = (attributes){.axis = -1, .keepdims = 1, .group = 1, .epsilon = 1e-5f, .strides = {1, 1}, .dilations = {1, 1}};
    *known = 1;
    for (uint32_t i = 0; i < given->attribute_count; i++) {
        tg_attribute attribute;
        AT(tg_attribute, &attribute, given->attributes, given->attribute_stride, i);
        GIVEN(attribute.name, "tg_attribute.name");
        *known &= read_attribute(&attribute, node->op, &node->attributes);
    }
    return TG_OK;
}

/** ReduceMean's axes come as a constant; they become bits of `reduced`. 0 = an axis outside the rank. */
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

static tg_status judge(const tg_program* program, const tg_node* given, node* node, tg_error* error) {
    int known;
    shape derived = {0};
    const shape* shapes[3] = {0};
    for (node->op = 0; node->op < OPERATOR_COUNT && strcmp(operators[node->op].name, given->op) != 0;)
        node->op++;
    if (*given->domain || node->op == OPERATOR_COUNT)
        return answer(node, TG_NO, TG_WHY_OP, "the zoo knows ten operators of ONNX's own domain, and not this one");
    const uint32_t* versions = operators[node->op].versions;
    if (given->version != versions[0] && given->version != versions[1] && given->version != versions[2]) {
        answer(node, TG_NO, TG_WHY_VERSION, "another version of this operator is known");
        node->support.version = versions[2];
        return TG_OK;
    }
    TRY(read_attributes(given, node, &known, error));
    if (!known)
        return answer(node, TG_NO, TG_WHY_ATTRIBUTE, "an attribute is not known, or its value is not taken");
    if (given->input_count < operators[node->op].least || given->input_count > operators[node->op].most || effective_outputs(given) != 1)
        return answer(node, TG_NO, TG_WHY_OP, "the number of inputs or outputs is not taken");
    node->in_count = given->input_count;
    node->out = given->outputs[0];
    for (uint32_t i = 0; i <= given->input_count; i++) {
        uint32_t index = i == given->input_count ? node->out : given->inputs[i];
        if (index == TG_NONE && i >= operators[node->op].least) {
            node->in[i] = TG_NONE;
            continue;
        }
        if (index == TG_NONE)
            return answer(node, TG_NO, TG_WHY_OP, "a required input is left out");
        const value* value = &program->values[index];
        int axes = node->op == REDUCE_MEAN && i == 1;
        if (value->dtype != (axes ? TG_I64 : TG_F32))
            return answer(node, TG_NO, TG_WHY_DTYPE, "a value is no dense f32 tensor");
        if (value->bytes == UINT64_MAX)
            return answer(node, TG_IF_STATIC, TG_WHY_SHAPE, "every extent must be a number");
        if (axes && value->origin != CONSTANT)
            return answer(node, TG_IF_CONSTANT, TG_WHY_SHAPE, "axes must be a constant");
        if (axes && !read_axes(value, shapes[0]->rank, &node->attributes))
            return answer(node, TG_NO, TG_WHY_SHAPE, "an axis lies outside the rank");
        if (i < given->input_count) {
            node->in[i] = index;
            shapes[i] = &value->shape;
        }
    }
    const shape* out = &program->values[node->out].shape;
    if (!derive(node->op, &node->attributes, shapes, &derived) || derived.rank != out->rank || memcmp(derived.dims, out->dims, out->rank * sizeof *out->dims) != 0)
        return answer(node, TG_NO, TG_WHY_SHAPE, "the shapes do not fit the operator");
    return answer(node, TG_YES, TG_WHY_NONE, "");
}

static tg_status read_node(const tg_graph* graph, tg_program* program, uint32_t i, tg_error* error) {
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
    return judge(program, &given, &program->nodes[i], error);
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

static tg_status read_into(tg_program* program, const tg_graph* graph, tg_error* error) {
    for (uint32_t i = 0; i < graph->value_count; i++) {
        program->value_count = i + 1;
        TRY(read_value(graph, i, &program->values[i], error));
    }
    program->input_count = graph->input_count;
    program->output_count = graph->output_count;
    program->node_count = graph->node_count;
    TRY(read_ends(graph->inputs, graph->input_count, UNSEEN, program, error));
    for (uint32_t i = 0; i < graph->node_count; i++)
        TRY(read_node(graph, program, i, error));
    TRY(read_ends(graph->outputs, graph->output_count, NODE, program, error));
    for (uint32_t i = 0; i < graph->node_count && graph->alias_count; i++)
        answer(&program->nodes[i], TG_NO, TG_WHY_CONTEXT, "the graph asks for aliases");
    for (uint32_t arg = 0; arg < program->arg_count; arg++)
        for (uint32_t i = 0; i < graph->node_count && program->values[program->arg_values[arg]].bytes == UINT64_MAX; i++)
            if (program->nodes[i].support.verdict == TG_YES)
                answer(&program->nodes[i], TG_NO, TG_WHY_CONTEXT, "an argument of the graph has no fixed shape");
    return describe(graph, program, error);
}

tg_status read_graph(const tg_graph* desc, tg_program** out, tg_error* error) {
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
    tg_status status = program && program->values && program->nodes && program->args && program->arg_values && program->name
        ? read_into(program, &graph, error) : fail(error, TG_OUT_OF_MEMORY, "", "no memory for a graph of %u values", graph.value_count);
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
        free((void*)program->values[i].constant);
    for (uint32_t i = 0; program->args && i < program->arg_count; i++)
        free((void*)program->args[i].name);
    free(program->values);
    free(program->nodes);
    free(program->args);
    free(program->arg_values);
    free(program->name);
    free(program->first_result);
    free(program);
}
