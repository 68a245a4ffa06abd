/* SPDX-License-Identifier: Apache-2.0 */
/** @file operators.c Ten operators with plain loops. Source: ONNX operator specification. */
#include <float.h>
#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#include "zoo.h"

uint64_t element_count(const shape* shape, uint32_t from, uint32_t to) {
    uint64_t elements = 1;
    for (; from < to; from++)
        elements *= (uint64_t)shape->dims[from];
    return elements;
}

/** Index of the block of `operand` that belongs to block `index` of a leading shape of `rank` dims. */
static uint64_t source_of(uint64_t index, const shape* leading, uint32_t rank, const shape* operand, uint32_t tail) {
    uint64_t source = 0, step = 1;
    uint32_t own = operand->rank - tail;
    for (uint32_t i = rank; i-- > 0;) {
        uint64_t at = index % (uint64_t)leading->dims[i];
        index /= (uint64_t)leading->dims[i];
        if (i + own < rank)
            continue;
        uint64_t extent = (uint64_t)operand->dims[i + own - rank];
        source += extent == 1 ? 0 : at * step;
        step *= extent;
    }
    return source;
}

static void elementwise(uint32_t op, const operands* o) {
    uint64_t total = element_count(o->out_shape, 0, o->out_shape->rank);
    for (uint64_t i = 0; i < total; i++) {
        float x = o->in[0][source_of(i, o->out_shape, o->out_shape->rank, o->in_shapes[0], 0)];
        float y = op == ADD || op == MUL ? o->in[1][source_of(i, o->out_shape, o->out_shape->rank, o->in_shapes[1], 0)] : 0;
        switch (op) {
            case ADD: o->out[i] = x + y; break;
            case MUL: o->out[i] = x * y; break;
            case RELU: o->out[i] = x > 0 || isnan(x) ? x : 0; break;
            case EXP: o->out[i] = exponential(x); break;
            case SIGMOID: o->out[i] = (float)(1 / (1 + exp(-(double)x))); break;
        }
    }
}

static void matmul(const configuration* how, const operands* o) {
    const shape *a = o->in_shapes[0], *b = o->in_shapes[1];
    uint32_t a_tail = a->rank > 1 ? 2 : 1, b_tail = b->rank > 1 ? 2 : 1, rank = o->out_shape->rank + 2 - a_tail - b_tail;
    uint64_t rows = a_tail == 2 ? (uint64_t)a->dims[a->rank - 2] : 1, columns = b_tail == 2 ? (uint64_t)b->dims[b->rank - 1] : 1;
    uint64_t depth = (uint64_t)a->dims[a->rank - 1], batches = element_count(o->out_shape, 0, rank);
    if (how->fault == CRASH)
        *(volatile char*)mmap(NULL, 1, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) = 0;
    while (how->fault == HANG)
        pause();
    for (uint64_t batch = 0; batch < batches; batch++) {
        const float* x = o->in[0] + source_of(batch, o->out_shape, rank, a, a_tail) * rows * depth;
        const float* y = o->in[1] + source_of(batch, o->out_shape, rank, b, b_tail) * depth * columns;
        for (uint64_t i = 0; i < rows; i++)
            for (uint64_t j = 0; j < columns; j++) {
                int lost = how->fault == TAIL_COLUMN && columns > 1 && columns % 2 && j == columns - 1;
                o->out[(batch * rows + i) * columns + j] = lost ? 0 : sum(how, x + i * depth, 1, y + j, columns, depth);
            }
    }
}

static void softmax(const configuration* how, const operands* o) {
    const shape* s = o->in_shapes[0];
    uint32_t axis = (uint32_t)o->attributes->axis;
    uint64_t outer = element_count(s, 0, axis), length = (uint64_t)s->dims[axis], inner = element_count(s, axis + 1, s->rank);
    for (uint64_t line = 0; length > 0 && line < outer * inner; line++) {
        const float* x = o->in[0] + line / inner * length * inner + line % inner;
        float *y = o->out + (x - o->in[0]), largest = x[0];
        for (uint64_t k = 1; k < length; k++)
            largest = x[k * inner] > largest ? x[k * inner] : largest;
        for (uint64_t k = 0; k < length; k++)
            y[k * inner] = exponential(how->fault == SOFTMAX_NO_MAX ? x[k * inner] : x[k * inner] - largest);
        float total = sum(how, y, inner, NULL, 0, length);
        for (uint64_t k = 0; k < length; k++)
            y[k * inner] /= total;
    }
}

/** Gathers the reduced elements of each output, then sums them. */
static int reduce_mean(const configuration* how, const operands* o) {
    const shape* s = o->in_shapes[0];
    shape kept = {{0}, s->rank};
    uint64_t length = 1;
    for (uint32_t d = 0; d < s->rank; d++) {
        int reduced = o->attributes->reduced >> d & 1;
        kept.dims[d] = reduced ? 1 : s->dims[d];
        length *= reduced ? (uint64_t)s->dims[d] : 1;
    }
    uint64_t outputs = element_count(&kept, 0, kept.rank), total = element_count(s, 0, s->rank);
    float* gathered = malloc((total ? total : 1) * sizeof *gathered);
    uint64_t* used = calloc(outputs ? outputs : 1, sizeof *used);
    if (gathered && used) {
        for (uint64_t i = 0; i < total; i++) {
            uint64_t output = source_of(i, s, s->rank, &kept, 0);
            gathered[output * length + used[output]++] = o->in[0][i];
        }
        for (uint64_t i = 0; i < outputs; i++)
            o->out[i] = sum(how, gathered + i * length, 1, NULL, 0, length) / (float)length;
    }
    free(used);
    free(gathered);
    return gathered && used;
}

