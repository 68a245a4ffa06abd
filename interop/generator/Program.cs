// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Commands;

return CommandLine.Create().Parse(args).Invoke();
