// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Cases;

/// <summary>One test of one operator. The id is the full parameter list; data follow from id, suite version and nonce alone.</summary>
/// <param name="Op">Operator name.</param>
/// <param name="Type">Dtype of the main input.</param>
/// <param name="Parameters">Comma-separated <c>name=value</c>.</param>
/// <param name="Data">Name of a data set, or <see cref="Integers"/>.</param>
public sealed record Case(string Op, DType Type, string Parameters, string Data)
{
    /// <summary>Changes whenever the same id stands for other data.</summary>
    public const int SuiteVersion = 1;

    /// <summary>The nonce of daily use; a certificate's nonce is issued after the plugin's hash is known.</summary>
    public const string DailyNonce = "daily";

    /// <summary>The data of integer tensors: uniform over the dtype's range.</summary>
    public const string Integers = "integers";

    /// <summary><c>MatMul/f32/m=3,k=64,n=5/uniform</c>.</summary>
    public string Id => $"{Op}/{Type}/{Parameters}/{Data}";

    /// <exception cref="FormatException">The text is no case id; the message says which part.</exception>
    public static Case Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var parts = id.Split('/');
        if (parts.Length != 4)
            throw new FormatException($"'{id}' is no case id: it has {parts.Length} parts, not op/type/parameters/data");
        if (!DTypeNames.TryParse(parts[1], out var type))
            throw new FormatException($"'{id}' is no case id: no dtype is called '{parts[1]}'");
        if (parts[3] != Integers)
            DataSets.Parse(parts[3]);
        return new Case(parts[0], type, parts[2], parts[3]);
    }

    /// <summary>The graph of one node and its input tensors.</summary>
    /// <exception cref="FormatException">The operator is not known, or the parameters do not fit it.</exception>
    public CaseInstance Materialise(string nonce = DailyNonce) => Draft(nonce).Drawn();

    /// <summary>The graph of one node alone; data are drawn when they are asked for.</summary>
    /// <exception cref="FormatException">The operator is not known, or the parameters do not fit it.</exception>
    public CaseDraft Draft(string nonce = DailyNonce)
    {
        var kernel = OperatorSet.Kernels.Find("", Op) ?? throw new FormatException($"'{Id}': no operator is called '{Op}'");
        var builder = new CaseBuilder(this, Counter.Of(Id, SuiteVersion, nonce));
        try
        {
            kernel.Build(builder);
            return builder.Finish(kernel);
        }
        catch (Exception e) when (e is GraphException or ArgumentException or IndexOutOfRangeException or OverflowException or DivideByZeroException or KeyNotFoundException)
        {
            throw new FormatException($"'{Id}': the parameters do not fit the operator: {e.Message}", e);
        }
    }

    public override string ToString() => Id;
}
