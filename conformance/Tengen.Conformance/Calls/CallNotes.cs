// SPDX-License-Identifier: Apache-2.0
using System.IO.MemoryMappedFiles;

namespace Tengen.Conformance.Calls;

/// <summary>
/// What the worker notes of its calls, in memory that the supervisor still has when the worker is dead: the last slot that was called, then a place for
/// each thread with the slot that it is in. Thread-safe.
/// </summary>
internal static unsafe class CallNotes
{
    /// <summary>Threads that call at one time; of more, some share a place.</summary>
    public const int Places = 1023;

    /// <summary>Names the memory, in the worker's environment.</summary>
    public const string Variable = "TENGEN_CALLS";

    /// <summary>Bytes of the memory: four for each place, and for the last slot before them.</summary>
    public const int Bytes = (Places + 1) * sizeof(int);

    private static MemoryMappedViewAccessor? s_view;
    private static int* s_places;
    private static int s_threads;

    [ThreadStatic]
    private static int t_place;

    /// <summary>Calls are noted from here on.</summary>
    public static bool AreKept => s_places != null;

    /// <summary>Notes calls in the memory that the supervisor gave to this process, if it did.</summary>
    public static void Keep()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
            return;
        Environment.SetEnvironmentVariable(Variable, null);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            using var map = MemoryMappedFile.CreateFromFile(file, null, Bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            s_view = map.CreateViewAccessor(0, Bytes);
            byte* first = null;
            s_view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
            s_places = (int*)first;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"a crash will not be told with the call that it was in: {e.Message}");
        }
    }

    /// <summary>This thread enters a slot.</summary>
    /// <returns>Where it was, for <see cref="Leave"/>.</returns>
    public static int Enter(CallSlot slot)
    {
        if (t_place == 0)
            t_place = 1 + (int)((uint)Interlocked.Increment(ref s_threads) % Places);
        var before = s_places[t_place];
        s_places[0] = s_places[t_place] = (int)slot;
        return before;
    }

    /// <summary>This thread is again where it was.</summary>
    public static void Leave(int before) => s_places[t_place] = before;
}
