// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Tengen.Conformance.Certificates;

namespace Tengen.Cli.Commands;

/// <summary>Keys and envelopes that the user names.</summary>
internal static class KeyFile
{
    private const string What = "key of the curve P-256 in PEM form";
    private const string Next = "openssl ecparam -name prime256v1 -genkey -noout -out KEY.pem makes one, openssl ec -in KEY.pem -pubout -out PUB.pem its public half";

    /// <summary>The caller disposes the key.</summary>
    /// <exception cref="UsageException">There is no such file, or it holds no P-256 key.</exception>
    public static SigningKey Read(FileInfo file)
    {
        try
        {
            return SigningKey.Parse(Encoding.UTF8.GetString(InputFile.Read(file.FullName, What, Next)));
        }
        catch (CryptographicException e)
        {
            throw InputFile.Foreign(file.FullName, What, Next, e);
        }
    }
}
