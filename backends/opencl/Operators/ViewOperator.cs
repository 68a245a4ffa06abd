// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Operators;

/// <summary>Reshape, Flatten, Identity: the same elements under the dims that the graph already names.</summary>
internal sealed class ViewOperator(string name, int since, int until, params ImmutableArray<string> attributes)
    : Operator(name, since, until, TypeSets.Any, attributes)
{
    public override void Build(PlanBuilder plan, Node node) => Movement.View(plan, node.Inputs[0], node.Outputs[0]);
}
