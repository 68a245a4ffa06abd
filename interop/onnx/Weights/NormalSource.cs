// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Onnx.Weights;

/// <summary>
/// Standard normal numbers from a seed and a name; the same on every machine up to the last bit of the mathematical library.
/// SplitMix64 (Steele, Lea, Flood 2014), FNV-1a over the name, Box-Muller.
/// </summary>
internal struct NormalSource
{
    private ulong _state;

    public NormalSource(ulong seed, string name)
    {
        _state = 14695981039346656037 ^ seed;
        foreach (var letter in name)
            _state = (_state ^ letter) * 1099511628211;
    }

    public double Next() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    private double Uniform()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
