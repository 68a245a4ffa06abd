// SPDX-License-Identifier: Apache-2.0
// ONNX ReduceMean: the mean of the elements that each element of y covers, `outer` runs of `length` elements `step` apart.
// Kept and covered axes give the places; the mean of nothing is 0 / 0.

#define PARAMETERS GLOBAL_IN(X_T) x, GLOBAL_OUT(Y_T) y, uint count, uint outer, uint length, uint step, \
    uint16 kept, uint16 kept_steps, uint16 covered, uint16 covered_steps

__kernel void mean_item(PARAMETERS)
{
    uint i = get_global_id(0);
    if (i >= count)
        return;
    uint origin = offset16(i, kept, kept_steps);
    C sum = 0;
    for (uint run = 0; run < outer; run++)
    {
        uint start = origin + offset16(run, covered, covered_steps), at = 0;
        if (step == 1)
        {
            V sums = (V)(0);
            for (; at + LANES <= length; at += LANES)
                sums += X_GET_LANES(x, start + at);
            C spill[LANES];
            VSTORE(sums, 0, spill);
            for (uint lane = 0; lane < LANES; lane++)
                sum += spill[lane];
        }
        for (; at < length; at++)
            sum += X_GET(x, start + at * step);
    }
    Y_SET(y, i, sum / (C)(outer * length));
}

#define GROUP 256

__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void mean_group(PARAMETERS)
{
    __local C partial[GROUP];
    uint i = get_group_id(0), id = get_local_id(0);
    uint origin = offset16(i, kept, kept_steps);
    C sum = 0;
    for (uint term = id; term < outer * length; term += GROUP)
        sum += X_GET(x, origin + offset16(term / length, covered, covered_steps) + term % length * step);
    partial[id] = sum;
    for (uint half_size = GROUP / 2; half_size > 0; half_size /= 2)
    {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (id < half_size)
            partial[id] += partial[id + half_size];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (id == 0)
        Y_SET(y, i, partial[0] / (C)(outer * length));
}
