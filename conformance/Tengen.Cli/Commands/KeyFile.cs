// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Tengen.Conformance.Certificates;

namespace Tengen.Cli.Commands;

/// <summary>Keys and envelopes that the user names.</summary>
internal static class KeyFile
{
    /// <summary>The caller disposes the key.</summary>
    /// <exception cref="UsageException">There is no such file, or it holds no P-256 key.</exception>
    public static SigningKey Read(FileInfo file)
    {
        try
        {
            return SigningKey.Parse(File.ReadAllText(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UsageException($"'{file.FullName}' is no key: {e.Message}", "openssl ecparam -name prime256v1 -genkey -noout -out KEY.pem makes one, openssl ec -in KEY.pem -pubout -out PUB.pem its public half");
        }
    }
}
