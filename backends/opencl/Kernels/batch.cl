// SPDX-License-Identifier: Apache-2.0
// ONNX BatchNormalization at inference: y = (x - mean) / sqrt(variance + epsilon) * s + b, rows of y being channels.

__kernel void batch(GLOBAL_IN(X_T) x, GLOBAL_IN(S_T) s, GLOBAL_IN(S_T) b, GLOBAL_IN(M_T) mean, GLOBAL_IN(M_T) variance, GLOBAL_OUT(Y_T) y,
    uint inner, uint rows, uint channels, C epsilon)
{
    uint i = get_global_id(0), row = get_global_id(1);
    if (i >= inner || row >= rows)
        return;
    uint channel = row % channels, at = row * inner + i;
    C deviation = sqrt(M_GET(variance, channel) + epsilon);
    C value = (X_GET(x, at) - M_GET(mean, channel)) / deviation;
    C scaled = value * S_GET(s, channel);
    Y_SET(y, at, scaled + S_GET(b, channel));
}
