namespace Reproducible.Traces;

/// <summary>Goes through two traces in step order, up to the first difference.</summary>
internal sealed class TracePair(Trace recorded, Trace again)
{
    internal static bool SameBits(float one, float other) => BitConverter.SingleToUInt32Bits(one) == BitConverter.SingleToUInt32Bits(other);

    internal TraceDifference? First()
    {
        if (FirstDifferingName() is { } name)
        {
            return new TraceDifference(0, TraceCause.Tensors, null, null, name, null);
        }

        var found = Earlier(FirstOfSteps(), FirstOfWeights());
        if (found is { } difference)
        {
            return Described(difference.Step, difference.Cause);
        }

        // All records are alike; only one of the two says that the run ended.
        return recorded.IsComplete == again.IsComplete ? null : Described(LastStep(recorded) + 1, TraceCause.Length);
    }

    private string? FirstDifferingName()
    {
        var (one, other) = (recorded.Tensors, again.Tensors);
        for (var index = 0; index < Math.Max(one.Count, other.Count); index++)
        {
            if (index >= one.Count || index >= other.Count || one[index] != other[index])
            {
                return index < one.Count ? one[index] : other[index];
            }
        }

        return null;
    }

    private (long Step, TraceCause Cause)? FirstOfSteps()
    {
        var (one, other) = (recorded.Steps, again.Steps);
        for (var index = 0; index < Math.Max(one.Count, other.Count); index++)
        {
            if (index >= one.Count || index >= other.Count)
            {
                return ((index < one.Count ? one : other)[index].Step, TraceCause.Length);
            }

            if (one[index].Step != other[index].Step)
            {
                return (Math.Min(one[index].Step, other[index].Step), TraceCause.Length);
            }

            if (CauseOf(one[index], other[index]) is { } cause)
            {
                return (one[index].Step, cause);
            }
        }

        return null;
    }

    private (long Step, TraceCause Cause)? FirstOfWeights()
    {
        var (one, other) = (recorded.Weights, again.Weights);
        for (var index = 0; index < Math.Max(one.Count, other.Count); index++)
        {
            if (index >= one.Count || index >= other.Count)
            {
                return ((index < one.Count ? one : other)[index].Step, TraceCause.Length);
            }

            if (one[index].Step != other[index].Step)
            {
                return (Math.Min(one[index].Step, other[index].Step), TraceCause.Length);
            }

            if (!one[index].Hashes.SequenceEqual(other[index].Hashes))
            {
                return (one[index].Step, one[index].Step == 0 ? TraceCause.StartWeights : TraceCause.Weights);
            }
        }

        return null;
    }

    // At the same step, what the step shows comes before the weights after it.
    private static (long Step, TraceCause Cause)? Earlier((long Step, TraceCause Cause)? steps, (long Step, TraceCause Cause)? weights) =>
        steps is null || weights?.Step < steps.Value.Step ? weights : steps;

    private static TraceCause? CauseOf(in TraceStep one, in TraceStep other) =>
        one.Batch != other.Batch || one.Epoch != other.Epoch ? TraceCause.Batch
        : one.Input != other.Input && one.Input != 0 && other.Input != 0 ? TraceCause.Input
        : BitConverter.DoubleToUInt64Bits(one.LearningRate) != BitConverter.DoubleToUInt64Bits(other.LearningRate) ? TraceCause.LearningRate
        : !SameBits(one.Loss, other.Loss) ? TraceCause.Loss
        : one.Weights != other.Weights && one.Weights != 0 && other.Weights != 0 ? TraceCause.Weights
        : null;

    private TraceDifference Described(long step, TraceCause cause)
    {
        var (tensor, tensorStep) = FirstTensorFrom(step);
        return new TraceDifference(step, cause, LossAt(recorded, step), LossAt(again, step), tensor, tensorStep);
    }

    private (string? Tensor, long? Step) FirstTensorFrom(long step)
    {
        var others = again.Weights.Where(weights => weights.Step >= step).GroupBy(weights => weights.Step).ToDictionary(same => same.Key, same => same.Last().Hashes);
        foreach (var weights in recorded.Weights.Where(weights => weights.Step >= step))
        {
            if (!others.TryGetValue(weights.Step, out var hashes))
            {
                continue;
            }

            for (var index = 0; index < hashes.Count; index++)
            {
                if (weights.Hashes[index] != hashes[index])
                {
                    return (recorded.Tensors[index], weights.Step);
                }
            }
        }

        return (null, null);
    }

    private static float? LossAt(Trace trace, long step)
    {
        foreach (var one in trace.Steps)
        {
            if (one.Step == step)
            {
                return one.Loss;
            }
        }

        return null;
    }

    private static long LastStep(Trace trace) => trace.Steps.Count == 0 ? 0 : trace.Steps[^1].Step;
}
