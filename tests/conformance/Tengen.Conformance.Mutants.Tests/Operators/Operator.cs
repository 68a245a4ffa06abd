// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Mutants.Operators;

/// <summary>Kinds of changes, as they are called on the page. The first six are Offutt's sufficient set and its neighbours, the others are what matters for kernels.</summary>
internal static class Operator
{
    public const string Arithmetic = "arithmetic";
    public const string Operand = "operand dropped";
    public const string Relational = "relational";
    public const string Logical = "logical";
    public const string Constant = "constant";
    public const string Statement = "statement deleted";
    public const string Branch = "branch";
    public const string Assignment = "assignment";
    public const string Index = "index";
    public const string Sign = "sign";
    public const string Precision = "precision";
    public const string Rounding = "rounding";
    public const string Arguments = "arguments swapped";
    public const string Attribute = "attribute";

    /// <summary>In the page's order, with what each does.</summary>
    public static IReadOnlyList<(string Name, string Text)> All { get; } =
    [
        (Arithmetic, "+ and -, * and /, % and /"),
        (Operand, "a sum, a product, a difference or a quotient without one of its operands"),
        (Relational, "the bound goes to the other side, the relation is negated"),
        (Logical, "&& and ||, one side alone"),
        (Constant, "an integer one more and one less, a fraction larger by a ten-thousandth"),
        (Statement, "an assignment or a call is left out"),
        (Branch, "a conditional expression always takes one branch"),
        (Assignment, "+= and -=, *= and /=, plain ="),
        (Index, "the next element"),
        (Sign, "a floating-point value with the other sign, without its sign"),
        (Precision, "a floating-point value rounded to 16 bits"),
        (Rounding, "to nearest, toward zero, up, down, ties away from zero"),
        (Arguments, "two neighbours of one type"),
        (Attribute, "an attribute is not read and taken for 0, for 1"),
    ];
}
