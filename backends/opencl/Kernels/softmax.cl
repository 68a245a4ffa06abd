// SPDX-License-Identifier: Apache-2.0
// ONNX Softmax over lines of `length` elements `step` apart: y = e^(x - max) / sum e^(x - max). fmax skips a NaN; the sum brings it back.
// Line n starts at (n / step) * length * step + n % step.

__kernel void softmax_line(GLOBAL_IN(X_T) x, GLOBAL_OUT(Y_T) y, uint lines, uint length, uint step)
{
    uint line = get_global_id(0);
    if (line >= lines)
        return;
    uint start = line / step * length * step + line % step;
    C largest = -INFINITY, sum = 0;
    for (uint i = 0; i < length; i++)
        largest = fmax(largest, X_GET(x, start + i * step));
    for (uint i = 0; i < length; i++)
        sum += exp(X_GET(x, start + i * step) - largest);
    for (uint i = 0; i < length; i++)
        Y_SET(y, start + i * step, exp(X_GET(x, start + i * step) - largest) / sum);
}

// Dense lines, LANES elements at a time; one work item a line.
__kernel void softmax_lanes(GLOBAL_IN(X_T) x, GLOBAL_OUT(Y_T) y, uint length)
{
    uint start = get_global_id(0) * length, whole = length - length % LANES;
    V largest_lanes = (V)(-INFINITY), sums = (V)(0);
    C largest = -INFINITY, sum = 0;
    for (uint i = 0; i < whole; i += LANES)
        largest_lanes = fmax(largest_lanes, X_GET_LANES(x, start + i));
    for (uint i = whole; i < length; i++)
        largest = fmax(largest, X_GET(x, start + i));
    C spill[LANES];
    VSTORE(largest_lanes, 0, spill);
    for (uint i = 0; i < LANES; i++)
        largest = fmax(largest, spill[i]);
    for (uint i = 0; i < whole; i += LANES)
        sums += exp(X_GET_LANES(x, start + i) - largest);
    for (uint i = whole; i < length; i++)
        sum += exp(X_GET(x, start + i) - largest);
    VSTORE(sums, 0, spill);
    for (uint i = 0; i < LANES; i++)
        sum += spill[i];
    for (uint i = 0; i < whole; i += LANES)
    {
        V share = exp(X_GET_LANES(x, start + i) - largest) / sum;
        Y_SET_LANES(y, start + i, share);
    }
    for (uint i = whole; i < length; i++)
        Y_SET(y, start + i, exp(X_GET(x, start + i) - largest) / sum);
}

#define GROUP 256

// One group of GROUP work items a line, partial results met in local memory.
__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void softmax_group(GLOBAL_IN(X_T) x, GLOBAL_OUT(Y_T) y, uint length, uint step)
{
    __local C partial[GROUP];
    uint line = get_group_id(0), id = get_local_id(0);
    uint start = line / step * length * step + line % step;
    C largest = -INFINITY, sum = 0;
    for (uint i = id; i < length; i += GROUP)
        largest = fmax(largest, X_GET(x, start + i * step));
    partial[id] = largest;
    for (uint half_size = GROUP / 2; half_size > 0; half_size /= 2)
    {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (id < half_size)
            partial[id] = fmax(partial[id], partial[id + half_size]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    largest = partial[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint i = id; i < length; i += GROUP)
        sum += exp(X_GET(x, start + i * step) - largest);
    partial[id] = sum;
    for (uint half_size = GROUP / 2; half_size > 0; half_size /= 2)
    {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (id < half_size)
            partial[id] += partial[id + half_size];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    sum = partial[0];
    for (uint i = id; i < length; i += GROUP)
        Y_SET(y, start + i * step, exp(X_GET(x, start + i * step) - largest) / sum);
}
