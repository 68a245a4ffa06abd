// SPDX-License-Identifier: Apache-2.0
namespace Placeholder;
public sealed class Smoke { [Fact] public void Runs() => Assert.True(true); }
