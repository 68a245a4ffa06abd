// SPDX-License-Identifier: Apache-2.0
// Matrix products for graphics processors: one group of 16 x 16 work items a tile of 64 x 64 sums, 4 x 4 a work item, whose factors
// pass through local memory in slices of 16.

#define GROUP 16
#define EACH 4
#define TILE (GROUP * EACH)
#define SLICE 16

__kernel __attribute__((reqd_work_group_size(GROUP, GROUP, 1)))
void product(GLOBAL_IN(A_T) a, GLOBAL_IN(B_T) b, BIAS_BUFFER GLOBAL_OUT(Y_T) y, uint m, uint n, uint k, uint a_row_step, uint a_k_step,
    uint b_k_step, uint b_column_step, uint16 batches, uint16 a_steps, uint16 b_steps BIAS_SCALARS)
{
    __local C left[SLICE][TILE + 1], right[SLICE][TILE + 1];
    uint x = get_local_id(0), z = get_local_id(1), id = z * GROUP + x, batch = get_global_id(2);
    uint first_row = get_group_id(1) * TILE, first_column = get_group_id(0) * TILE;
    uint a_origin = offset16(batch, batches, a_steps), b_origin = offset16(batch, batches, b_steps);
    C sums[EACH][EACH];
    for (uint r = 0; r < EACH; r++)
        for (uint c = 0; c < EACH; c++)
            sums[r][c] = 0;
    for (uint slice = 0; slice < k; slice += SLICE)
    {
        for (uint i = id; i < SLICE * TILE; i += GROUP * GROUP)
        {
            uint p = slice + i % SLICE, row = first_row + i / SLICE;
            left[i % SLICE][i / SLICE] = p < k && row < m ? A_GET(a, a_origin + row * a_row_step + p * a_k_step) : (C)0;
            uint q = slice + i / TILE, column = first_column + i % TILE;
            right[i / TILE][i % TILE] = q < k && column < n ? B_GET(b, b_origin + q * b_k_step + column * b_column_step) : (C)0;
        }
        barrier(CLK_LOCAL_MEM_FENCE);
        for (uint p = 0; p < SLICE; p++)
            for (uint r = 0; r < EACH; r++)
                for (uint c = 0; c < EACH; c++)
                    sums[r][c] = sums[r][c] + left[p][z + r * GROUP] * right[p][x + c * GROUP];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    for (uint r = 0; r < EACH; r++)
        for (uint c = 0; c < EACH; c++)
        {
            uint row = first_row + z + r * GROUP, column = first_column + x + c * GROUP;
            if (row < m && column < n)
                Y_SET(y, (batch * m + row) * n + column, RESULT(sums[r][c], row, column));
        }
}
