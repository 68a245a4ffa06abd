// SPDX-License-Identifier: Apache-2.0
// ONNX MaxPool and AveragePool: a work item an element of y. I holds indices.

#define PARAMETERS uint count, uint positions, uint cells, uint plane, WINDOW

__kernel void max_pool(GLOBAL_IN(X_T) x, GLOBAL_OUT(Y_T) y, PARAMETERS)
{
    uint i = get_global_id(0);
    if (i >= count)
        return;
    C best = 0;
    int is_first = 1;
    for (uint cell = 0; cell < cells; cell++)
    {
        int at = locate(i % positions, cell, PASS);
        if (at < 0)
            continue;
        C value = X_GET(x, i / positions * plane + at);
        best = is_first || value > best || value != value ? value : best;
        is_first = 0;
    }
    Y_SET(y, i, best);
}

// Flat position of the first maximum; with `columns` the spatial axes are counted with the outermost one fastest.
__kernel void max_pool_index(GLOBAL_IN(X_T) x, GLOBAL_OUT(long) y, PARAMETERS, uint columns)
{
    uint i = get_global_id(0);
    if (i >= count)
        return;
    C best = 0;
    int first = -1;
    for (uint cell = 0; cell < cells; cell++)
    {
        int at = locate(i % positions, cell, PASS);
        if (at < 0)
            continue;
        C value = X_GET(x, i / positions * plane + at);
        if (first < 0 || value > best || best != best)
        {
            best = value;
            first = at;
        }
    }
    if (columns)
    {
        int4 at;
        at.s0 = first % input.s0;
        at.s1 = first / input.s0 % input.s1;
        at.s2 = first / (input.s0 * input.s1) % input.s2;
        at.s3 = first / (input.s0 * input.s1 * input.s2);
        first = at.s3 + input.s3 * (at.s2 + input.s2 * (at.s1 + input.s1 * at.s0));
    }
    y[i] = (long)(i / positions) * plane + first;
}

#ifndef INTEGERS
__kernel void average_pool(GLOBAL_IN(X_T) x, GLOBAL_OUT(Y_T) y, PARAMETERS, uint counts_padding)
{
    uint i = get_global_id(0), terms = 0;
    if (i >= count)
        return;
    C sum = 0;
    for (uint cell = 0; cell < cells; cell++)
    {
        int at = locate(i % positions, cell, PASS);
        if (at >= 0)
            sum += X_GET(x, i / positions * plane + at);
        terms += at >= 0 || (counts_padding && at == OUTSIDE);
    }
    Y_SET(y, i, sum / (C)terms);
}
#endif
