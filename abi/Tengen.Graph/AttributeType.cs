// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>Kinds of attribute. Numbers as in ONNX <c>AttributeProto.AttributeType</c>.</summary>
public enum AttributeType
{
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
    Tensors = 9,
    Graphs = 10,
}
