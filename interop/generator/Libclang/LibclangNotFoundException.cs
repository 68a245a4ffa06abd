// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Libclang;

/// <summary>No usable libclang on this machine.</summary>
internal sealed class LibclangNotFoundException(IReadOnlyList<string> tried) : Exception(
    $"libclang was not found. Tried: {string.Join(", ", tried)}. Install it (Debian: apt-get install libclang1-19) "
    + $"or set {LibclangLibrary.OverrideVariable} to the absolute path of a libclang.so.");
