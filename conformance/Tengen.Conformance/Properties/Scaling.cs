// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Properties;

/// <summary>Inputs times powers of two, as far as the kernel is homogeneous in them. See <see cref="Gate.Scaling"/>.</summary>
internal sealed record Scaling : Variant
{
    /// <summary>Exponents that f32 and its like have left on either side of 1 for data, sums and the residue of cancellations.</summary>
    private const int WideRoom = 60;

    private const int Float16Room = 6;
    private readonly ImmutableArray<double> _factors;
    private readonly string _text;

    private Scaling(ImmutableArray<double> factors, string text) => (_factors, _text) = (factors, text);

    public override Gate Gate => Gate.Scaling;

    /// <summary>Steps in a format of fewer exponents than f32 may leave its normal range inside, where nothing shows it.</summary>
    public override bool IsInForce(Numerics numerics) => numerics.Determinism != Determinism.None && numerics.Rounding != Rounding.Stochastic
        && new[] { numerics.Intermediate, numerics.Accumulator, numerics.Demotion }.All(type => type.IsOpaque || Formats.Of(type).MinExponent <= Formats.Float32.MinExponent);

    public override Judgement? Judge(IReadOnlyList<Tensor> own, IReadOnlyList<Tensor> got) => new BitwiseComparison(Gate, _text).Judge(own, got, _factors);

    public static new IEnumerable<Variant> Of(CaseInstance instance)
    {
        var symmetries = Oracle.SymmetriesOf(instance.Call, Floating(instance)).Where(symmetry => symmetry.Halves is not null).ToArray();
        var power = symmetries.Length == 0 ? 0 : 2 * Room(instance.Case.Type) / symmetries.Sum(symmetry => Math.Max(2, symmetry.Largest)) / 2 * 2;
        return power == 0 ? [] : new[] { Make(instance, symmetries, power), Make(instance, symmetries, -power) }.OfType<Variant>();
    }

    /// <summary>The first set of inputs goes up by the power, the next one half as far down, by turns; null where an element would leave its normal range.</summary>
    private static Scaling? Make(CaseInstance instance, Symmetry[] symmetries, int power)
    {
        var exponents = new int[instance.Call.InputCount];
        var shifts = new int[symmetries[0].Halves!.Value.Length];
        for (var s = 0; s < symmetries.Length; s++)
        {
            var own = Exponent(s, power);
            foreach (var input in symmetries[s].Inputs)
                exponents[input] += own;
            for (var output = 0; output < shifts.Length; output++)
                shifts[output] += symmetries[s].Halves!.Value[output] * own / 2;
        }
        var inputs = new List<Tensor>();
        foreach (var tensor in instance.Inputs)
        {
            if (Times(tensor, tensor.Type.IsFloat ? exponents[Position(instance, tensor)] : 0) is not { } scaled)
                return null;
            inputs.Add(scaled);
        }
        var parts = symmetries.Select((symmetry, s) => $"{Names(instance, symmetry.Inputs)} times 2^{Exponent(s, power)}");
        return new Scaling([.. shifts.Select(shift => Math.ScaleB(1, shift))], string.Join(", ", parts)) { Inputs = inputs };
    }

    private static int Exponent(int symmetry, int power) => symmetry % 2 == 0 ? power : -power / 4 * 2;

    private static Tensor? Times(Tensor tensor, int exponent)
    {
        if (exponent == 0)
            return tensor;
        var (scaled, format) = (new Tensor(tensor.Type, tensor.Dims.AsSpan()), Formats.Of(tensor.Type));
        for (long i = 0; i < tensor.Count; i++)
        {
            var value = Math.ScaleB(Element.Real(tensor, i), exponent);
            if (value != 0 && (Math.Abs(value) < format.SmallestNormal || Math.Abs(value) > format.Largest))
                return null;
            Element.SetReal(scaled, i, value);
        }
        return scaled;
    }

    private static int Room(DType type) => Formats.Find(type) switch
    {
        { MinExponent: <= -126 } => WideRoom,
        { Bits: 16 } => Float16Room,
        _ => 0,
    };
}
