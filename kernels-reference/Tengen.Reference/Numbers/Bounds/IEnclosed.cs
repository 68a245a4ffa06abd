// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>A number that lies in a known interval.</summary>
internal interface IEnclosed<T> where T : unmanaged, IEnclosed<T>
{
    static abstract ErrBound Enclosure(in T number);
}
