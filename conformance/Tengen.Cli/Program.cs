// SPDX-License-Identifier: Apache-2.0
using Tengen.Cli.Commands;

return WorkerCommand.IsMeant(args) ? WorkerCommand.Run() : await Invocation.Run(Verbs.Root(), args);
