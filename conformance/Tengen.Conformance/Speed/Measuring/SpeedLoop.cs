// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Workers;
using Tengen.Host;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>The worker process while speed is measured: answers requests until its input ends. One thread.</summary>
internal static class SpeedLoop
{
    /// <returns>0, or 4 when the backend could not be brought up.</returns>
    public static int Run(Conversation supervisor, WorkerSettings settings)
    {
        SpeedSession session;
        try
        {
            session = new SpeedSession(settings);
        }
        catch (SubjectException e)
        {
            Send(supervisor, new SpeedReply { Refused = e.Message });
            return 4;
        }
        using (session)
        {
            Send(supervisor, new SpeedReply { Device = session.Device });
            while (supervisor.Next() is { } request)
                Send(supervisor, Answer(session, request.Speed ?? throw new InvalidDataException("a request that is not about speed")));
        }
        return 0;
    }

    private static SpeedReply Answer(SpeedSession session, SpeedRequest request)
    {
        try
        {
            return session.Answer(request);
        }
        catch (TengenException e)
        {
            return new SpeedReply { Failed = e.Message };
        }
#pragma warning disable CA1031 // Whatever else escapes is a fault of the suite and is reported as one.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new SpeedReply { Fault = e.ToString() };
        }
    }

    private static void Send(Conversation supervisor, SpeedReply reply) => supervisor.Send(new WorkerReply { Speed = reply });
}
