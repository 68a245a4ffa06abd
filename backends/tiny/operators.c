/* SPDX-License-Identifier: Apache-2.0 */
/** @file operators.c Shapes and arithmetic of the five operators. Source: ONNX operator specification, multidirectional broadcasting. */
#include <math.h>

#include "tiny.h"

const operator operators[OPERATOR_COUNT] = {
    [ADD] = {"Add", 2, {7, 13, 14}},
    [MUL] = {"Mul", 2, {7, 13, 14}},
    [RELU] = {"Relu", 1, {6, 13, 14}},
    [MATMUL] = {"MatMul", 2, {1, 9, 13}},
    [SOFTMAX] = {"Softmax", 1, {13, 13, 13}},
};

/** Broadcasts the leading dims of two shapes, without their last `a_tail` and `b_tail`. A negative extent is a symbol. */
static int broadcast(const shape* a, uint32_t a_tail, const shape* b, uint32_t b_tail, shape* out) {
    uint32_t ar = a->rank - a_tail, br = b->rank - b_tail;
    out->rank = ar > br ? ar : br;
    for (uint32_t i = 0; i < out->rank; i++) {
        int64_t x = i + ar < out->rank ? 1 : a->dims[i + ar - out->rank];
        int64_t y = i + br < out->rank ? 1 : b->dims[i + br - out->rank];
        if (x != y && x != 1 && y != 1)
            return x < 0 || y < 0 ? -1 : 0;
        out->dims[i] = x == 1 ? y : x;
    }
    return 1;
}

int derive(uint32_t op, int64_t axis, const shape* a, const shape* b, shape* out) {
    if (op == ADD || op == MUL)
        return broadcast(a, 0, b, 0, out);
    if (op == MATMUL) {
        if (a->rank == 0 || b->rank == 0)
            return 0;
        uint32_t a_tail = a->rank > 1 ? 2 : 1, b_tail = b->rank > 1 ? 2 : 1;
        int64_t x = a->dims[a->rank - 1], y = b->dims[b->rank - b_tail];
        if (x != y)
            return x < 0 || y < 0 ? -1 : 0;
        int fits = broadcast(a, a_tail, b, b_tail, out);
        if (a_tail == 2)
            out->dims[out->rank++] = a->dims[a->rank - 2];
        if (b_tail == 2)
            out->dims[out->rank++] = b->dims[b->rank - 1];
        return fits;
    }
    *out = *a;
    return op == RELU || (axis >= -(int64_t)a->rank && axis < (int64_t)a->rank);
}

/** Elements to step over per dim of a leading shape of `rank`, aligned at its end; 0 where the operand is broadcast. */
static void steps_of(const shape* operand, uint32_t tail, uint64_t block, uint32_t rank, uint64_t* steps) {
    uint64_t step = block;
    uint32_t own = operand->rank - tail;
    for (uint32_t i = rank; i-- > 0;) {
        int64_t extent = i + own < rank ? 1 : operand->dims[i + own - rank];
        steps[i] = extent == 1 ? 0 : step;
        step *= (uint64_t)extent;
    }
}

/** Offset of the `index`-th block of a leading shape. */
static uint64_t offset_of(uint64_t index, const shape* leading, uint32_t rank, const uint64_t* steps) {
    uint64_t offset = 0;
    for (uint32_t i = rank; i-- > 0;) {
        offset += index % (uint64_t)leading->dims[i] * steps[i];
        index /= (uint64_t)leading->dims[i];
    }
    return offset;
}

static uint64_t product(const shape* shape, uint32_t from, uint32_t to) {
    uint64_t elements = 1;
    for (; from < to; from++)
        elements *= (uint64_t)shape->dims[from];
    return elements;
}

static void elementwise(uint32_t op, const float* a, const shape* as, const float* b, const shape* bs, float* out, const shape* os) {
    uint64_t as_steps[TG_MAX_RANK], bs_steps[TG_MAX_RANK], total = product(os, 0, os->rank);
    steps_of(as, 0, 1, os->rank, as_steps);
    steps_of(bs, 0, 1, os->rank, bs_steps);
    for (uint64_t i = 0; i < total; i++) {
        float x = a[offset_of(i, os, os->rank, as_steps)], y = b[offset_of(i, os, os->rank, bs_steps)];
        out[i] = op == ADD ? x + y : x * y;
    }
}

static void matmul(const float* a, const shape* as, const float* b, const shape* bs, float* out, const shape* os) {
    uint32_t a_tail = as->rank > 1 ? 2 : 1, b_tail = bs->rank > 1 ? 2 : 1, batch_rank = os->rank - (a_tail - 1) - (b_tail - 1);
    uint64_t rows = a_tail == 2 ? (uint64_t)as->dims[as->rank - 2] : 1, columns = b_tail == 2 ? (uint64_t)bs->dims[bs->rank - 1] : 1;
    uint64_t depth = (uint64_t)as->dims[as->rank - 1], batches = product(os, 0, batch_rank), a_steps[TG_MAX_RANK], b_steps[TG_MAX_RANK];
    steps_of(as, a_tail, rows * depth, batch_rank, a_steps);
    steps_of(bs, b_tail, depth * columns, batch_rank, b_steps);
    for (uint64_t batch = 0; batch < batches; batch++, out += rows * columns) {
        const float* x = a + offset_of(batch, os, batch_rank, a_steps);
        const float* y = b + offset_of(batch, os, batch_rank, b_steps);
        for (uint64_t i = 0; i < rows; i++)
            for (uint64_t j = 0; j < columns; j++) {
                float sum = 0;
                for (uint64_t k = 0; k < depth; k++)
                    sum += x[i * depth + k] * y[k * columns + j];
                out[i * columns + j] = sum;
            }
    }
}

static void softmax(int64_t axis, const float* a, const shape* as, float* out) {
    uint32_t along = (uint32_t)(axis < 0 ? axis + as->rank : axis);
    uint64_t outer = product(as, 0, along), length = (uint64_t)as->dims[along], inner = product(as, along + 1, as->rank);
    if (length == 0)
        return;
    for (uint64_t line = 0; line < outer * inner; line++) {
        uint64_t first = line / inner * length * inner + line % inner;
        float largest = a[first], sum = 0;
        for (uint64_t k = 1; k < length; k++)
            largest = a[first + k * inner] > largest ? a[first + k * inner] : largest;
        for (uint64_t k = 0; k < length; k++)
            sum += out[first + k * inner] = expf(a[first + k * inner] - largest);
        for (uint64_t k = 0; k < length; k++)
            out[first + k * inner] /= sum;
    }
}

void compute(uint32_t op, int64_t axis, const float* a, const shape* as, const float* b, const shape* bs, float* out, const shape* os) {
    uint64_t total = product(os, 0, os->rank);
    if (total == 0)
        return;
    if (op == MATMUL)
        matmul(a, as, b, bs, out, os);
    else if (op == SOFTMAX)
        softmax(axis, a, as, out);
    else if (op == RELU)
        for (uint64_t i = 0; i < total; i++)
            out[i] = a[i] > 0 || isnan(a[i]) ? a[i] : 0;
    else
        elementwise(op, a, as, b, bs, out, os);
}
