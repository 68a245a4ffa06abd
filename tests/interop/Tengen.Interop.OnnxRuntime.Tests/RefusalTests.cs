// SPDX-License-Identifier: Apache-2.0
using Microsoft.ML.OnnxRuntime;
using Tengen.Tests;

namespace Tengen.Interop.OnnxRuntime.Tests;

/// <summary>What is wrong becomes an OrtStatus that says what, and whose fault it is.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Without_a_backend_the_options_are_listed() => Refused([], "option 'backend' is missing", "open.KEY=VALUE");

    [Fact]
    public void An_unknown_option_is_named() => Refused(Backend.Of(Backend.Built("tiny"), ("colour", "red")), "'colour'", "the options are backend=PATH");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    public void A_patience_that_is_no_time_is_refused(string patience) => Refused(Backend.Of(Backend.Built("tiny"), ("patience", patience)), $"'{patience}'", "seconds");

    [Fact]
    public void A_relative_path_is_refused() => Refused(Backend.Of("libtengen_tiny.so"), "'libtengen_tiny.so'", "absolute");

    [Fact]
    public void A_missing_plugin_is_named() => Refused(Backend.Of("/nowhere/libtengen_none.so"), "/nowhere/libtengen_none.so", "no such file");

    [Fact]
    public void A_file_that_is_no_library_is_refused() => Refused(Backend.Of(Repository.PathOf("LICENSE")), "LICENSE");

    [Fact]
    public void A_managed_plugin_needs_a_runtime()
    {
        var assembly = typeof(RefusalTests).Assembly.Location;
        Refused(Backend.Of(assembly), assembly, "NativeAOT", "native library");
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused() => Refused(Backend.Of(Backend.Built("tiny"), ("device", "99")), "99");

    [Fact]
    public void An_option_that_the_plugin_does_not_know_is_refused_in_its_words() =>
        Refused(Backend.Of(Backend.Built("tiny"), ("open.colour", "red")), "libtengen_tiny.so", "TG-P-14", "unknown option 'colour'");

    [Fact]
    public void A_plugin_that_claims_and_does_not_compile_is_named() =>
        Refused(Backend.Of(Backend.Built("zoo"), ("open.zoo", "claim-lies")), "libtengen_zoo.so", "MatMul");

    [Fact]
    public void A_plugin_that_refuses_everything_leaves_everything_to_ONNX_Runtime()
    {
        using var session = Runtime.With(Models.Mlp(), Backend.Of(Backend.Built("null")));
        using var plain = Runtime.Plain(Models.Mlp());
        ModelTests.Same(plain, session, TensorData.Random(1, 2, 4));
    }

    [Fact]
    public void A_failed_run_says_so_and_the_next_one_works()
    {
        using var session = Runtime.With(Models.Mlp(), Backend.Of(Backend.Built("tiny"), ("open.mode", "async"), ("open.fail_every", "2")), strict: true);
        using var plain = Runtime.Plain(Models.Mlp());
        var x = TensorData.Random(1, 2, 4);
        ModelTests.Same(plain, session, x);
        var failure = Assert.Throws<OnnxRuntimeException>(() => Runtime.Run(session, x));
        Assert.Contains("libtengen_tiny.so", failure.Message, StringComparison.Ordinal);
        Assert.Contains("EXECUTION_FAILED", failure.Message, StringComparison.Ordinal);
        ModelTests.Same(plain, session, x);
    }

    [Fact]
    public void A_lost_device_fails_its_sessions_and_a_new_session_opens_it_again()
    {
        var options = Backend.Of(Backend.Built("tiny"), ("open.mode", "async"), ("open.lose_after", "2"));
        using var plain = Runtime.Plain(Models.Mlp());
        var x = TensorData.Random(1, 2, 4);
        using var session = Runtime.With(Models.Mlp(), options, strict: true);
        ModelTests.Same(plain, session, x);
        Assert.Contains("DEVICE_LOST", Assert.Throws<OnnxRuntimeException>(() => Runtime.Run(session, x)).Message, StringComparison.Ordinal);
        Assert.Contains("DEVICE_LOST", Assert.Throws<OnnxRuntimeException>(() => Runtime.Run(session, x)).Message, StringComparison.Ordinal);
        using var again = Runtime.With(Models.Mlp(), options, strict: true);
        ModelTests.Same(plain, again, x);
    }

    private static void Refused(Dictionary<string, string> options, params string[] says)
    {
        var failure = Assert.Throws<OnnxRuntimeException>(() =>
        {
            using var session = Runtime.With(Models.Mlp(), options);
            Runtime.Run(session, TensorData.Random(1, 2, 4));
        });
        Assert.All(says, text => Assert.Contains(text, failure.Message, StringComparison.Ordinal));
    }
}
