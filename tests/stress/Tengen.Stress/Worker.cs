// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Stress;

/// <summary>
/// A thread that submits a random graph of sums: operands of any age, on any queue, brought over from other devices, freed while pending; where
/// there are timelines, waits before their signals. It knows what every number must be.
/// </summary>
internal sealed class Worker(List<Station> stations, Settings settings, int number, Tally tally)
{
    private const int CellsPerStation = 6;
    private const float Largest = 1 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly Random _random = new(settings.Seed * 1000 + number);
    private readonly List<Cell>[] _cells = [.. stations.Select(_ => new List<Cell>())];
    private readonly Points?[] _points = new Points?[stations.Count];
    private Points? _closed;

    public void Run()
    {
        try
        {
            while (tally.Submissions < settings.Submissions)
                Step(_random.Next(stations.Count));
            Open();
            for (var i = 0; i < stations.Count; i++)
                foreach (var cell in _cells[i])
                    Guarded(stations[i], () => Check(cell));
        }
        catch (Exception e) when (e is TengenException or ObjectDisposedException or InvalidOperationException)
        {
            tally.Wrong($"thread {number}: {e}");
        }
    }

    private void Step(int at)
    {
        Open();
        var station = stations[at];
        station.Repair();
        Guarded(station, () =>
        {
            var cells = _cells[at];
            cells.RemoveAll(cell => !cell.IsCurrent);
            while (cells.Count < 2)
                cells.Add(Cell.Fresh(station, _random.Next(1, 9)));
            if (_random.Next(20) == 0)
                Check(Take(cells));
            else if (_random.Next(8) == 0)
                Bring(station, cells);
            else
                Add(at, cells);
            while (cells.Count > CellsPerStation)
                Take(cells).Buffer.Dispose();
        });
    }

    /// <summary>Runs a step on a station that is not reopened meanwhile; a lost device may refuse anything.</summary>
    private void Guarded(Station station, Action step)
    {
        station.Gate.EnterReadLock();
        try
        {
            step();
        }
        catch (TengenException e) when (station.MayFail && (station.Device.IsLost || e.Status.Class == StatusClass.Device))
        {
            tally.Lose();
        }
        finally
        {
            station.Gate.ExitReadLock();
        }
    }

    private void Add(int at, List<Cell> cells)
    {
        var station = stations[at];
        Cell a = cells[_random.Next(cells.Count)], b = cells[_random.Next(cells.Count)];
        if (a.Value + b.Value > Largest)
        {
            cells.Remove(a);
            a.Buffer.Dispose();
            return;
        }
        tally.Submit();
        var target = DeviceBuffer.Allocate(station.Device, Cell.Bytes);
        Argument[] arguments = [Argument.Of(a.Buffer), Argument.Of(b.Buffer), Argument.Of(target)];
        using var scratch = station.Sum.Info.HasScratch ? DeviceBuffer.Allocate(station.Device, station.Sum.Info.Arguments[^1].Bytes) : null;
        if (scratch is not null)
            arguments = [.. arguments, Argument.Of(scratch)];
        var queue = _random.Next(station.Device.Queues.Length);
        var points = PointsOf(at);
        List<TimelinePoint> after = [.. Ends(a, b)];
        if (points is not null && _random.Next(2) == 0)
        {
            after.Add(points.Close());
            _closed = points;
            tally.Gate();
        }
        // A submission that failed reaches its points too: only where it cannot fail do they stand for its ticket.
        var mayFail = a.MayFail || b.MayFail;
        TimelinePoint? end = points is not null && !mayFail ? points.End(queue) : null;
        var syncs = new Syncs { Waits = Waits(a, b), TimelineWaits = [.. after], Signals = end is { } point ? [point] : [] };
        cells.Add(new Cell(station, station.Generation, target, a.Value + b.Value, station.Device.Queues[queue].Submit(station.Sum, arguments, syncs), mayFail, end));
    }

    private Points? PointsOf(int at)
    {
        var station = stations[at];
        if (!station.Device.HasTimelines)
            return null;
        if (_points[at] is not { } points || points.Generation != station.Generation)
            _points[at] = points = new Points(station);
        return points;
    }

    /// <summary>Opens the gate that the last step may have closed.</summary>
    private void Open()
    {
        if (_closed is { } closed)
            Guarded(closed.Station, () =>
            {
                if (closed.Generation == closed.Station.Generation)
                    closed.Open();
            });
        _closed = null;
    }

    /// <summary>A number of another device: copied to the host there, and here when that ticket has ended.</summary>
    private void Bring(Station station, List<Cell> cells)
    {
        var from = _random.Next(stations.Count);
        var other = stations[from];
        if (other == station || _cells[from].Count == 0 || !other.Gate.TryEnterReadLock(0))
            return;
        try
        {
            var cell = _cells[from][_random.Next(_cells[from].Count)];
            if (!cell.IsCurrent || other.Device.IsLost)
                return;
            var staged = new Tensor(DType.Float32, [Cell.Elements]);
            var out_ = Queue(other).Copy(CopyEnd.Of(cell.Buffer), CopyEnd.Of(staged), Cell.Bytes, new Syncs { Waits = Waits(cell), TimelineWaits = [.. Ends(cell)] });
            var target = DeviceBuffer.Allocate(station.Device, Cell.Bytes);
            var here = Queue(station).Copy(CopyEnd.Of(staged), CopyEnd.Of(target), Cell.Bytes, new Syncs { Waits = [out_] });
            cells.Add(new Cell(station, station.Generation, target, cell.Value, here, station.MayFail || cell.MayFail));
            tally.Bridge();
            tally.Submit();
            tally.Submit();
        }
        catch (TengenException) when (other.MayFail)
        {
            tally.Lose();
        }
        finally
        {
            other.Gate.ExitReadLock();
        }
    }

    private void Check(Cell cell)
    {
        if (!cell.IsCurrent)
            return;
        if (cell.Producer is { } ticket && ticket.Wait(Longest) is var end && end is not { IsOk: true })
        {
            if (end is null)
                tally.Wrong($"{ticket} of {cell.Station.Name} did not end within {Longest.TotalSeconds} s");
            else if (end.Value.Rule == "TG-H-11" || cell.Station.MayFail)
                tally.Fail();
            else
                tally.Wrong($"{ticket} of {cell.Station.Name} failed: {end}");
        }
        else if (cell.Fault() is { } fault)
        {
            tally.Wrong(fault);
        }
        else
        {
            tally.Check();
        }
        cell.Buffer.Dispose();
    }

    private Cell Take(List<Cell> cells)
    {
        var at = _random.Next(cells.Count);
        var cell = cells[at];
        cells.RemoveAt(at);
        return cell;
    }

    private SubmissionQueue Queue(Station station) => station.Device.Queues[_random.Next(station.Device.Queues.Length)];

    /// <summary>What a submission on the cells' device waits for that has no point.</summary>
    private static Ticket[] Waits(params ReadOnlySpan<Cell> cells)
    {
        var waits = new List<Ticket>();
        foreach (var cell in cells)
            if (cell is { Producer: { } ticket, End: null })
                waits.Add(ticket);
        return [.. waits];
    }

    private static IEnumerable<TimelinePoint> Ends(params Cell[] cells) => cells.Select(cell => cell.End).OfType<TimelinePoint>();
}
