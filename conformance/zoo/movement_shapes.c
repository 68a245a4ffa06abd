/* SPDX-License-Identifier: Apache-2.0 */
/** @file movement_shapes.c Output shapes of what only moves elements. Source: ONNX operator specification. */
#include "zoo.h"

/** Without a permutation the axes are reversed. */
static int transpose(const attributes* attributes, const shape* in, shape* out) {
    uint32_t seen = 0;
    for (uint32_t d = 0; d < in->rank; d++) {
        int64_t from = attributes->perm[d];
        if (attributes->perm_count != in->rank || from < 0 || from >= in->rank || seen >> from & 1)
            return 0;
        seen |= (uint32_t)1 << from;
        out->dims[d] = in->dims[from];
    }
    return 1;
}

static int concat(const attributes* attributes, const shape* const* in, uint32_t in_count, shape* out) {
    for (uint32_t i = 1; i < in_count; i++) {
        if (!in[i] || in[i]->rank != out->rank)
            return 0;
        for (uint32_t d = 0; d < out->rank; d++)
            if (d != attributes->axis && in[i]->dims[d] != out->dims[d])
                return 0;
        out->dims[attributes->axis] += in[i]->dims[attributes->axis];
    }
    return 1;
}

static int gather(const attributes* attributes, const shape* data, const shape* indices, shape* out) {
    uint32_t axis = (uint32_t)attributes->axis;
    if (data->rank + indices->rank - 1 > TG_MAX_RANK)
        return 0;
    out->rank = data->rank + indices->rank - 1;
    memcpy(out->dims + axis, indices->dims, indices->rank * sizeof *out->dims);
    memcpy(out->dims + axis + indices->rank, data->dims + axis + 1, (data->rank - axis - 1) * sizeof *out->dims);
    return 1;
}

static int scatter_elements(const attributes* attributes, const shape* const* in) {
    if (in[1]->rank != in[0]->rank || in[2]->rank != in[0]->rank || memcmp(in[1]->dims, in[2]->dims, in[1]->rank * sizeof(int64_t)) != 0)
        return 0;
    for (uint32_t d = 0; d < in[0]->rank; d++)
        if (d != attributes->axis && in[1]->dims[d] > in[0]->dims[d])
            return 0;
    return 1;
}

/** How far a slice reaches depends on its operands' values: only their number is checked here, and the graph's shape is taken. */
static int slice(const shape* const* in) {
    for (uint32_t i = 2; i < MOST_INPUTS; i++)
        if (in[i] && (in[i]->rank != 1 || in[i]->dims[0] != in[1]->dims[0]))
            return 0;
    return in[1]->rank == 1;
}

int derive_moved(uint32_t op, const attributes* attributes, const shape* const* in, uint32_t in_count, shape* out) {
    switch (op) {
        case TRANSPOSE: return transpose(attributes, in[0], out);
        case CONCAT: return concat(attributes, in, in_count, out);
        case GATHER: return gather(attributes, in[0], in[1], out);
        case SLICE: return slice(in);
        default: return scatter_elements(attributes, in);
    }
}
