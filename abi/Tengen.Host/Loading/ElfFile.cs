// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Tengen.Host;

/// <summary>The little of an ELF-64 shared object that a loader must look at before it runs constructors. Source: System V gABI, chapters 4 and 5.</summary>
internal sealed class ElfFile
{
    private const int HeaderBytes = 64;
    private const int SectionBytes = 64;
    private const int SegmentBytes = 56;
    private const uint LoadSegment = 1;
    private const int SymbolBytes = 24;
    private const ushort SharedObject = 3;
    private const uint DynamicSymbols = 11;
    private readonly byte[] _bytes;
    private readonly string _path;

    /// <exception cref="PluginLoadException">Not a 64-bit little-endian shared object of this process's architecture.</exception>
    public ElfFile(byte[] bytes, string path)
    {
        (_bytes, _path) = (bytes, path);
        if (bytes.Length < HeaderBytes || !bytes.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
            throw Bad(bytes.Length == 0 ? "it is empty" : bytes.AsSpan().StartsWith("!<arch>"u8) ? "it is a static archive: link with -shared" : "it is no ELF file");
        if (bytes[4] != 2 || bytes[5] != 1)
            throw Bad(bytes[4] == 1 ? "it is a 32-bit library, this process is a 64-bit one" : "it is not a 64-bit little-endian ELF file");
        if (U16(16) != SharedObject)
            throw Bad(U16(16) switch { 1 => "it is an object file that was not linked: link with -shared", 2 => "it is a program, not a shared library: link with -shared", var type => $"it is an ELF file of type {type}, not a shared library" });
        var machine = U16(18);
        if (machine != Machine)
            throw Bad($"it is built for {Name(machine)}, this process runs on {Name(Machine)}");
        CheckSegments();
    }

    private static string Name(ushort machine) => machine switch
    {
        3 => "x86 (32 bits)", 21 => "ppc64", 40 => "arm (32 bits)", 62 => "x86-64", 183 => "aarch64", 243 => "riscv", 258 => "loongarch", _ => $"ELF machine {machine}",
    };

    private static ushort Machine => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 62,
        Architecture.Arm64 => 183,
        Architecture.RiscV64 => 243,
        Architecture.LoongArch64 => 258,
        Architecture.Ppc64le => 21,
        var other => throw new PlatformNotSupportedException($"no plugin loader for {other}"),
    };

    /// <summary>Refuses a file that ends before a segment which would be mapped: touching such a page kills the process.</summary>
    private void CheckSegments()
    {
        var table = Offset(U64(32));
        for (var i = 0; i < U16(56); i++)
        {
            var segment = table + i * SegmentBytes;
            if (U32(segment) == LoadSegment && !Tengen.Abi.Extents.InRange(U64(segment + 8), U64(segment + 32), (ulong)_bytes.Length))
                throw Bad("it is cut off");
        }
    }

    /// <summary>Names of the dynamic symbols that the file defines, or an empty list when its section headers were stripped.</summary>
    public IReadOnlyList<string> Exports()
    {
        var names = new List<string>();
        var table = Offset(U64(40));
        for (var i = 0; i < U16(60); i++)
        {
            var section = table + i * SectionBytes;
            Slice(section, SectionBytes);
            if (U32(section + 4) != DynamicSymbols)
                continue;
            var strings = Offset(U64(table + Offset(U32(section + 40)) * SectionBytes + 24));
            var first = Offset(U64(section + 24));
            var count = Offset(U64(section + 32)) / SymbolBytes;
            for (var symbol = 1; symbol < count; symbol++)
                if (U16(first + symbol * SymbolBytes + 6) != 0)
                    names.Add(Text(strings + Offset(U32(first + symbol * SymbolBytes))));
        }
        return names;
    }

    private string Text(int at)
    {
        var length = Slice(at, 1).Length == 0 ? 0 : _bytes.AsSpan(at).IndexOf((byte)0);
        return length >= 0 ? Encoding.UTF8.GetString(_bytes, at, length) : throw Bad("a symbol's name has no end");
    }

    private int Offset(ulong value) => value <= (ulong)_bytes.Length ? (int)value : throw Bad("it is cut off");

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4));

    private ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(at, 8));

    private ReadOnlySpan<byte> Slice(long at, int bytes) => at >= 0 && at <= _bytes.Length - bytes ? _bytes.AsSpan((int)at, bytes) : throw Bad("it is cut off");

    private PluginLoadException Bad(string text) => new(LoadFailure.NotALibrary, _path, $"{text}; a plugin is a shared library for this machine, or a .NET assembly");
}
