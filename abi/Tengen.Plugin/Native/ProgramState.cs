// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>What the kit keeps about a program: its description in native memory and the checks of its arguments.</summary>
internal sealed class ProgramState
{
    private readonly NativeArena _arena = new();

    public ProgramState(Device device, Program program)
    {
        Device = device;
        Entries = new EntryState[program.Entries.Length];
        try
        {
            Describe(program);
        }
        catch
        {
            Free();
            throw;
        }
        ResidentBytes = program.Entries.Max(entry => entry.ResidentBytes);
    }

    public Device Device { get; }

    public EntryState[] Entries { get; }

    public long ResidentBytes { get; }

    public void Free() => _arena.Free();

    private void Describe(Program program)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Entries.Length; i++)
        {
            if (!names.Add(program.Entries[i].Name))
                throw new InvalidOperationException($"two entries of the program are named '{program.Entries[i].Name}'.");
            Entries[i] = new EntryState(program.Entries[i], Entries.Length, _arena);
        }
    }
}
