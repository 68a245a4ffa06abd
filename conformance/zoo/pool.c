/* SPDX-License-Identifier: Apache-2.0 */
/** @file pool.c MaxPool and AveragePool over two spatial axes. Source: ONNX operator specification. */
#include <math.h>

#include "zoo.h"

static float largest(const configuration* how, const float* window, uint64_t count) {
    float most = -INFINITY;
    for (uint64_t i = 0; i < count; i++)
        if (window[i] > most || (isnan(window[i]) && how->fault != MAX_DROPS_NAN))
            most = window[i];
        else if (isnan(most))
            break;
    return most;
}

/** Gathers the window of each output without its padding. */
int pool(const configuration* how, uint32_t op, const operands* o) {
    const shape *x = o->in_shapes[0], *out = o->out_shape;
    const attributes* a = o->attributes;
    const float* data = o->in[0];
    float* results = o->out;
    uint64_t area = (uint64_t)(a->kernel[0] * a->kernel[1]), total = element_count(out, 0, 4);
    float* window = malloc((area ? area : 1) * sizeof *window);
    for (uint64_t i = 0; window && i < total; i++) {
        int64_t column = (int64_t)i % out->dims[3], row = (int64_t)i / out->dims[3] % out->dims[2];
        const float* plane = data + (int64_t)i / out->dims[3] / out->dims[2] * x->dims[2] * x->dims[3];
        uint64_t count = 0;
        for (int64_t k = 0; k < (int64_t)area; k++) {
            int64_t top = row * a->strides[0] - a->pads[0] + k / a->kernel[1] * a->dilations[0], left = column * a->strides[1] - a->pads[1] + k % a->kernel[1] * a->dilations[1];
            if (top >= 0 && top < x->dims[2] && left >= 0 && left < x->dims[3])
                window[count++] = plane[top * x->dims[3] + left];
            else if (how->fault == PAD_IS_ZERO)
                window[count++] = 0;
        }
        if (op == MAX_POOL)
            results[i] = largest(how, window, count);
        else
            results[i] = sum(how, window, 1, NULL, 0, count) / (float)(a->count_pad || how->fault == PAD_AVERAGED ? area : count);
    }
    free(window);
    return window != NULL;
}
