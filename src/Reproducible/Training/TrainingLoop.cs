using Reproducible.Runs;
using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>The one training loop. Every strategy goes through it, and no choice in it looks at a score: the last step's weights are the result.</summary>
internal sealed class TrainingLoop(RunSpec spec, Network network, RunData data, FrozenFeatures frozen, IFlightRecorder recorder) : IDisposable
{
    private readonly Recipe recipe = spec.Recipe;
    private readonly Generator generator = new();
    private readonly Tally tally = new(data.Classes[0]);
    private readonly Replay? replay = data.Replay is null ? null : new(data.Replay, spec.Seed);
    private readonly List<EpochMetrics> table = [];
    private readonly Tensor[] labels = new Tensor[data.Classes.Count];
    private readonly Tensor[] losses = new Tensor[data.Classes.Count];
    private readonly Parameter? learned = spec.Strategy.Weighting.Learns
        ? new Parameter(zeros(data.Classes.Count, device: data.Device))
        : null;

    private long step;
    private int epoch = 1;
    private int at;

    private int StepsPerEpoch => (data.Train.Count + recipe.BatchSize - 1) / recipe.BatchSize;

    private long Steps => recipe.Steps ?? (long)recipe.Epochs * StepsPerEpoch;

    private int Epochs => (int)((Steps + StepsPerEpoch - 1) / StepsPerEpoch);

    /// <summary>All weights and buffers, and what the loss learned, live, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights => Learning.WeightsOf(network, learned).ToDictionary();

    /// <summary>Trains to the last step, or to the first whose loss is not finite; from where the recorder says.</summary>
    /// <returns>The epochs that were evaluated, and the step that diverged, counted from 1; null when none did.</returns>
    public (IReadOnlyList<EpochMetrics> Epochs, long? FailedStep) Run()
    {
        var groups = Groups();
        using var optimizer = recipe.Optimizer.Create(groups);
        var rates = optimizer.ParamGroups.Zip(groups, (live, group) => (live, group.Peak)).ToArray();
        Begin(new(network, optimizer, learned));
        var (features, validated) = (frozen.Train, frozen.Validation);

        // One delegate for all steps: what is called in each makes no garbage but its tensors' wrappers.
        var here = Here;
        do
        {
            using var order = OrderOf(epoch);
            network.SetTraining(true);
            while (at < data.Train.Count && step < Steps)
            {
                foreach (var (live, peak) in rates)
                {
                    live.LearningRate = peak * recipe.Schedule.Factor(step, Steps);
                }

                using var scope = NewDisposeScope();
                var loss = Step(optimizer, order, features);
                (step, at) = (step + 1, at + recipe.BatchSize);
                recorder.Lost(step, epoch, loss, rates[0].live.LearningRate);
                if (!float.IsFinite(loss))
                {
                    return (table, step);
                }

                recorder.Rest(step, endOfEpoch: at >= data.Train.Count || step == Steps, here);
            }

            if (epoch % recipe.EvaluateEvery == 0 || step == Steps)
            {
                var validation = Evaluation.Of(network, data.Transform, data.Validation, data.Classes, validated)[0];
                table.Add(new(epoch, step, rates[0].live.LearningRate, tally.Take(), validation));
                recorder.Evaluated(table[^1]);
            }

            (epoch, at) = (epoch + 1, 0);
        }
        while (step < Steps);

        return (table, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        learned?.Dispose();
        replay?.Dispose();
        tally.Dispose();
        generator.Dispose();
    }

    private void Begin(Learning learning)
    {
        if (recorder.Begin(learning, Epochs, Steps) is not { } place)
        {
            return;
        }

        (step, epoch, at) = (place.Step, place.Epoch, place.At);
        table.AddRange(place.Table);
        tally.Sums = (place.Counts, place.LossSum);
        if (replay is not null && place.Replay is { } replayed)
        {
            replay.Place = replayed;
        }
    }

    private Place Here()
    {
        var (counts, lossSum) = tally.Sums;

        return new(step, epoch, at, [.. table], counts, lossSum, replay?.Place);
    }

    /// <returns>The loss before the step; where it is not finite, nothing was learned from it.</returns>
    private float Step(optim.Optimizer optimizer, Tensor order, SplitFeatures? features)
    {
        manual_seed(Streams.Seed(spec.Seed, Streams.Dropout, epoch, step)).Dispose();
        var count = Math.Min(recipe.BatchSize, data.Train.Count - at);
        var input = Input(order.narrow(0, at, count), count, features);
        Tensor loss;
        using (autocast(data.Device.type, ScalarType.BFloat16, enabled: recipe.Dtype == "bfloat16"))
        {
            var logits = network.Logits(input);
            for (var task = 0; task < losses.Length; task++)
            {
                // The metrics of an epoch are those of its first task.
                losses[task] = task == 0
                    ? tally.AddAndLose(logits[0], labels[0], recipe.LabelSmoothing)
                    : nn.functional.cross_entropy(logits[task], labels[task], ignore_index: LabelledImages.NoLabel, label_smoothing: recipe.LabelSmoothing);
            }

            loss = spec.Strategy.Weighting.Combine(losses, learned);
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

    /// <summary>What the part of the network that learns is given, and <see cref="labels"/> with it.</summary>
    /// <param name="batch">[count] numbers of training examples.</param>
    /// <param name="features">Of all training examples, when they are kept.</param>
    private Tensor Input(Tensor batch, int count, SplitFeatures? features)
    {
        var examples = batch;
        var images = features is null ? data.Train.Images.index_select(0, batch) : null;
        var others = replay?.Next(count);
        if (others is not null)
        {
            examples = cat([batch, others]);
            images = cat([images!, replay!.ImagesAt(others)]);
        }

        for (var task = 0; task < labels.Length; task++)
        {
            var own = data.Train.Labels[task].index_select(0, batch);
            labels[task] = others is null ? own : cat([own, replay!.LabelsAt(others, task)]);
        }

        if (images is not null && recipe.Augments)
        {
            generator.manual_seed(Streams.Seed(spec.Seed, Streams.Augmentation, epoch, step));
            images = Transform.Augment(images, recipe, generator);
        }

        recorder.Draws(examples, images);

        return features?.At(batch) ?? network.Prefix(data.Transform.Apply(images!));
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
