// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>Whether compiled bytes run on a device (<c>TG_BLOB_*</c>).</summary>
public enum BlobVerdict : uint
{
    Unusable = Tg.TG_BLOB_UNUSABLE,

    Optimal = Tg.TG_BLOB_OPTIMAL,

    /// <summary>They run; compiling again would be better.</summary>
    Recompile = Tg.TG_BLOB_RECOMPILE,
}
