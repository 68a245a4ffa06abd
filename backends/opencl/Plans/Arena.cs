// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.OpenCl.Plans;

/// <summary>Gives temporaries that are never alive together the same bytes: the largest first, each at the lowest offset that is free.</summary>
internal static class Arena
{
    /// <param name="Bytes">Size.</param>
    /// <param name="First">Launch that writes it first.</param>
    /// <param name="Last">Launch that touches it last.</param>
    public readonly record struct Life(long Bytes, int First, int Last)
    {
        public bool Meets(Life other) => First <= other.Last && other.First <= Last;
    }

    /// <summary>Gives an offset for each life, multiples of <paramref name="alignment"/>, and the bytes needed.</summary>
    public static (long[] Offsets, long Bytes) Pack(IReadOnlyList<Life> lives, long alignment)
    {
        var (offsets, placed, end) = (new long[lives.Count], new List<int>(), 0L);
        foreach (var next in Enumerable.Range(0, lives.Count).OrderByDescending(i => lives[i].Bytes))
        {
            var offset = 0L;
            foreach (var other in placed.Where(i => lives[i].Meets(lives[next])).OrderBy(i => offsets[i]))
            {
                if (offset + Room(next) <= offsets[other])
                    break;
                offset = Math.Max(offset, offsets[other] + Room(other));
            }
            offsets[next] = offset;
            placed.Add(next);
            end = Math.Max(end, offset + Room(next));
        }
        return (offsets, end);

        long Room(int i) => Math.Max(alignment, (lives[i].Bytes + alignment - 1) / alignment * alignment);
    }
}
