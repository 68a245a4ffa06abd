// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Commands;

if (WorkerCommand.IsMeant(args))
    return WorkerCommand.Run();
var root = new RootCommand("Certifies the numerics and speed of AI accelerator backends.")
{
    DevicesCommand.Create(),
    DoctorCommand.Create(),
    ListCommand.Create(),
    CertifyCommand.Create(),
    MergeCommand.Create(),
    ReportCommand.Create(),
    DiffCommand.Create(),
    RunCommand.Create(),
    BenchCommand.Create(),
    ReproCommand.Create(),
    VerifyCommand.Create(),
    NonceCommand.Create(),
    SignCommand.Create(),
    PackageCommand.Create(),
    ExplainCommand.Create(),
    NewCommand.Create(),
    CompletionCommand.Create(),
};
return await Invocation.Run(root, args);
