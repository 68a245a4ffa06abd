// SPDX-License-Identifier: Apache-2.0
// ONNX Gather: rows of y are slices of X_T that the indices I pick; negative ones count from the back, none reaches outside x.

__kernel void gather(GLOBAL_IN(X_T) x, GLOBAL_IN(I_T) indices, GLOBAL_OUT(X_T) y, uint inner, uint rows, uint picks, uint extent)
{
    uint i = get_global_id(0), row = get_global_id(1);
    if (i >= inner || row >= rows)
        return;
    long index = indices[row % picks];
    index = clamp(index < 0 ? index + (long)extent : index, 0L, (long)extent - 1);
    y[row * inner + i] = x[(row / picks * extent + (uint)index) * inner + i];
}
