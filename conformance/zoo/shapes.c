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

static int shape_of_matmul(const shape* a, const shape* b, shape* out) {
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

static int reduce_axes(attributes* attributes, const shape* in, shape* out) {
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

static int shape_of_conv(const attributes* attributes, const shape* x, const shape* w, const shape* bias, shape* out) {
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
static int shape_of_layer_normalization(attributes* attributes, const shape* const* in, shape* out) {
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

static int shape_of_batch_normalization(const shape* const* in, shape* out) {
    if (in[0]->rank < 2)
        return 0;
    for (int i = 1; i < 5; i++)
        if (in[i]->rank != 1 || in[i]->dims[0] != in[0]->dims[1])
            return 0;
    *out = *in[0];
    return 1;
}

static int shape_of_gemm(const attributes* attributes, const shape* const* in, shape* out) {
    const shape *a = in[0], *b = in[1];
    if (a->rank != 2 || b->rank != 2 || a->dims[!attributes->trans_a] != b->dims[attributes->trans_b != 0])
        return 0;
    *out = (shape){{a->dims[attributes->trans_a != 0], b->dims[!attributes->trans_b]}, 2};
    shape whole;
    return !in[2] || (broadcast(in[2], 0, out, 0, &whole) && whole.rank == 2 && memcmp(whole.dims, out->dims, sizeof(int64_t) * 2) == 0);
}

static int shape_of_pool(attributes* attributes, const shape* x, shape* out) {
    shape window = {{1, 1, attributes->kernel[0], attributes->kernel[1]}, 4}, planes = *x;
    if (x->rank != 4 || !attributes->has_kernel)
        return 0;
    planes.dims[0] = planes.dims[1] = 1;
    for (int d = 0; d < 2; d++)
        if (attributes->kernel[d] < 1 || attributes->pads[d] >= attributes->kernel[d] || attributes->pads[2 + d] >= attributes->kernel[d])
            return 0;
    if (!shape_of_conv(attributes, &planes, &window, NULL, out))
        return 0;
    out->dims[0] = x->dims[0];
    out->dims[1] = x->dims[1];
    return 1;
}

/** The axis counted from the front; 0 when there is none. */
static int settle_axis(attributes* attributes, uint32_t rank) {
    attributes->axis += attributes->axis < 0 ? rank : 0;
    return attributes->axis >= 0 && attributes->axis < rank;
}

static int shape_of_arg_max(attributes* attributes, const shape* in, shape* out) {
    if (!settle_axis(attributes, in->rank))
        return 0;
    attributes->reduced = (uint32_t)1 << attributes->axis;
    return reduce_axes(attributes, in, out);
}

/** A scale and a zero point of one shape: one for all, or one for each index of the axis. */
static int quantised(attributes* attributes, const shape* const* in, shape* out) {
    *out = *in[0];
    if (in[2] && (in[2]->rank != in[1]->rank || memcmp(in[2]->dims, in[1]->dims, in[1]->rank * sizeof(int64_t)) != 0))
        return 0;
    if (in[1]->rank == 0)
        return 1;
    return in[1]->rank == 1 && settle_axis(attributes, in[0]->rank) && in[1]->dims[0] == in[0]->dims[attributes->axis] && in[1]->dims[0] > 0;
}

/** A zero point is one for all, or one for each row of a and each column of b. */
static int shape_of_matmul_integer(const shape* const* in, shape* out) {
    if (in[0]->rank < 2 || in[1]->rank < 2 || !shape_of_matmul(in[0], in[1], out))
        return 0;
    int64_t lines[] = {in[0]->dims[in[0]->rank - 2], in[1]->dims[in[1]->rank - 1]};
    for (int i = 0; i < 2; i++)
        if (in[2 + i] && (in[2 + i]->rank > 1 || (in[2 + i]->rank == 1 && in[2 + i]->dims[0] != 1 && in[2 + i]->dims[0] != lines[i])))
            return 0;
    return 1;
}

static int shape_of_conv_integer(const attributes* attributes, const shape* const* in, shape* out) {
    if (!shape_of_conv(attributes, in[0], in[1], NULL, out))
        return 0;
    return (!in[2] || in[2]->rank == 0 || element_count(in[2], 0, in[2]->rank) == 1)
        && (!in[3] || in[3]->rank == 0 || (in[3]->rank == 1 && (in[3]->dims[0] == 1 || in[3]->dims[0] == in[1]->dims[0])));
}

int derive(uint32_t op, attributes* attributes, const shape* const* in, uint32_t in_count, shape* out) {
    *out = *in[0];
    switch (op) {
        case ADD:
        case SUB:
        case MUL:
        case DIV: return broadcast(in[0], 0, in[1], 0, out);
        case MATMUL: return shape_of_matmul(in[0], in[1], out);
        case GEMM: return shape_of_gemm(attributes, in, out);
        case REDUCE_SUM:
        case REDUCE_MEAN:
        case REDUCE_MAX: return reduce_axes(attributes, in[0], out);
        case ARG_MAX: return shape_of_arg_max(attributes, in[0], out);
        case CONV: return shape_of_conv(attributes, in[0], in[1], in[2], out);
        case MAX_POOL:
        case AVERAGE_POOL: return shape_of_pool(attributes, in[0], out);
        case LAYER_NORMALIZATION: return shape_of_layer_normalization(attributes, in, out);
        case BATCH_NORMALIZATION: return shape_of_batch_normalization(in, out);
        case SOFTMAX:
        case LOG_SOFTMAX: return settle_axis(attributes, in[0]->rank);
        case QUANTIZE_LINEAR:
        case DEQUANTIZE_LINEAR: return quantised(attributes, in, out);
        case MATMUL_INTEGER: return shape_of_matmul_integer(in, out);
        case CONV_INTEGER: return shape_of_conv_integer(attributes, in, out);
        case CONCAT:
        case GATHER:
        case SCATTER_ELEMENTS: return settle_axis(attributes, in[0]->rank) && derive_moved(op, attributes, in, in_count, out);
        case TRANSPOSE:
        case SLICE: return derive_moved(op, attributes, in, in_count, out);
        default: return 1;
    }
}
