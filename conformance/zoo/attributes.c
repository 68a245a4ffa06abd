/* SPDX-License-Identifier: Apache-2.0 */
/** @file attributes.c Reads the attributes of a node. */
#include <stddef.h>

#include "zoo.h"

enum { ONE_INT, INTS, ONE_FLOAT, WORD };

/** Where an attribute goes. `count`: of INTS, 0 = any number up to the rank. `word`: what sets a WORD's field to 1; `other` is also taken. */
static const struct {
    uint32_t op, kind, count;
    const char* name;
    size_t offset;
    const char *word, *other;
} known[] = {
#define FIELD(field) offsetof(attributes, field)
    {SOFTMAX, ONE_INT, 1, "axis", FIELD(axis), NULL, NULL},
    {LOG_SOFTMAX, ONE_INT, 1, "axis", FIELD(axis), NULL, NULL},
    {LAYER_NORMALIZATION, ONE_INT, 1, "axis", FIELD(axis), NULL, NULL},
    {LAYER_NORMALIZATION, ONE_FLOAT, 1, "epsilon", FIELD(epsilon), NULL, NULL},
    {BATCH_NORMALIZATION, ONE_FLOAT, 1, "epsilon", FIELD(epsilon), NULL, NULL},
    {BATCH_NORMALIZATION, ONE_FLOAT, 1, "momentum", FIELD(momentum), NULL, NULL},
    {REDUCE_SUM, ONE_INT, 1, "keepdims", FIELD(keepdims), NULL, NULL},
    {REDUCE_SUM, ONE_INT, 1, "noop_with_empty_axes", FIELD(noop), NULL, NULL},
    {REDUCE_MEAN, ONE_INT, 1, "keepdims", FIELD(keepdims), NULL, NULL},
    {REDUCE_MEAN, ONE_INT, 1, "noop_with_empty_axes", FIELD(noop), NULL, NULL},
    {REDUCE_MAX, ONE_INT, 1, "keepdims", FIELD(keepdims), NULL, NULL},
    {REDUCE_MAX, ONE_INT, 1, "noop_with_empty_axes", FIELD(noop), NULL, NULL},
    {ARG_MAX, ONE_INT, 1, "axis", FIELD(axis), NULL, NULL},
    {ARG_MAX, ONE_INT, 1, "keepdims", FIELD(keepdims), NULL, NULL},
    {ARG_MAX, ONE_INT, 1, "select_last_index", FIELD(select_last), NULL, NULL},
    {GELU, WORD, 1, "approximate", FIELD(by_tanh), "tanh", "none"},
    {GEMM, ONE_INT, 1, "transA", FIELD(trans_a), NULL, NULL},
    {GEMM, ONE_INT, 1, "transB", FIELD(trans_b), NULL, NULL},
    {GEMM, ONE_FLOAT, 1, "alpha", FIELD(alpha), NULL, NULL},
    {GEMM, ONE_FLOAT, 1, "beta", FIELD(beta), NULL, NULL},
    {CONV, ONE_INT, 1, "group", FIELD(group), NULL, NULL},
    {CONV, INTS, 4, "pads", FIELD(pads), NULL, NULL},
    {CONV, INTS, 2, "strides", FIELD(strides), NULL, NULL},
    {CONV, INTS, 2, "dilations", FIELD(dilations), NULL, NULL},
    {CONV, INTS, 2, "kernel_shape", FIELD(kernel), NULL, NULL},
    {CONV_INTEGER, ONE_INT, 1, "group", FIELD(group), NULL, NULL},
    {CONV_INTEGER, INTS, 4, "pads", FIELD(pads), NULL, NULL},
    {CONV_INTEGER, INTS, 2, "strides", FIELD(strides), NULL, NULL},
    {CONV_INTEGER, INTS, 2, "dilations", FIELD(dilations), NULL, NULL},
    {CONV_INTEGER, INTS, 2, "kernel_shape", FIELD(kernel), NULL, NULL},
    {MAX_POOL, INTS, 4, "pads", FIELD(pads), NULL, NULL},
    {MAX_POOL, INTS, 2, "strides", FIELD(strides), NULL, NULL},
    {MAX_POOL, INTS, 2, "dilations", FIELD(dilations), NULL, NULL},
    {MAX_POOL, INTS, 2, "kernel_shape", FIELD(kernel), NULL, NULL},
    {AVERAGE_POOL, INTS, 4, "pads", FIELD(pads), NULL, NULL},
    {AVERAGE_POOL, INTS, 2, "strides", FIELD(strides), NULL, NULL},
    {AVERAGE_POOL, INTS, 2, "kernel_shape", FIELD(kernel), NULL, NULL},
    {AVERAGE_POOL, ONE_INT, 1, "count_include_pad", FIELD(count_pad), NULL, NULL},
    {TRANSPOSE, INTS, 0, "perm", FIELD(perm), NULL, NULL},
    {CONCAT, ONE_INT, 1, "axis", FIELD(axis), NULL, NULL},
    {GATHER, ONE_INT, 1, "axis", FIELD(axis), NULL, NULL},
    {SCATTER_ELEMENTS, ONE_INT, 1, "axis", FIELD(axis), NULL, NULL},
    {SCATTER_ELEMENTS, WORD, 1, "reduction", FIELD(adds), "add", "none"},
    {QUANTIZE_LINEAR, ONE_INT, 1, "axis", FIELD(axis), NULL, NULL},
    {DEQUANTIZE_LINEAR, ONE_INT, 1, "axis", FIELD(axis), NULL, NULL},
};

