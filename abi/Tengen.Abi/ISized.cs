// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Abi;

/// <summary>A struct of the ABI that may have grown since 1.0; implemented by every generated one.</summary>
public interface ISized
{
    /// <summary>Its bytes in 1.0 on this process's pointer size: the least size or stride that a reader accepts.</summary>
    uint LeastSize { get; }
}
