// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Abi;

/// <summary>The 1.0 size of a struct, looked up once per type; a struct that is no <see cref="ISized"/> never grew.</summary>
internal static unsafe class Least<T>
    where T : unmanaged
{
    public static readonly uint Size = default(T) is ISized sized ? sized.LeastSize : (uint)sizeof(T);
}
