// SPDX-License-Identifier: Apache-2.0
// Matrix products for processors: one work item a tile of ROWS x 2 LANES sums kept in vector registers, no barrier, no local memory.
// B is first packed into panels of 2 LANES columns, [batch][panel][k][2 LANES], zero beyond the last column.

#define ROWS 6
#define PANEL (2 * LANES)

__kernel void pack(GLOBAL_IN(B_T) b, GLOBAL_OUT(C) packed, uint n, uint k, uint k_step, uint column_step, uint matrix_step)
{
    uint row = get_global_id(0), panel = get_global_id(1), batch = get_global_id(2);
    if (row >= k)
        return;
    uint from = batch * matrix_step + row * k_step;
    __global C* to = packed + ((size_t)(batch * get_global_size(1) + panel) * k + row) * PANEL;
    if (column_step == 1 && (panel + 1) * PANEL <= n)
    {
        V left = B_GET_LANES(b, from + panel * PANEL), right = B_GET_LANES(b, from + panel * PANEL + LANES);
        VSTORE(left, 0, to);
        VSTORE(right, 1, to);
        return;
    }
    for (uint j = 0; j < PANEL; j++)
    {
        uint column = panel * PANEL + j;
        to[j] = column < n ? B_GET(b, from + column * column_step) : (C)0;
    }
}

__kernel void product(GLOBAL_IN(A_T) a, GLOBAL_IN(C) packed, BIAS_BUFFER GLOBAL_OUT(Y_T) y, uint m, uint n, uint k, uint row_step, uint k_step,
    uint16 batches, uint16 a_steps, uint16 b_steps BIAS_SCALARS)
{
    uint first = get_global_id(0) * ROWS, panel = get_global_id(1), batch = get_global_id(2);
    size_t rows[ROWS];
    V left[ROWS], right[ROWS];
    size_t origin = offset16(batch, batches, a_steps);
#pragma unroll
    for (uint r = 0; r < ROWS; r++)
    {
        rows[r] = origin + min(first + r, m - 1) * row_step;
        left[r] = (V)(0);
        right[r] = (V)(0);
    }
    __global const C* from = packed + (size_t)(offset16(batch, batches, b_steps) * get_global_size(1) + panel) * k * PANEL;
    for (uint p = 0; p < k; p++, from += PANEL, a += k_step)
    {
        V b0 = VLOAD(0, from), b1 = VLOAD(1, from);
#pragma unroll
        for (uint r = 0; r < ROWS; r++)
        {
            C factor = A_GET(a, rows[r]);
            left[r] = left[r] + factor * b0;
            right[r] = right[r] + factor * b1;
        }
    }
    uint columns = min(n - panel * PANEL, (uint)PANEL);
#pragma unroll
    for (uint r = 0; r < ROWS; r++)
    {
        C spill[PANEL];
        VSTORE(left[r], 0, spill);
        VSTORE(right[r], 1, spill);
        if (first + r < m)
            for (uint j = 0; j < columns; j++)
                Y_SET(y, (batch * m + first + r) * n + panel * PANEL + j, RESULT(spill[j], first + r, panel * PANEL + j));
    }
}
