using Reproducible.Torch.Profiling;

namespace Reproducible.Training;

/// <summary>The recorded operators of some steps.</summary>
/// <param name="window">As it came out.</param>
/// <param name="marks">One a step, in order.</param>
/// <param name="events">In order of beginning.</param>
/// <param name="losses">From the run's first step.</param>
internal sealed class StepProfile(ProfileWindow window, IReadOnlyList<StepMarks> marks, IReadOnlyList<OperatorEvent> events, long dropped, IReadOnlyList<float> losses)
{
    private const string Wrapper = "autograd::engine::evaluate_function: ";
    private const string OwnNode = "torch::autograd::CppNode<";
    private const double PerMillisecond = 1e6;

    /// <summary>In order of beginning.</summary>
    public IReadOnlyList<OperatorEvent> Events => events;

    /// <summary>In order of beginning.</summary>
    public IReadOnlyList<PhaseSpan> Spans { get; } = [.. marks.SelectMany(step => step.Phases(events))];

    /// <summary>Adds up.</summary>
    public ProfileSummary Summary()
    {
        var selves = SelfTimes();
        var operators = selves.GroupBy(entry => (entry.Phase, entry.Name))
            .Select(same => new OperatorTime(same.Key.Phase, same.Key.Name, same.Count(), same.Sum(entry => entry.Self) / PerMillisecond))
            .OrderByDescending(row => row.SelfMilliseconds).ThenBy(row => row.Phase).ThenBy(row => row.Operator, StringComparer.Ordinal);
        var inside = selves.ToLookup(entry => entry.Phase, entry => entry.Self);
        var phases = Spans.GroupBy(span => span.Phase).OrderBy(same => same.Key)
            .Select(same => new PhaseTime(same.Key, same.Sum(span => span.End - span.Begin) / PerMillisecond, inside[same.Key].Sum() / PerMillisecond));

        return new(window.After, window.Steps, (marks[^1].End - marks[0].Begin) / PerMillisecond, [.. phases], [.. operators], dropped, losses);
    }

    /// <summary>Each operator's time less that of the operators directly inside it, on its own thread.</summary>
    private List<(StepPhase Phase, string Name, long Self)> SelfTimes()
    {
        var selves = events.Select(found => found.End - found.Begin).ToArray();
        var open = new Dictionary<long, Stack<int>>();
        for (var place = 0; place < events.Count; place++)
        {
            var outer = open.TryGetValue(events[place].Thread, out var found) ? found : open[events[place].Thread] = [];
            while (outer.TryPeek(out var before) && events[before].End <= events[place].Begin)
            {
                outer.Pop();
            }

            if (outer.TryPeek(out var parent))
            {
                selves[parent] -= events[place].End - events[place].Begin;
            }

            outer.Push(place);
        }

        var begins = Spans.Select(span => span.Begin).ToArray();

        return [.. events.Select((found, place) => (PhaseAt(found.Begin), NameOf(found.Name), selves[place])).Where(entry => entry.Item1 is not null).Select(entry => (entry.Item1!.Value, entry.Item2, entry.Item3))];

        StepPhase? PhaseAt(long time)
        {
            var at = Array.BinarySearch(begins, time) is var place && place >= 0 ? place : ~place - 1;

            return at >= 0 && time <= Spans[at].End ? Spans[at].Phase : null;
        }
    }

    // What the engine does around a node is one thing, whatever the node. A node that C++ adds goes by its class, without the namespaces.
    private static string NameOf(string name) =>
        name.StartsWith(Wrapper, StringComparison.Ordinal) ? "autograd::engine"
        : name.StartsWith(OwnNode, StringComparison.Ordinal) ? name[(name.LastIndexOf(':') + 1)..].TrimEnd('>')
        : name;
}
