// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace Tengen.Cli.Commands;

/// <summary>Every verb, by what it is for, with a line that shows its use.</summary>
internal static class Verbs
{
    public static IReadOnlyList<VerbGroup> All { get; } =
    [
        new("To begin",
        [
            new(DoctorCommand.Create(), "tengen doctor"),
            new(DevicesCommand.Create(), "tengen devices /path/libnpu.so"),
            new(NewCommand.Create(), "tengen new backend npu"),
            new(ExplainCommand.Create(), "tengen explain gate.hard"),
            new(CompletionCommand.Create(), "source <(tengen completion bash)"),
        ]),
        new("To judge a backend",
        [
            new(ListCommand.Create(), "tengen list 'Conv/f32/*'"),
            new(CertifyCommand.Create(), "tengen certify /path/libnpu.so --filter 'MatMul/*'"),
            new(ReproCommand.Create(), "tengen repro cpu 'Add/f32/a=3x67,b=3x67/uniform'"),
            new(MergeCommand.Create(), "tengen merge part-1 part-2 --out whole"),
            new(RunCommand.Create(), "tengen run MODEL.onnx --backend cpu --check"),
            new(BenchCommand.Create(), "tengen bench cpu opencl --op MatMul"),
        ]),
        new("To read and compare results",
        [
            new(ReportCommand.Create(), "tengen report RESULTS --html report.html"),
            new(DiffCommand.Create(), "tengen diff BEFORE AFTER"),
        ]),
        new("To vouch for results",
        [
            new(VerifyCommand.Create(), "tengen verify RESULTS --key PUB.pem"),
            new(NonceCommand.Create(), "tengen nonce SHA256 --key KEY.pem"),
            new(SignCommand.Create(), "tengen sign RESULTS --key KEY.pem --by 'Acme, Ltd.'"),
            new(PackageCommand.Create(), "tengen package RESULTS --out submission.zip"),
        ]),
    ];

    /// <summary>The command line with all of them.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Certifies the numerics and speed of AI accelerator backends.");
        foreach (var verb in All.SelectMany(group => group.Verbs))
            root.Subcommands.Add(verb.Command);
        foreach (var option in root.Options.OfType<System.CommandLine.Help.HelpOption>())
            option.Action = new VerbHelp();
        return root;
    }
}

/// <param name="Title">What its verbs are for.</param>
/// <param name="Verbs">In the order of use.</param>
internal sealed record VerbGroup(string Title, IReadOnlyList<Verb> Verbs);

/// <param name="Command">The verb.</param>
/// <param name="Example">A line that shows its use.</param>
internal sealed record Verb(Command Command, string Example);
