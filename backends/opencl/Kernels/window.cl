// SPDX-License-Identifier: Apache-2.0
// Included by text before kernels that slide a window over at most four spatial axes, innermost first; unused axes have extent 1.
// `limits` are the input extents with the padding behind them.

#define WINDOW uint4 output, uint4 window, int4 strides, int4 dilations, int4 pads, int4 input, int4 limits
#define PASS output, window, strides, dilations, pads, input, limits

#define WINDOW_AXIS(k) \
    { \
        int coordinate = (int)(position % output.s##k) * strides.s##k + (int)(cell % window.s##k) * dilations.s##k - pads.s##k; \
        position /= output.s##k; \
        cell /= window.s##k; \
        beyond |= coordinate >= limits.s##k; \
        padding |= coordinate < 0 || coordinate >= input.s##k; \
        at += coordinate * step; \
        step *= input.s##k; \
    }

#define OUTSIDE -1
#define BEYOND -2

// Position in the plane of the input of a cell of the window at a position of the output; OUTSIDE in the padding, BEYOND behind it.
inline int locate(uint position, uint cell, WINDOW)
{
    int at = 0, step = 1, beyond = 0, padding = 0;
    WINDOW_AXIS(0) WINDOW_AXIS(1) WINDOW_AXIS(2) WINDOW_AXIS(3)
    return beyond ? BEYOND : padding ? OUTSIDE : at;
}
