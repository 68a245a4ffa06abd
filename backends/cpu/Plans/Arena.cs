// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Plans;

/// <summary>Gives slots that are never alive together the same bytes: the largest first, each at the lowest offset that is free.</summary>
internal static class Arena
{
    private const long Alignment = 64;

    /// <summary>Sets the offsets and gives the bytes needed.</summary>
    public static long Plan(IReadOnlyList<Slot> slots, IReadOnlyList<Step> steps)
    {
        var lives = new (int First, int Last)[slots.Count];
        Array.Fill(lives, (int.MaxValue, -1));
        for (var i = 0; i < steps.Count; i++)
            foreach (var slot in steps[i].Reads.Concat(steps[i].Writes))
                lives[slot] = (Math.Min(lives[slot].First, i), Math.Max(lives[slot].Last, i));
        var placed = new List<int>();
        long end = 0;
        foreach (var slot in Enumerable.Range(0, slots.Count).Where(i => slots[i].IsPlanned && lives[i].Last >= 0).OrderByDescending(i => slots[i].Bytes))
        {
            var offset = 0L;
            foreach (var other in placed.Where(i => lives[i].First <= lives[slot].Last && lives[slot].First <= lives[i].Last).OrderBy(i => slots[i].Offset))
            {
                if (offset + Round(slots[slot].Bytes) <= slots[other].Offset)
                    break;
                offset = Math.Max(offset, slots[other].Offset + Round(slots[other].Bytes));
            }
            slots[slot].Offset = offset;
            placed.Add(slot);
            end = Math.Max(end, offset + Round(slots[slot].Bytes));
        }
        return end;
    }

    private static long Round(long bytes) => Math.Max(Alignment, (bytes + Alignment - 1) & -Alignment);
}
