// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Cli.Tests.Tutorials;

/// <summary>docs/first-backend.md, carried out as it stands.</summary>
public sealed class FirstBackendTests
{
    [Fact]
    public async Task What_the_page_says_comes_true()
    {
        var page = await File.ReadAllLinesAsync(Repository.PathOf("docs/first-backend.md"), TestContext.Current.CancellationToken);
        var steps = TutorialStep.Of(page).ToList();
        Assert.Contains(steps, step => step.Kind == "diff");
        using var reader = new Reader();
        for (var i = 0; i < steps.Count; i++)
            await reader.Follow(steps[i], steps.ElementAtOrDefault(i + 1));
    }
}
