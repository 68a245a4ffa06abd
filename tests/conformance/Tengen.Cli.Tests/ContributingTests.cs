// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Cli.Tests;

/// <summary>CONTRIBUTING.md says which files an operator and a backend touch. Here a new one of each is added to a scratch copy by just that.</summary>
public sealed class ContributingTests
{
    private const string Softsign = """
        // SPDX-License-Identifier: Apache-2.0
        using Tengen.Graph.Operators;
        using Tengen.Reference.Cases;
        using Tengen.Reference.Families;
        using Tengen.Reference.Kernels;
        using Tengen.Reference.Numbers;

        namespace Tengen.Reference.Ops;

        /// <summary>x over one plus its magnitude. Source: ONNX Softsign-22.</summary>
        internal sealed class Softsign : IOperator
        {
            public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Softsign", [1, 22], "Y = X / (1 + |X|). ONNX Softsign-22.");

            public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
                Elementwise.Unary(context, static x => x / (T.Exact(1) + T.Abs(x)));

            public static CaseSpace Cases => Elementwise.UnaryCases();

            public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
        }

        """;

    [Fact]
    public async Task An_operator_is_one_file_and_a_backend_is_one_folder()
    {
        using var copy = new ScratchCopy();
        copy.Write("kernels-reference/Tengen.Reference/Ops/Softsign.cs", Softsign);
        copy.Write("backends/newcomer/CMakeLists.txt", "# SPDX-License-Identifier: Apache-2.0\ntengen_plugin(newcomer newcomer.c)\n");
        copy.Write("backends/newcomer/newcomer.c", await File.ReadAllTextAsync(copy.PathOf("backends/null/null.c"), TestContext.Current.CancellationToken));

        var tool = await ToolWith(copy, "kernels-reference/Tengen.Reference");
        Assert.Contains("Softsign/f32/", await copy.Succeeds(tool, "list", "Softsign/*"), StringComparison.Ordinal);
        Assert.Contains("ONNX Softsign-22", await copy.Succeeds(tool, "explain", "op:Softsign"), StringComparison.Ordinal);
        Assert.Contains("CONFORMANT", await copy.Succeeds(tool, "certify", "reference", "--filter", "Softsign/*"), StringComparison.Ordinal);
        var (_, refused) = await copy.Run(tool, "certify", "cpu", "--filter", "Softsign/*");
        Assert.Contains("unsupported", refused, StringComparison.Ordinal);

        await copy.Succeeds("cmake", "-S", ".", "-B", "build", "-DBUILD_TESTING=OFF");
        await copy.Succeeds("cmake", "--build", "build", "--target", "tengen_newcomer");
        Assert.Contains("newcomer", await copy.Succeeds(tool, "devices", copy.PathOf("build/plugins/libtengen_newcomer.so")), StringComparison.Ordinal);
    }

    /// <summary>The tool that was built from this tree, with one library of it built from the copy.</summary>
    private static async Task<string> ToolWith(ScratchCopy copy, string project)
    {
        var library = $"{Path.GetFileName(project)}.dll";
        await copy.Succeeds("dotnet", "build", project, "-c", "Release", "-v", "q", "-nologo", "-p:RunAnalyzers=false");
        copy.BringFolder(Path.GetDirectoryName(Tool.Executable)!, "tool");
        File.Copy(copy.PathOf($"{project}/bin/Release/net10.0/{library}"), copy.PathOf($"tool/{library}"), overwrite: true);
        return copy.PathOf($"tool/{Path.GetFileName(Tool.Executable)}");
    }
}
