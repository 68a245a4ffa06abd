// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.Cpu.Tests.Runner;
using static Tengen.Backends.Cpu.Tests.WindowTests;

namespace Tengen.Backends.Cpu.Tests;

public sealed class EinsumTests
{
    private static readonly Dictionary<char, int> Extents = new()
    {
        ['a'] = 3, ['b'] = 2, ['c'] = 17, ['i'] = 14, ['j'] = 33, ['k'] = 40, ['l'] = 5, ['.'] = 4, ['o'] = 1,
    };

    /// <summary>A dot in a term is one dim of an ellipsis; the equation that runs has ellipses instead.</summary>
    [Theory]
    [InlineData("ij,jk->ik", false)]
    [InlineData("ij,jk->ki", false)]
    [InlineData("kj,ik->ij", true)]
    [InlineData("bik,bkj->bij", false)]
    [InlineData("ikb,bjk->jbi", false)]
    [InlineData(".ik,.kj->.ij", true)]
    [InlineData(".ia,b.aj->b.ij", false)]
    [InlineData("ii->i", false)]
    [InlineData("ii", true)]
    [InlineData("bii,ij->b", false)]
    [InlineData("ij,ij->", false)]
    [InlineData("i,j->ij", false)]
    [InlineData("ab,bc,cl->al", true)]
    [InlineData("ik,kj,jl,l->i", false)]
    [InlineData("ijk->kji", false)]
    [InlineData("abk,ik->abi", false)]
    [InlineData("b.c", false)]
    [InlineData("bijo,ok->bk", false)]
    [InlineData("ac,ca,a->ca", false)]
    public void Agrees_with_the_plain_sum(string equation, bool wide)
    {
        var sides = equation.Split("->");
        var words = sides[0].Split(',');
        var output = sides.Length > 1 ? sides[1] : string.Concat(words.SelectMany(word => word).GroupBy(letter => letter).Where(group => group.Count() == 1).Select(group => group.Key).Order());
        var operands = words.Select((word, i) => Numbers(wide, i + 1, Dims(word))).ToArray();
        var values = operands.Select(Values).ToArray();
        var letters = string.Concat(words.SelectMany(word => word).Distinct());
        var expected = new double[Shape.CountOf(Dims(output))];
        for (long i = 0; i < Shape.CountOf(Dims(letters)); i++)
        {
            var at = new Dictionary<char, long>();
            var rest = i;
            foreach (var letter in letters)
                (at[letter], rest) = (rest % Extents[letter], rest / Extents[letter]);
            expected[Index(output, at)] += values.Select((operand, which) => operand[Index(words[which], at)]).Aggregate(1.0, (product, factor) => product * factor);
        }
        var graph = One("Einsum", 12, operands, (operands[0].Type, Dims(output)), NodeAttribute.String("equation", equation.Replace(".", "...")));
        AllNear(expected, Run(graph, operands), wide);
    }

    [Fact]
    public void Bytes_wrap_and_a_dim_of_one_is_broadcast()
    {
        var (a, b) = (Tensor.Of<byte>([200, 100], 2, 1), Tensor.Of<byte>([2, 3, 5], 1, 3));
        var y = Run(One("Einsum", 12, [a, b], (DType.UInt8, [2]), NodeAttribute.String("equation", "i j, i j -> i")), a, b);
        Assert.Equal([unchecked((byte)2000), unchecked((byte)1000)], y.AsSpan<byte>().ToArray());
    }

    [Theory]
    [InlineData("ij,jk->iz")]
    [InlineData("ij->ij")]
    [InlineData("ij,jk->ii")]
    [InlineData("i1,jk->ik")]
    [InlineData("ijk,jk->ik")]
    [InlineData("ij,kj->ik")]
    public void What_is_no_equation_of_these_operands_is_refused(string equation)
    {
        var (a, b) = (Random(1, 2, 3), Random(2, 3, 4));
        Assert.False(Ask(One("Einsum", 12, [a, b], (DType.Float32, [2, 4]), NodeAttribute.String("equation", equation))).IsClaim);
    }

    private static long[] Dims(string word) => [.. word.Select(letter => (long)Extents[letter])];

    private static long Index(string word, Dictionary<char, long> at) => word.Aggregate(0L, (index, letter) => index * Extents[letter] + at[letter]);
}
