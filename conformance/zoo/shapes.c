/* SPDX-License-Identifier: Apache-2.0 */
/** @file shapes.c Output shapes. Source: ONNX operator specification. */
#include "zoo.h"

static int broadcast(const shape* a, uint32_t a_tail, const shape* b, uint32_t b_tail, shape* out) {
    uint32_t ar = a->rank - a_tail, br = b->rank - b_tail;
    out->rank = ar > br ? ar : br;
    for (uint32_t i = 0; i < out->rank; i++) {
        int64_t x = i + ar < out->rank ? 1 : a->dims[i + ar - out->rank], y = i + br < out->rank ? 1 : b->dims[i + br - out->rank];
        if (x != y && x != 1 && y != 1)
            return 0;
        out->dims[i] = x == 1 ? y : x;
    }
    return 1;
}

static int matmul(const shape* a, const shape* b, shape* out) {
    if (a->rank == 0 || b->rank == 0)
        return 0;
    uint32_t a_tail = a->rank > 1 ? 2 : 1, b_tail = b->rank > 1 ? 2 : 1;
    if (a->dims[a->rank - 1] != b->dims[b->rank - b_tail] || !broadcast(a, a_tail, b, b_tail, out))
        return 0;
    if (a_tail == 2)
        out->dims[out->rank++] = a->dims[a->rank - 2];
    if (b_tail == 2)
        out->dims[out->rank++] = b->dims[b->rank - 1];
    return 1;
}

static int reduce_mean(attributes* attributes, const shape* in, shape* out) {
    if (attributes->reduced == 0 && !attributes->noop)
        attributes->reduced = ((uint32_t)1 << in->rank) - 1;
    out->rank = 0;
    for (uint32_t d = 0; d < in->rank; d++) {
        int reduced = attributes->reduced >> d & 1;
        if (!reduced || attributes->keepdims)
            out->dims[out->rank++] = reduced ? 1 : in->dims[d];
    }
    return attributes->reduced >> in->rank == 0;
}

static int conv(const attributes* attributes, const shape* x, const shape* w, const shape* bias, shape* out) {
    int64_t group = attributes->group;
    if (x->rank != 4 || w->rank != 4 || group < 1 || x->dims[1] % group || w->dims[0] % group || w->dims[1] != x->dims[1] / group)
        return 0;
    if (bias && (bias->rank != 1 || bias->dims[0] != w->dims[0]))
        return 0;
    *out = (shape){{x->dims[0], w->dims[0]}, 4};
    for (int d = 0; d < 2; d++) {
        int64_t limit = (int64_t)1 << 24, kernel = w->dims[2 + d], dilation = attributes->dilations[d], stride = attributes->strides[d];
        int64_t before = attributes->pads[d], after = attributes->pads[2 + d], extent = x->dims[2 + d];
        if (kernel < 1 || kernel > limit || dilation < 1 || dilation > limit || stride < 1 || before < 0 || after < 0 || before > limit || after > limit)
            return 0;
        if (attributes->has_kernel && attributes->kernel[d] != kernel)
            return 0;
        int64_t room = extent + before + after - dilation * (kernel - 1) - 1;
        if (room < 0)
            return 0;
        out->dims[2 + d] = room / stride + 1;
    }
    return 1;
}

/** Scale and bias have the shape of the normalised axes. */
static int layer_normalization(attributes* attributes, const shape* const* in, shape* out) {
    const shape* x = in[0];
    if (attributes->axis < -(int64_t)x->rank || attributes->axis >= (int64_t)x->rank)
        return 0;
    attributes->axis += attributes->axis < 0 ? x->rank : 0;
    for (int i = 1; i <= 2 && in[i]; i++)
        if (in[i]->rank != x->rank - attributes->axis || memcmp(in[i]->dims, x->dims + attributes->axis, in[i]->rank * sizeof *x->dims) != 0)
            return 0;
    *out = *x;
    return 1;
}

int derive(uint32_t op, attributes* attributes, const shape* const* in, shape* out) {
    switch (op) {
        case ADD:
        case MUL: return broadcast(in[0], 0, in[1], 0, out);
        case MATMUL: return matmul(in[0], in[1], out);
        case REDUCE_MEAN: return reduce_mean(attributes, in[0], out);
        case CONV: return conv(attributes, in[0], in[1], in[2], out);
        case LAYER_NORMALIZATION: return layer_normalization(attributes, in, out);
        case SOFTMAX:
            if (attributes->axis < -(int64_t)in[0]->rank || attributes->axis >= (int64_t)in[0]->rank)
                return 0;
            attributes->axis += attributes->axis < 0 ? in[0]->rank : 0;
            break;
    }
    *out = *in[0];
    return 1;
}
