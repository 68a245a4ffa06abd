/* SPDX-License-Identifier: Apache-2.0 */
/** @file normalization.c LayerNormalization, and BatchNormalization in inference. Source: ONNX operator specification. */
#include <math.h>

#include "zoo.h"

static float deviation(const configuration* how, float variance, float epsilon) {
    if (how->fault == EPSILON_IGNORED)
        epsilon = 0;
    return how->fault == EPSILON_OUTSIDE ? sqrtf(variance) + epsilon : sqrtf(variance + epsilon);
}

int layer_normalization(const configuration* how, const operands* o) {
    const shape* s = o->in_shapes[0];
    const float *data = o->in[0], *scale = o->in[1], *bias = o->in[2];
    float* out = o->out;
    uint32_t axis = (uint32_t)o->attributes->axis;
    uint64_t lines = element_count(s, 0, axis), length = element_count(s, axis, s->rank);
    float* centred = malloc((length ? length : 1) * sizeof *centred);
    for (uint64_t line = 0; centred && length > 0 && line < lines; line++) {
        const float* x = data + line * length;
        float mean = narrow(sum(how, x, 1, NULL, 0, length) / (float)length, how->fault == MEAN_NARROW ? 11 : 0), variance;
        for (uint64_t i = 0; i < length; i++)
            centred[i] = x[i] - mean;
        if (how->fault == VARIANCE_NAIVE)
            variance = sum(how, x, 1, x, 1, length) / (float)length - mean * mean;
        else
            variance = sum(how, centred, 1, centred, 1, length) / (float)(how->fault == VARIANCE_UNBIASED && length > 1 ? length - 1 : length);
        for (uint64_t i = 0; i < length; i++)
            out[line * length + i] = centred[i] / deviation(how, variance, o->attributes->epsilon) * scale[i] + (bias ? bias[i] : 0);
    }
    free(centred);
    return centred != NULL;
}

int batch_normalization(const configuration* how, const operands* o) {
    const shape* s = o->in_shapes[0];
    const float *x = o->in[0], *scale = o->in[1], *bias = o->in[2], *mean = o->in[3], *variance = o->in[4];
    float* out = o->out;
    uint64_t total = element_count(s, 0, s->rank), inner = element_count(s, 2, s->rank), channels = (uint64_t)s->dims[1];
    for (uint64_t i = 0; i < total; i++) {
        uint64_t c = i / inner % channels;
        float spread = deviation(how, variance[c], o->attributes->epsilon), factor = scale[c] / spread;
        out[i] = how->fault == FOLDED ? x[i] * factor + (bias[c] - mean[c] * factor) : (x[i] - mean[c]) / spread * scale[c] + bias[c];
    }
    return 1;
}