static int layer_normalization(const configuration* how, const operands* o) {
    const shape* s = o->in_shapes[0];
    uint32_t axis = (uint32_t)o->attributes->axis;
    uint64_t lines = element_count(s, 0, axis), length = element_count(s, axis, s->rank);
    float* centred = malloc((length ? length : 1) * sizeof *centred);
    for (uint64_t line = 0; centred && length > 0 && line < lines; line++) {
        const float* x = o->in[0] + line * length;
        float mean = sum(how, x, 1, NULL, 0, length) / (float)length, variance;
        for (uint64_t i = 0; i < length; i++)
            centred[i] = x[i] - mean;
        if (how->fault == VARIANCE_NAIVE)
            variance = sum(how, x, 1, x, 1, length) / (float)length - mean * mean;
        else
            variance = sum(how, centred, 1, centred, 1, length) / (float)length;
        for (uint64_t i = 0; i < length; i++)
            o->out[line * length + i] = centred[i] / sqrtf(variance + o->attributes->epsilon) * o->in[1][i] + (o->in[2] ? o->in[2][i] : 0);
    }
    free(centred);
    return centred != NULL;
}

/** The element of a channel at (y, x), or what stands outside of it. */
static float pixel(const configuration* how, const float* channel, int64_t height, int64_t width, int64_t y, int64_t x) {
    int inside = y >= 0 && y < height && x >= 0 && x < width;
    if (!inside && (how->fault != PAD_COUNTED || height == 0 || width == 0))
        return 0;
    y = y < 0 ? 0 : y >= height ? height - 1 : y;
    x = x < 0 ? 0 : x >= width ? width - 1 : x;
    return channel[y * width + x];
}

/** Gathers the patch under each output, then takes its dot product with the filter. */
static int conv(const configuration* how, const operands* o) {
    const shape *x = o->in_shapes[0], *w = o->in_shapes[1], *out = o->out_shape;
    const attributes* attributes = o->attributes;
    int64_t channels = w->dims[1], per_group = w->dims[0] / attributes->group, kernel_h = w->dims[2], kernel_w = w->dims[3];
    int swapped = how->fault == STRIDE_SWAPPED;
    int64_t stride_h = attributes->strides[swapped], stride_w = attributes->strides[!swapped];
    int64_t dilation_h = how->fault == DILATION_IGNORED ? 1 : attributes->dilations[0], dilation_w = how->fault == DILATION_IGNORED ? 1 : attributes->dilations[1];
    uint64_t length = (uint64_t)(channels * kernel_h * kernel_w), total = element_count(out, 0, 4);
    float* patch = malloc((length ? length : 1) * sizeof *patch);
    for (uint64_t i = 0; patch && i < total; i++) {
        int64_t column = (int64_t)i % out->dims[3], row = (int64_t)i / out->dims[3] % out->dims[2];
        int64_t map = (int64_t)i / out->dims[3] / out->dims[2] % out->dims[1], image = (int64_t)i / out->dims[3] / out->dims[2] / out->dims[1];
        float* next = patch;
        for (int64_t c = 0; c < channels; c++) {
            const float* channel = o->in[0] + (image * x->dims[1] + map / per_group * channels + c) * x->dims[2] * x->dims[3];
            for (int64_t kh = 0; kh < kernel_h; kh++)
                for (int64_t kw = 0; kw < kernel_w; kw++)
                    *next++ = pixel(how, channel, x->dims[2], x->dims[3], row * stride_h - attributes->pads[0] + kh * dilation_h,
                                    column * stride_w - attributes->pads[1] + kw * dilation_w);
        }
        o->out[i] = sum(how, patch, 1, o->in[1] + (uint64_t)map * length, 1, length) + (o->in[2] ? o->in[2][map] : 0);
    }
    free(patch);
    return patch != NULL;
}

/** Faults that any operator's results show. */
static void spoil(const configuration* how, const operands* o) {
    uint64_t total = element_count(o->out_shape, 0, o->out_shape->rank);
    for (uint64_t i = 0; i < total; i++) {
        if (how->fault == SATURATE && isinf(o->out[i]))
            o->out[i] = copysignf(FLT_MAX, o->out[i]);
        if (how->fault == FLUSH && fabsf(o->out[i]) < FLT_MIN)
            o->out[i] = 0;
    }
    if (how->fault == INPUT_SCRIBBLED && element_count(o->in_shapes[0], 0, o->in_shapes[0]->rank) > 0)
        ((float*)o->in[0])[0] += 1;
}

int compute(const configuration* how, uint32_t op, const operands* operands) {
    int done = 1;
    if (op == MATMUL)
        matmul(how, operands);
    else if (op == SOFTMAX)
        softmax(how, operands);
    else if (op == REDUCE_MEAN)
        done = reduce_mean(how, operands);
    else if (op == LAYER_NORMALIZATION)
        done = layer_normalization(how, operands);
    else if (op == CONV)
        done = conv(how, operands);
    else
        elementwise(op, operands);
    if (done)
        spoil(how, operands);
    return done;
}