attributes usual_attributes(uint32_t op) {
    attributes usual = {.axis = -1, .keepdims = 1, .group = 1, .epsilon = 1e-5f, .alpha = 1, .beta = 1, .strides = {1, 1}, .dilations = {1, 1}};
    if (op == GATHER || op == SCATTER_ELEMENTS || op == ARG_MAX)
        usual.axis = 0;
    if (op == QUANTIZE_LINEAR || op == DEQUANTIZE_LINEAR)
        usual.axis = 1;
    return usual;
}

/** Takes `count` numbers of a list, or up to TG_MAX_RANK when it is 0; their number, or 0 when they are no such list. */
static uint32_t integers(const tg_attribute* given, uint32_t count, int64_t* into) {
    if ((given->type != TG_ATTR_INTS && given->type != TG_ATTR_INT) || !given->data || given->stride < sizeof *into || given->count == 0)
        return 0;
    if (count ? given->count != count : given->count > TG_MAX_RANK)
        return 0;
    for (uint64_t i = 0; i < given->count; i++)
        memcpy(&into[i], (const char*)given->data + i * given->stride, sizeof *into);
    return (uint32_t)given->count;
}

static int word(const tg_attribute* given, const char* sets, const char* other, int64_t* into) {
    if (given->type != TG_ATTR_STRING || given->count != 1 || !given->data)
        return 0;
    tg_string text;
    memcpy(&text, given->data, sizeof text);
    *into = text.bytes == strlen(sets) && memcmp(text.data, sets, text.bytes) == 0;
    return *into || (text.bytes == strlen(other) && memcmp(text.data, other, text.bytes) == 0);
}

int read_attribute(const tg_attribute* given, uint32_t op, attributes* into) {
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].op != op || strcmp(known[i].name, given->name) != 0)
            continue;
        char* at = (char*)into + known[i].offset;
        if (known[i].kind == WORD)
            return word(given, known[i].word, known[i].other, (int64_t*)(void*)at);
        if (known[i].kind == ONE_FLOAT) {
            if (given->type != TG_ATTR_FLOAT || given->count != 1 || !given->data)
                return 0;
            memcpy(at, given->data, sizeof(float));
            return 1;
        }
        uint32_t taken = integers(given, known[i].count, (int64_t*)(void*)at);
        into->has_kernel |= known[i].offset == FIELD(kernel);
        if (known[i].offset == FIELD(perm))
            into->perm_count = taken;
        return taken != 0;
    }
    return 0;
}
