// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;

namespace Tengen.Reference.Tests;

public sealed class ContractTests
{
    public static TheoryData<string> Operators => [.. OperatorSet.Contracts.All.Select(contract => contract.Name)];

    [Fact]
    public void Both_tables_hold_the_same_operators_in_order()
    {
        var names = OperatorSet.Contracts.All.Select(contract => contract.Name).ToArray();
        Assert.Equal(names, OperatorSet.Kernels.All.Select(kernel => kernel.Contract.Name));
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.True(names.Length >= 32);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void A_contract_is_well_formed(string op)
    {
        var contract = OperatorSet.Contracts.Find("", op)!;
        Assert.Equal(contract.Versions.Order().Distinct(), contract.Versions);
        Assert.True(contract.Versions[0] <= 7 || contract.Versions[0] == FirstVersion(op), $"{op} starts at {contract.Versions[0]}");
        Assert.All(contract.Inputs, input => Assert.NotEmpty(input.Types));
        Assert.All(contract.Outputs, output => Assert.NotEmpty(output.Types));
        Assert.All(contract.Inputs.SkipLast(1), input => Assert.False(input.Variadic));
        Assert.All(contract.ShapeInputs, index => Assert.InRange(index, 0, contract.Inputs.Length - 1));
        Assert.All(contract.Attributes, attribute => Assert.False(attribute is { Required: true, Default: not null }));
        Assert.Equal(contract.Attributes.Length, contract.Attributes.Select(attribute => attribute.Name).Distinct().Count());
        Assert.Contains($"ONNX {op}-{contract.Version}", contract.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_operator_has_cases_in_types_of_its_contract(string op)
    {
        var contract = OperatorSet.Contracts.Find("", op)!;
        var cases = CaseSource.Cases(contract).ToArray();
        Assert.NotEmpty(cases);
        Assert.All(cases.Select(item => item.Materialise()), item => Fits(contract, item));
    }

    private static void Fits(OperatorContract contract, CaseInstance item)
    {
        var node = item.Graph.Nodes[0];
        for (var i = 0; i < node.Inputs.Length; i++)
            if (node.HasInput(i))
                Assert.Contains(item.Graph.Values[node.Inputs[i]].Type, contract.Inputs[Math.Min(i, contract.Inputs.Length - 1)].Types);
        for (var i = 0; i < node.Outputs.Length; i++)
            Assert.Contains(item.Call.OutputTypes[i], contract.Outputs[Math.Min(i, contract.Outputs.Length - 1)].Types);
        foreach (var attribute in node.Attributes)
        {
            Assert.Equal(contract.Attribute(attribute.Name)?.Type, attribute.Type);
            Assert.False(contract.Attribute(attribute.Name)!.IsDefault(attribute), $"{item.Case.Id}: {attribute} is a default");
        }
        Assert.Distinct(item.Graph.Values.Select(value => value.Name));
        GraphRules.Check(item.Graph);
    }

    private static int FirstVersion(string op) => op switch
    {
        "Expand" => 8,
        "Acosh" or "Asinh" or "Atanh" or "Compress" or "ConstantOfShape" or "Cosh" or "Erf" or "EyeLike" or "IsNaN" or "NonZero" or "OneHot" or "Shrink" or "Sign" or "Sinh" or "Where" => 9,
        "ConvInteger" or "DequantizeLinear" or "IsInf" or "MatMulInteger" or "Mod" or "NonMaxSuppression" or "QLinearConv" or "QLinearMatMul" or "QuantizeLinear" or "Resize" or "ReverseSequence" or "ThresholdedRelu" => 10,
        "BitShift" or "CumSum" or "DynamicQuantizeLinear" or "GatherElements" or "GatherND" or "Range" or "Round" or "ScatterElements" or "ScatterND" => 11,
        "Celu" or "Einsum" or "GreaterOrEqual" or "LessOrEqual" or "NegativeLogLikelihoodLoss" or "SoftmaxCrossEntropyLoss" => 12,
        "HardSwish" or "Trilu" => 14,
        "CastLike" => 15,
        "GridSample" => 16,
        "LayerNormalization" => 17,
        "BitwiseAnd" or "BitwiseNot" or "BitwiseOr" or "BitwiseXor" or "GroupNormalization" or "Mish" => 18,
        "Gelu" => 20,
        "Attention" or "RMSNormalization" or "RotaryEmbedding" => 23,
        "Swish" => 24,
        "CumProd" => 26,
        _ => 7,
    };
}
