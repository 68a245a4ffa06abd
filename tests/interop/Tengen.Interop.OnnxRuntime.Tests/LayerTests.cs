// SPDX-License-Identifier: Apache-2.0
using Microsoft.ML.OnnxRuntime;
using Tengen.Tests;

namespace Tengen.Interop.OnnxRuntime.Tests;

/// <summary>The option <c>layer</c>.</summary>
public sealed class LayerTests
{
    [Theory]
    [InlineData("validate")]
    [InlineData("delay")]
    [InlineData("validate,delay")]
    [InlineData("delay, validate")]
    public async Task A_model_runs_under_layers_named_beside_the_backend(string layers)
    {
        var outcome = await CHost.Run(Models.Mlp(), "thrice", Backend.Of(Backend.Built("tiny"), ("layer", layers)));
        Assert.True(outcome.ExitCode == 0, $"exit code {outcome.ExitCode}: {outcome.Errors}");
        using var plain = Runtime.Plain(Models.Mlp());
        Assert.Null(TensorData.Of(outcome.Numbers[^9..], 3, 3).Differs(Runtime.Run(plain, CHost.Input)[0], 1e-4, 1e-6));
        Assert.Contains($"libtengen_layer_{layers.Split(',')[0]}.so", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("broke TG-", outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("delay")]
    public void A_network_runs_under_a_layer_given_by_its_path(string layer)
    {
        var model = OfficialModelTests.Model("squeezenet");
        using var session = Runtime.With(model, Backend.Of(Published.Cpu, ("layer", Backend.Built($"layer_{layer}"))), strict: true);
        using var plain = Runtime.Plain(model);
        ModelTests.Same(plain, session, OfficialModelTests.Input(plain));
    }

    /// <summary>The host sees the same and says it in its own words, which end otherwise.</summary>
    [Fact]
    public async Task What_validate_finds_in_a_backend_is_logged_with_its_rule()
    {
        var outcome = await CHost.Run(Models.Mlp(), "thrice", Backend.Of(Backend.Built("zoo"), ("open.zoo", "reported-twice"), ("layer", "validate")));
        Assert.Matches("libtengen_zoo.so' broke TG-P-18: queue 0: ticket 1 was reported, it is not pending: reported before, answered OK or refused(?! by execute)", outcome.Errors);
    }

    [Theory]
    [InlineData("valid", "'valid'")]
    [InlineData("validate,", "''")]
    [InlineData("../validate", "'../validate'")]
    [InlineData("/nowhere/libtengen_layer_none.so", "/nowhere/libtengen_layer_none.so")]
    public void A_layer_that_is_not_there_is_named(string layer, string says)
    {
        var failure = Assert.Throws<OnnxRuntimeException>(() => Runtime.With(Models.Mlp(), Backend.Of(Backend.Built("tiny"), ("layer", layer))));
        Assert.Contains("option 'layer' names", failure.Message, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }
}
