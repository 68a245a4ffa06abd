// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Cli.Commands;

/// <summary>Where results go when nobody said: the user's state folder (XDG base directory specification).</summary>
internal static class ResultsFolder
{
    public static string New(string backend)
    {
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        if (string.IsNullOrEmpty(state))
            state = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "tengen", "runs", string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMdd-HHmmss-fff}-{Plain(backend)}-{Environment.ProcessId}"));
    }

    /// <summary>A backend's name, or that of its library, as a part of a file's name.</summary>
    public static string Plain(string backend) =>
        string.Concat(Path.GetFileNameWithoutExtension(backend).Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
}
