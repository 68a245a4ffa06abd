// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

/// <summary><c>tg.timeline/1</c> of a session's device, called as C would.</summary>
internal sealed unsafe class Timelines(Session session)
{
    private readonly tg_timeline_api* _api = Load(session);

    public tg_timeline* Create(ulong initial = 0)
    {
        session.Check(Create(new tg_timeline_desc { size = (uint)sizeof(tg_timeline_desc), initial = initial }, out var timeline));
        return timeline;
    }

    public int Create(tg_timeline_desc desc, out tg_timeline* timeline)
    {
        tg_timeline* made = null;
        var status = _api->create(session.Device, &desc, &made, session.Error);
        timeline = made;
        return status;
    }

    public tg_timeline* OfQueue(uint queue)
    {
        tg_timeline* timeline;
        session.Check(_api->queue_timeline(session.Device, queue, &timeline, session.Error));
        return timeline;
    }

    public int OfQueue(uint queue, tg_timeline** target) => _api->queue_timeline(session.Device, queue, target, session.Error);

    public int Destroy(tg_timeline* timeline)
    {
        var release = Session.Release();
        return _api->destroy(timeline, &release, session.Error);
    }

    public ulong Value(tg_timeline* timeline)
    {
        ulong value;
        session.Check(_api->query(timeline, &value, session.Error));
        return value;
    }

    public int Wait(tg_timeline* timeline, ulong value, ulong timeout = Tg.TG_FOREVER)
    {
        var point = new tg_timeline_point { size = (uint)sizeof(tg_timeline_point), value = value, timeout_ns = timeout };
        return _api->wait(timeline, &point, session.Error);
    }

    public int Signal(tg_timeline* timeline, ulong value, uint flags = 0)
    {
        var point = new tg_timeline_point { size = (uint)sizeof(tg_timeline_point), value = value, flags = flags };
        return _api->signal(timeline, &point, session.Error);
    }

    /// <summary>Submits a program of host arguments, or a barrier, with one wait and one signal at most.</summary>
    public int Execute(ulong ticket, uint queue, tg_sync[] waits, tg_sync[] signals, tg_program* program = null, params tg_arg[] args)
    {
        fixed (tg_sync* firstWait = waits, firstSignal = signals)
        fixed (tg_arg* firstArgument = args)
        {
            var desc = new tg_execute
            {
                size = (uint)sizeof(tg_execute), program = program, ticket = ticket, queue = queue,
                args = firstArgument, arg_count = (uint)args.Length, arg_stride = (uint)sizeof(tg_arg),
                waits = firstWait, wait_count = (uint)waits.Length, wait_stride = (uint)sizeof(tg_sync),
                signals = firstSignal, signal_count = (uint)signals.Length, signal_stride = (uint)sizeof(tg_sync),
            };
            return Session.Api->execute(session.Device, &desc, session.Error);
        }
    }

    public static tg_sync Point(tg_timeline* timeline, ulong value) => new() { timeline = timeline, value = value };

    private static tg_timeline_api* Load(Session session)
    {
        void* table;
        fixed (byte* name = Tg.TG_EXTENSION_TIMELINE)
        {
            var query = new tg_extension_query { size = (uint)sizeof(tg_extension_query), name = name };
            session.Check(Session.Api->extension(session.Device, &query, &table, session.Error));
        }
        return (tg_timeline_api*)table;
    }
}
