// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Onnx.Graphs;

/// <summary>What a graph takes of <see cref="OnnxLimits.Nodes"/>, <see cref="OnnxLimits.Names"/> and <see cref="OnnxLimits.Nesting"/>.</summary>
internal readonly record struct GraphCost(int Nodes, long Names, int Height);
