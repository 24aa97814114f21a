using System.Globalization;
using System.Runtime.CompilerServices;

namespace Reproducible.Torch.Modules;

/// <summary>Refusals that libtorch would word worse, or not utter.</summary>
internal static class Check
{
    internal static void Probability(double p, [CallerArgumentExpression(nameof(p))] string name = "")
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} is {p}: give a probability from 0 to 1."), name);
        }
    }

    internal static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}: give 0 or more."), name);
        }
    }

    internal static void Positive(long value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value <= 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}: give 1 or more."), name);
        }
    }

    /// <summary>0 included, 1 excluded, as decay rates are.</summary>
    internal static void Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && value < 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}: give at least 0 and less than 1."), name);
        }
    }
}
