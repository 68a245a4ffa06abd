// SPDX-License-Identifier: Apache-2.0
// What the matrix products share: sums may be contracted, and how a sum becomes an element of the result.
#pragma OPENCL FP_CONTRACT ON

// With GEMM, y = alpha a b + beta d, where D broadcasts to y; otherwise y = a b.
#ifdef GEMM
#define BIAS_BUFFER GLOBAL_IN(D_T) d,
#define BIAS_SCALARS , C alpha, C beta, uint d_row_step, uint d_column_step, uint16 d_steps
#define RESULT(sum, row, column) (alpha * (sum) + beta * D_GET(d, offset16(batch, batches, d_steps) + (row) * d_row_step + (column) * d_column_step))
#else
#define BIAS_BUFFER
#define BIAS_SCALARS
#define RESULT(sum, row, column) (sum)
#endif
