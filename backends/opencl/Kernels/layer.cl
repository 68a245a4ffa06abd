// SPDX-License-Identifier: Apache-2.0
// ONNX LayerNormalization of rows of `length`: y = (x - mean) / sqrt(variance + epsilon) * s + b with the population variance; s and b hold
// `length` elements each, or one with a step of 0. M is what mean and inverse deviation are stored as.

#ifdef BIAS
#define BIAS_BUFFER GLOBAL_IN(B_T) b,
#define SHIFTED(value, i) ((value) + B_GET(b, (i) * b_step))
#else
#define BIAS_BUFFER
#define SHIFTED(value, i) (value)
#endif

inline C mean_of(GLOBAL_IN(X_T) x, uint start, uint length)
{
    V sums = (V)(0);
    C sum = 0, spill[LANES];
    uint i = 0;
    for (; i + LANES <= length; i += LANES)
        sums += X_GET_LANES(x, start + i);
    for (; i < length; i++)
        sum += X_GET(x, start + i);
    VSTORE(sums, 0, spill);
    for (uint lane = 0; lane < LANES; lane++)
        sum += spill[lane];
    return sum / (C)length;
}

inline C variance_of(GLOBAL_IN(X_T) x, uint start, uint length, C mean)
{
    V sums = (V)(0);
    C sum = 0, spill[LANES];
    uint i = 0;
    for (; i + LANES <= length; i += LANES)
    {
        V delta = X_GET_LANES(x, start + i) - mean;
        sums += delta * delta;
    }
    for (; i < length; i++)
        sum += (X_GET(x, start + i) - mean) * (X_GET(x, start + i) - mean);
    VSTORE(sums, 0, spill);
    for (uint lane = 0; lane < LANES; lane++)
        sum += spill[lane];
    return sum / (C)length;
}

__kernel void row_mean(GLOBAL_IN(X_T) x, GLOBAL_OUT(M_T) m, uint rows, uint length)
{
    uint row = get_global_id(0);
    if (row < rows)
        M_SET(m, row, mean_of(x, row * length, length));
}

__kernel void row_inverse(GLOBAL_IN(X_T) x, GLOBAL_OUT(M_T) m, uint rows, uint length, C epsilon)
{
    uint row = get_global_id(0);
    if (row < rows)
        M_SET(m, row, 1 / sqrt(variance_of(x, row * length, length, mean_of(x, row * length, length)) + epsilon));
}

__kernel void layer_item(GLOBAL_IN(X_T) x, GLOBAL_IN(S_T) s, BIAS_BUFFER GLOBAL_OUT(Y_T) y, uint length, uint s_step, uint b_step, C epsilon)
{
    uint start = get_global_id(0) * length;
    C mean = mean_of(x, start, length);
    C deviation = sqrt(variance_of(x, start, length, mean) + epsilon);
    for (uint i = 0; i < length; i++)
    {
        C value = (X_GET(x, start + i) - mean) / deviation * S_GET(s, i * s_step);
        Y_SET(y, start + i, SHIFTED(value, i));
    }
}

#define GROUP 256

inline C group_sum(__local C* partial, C sum)
{
    uint id = get_local_id(0);
    partial[id] = sum;
    for (uint reach = GROUP / 2; reach > 0; reach /= 2)
    {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (id < reach)
            partial[id] += partial[id + reach];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    C total = partial[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    return total;
}

__kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void layer_group(GLOBAL_IN(X_T) x, GLOBAL_IN(S_T) s, BIAS_BUFFER GLOBAL_OUT(Y_T) y, uint length, uint s_step, uint b_step, C epsilon)
{
    __local C partial[GROUP];
    uint start = get_group_id(0) * length, id = get_local_id(0);
    C sum = 0, squares = 0;
    for (uint i = id; i < length; i += GROUP)
        sum += X_GET(x, start + i);
    C mean = group_sum(partial, sum) / (C)length;
    for (uint i = id; i < length; i += GROUP)
        squares += (X_GET(x, start + i) - mean) * (X_GET(x, start + i) - mean);
    C deviation = sqrt(group_sum(partial, squares) / (C)length + epsilon);
    for (uint i = id; i < length; i += GROUP)
    {
        C value = (X_GET(x, start + i) - mean) / deviation * S_GET(s, i * s_step);
        Y_SET(y, start + i, SHIFTED(value, i));
    }
}
