// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Contract;

/// <summary>Changes one thing of a sound graph. What it puts in must live in <paramref name="room"/>.</summary>
internal unsafe delegate void GraphChange(tg_graph* graph, NativeRoom room);

/// <summary>A single change that makes a claimed graph one that must not be taken.</summary>
/// <param name="Name">Of the case, after the area.</param>
/// <param name="What">For a failure's text: what the graph has now.</param>
/// <param name="Rule">The obligation that says so.</param>
/// <param name="Answer">What the device must answer.</param>
/// <param name="Change">The change.</param>
/// <param name="Form">Of the graph that is changed.</param>
internal sealed record GraphMutation(string Name, string What, string Rule, GraphAnswer Answer, GraphChange Change, GraphForm Form = GraphForm.Single);

/// <summary>What graph_query and program_create answer to a changed graph. In no case is there a program.</summary>
internal enum GraphAnswer
{
    /// <summary>INVALID_ARGUMENT, both.</summary>
    Invalid,

    /// <summary>TOO_NEW, both.</summary>
    TooNew,

    /// <summary>The query answers NO or IF_*, program_create declines.</summary>
    No,

    /// <summary>As <see cref="No"/>, or INVALID_ARGUMENT: what contradicts itself may be refused as a whole.</summary>
    NoOrInvalid,

    /// <summary>Legal to ask, so answered NO or IF_*; program_create declines or answers INVALID_ARGUMENT.</summary>
    OnlyToAsk,

    /// <summary>As <see cref="NoOrInvalid"/>, or program_create answers OUT_OF_MEMORY.</summary>
    TooLarge,
}
