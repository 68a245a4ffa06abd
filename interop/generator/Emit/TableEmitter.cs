// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Emit;

/// <summary>
/// Writes a library's functions as a struct of function pointers filled by a resolver: several libraries, or a fake, coexist without global
/// state. One loop over one string of names fills the table; a large straight-line loader costs far more to compile than to run.
/// </summary>
internal static class TableEmitter
{
    public static void Write(CSharpWriter writer, GeneratorConfig config, string name, IReadOnlyList<FunctionDecl> functions)
    {
        writer.Line($"/// <summary>Functions of {Path.GetFileName(config.Header)}, resolved at run time. Call an entry only when its <c>Has_</c> property is true.</summary>");
        writer.Open($"{config.Visibility} unsafe partial struct {name}");
        writer.Line($"private const string Names = \"{string.Join(';', functions.Select(f => f.Name))}\";").Line();
        foreach (var function in functions)
        {
            writer.Line($"private {CSharpNames.Type(Pointer(function))} _{function.Name};");
        }

        writer.Line();
        writer.Line("/// <summary>Fills a table; <paramref name=\"resolve\"/> gives an entry's address, or zero where the library lacks it.</summary>");
        writer.Open($"public static {name} Load(Func<string, nint> resolve)");
        writer.Line($"{name} table = default;");
        writer.Line("var slot = (nint*)&table;");
        writer.Open("foreach (var entry in Names.Split(';'))").Line("*slot++ = resolve(entry);").Close();
        writer.Line().Line("return table;").Close();
        foreach (var function in functions)
        {
            Function(writer, function);
        }

        writer.Close();
    }

    private static FunctionPointerType Pointer(FunctionDecl function) => new(function.Return, [.. function.Parameters.Select(p => p.Type)]);

    private static void Function(CSharpWriter writer, FunctionDecl function)
    {
        var parameters = string.Join(", ", function.Parameters.Select(p => $"{CSharpNames.Type(p.Type)} {CSharpNames.Identifier(p.Name)}"));
        var arguments = string.Join(", ", function.Parameters.Select(p => CSharpNames.Identifier(p.Name)));
        writer.Line().Line($"/// <summary>Whether the library has {function.Name}.</summary>");
        writer.Line($"public readonly bool Has_{function.Name} => _{function.Name} != null;").Line();
        writer.Doc(function.Doc).Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Line($"public readonly {CSharpNames.Type(function.Return)} {CSharpNames.Identifier(function.Name)}({parameters}) => _{function.Name}({arguments});");
    }
}
