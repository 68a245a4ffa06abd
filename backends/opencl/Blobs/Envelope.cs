// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Blobs;

/// <summary>
/// What stands around saved programs: <c>magic[8] head digest[32] payload digest[32] version:u32 device bytes:u32 payload bytes:u64 device
/// payload</c>, little endian. The device is its fingerprint; the digests are SHA-256 of what stands between the first and the payload, and
/// of the payload. They find damage, not malice: compiled code cannot be checked, and who loads it trusts its giver as one who gives a library.
/// </summary>
internal static class Envelope
{
    public const string Format = "tengen.opencl";
    public const int Version = 1;

    /// <summary>Bytes that a caller of <see cref="Judge"/> has at least, or all there are.</summary>
    public const int Least = 4096;

    public const int HeaderBytes = Digested + 16;
    private const int HeadDigest = 8, PayloadDigest = HeadDigest + SHA256.HashSizeInBytes, Digested = PayloadDigest + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "TGOPENCL"u8;

    /// <summary>Writes header, device and payload.</summary>
    public static void Write(Stream sink, string device, ReadOnlySpan<byte> payload)
    {
        var made = Encoding.UTF8.GetBytes(device);
        var head = new byte[HeaderBytes + made.Length];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(Digested), Version);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(Digested + 4), made.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(Digested + 8), payload.Length);
        made.CopyTo(head, HeaderBytes);
        _ = SHA256.HashData(payload, head.AsSpan(PayloadDigest));
        _ = SHA256.HashData(head.AsSpan(PayloadDigest), head.AsSpan(HeadDigest));
        sink.Write(head);
        sink.Write(payload);
    }

    /// <summary>The payload of bytes that this device wrote.</summary>
    /// <exception cref="PluginException">INVALID_ARGUMENT: cut, damaged or foreign. INCOMPATIBLE: whole, and of another version or device.</exception>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> bytes, string device)
    {
        var (fault, text) = Inspect(bytes, device, isWhole: true);
        return fault == Status.Ok ? bytes[HeadBytes(bytes)..] : throw new PluginException(fault, "opencl:blob", text);
    }

    /// <summary>The same from the first 4096 bytes; the payload is checked when it is all there.</summary>
    public static BlobVerdict Judge(ReadOnlySpan<byte> bytes, string device) =>
        Inspect(bytes, device, isWhole: false).Status == Status.Ok ? BlobVerdict.Optimal : BlobVerdict.Unusable;

    private static (Status Status, string Text) Inspect(ReadOnlySpan<byte> bytes, string device, bool isWhole)
    {
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Magic))
            return (Status.InvalidArgument, $"{bytes.Length} bytes do not begin with a header of '{Format}'; pass what program_save wrote");
        var payloadBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes[(Digested + 8)..]);
        var head = HeadBytes(bytes);
        if (head < HeaderBytes || head > bytes.Length || !Fits(bytes[PayloadDigest..head], bytes[HeadDigest..]))
            return (Status.InvalidArgument, "the header was cut or damaged; save the program again");
        var left = bytes.Length - head;
        if (isWhole || bytes.Length < Least ? left != payloadBytes : left > payloadBytes)
            return (Status.InvalidArgument, $"the header announces {payloadBytes} bytes, {left} follow it; save the program again");
        if (left == payloadBytes && !Fits(bytes[head..], bytes[PayloadDigest..]))
            return (Status.InvalidArgument, "the bytes after the header were damaged; save the program again");
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[Digested..]) is not Version and var version)
            return (Status.Incompatible, $"the bytes are of version {version}, this plugin reads {Version}; compile the graph again");
        var made = Encoding.UTF8.GetString(bytes[HeaderBytes..head]);
        return made == device ? (Status.Ok, "") : (Status.Incompatible, $"the bytes were made for '{Printable(made)}', this is '{device}'; compile the graph again");
    }

    private static int HeadBytes(ReadOnlySpan<byte> bytes) => unchecked(HeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(bytes[(Digested + 4)..]));

    private static bool Fits(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> digest) => SHA256.HashData(bytes).AsSpan().SequenceEqual(digest[..SHA256.HashSizeInBytes]);

    private static string Printable(string text) => string.Concat(text.Take(200).Select(c => char.IsControl(c) ? '?' : c));
}
