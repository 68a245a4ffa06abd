// SPDX-License-Identifier: Apache-2.0
// Elements of X_T, whole bytes, taken from one box of a tensor to one of another.

__kernel void copy(GLOBAL_IN(X_T) x, GLOBAL_OUT(X_T) y, uint count)
{
    uint i = get_global_id(0);
    if (i < count)
        y[i] = x[i];
}

__kernel void fill(GLOBAL_IN(X_T) x, GLOBAL_OUT(X_T) y, uint count)
{
    uint i = get_global_id(0);
    if (i < count)
        y[i] = x[0];
}

#define MOVE(NAME, AXES, OFFSET) \
    __kernel void NAME(GLOBAL_IN(X_T) x, GLOBAL_OUT(X_T) y, uint inner, uint rows, uint x_step, uint y_step, uint y_origin, \
        AXES dims, AXES x_steps, AXES y_steps) \
    { \
        uint i = get_global_id(0), row = get_global_id(1); \
        if (i < inner && row < rows) \
            y[y_origin + OFFSET(row, dims, y_steps) + i * y_step] = x[OFFSET(row, dims, x_steps) + i * x_step]; \
    }

MOVE(move4, uint4, offset4)
MOVE(move16, uint16, offset16)
