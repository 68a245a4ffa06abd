// SPDX-License-Identifier: Apache-2.0
// The right matrices of a convolution: row = channel of the group and cell of the window, column = position of the output, packed into
// panels of `width` columns, [image and group][panel][row][width], zero in the padding and beyond the last position.

__kernel void patches(GLOBAL_IN(X_T) x, GLOBAL_OUT(C) packed, uint positions, uint cells, uint channels, uint plane, uint width, WINDOW)
{
    uint column = get_global_id(0), row = get_global_id(1), batch = get_global_id(2);
    uint panels = get_global_size(0) / width, depth = get_global_size(1);
    __global C* to = packed + ((size_t)(batch * panels + column / width) * depth + row) * width;
    int at = column < positions ? locate(column, row % cells, PASS) : OUTSIDE;
    to[column % width] = at >= 0 ? X_GET(x, (batch * channels + row / cells) * plane + at) : (C)0;
}
