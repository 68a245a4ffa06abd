// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Tests;

/// <summary>The equations of ONNX RNN, GRU and LSTM with their default activations, one number at a time; time before batch.</summary>
/// <param name="variant"><c>linear_before_reset</c> or <c>input_forget</c>.</param>
/// <param name="inputs">X, W, R, B, sequence_lens, initial_h and, for LSTM, initial_c, P.</param>
internal sealed class PlainRecurrence(string op, int variant, int hidden, double[][] inputs)
{
    private readonly int _gates = op == "LSTM" ? 4 : op == "GRU" ? 3 : 1;

    /// <summary>Y, Y_h, Y_c.</summary>
    public double[][] Run(int steps, int batch, int width, int directions, bool reverse)
    {
        var y = new double[steps * directions * batch * hidden];
        var (last, lastCell) = (new double[directions * batch * hidden], new double[directions * batch * hidden]);
        for (var direction = 0; direction < directions; direction++)
            for (var member = 0; member < batch; member++)
            {
                var at = (direction * batch + member) * hidden;
                var h = inputs[5].AsSpan(at, hidden).ToArray();
                var c = op == "LSTM" ? inputs[6].AsSpan(at, hidden).ToArray() : new double[hidden];
                var length = (int)inputs[4][member];
                for (var step = 0; step < length; step++)
                {
                    var time = reverse || direction == 1 ? length - 1 - step : step;
                    h = Step(inputs[0].AsSpan((time * batch + member) * width, width).ToArray(), h, c, direction);
                    h.CopyTo(y, ((time * directions + direction) * batch + member) * hidden);
                }
                h.CopyTo(last, at);
                c.CopyTo(lastCell, at);
            }
        return [y, last, lastCell];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private double[] Step(double[] x, double[] h, double[] c, int direction)
    {
        var next = new double[hidden];
        double W(int gate, int unit) => Dot(inputs[1], (direction * _gates + gate) * hidden + unit, x) + inputs[3][direction * 2 * _gates * hidden + gate * hidden + unit];
        double Bias(int gate, int unit) => inputs[3][(direction * 2 + 1) * _gates * hidden + gate * hidden + unit];
        double R(int gate, int unit, double[] state) => Dot(inputs[2], (direction * _gates + gate) * hidden + unit, state);
        double Peephole(int gate, int unit) => inputs[7][(direction * 3 + gate) * hidden + unit];
        if (op == "RNN")
            return [.. next.Select((_, unit) => Math.Tanh(W(0, unit) + R(0, unit, h) + Bias(0, unit)))];
        if (op == "LSTM")
        {
            for (var unit = 0; unit < hidden; unit++)
            {
                var i = Sigmoid(W(0, unit) + R(0, unit, h) + Bias(0, unit) + Peephole(0, unit) * c[unit]);
                var f = variant != 0 ? 1 - i : Sigmoid(W(2, unit) + R(2, unit, h) + Bias(2, unit) + Peephole(2, unit) * c[unit]);
                c[unit] = f * c[unit] + i * Math.Tanh(W(3, unit) + R(3, unit, h) + Bias(3, unit));
                next[unit] = Sigmoid(W(1, unit) + R(1, unit, h) + Bias(1, unit) + Peephole(1, unit) * c[unit]) * Math.Tanh(c[unit]);
            }
            return next;
        }
        var reset = h.Select((state, unit) => Sigmoid(W(1, unit) + R(1, unit, h) + Bias(1, unit))).ToArray();
        var resetState = h.Zip(reset, (state, factor) => state * factor).ToArray();
        for (var unit = 0; unit < hidden; unit++)
        {
            var z = Sigmoid(W(0, unit) + R(0, unit, h) + Bias(0, unit));
            var linear = variant != 0 ? reset[unit] * (R(2, unit, h) + Bias(2, unit)) : R(2, unit, resetState) + Bias(2, unit);
            next[unit] = (1 - z) * Math.Tanh(W(2, unit) + linear) + z * h[unit];
        }
        return next;
    }

    private static double Dot(double[] matrix, int row, double[] vector)
    {
        var sum = 0.0;
        for (var k = 0; k < vector.Length; k++)
            sum += matrix[row * vector.Length + k] * vector[k];
        return sum;
    }
}
