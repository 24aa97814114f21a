using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>Schedules one after another; the next begins at its milestone, from its own beginning. A warm-up is a LinearLR before another.</summary>
public sealed class SequentialLR : lr_scheduler.LRScheduler
{
    private readonly lr_scheduler.LRScheduler[] schedulers;
    private readonly int[] milestones;

    internal SequentialLR(Optimizer optimizer, IEnumerable<lr_scheduler.LRScheduler> schedulers, IEnumerable<int> milestones)
        : base(optimizer)
    {
        (this.schedulers, this.milestones) = ([.. schedulers], [.. milestones]);
        if (this.milestones.Length != this.schedulers.Length - 1)
        {
            throw new ArgumentException(
                $"{this.schedulers.Length} schedules need {this.schedulers.Length - 1} milestones between them, {this.milestones.Length} were given.", nameof(milestones));
        }

        if (this.schedulers.Any(scheduler => scheduler.Optimizer != optimizer))
        {
            throw new ArgumentException("A schedule in the sequence turns another optimizer; make all of them for the same one.", nameof(schedulers));
        }

        // Each schedule has set its own first rate when it was made: all but the first one's are undone.
        foreach (var group in Groups)
        {
            group.LearningRate = group.InitialLearningRate;
        }

        foreach (var scheduler in this.schedulers)
        {
            scheduler.last_epoch--;
        }

        last_epoch = 0;
        this.schedulers[0].Begin();
        TakeOver(this.schedulers[0]);
    }

    public override void step()
    {
        last_epoch++;
        var begun = milestones.Count(milestone => milestone <= last_epoch);
        if (begun > 0 && milestones[begun - 1] == last_epoch)
        {
            schedulers[begun].StartOver();
        }
        else
        {
            schedulers[begun].step();
        }

        TakeOver(schedulers[begun]);
    }

    public override IReadOnlyDictionary<string, double> state_dict()
    {
        Dictionary<string, double> state = new(base.state_dict());
        for (var i = 0; i < schedulers.Length; i++)
        {
            foreach (var (name, value) in schedulers[i].state_dict())
            {
                state[FormattableString.Invariant($"{i}.{name}")] = value;
            }
        }

        return state;
    }

    public override void load_state_dict(IReadOnlyDictionary<string, double> state_dict)
    {
        base.load_state_dict(state_dict);
        for (var i = 0; i < schedulers.Length; i++)
        {
            var prefix = FormattableString.Invariant($"{i}.");
            schedulers[i].load_state_dict(state_dict
                .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value));
        }
    }

    internal override void StartOver() =>
        throw new ArgumentException("A sequence can't stand in another sequence after its beginning; put its schedules into the outer one.");

    private protected override double Rate(int group) => Groups[group].LearningRate;

    private void TakeOver(lr_scheduler.LRScheduler scheduler)
    {
        var rates = scheduler.get_last_lr().ToArray();
        rates.CopyTo(LastRates, 0);
    }
}
