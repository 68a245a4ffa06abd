/* SPDX-License-Identifier: Apache-2.0 */
/** @file conv.c Conv over two spatial axes. Source: ONNX operator specification. */
#include "zoo.h"

/** The element of a channel at (y, x), or what stands outside of it. */
static float pixel(const configuration* how, const float* channel, int64_t height, int64_t width, int64_t y, int64_t x) {
    int inside = y >= 0 && y < height && x >= 0 && x < width;
    if (!inside && how->fault == PAD_COUNTED && height > 0 && width > 0) {
        inside = 1;
        y = y < 0 ? 0 : y >= height ? height - 1 : y;
        x = x < 0 ? 0 : x >= width ? width - 1 : x;
    }
    return inside ? channel[y * width + x] : 0;
}

/** Gathers the patch under each output, then takes its dot product with the filter. */
int conv(const configuration* how, const operands* o) {
    const shape *x = o->in_shapes[0], *w = o->in_shapes[1], *out = o->out_shape;
    const float *data = o->in[0], *filter = o->in[1], *bias = o->in[2];
    float* results = o->out;
    attributes a = *o->attributes;
    int64_t channels = w->dims[1], per_group = w->dims[0] / a.group, kernel_h = w->dims[2], kernel_w = w->dims[3];
    int swapped = how->fault == STRIDE_SWAPPED, ends = how->fault == PADS_SWAPPED ? 2 : 0, turned = how->fault == FILTER_TRANSPOSED && kernel_h == kernel_w;
    if (how->fault == DILATION_IGNORED)
        a.dilations[0] = a.dilations[1] = 1;
    if (how->fault == WINOGRAD && kernel_h == 3 && kernel_w == 3 && a.strides[0] == 1 && a.strides[1] == 1 && a.dilations[0] == 1 && a.dilations[1] == 1)
        return conv_in_tiles(how, o);
    uint64_t length = (uint64_t)(channels * kernel_h * kernel_w), total = element_count(out, 0, 4);
    float* patch = malloc((length ? length : 1) * sizeof *patch);
    for (uint64_t i = 0; patch && i < total; i++) {
        int64_t column = (int64_t)i % out->dims[3], row = (int64_t)i / out->dims[3] % out->dims[2];
        int64_t map = (int64_t)i / out->dims[3] / out->dims[2] % out->dims[1], image = (int64_t)i / out->dims[3] / out->dims[2] / out->dims[1];
        int64_t group = how->fault == GROUP_IGNORED ? 0 : map / per_group;
        float* next = patch;
        for (int64_t c = 0; c < channels; c++) {
            const float* channel = data + (image * x->dims[1] + group * channels + c) * x->dims[2] * x->dims[3];
            for (int64_t kh = 0; kh < kernel_h; kh++)
                for (int64_t kw = 0; kw < kernel_w; kw++)
                    *next++ = pixel(how, channel, x->dims[2], x->dims[3], row * a.strides[swapped] - a.pads[ends] + (turned ? kw : kh) * a.dilations[0],
                                    column * a.strides[!swapped] - a.pads[ends + 1] + (turned ? kh : kw) * a.dilations[1]);
        }
        results[i] = sum(how, patch, 1, filter + (uint64_t)map * length, 1, length) + (bias ? bias[map] : 0);
    }
    free(patch);
    return patch != NULL;
}
