// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Tengen.Tests;

namespace Tengen.Interop.OnnxRuntime.Tests;

/// <summary>Asynchronous plugins that break their obligations: the plugin and the rule are named, and the process goes on.</summary>
public sealed class MisbehaviourTests
{
    private static readonly TensorData X = TensorData.Random(1, 2, 4);

    [Fact]
    public void A_run_that_is_never_reported_ends_with_the_patience()
    {
        using (var session = Zoo("never-reported", ("patience", "0.5")))
        {
            Works(session, runs: 2);
            Fails(session, "never-reported", "TG-P-18", "not reported within 0.5 s");
            Fails(session, "never-reported", "TG-P-18", "a new session opens it again");
        }
        AnotherSessionWorks();
        using var again = Zoo("never-reported", ("patience", "0.5"));
        Works(again, runs: 1);
    }

    [Fact]
    public void A_device_that_is_reported_lost_is_not_used_any_more()
    {
        using var session = Zoo("lost-and-goes-on");
        Works(session, runs: 1);
        Fails(session, "lost-and-goes-on", "DEVICE_LOST");
        Fails(session, "lost-and-goes-on", "DEVICE_LOST", "a new session opens it again");
        AnotherSessionWorks();
    }

    [Fact]
    public void Busy_with_nothing_pending_fails_the_run_alone()
    {
        using var session = Zoo("busy-when-idle");
        Works(session, runs: 4);
        Fails(session, "queue 0", "BUSY", "TG-P-20");
        Works(session, runs: 4);
        AnotherSessionWorks();
    }

    [Fact]
    public void A_claim_that_does_not_compile_fails_the_session_alone()
    {
        using var session = Zoo("claim-lies");
        Fails(session, "claim-lies", "MatMul");
        AnotherSessionWorks();
    }

    [Theory]
    [InlineData("reported-twice", "TG-P-18", "reported before")]
    [InlineData("ticket-nobody-gave", "TG-P-18", "nobody gave it")]
    public async Task What_a_plugin_breaks_while_its_results_are_right_is_logged(string configuration, string rule, string says)
    {
        var outcome = await CHost.Run(Models.Mlp(), "thrice", Backend.Of(Backend.Built("zoo"), ("open.zoo", configuration)));
        Assert.True(outcome.ExitCode == 0, $"exit code {outcome.ExitCode}: {outcome.Errors}");
        using var plain = Runtime.Plain(Models.Mlp());
        Assert.Null(TensorData.Of(outcome.Numbers[^9..], 3, 3).Differs(Runtime.Run(plain, CHost.Input)[0], 1e-4, 1e-6));
        Assert.Contains(outcome.Errors.Split('\n'), line =>
            line.Contains("libtengen_zoo.so", StringComparison.Ordinal) && line.Contains($"broke {rule}", StringComparison.Ordinal) && line.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reported-twice")]
    [InlineData("ticket-nobody-gave")]
    public void Wrong_reports_do_not_disturb_the_runs_they_are_not_about(string configuration)
    {
        using var session = Zoo(configuration);
        Works(session, runs: 20);
        AnotherSessionWorks();
    }

    [Theory]
    [InlineData("out-of-order")]
    [InlineData("ok-while-pending")]
    public void Runs_that_overlap_come_out_right_or_name_the_rule(string configuration)
    {
        using var session = Zoo(configuration, ("patience", "2"));
        using var plain = Runtime.Plain(Models.Mlp());
        var wanted = Runtime.Run(plain, X)[0];
        var faults = new ConcurrentBag<string>();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (var run = 0; run < 25; run++)
                try
                {
                    if (Runtime.Run(session, X)[0].Differs(wanted, 1e-4, 1e-6) is { } difference)
                        faults.Add(difference);
                }
                catch (OnnxRuntimeException failure) when (failure.Message.Contains("libtengen_zoo.so", StringComparison.Ordinal) && failure.Message.Contains("TG-P-", StringComparison.Ordinal))
                {
                    // The host could not tell which run a report was about, and says so.
                }
        });
        Assert.Empty(faults);
        AnotherSessionWorks();
    }

    private static InferenceSession Zoo(string configuration, params (string, string)[] more) =>
        Runtime.With(Models.Mlp(), Backend.Of(Backend.Built("zoo"), [("open.zoo", configuration), .. more]), strict: true);

    private static void AnotherSessionWorks()
    {
        using var session = Runtime.With(Models.Mlp(), Backend.Options("tiny"), strict: true);
        Works(session, runs: 1);
    }

    private static void Works(InferenceSession session, int runs)
    {
        using var plain = Runtime.Plain(Models.Mlp());
        for (var run = 0; run < runs; run++)
            ModelTests.Same(plain, session, X);
    }

    private static void Fails(InferenceSession session, params string[] says)
    {
        var failure = Assert.Throws<OnnxRuntimeException>(() => Runtime.Run(session, X));
        Assert.All((string[])["libtengen_zoo.so", .. says], text => Assert.Contains(text, failure.Message, StringComparison.Ordinal));
    }
}
