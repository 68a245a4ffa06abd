// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Execution;

/// <summary>Where else a case must come to what it came to alone, in the order in which it is asked.</summary>
public enum Place
{
    /// <summary>On the device, while another program of the same graph is alive that has run on other data.</summary>
    BesideProgram,

    /// <summary>On a second device of the same backend, opened beside the first.</summary>
    SecondDevice,

    /// <summary>On the first device, while the second one is open.</summary>
    BesideDevice,

    /// <summary>On another queue than the first; nothing else runs.</summary>
    LaterQueue,
}
