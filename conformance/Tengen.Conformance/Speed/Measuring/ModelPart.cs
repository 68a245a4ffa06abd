// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Measuring;

/// <summary>What of an ONNX model is timed.</summary>
/// <param name="Path">Absolute path of the model.</param>
/// <param name="Seed">Of its inputs, and of weights that the file only has placeholders for.</param>
/// <param name="Layer">Position of a node in the canonical network; null for the whole of it.</param>
public sealed record ModelPart(string Path, ulong Seed, int? Layer);
