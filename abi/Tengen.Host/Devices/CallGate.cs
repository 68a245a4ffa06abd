// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>Holds a SERIAL device's one call at a time (TG-H-4); nothing for other devices.</summary>
internal readonly ref struct CallGate
{
    private readonly Lock? _gate;

    public CallGate(Lock? gate)
    {
        _gate = gate;
        gate?.Enter();
    }

    public void Dispose() => _gate?.Exit();
}
