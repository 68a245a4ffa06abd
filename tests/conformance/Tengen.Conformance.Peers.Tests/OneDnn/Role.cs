// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>What a memory is to a primitive (<c>DNNL_ARG_*</c>).</summary>
internal enum Role
{
    Source = 1,
    SecondSource = 2,
    Destination = 17,
    Weights = 33,
    Bias = 41,
    Mean = 49,
    Variance = 50,
    Scale = 51,
    Shift = 52,
    Several = 1024,
}
