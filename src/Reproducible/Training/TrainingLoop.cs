using System.Diagnostics;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>The one training loop. Every strategy goes through it, and no choice in it looks at a score: the last step's weights are the result.</summary>
internal sealed class TrainingLoop(RunSpec spec, Network network, RunData data) : IDisposable
{
    private const int MillisecondsBetweenReports = 1000;

    private readonly Recipe recipe = spec.Recipe;
    private readonly Generator generator = new();
    private readonly Tally tally = new(data.Classes[0]);
    private readonly Parameter? learned = spec.Strategy.Weighting.Learns
        ? new Parameter(zeros(data.Classes.Count, device: data.Device))
        : null;

    private int StepsPerEpoch => (data.Train.Count + recipe.BatchSize - 1) / recipe.BatchSize;

    private long Steps => recipe.Steps ?? (long)recipe.Epochs * StepsPerEpoch;

    private int Epochs => (int)((Steps + StepsPerEpoch - 1) / StepsPerEpoch);

    /// <summary>Weights of the loss that learned along; null for a weighting that does not learn. The loop's.</summary>
    public Tensor? Learned => learned;

    /// <summary>Trains to the last step, or to the first whose loss is not finite.</summary>
    /// <returns>The epochs that were evaluated, and the step that diverged, counted from 1; null when none did.</returns>
    public (IReadOnlyList<EpochMetrics> Epochs, long? FailedStep) Run(IProgress<RunProgress> progress, string id, CancellationToken cancel)
    {
        using var frozen = new FrozenFeatures(network, data, keepTrain: !recipe.Augments && data.Replay is null);
        using var replay = data.Replay is null ? null : new Replay(data.Replay, spec.Seed);
        var groups = Groups();
        using var optimizer = recipe.Optimizer.Create(groups);
        var rates = optimizer.ParamGroups.Zip(groups, (live, group) => (live, group.Peak)).ToList();
        var table = new List<EpochMetrics>();
        var pace = Stopwatch.StartNew();
        progress.Report(new(id, 0, Epochs));

        for (var (step, epoch) = (0L, 1); step < Steps; epoch++)
        {
            using var order = OrderOf(epoch);
            network.SetTraining(true);
            for (var at = 0; at < data.Train.Count && step < Steps; at += recipe.BatchSize, step++)
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var (live, peak) in rates)
                {
                    live.LearningRate = peak * recipe.Schedule.Factor(step, Steps);
                }

                using var scope = NewDisposeScope();
                var batch = order.narrow(0, at, Math.Min(recipe.BatchSize, data.Train.Count - at));
                if (!float.IsFinite(Step(optimizer, batch, frozen.Train, replay, epoch, step)))
                {
                    return (table, step + 1);
                }

                if (pace.ElapsedMilliseconds > MillisecondsBetweenReports)
                {
                    progress.Report(At(epoch - 1, step + 1));
                    pace.Restart();
                }
            }

            if (epoch % recipe.EvaluateEvery == 0 || step == Steps)
            {
                var validation = Evaluation.Of(network, data.Transform, data.Validation, data.Classes, frozen.Validation)[0];
                table.Add(new(epoch, step, rates[0].live.LearningRate, tally.Take(), validation));
                progress.Report(At(epoch, step));
            }
        }

        return (table, null);

        RunProgress At(int epochs, long steps) =>
            new(id, epochs, Epochs, table.LastOrDefault()?.Train.Loss, table.LastOrDefault()?.Validation.Accuracy, (double)steps / Steps);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        learned?.Dispose();
        generator.Dispose();
    }

    private float Step(optim.Optimizer optimizer, Tensor batch, Tensor? features, Replay? replay, int epoch, long step)
    {
        manual_seed(Streams.Seed(spec.Seed, Streams.Dropout, epoch, step));
        var labels = data.Train.Labels.Select(all => all.index_select(0, batch)).ToList();
        var images = features is null ? data.Train.Images.index_select(0, batch) : null;
        if (replay?.Next((int)batch.shape[0]) is { } others)
        {
            images = cat([images!, others.Images]);
            labels = [.. labels.Zip(others.Labels, (own, other) => cat([own, other]))];
        }

        generator.manual_seed(Streams.Seed(spec.Seed, Streams.Augmentation, epoch, step));
        var input = features?.index_select(0, batch) ?? network.Prefix(data.Transform.Apply(Transform.Augment(images!, recipe, generator)));
        Tensor loss;
        using (autocast(data.Device.type, ScalarType.BFloat16, enabled: recipe.Dtype == "bfloat16"))
        {
            var logits = network.Logits(input);
            loss = spec.Strategy.Weighting.Combine(
                [.. logits.Zip(labels, (guess, truth) => nn.functional.cross_entropy(guess, truth, ignore_index: LabelledImages.NoLabel, label_smoothing: recipe.LabelSmoothing))],
                learned);
            tally.Add(logits[0], labels[0]);
        }

        var value = loss.item<float>();
        if (float.IsFinite(value))
        {
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }

        return value;
    }

    private Tensor OrderOf(int epoch)
    {
        generator.manual_seed(Streams.Seed(spec.Seed, Streams.Order, epoch));

        return randperm(data.Train.Count, generator: generator).to(data.Device).DetachFromDisposeScope();
    }

    private List<WeightGroup> Groups()
    {
        // Heads come first: theirs is the rate that is reported.
        var weights = network.Weights
            .Where(entry => entry.Rate > 0)
            .GroupBy(entry => entry.Rate * (entry.Weight.IsHead ? recipe.LearningRate : recipe.BackboneLearningRate ?? recipe.LearningRate))
            .OrderByDescending(group => group.Any(entry => entry.Weight.IsHead))
            .Select(group => new WeightGroup([.. group.Select(entry => entry.Parameter)], group.Key, recipe.WeightDecay))
            .ToList();

        return learned is null ? weights : [.. weights, new([learned], recipe.LearningRate, Decay: 0)];
    }
}
