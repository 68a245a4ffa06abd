// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Operators that write updates into a copy of a tensor. Source: ONNX ScatterElements-18, ScatterND-18.</summary>
internal static class Scattering
{
    public static AttributeContract Attribute { get; } = new("reduction", AttributeType.String, "none", Allowed: ["none", "add", "mul", "max", "min"]);

    /// <summary>Applies the updates (input 2) to the data (input 0).</summary>
    /// <param name="context">The node.</param>
    /// <param name="target">Flat position in the data that a flat element of the updates goes to.</param>
    public static void Run<T>(KernelContext<T> context, Func<int, int> target) where T : unmanaged, INumber<T>
    {
        var arriving = Enumerable.Range(0, context.InputSize(2)).ToLookup(target);
        var reduction = context.Attributes.String("reduction", "none");
        if (reduction == "none")
            Replace(context, arriving);
        else if (context.OutputType(0).IsFloat)
        {
            var (data, updates) = (context.Numbers(0), context.Numbers(2));
            context.Each(0, i => Combine(reduction, [data[i], .. arriving[i].Select(update => updates[update])]));
        }
        else
        {
            var (data, updates, result) = (context.Integers(0), context.Integers(2), context.Plain(0));
            for (var i = 0; i < data.Length; i++)
                Element.SetInteger(result, i, arriving[i].Aggregate(data[i], (value, update) => Combine(reduction, value, updates[update])));
        }
    }

    private static void Replace<T>(KernelContext<T> context, ILookup<int, int> arriving) where T : unmanaged, INumber<T>
    {
        var result = context.Plain(0);
        Movement.Copy(context.Input(0), result);
        foreach (var updates in arriving)
            Element.Copy(context.Input(2), updates.Count() == 1
                ? updates.First()
                : throw new GraphException($"op:{context.Node.Op}.duplicate", $"{context.Node}: element {updates.Key} is written twice, in an order that the specification leaves open"), result, updates.Key);
    }

    private static T Combine<T>(string reduction, T[] terms) where T : unmanaged, INumber<T> => reduction switch
    {
        "add" => T.Sum(new Strided<T>(terms)),
        "mul" => Folds.Product(terms),
        "max" => terms.Aggregate(T.Max),
        _ => terms.Aggregate(T.Min),
    };

    private static Int128 Combine(string reduction, Int128 value, Int128 update) => reduction switch
    {
        "add" => value + update,
        "mul" => (Int128)(ulong)unchecked(value * update),
        "max" => Int128.Max(value, update),
        _ => Int128.Min(value, update),
    };
}
