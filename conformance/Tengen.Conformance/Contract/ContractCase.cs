// SPDX-License-Identifier: Apache-2.0
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>One case of the ABI's rules, judged behind the bare table.</summary>
/// <param name="Name">Area and name: what follows <c>contract/</c> in the id.</param>
/// <param name="Rules">The obligations it can show to be broken.</param>
/// <param name="Needs">Why a device cannot be asked, or null.</param>
/// <param name="Run">Ends when every rule held; throws <see cref="Broken"/> or <see cref="NotOffered"/>.</param>
internal sealed record ContractCase(string Name, string[] Rules, Func<RawTarget, string?> Needs, Action<RawTarget, NativeRoom> Run)
{
    public const string Prefix = "contract/";

    public string Id => Prefix + Name;

    public static readonly Func<RawTarget, string?> Nothing = _ => null;

    public static readonly Func<RawTarget, string?> Async = target => target.Description.Is(DeviceFlags.Async) ? null : "the device does not declare ASYNC: nothing is ever pending";

    public static readonly Func<RawTarget, string?> Waits = target => target.Description.Is(DeviceFlags.Waits) ? null : "the device does not declare WAITS";

    /// <summary>Both, or the first reason.</summary>
    public static Func<RawTarget, string?> All(params Func<RawTarget, string?>[] needs) => target => needs.Select(need => need(target)).FirstOrDefault(reason => reason is not null);
}
