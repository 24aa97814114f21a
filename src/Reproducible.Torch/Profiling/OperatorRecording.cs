using System.Runtime.InteropServices;
using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Profiling;

/// <summary>
/// Notes when each operator of the process begins and ends, operators inside operators included, until it is stopped. It changes no number; each
/// operator takes about a microsecond longer meanwhile, and nothing longer afterwards. There can be one at a time.
/// </summary>
public sealed unsafe class OperatorRecording : IDisposable
{
    private bool isStopped;

    private OperatorRecording()
    {
    }

    /// <summary>A clock that only goes forward, in nanoseconds; the one of <see cref="OperatorEvent.Begin"/>.</summary>
    public static long Now => Native.ProfilerNow();

    /// <summary>How many operators did not fit; known once it is stopped.</summary>
    public long Dropped { get; private set; }

    /// <summary>Begins to record.</summary>
    /// <param name="most">Operators kept; further ones are only counted. At least 1; each takes about 100 bytes.</param>
    /// <exception cref="TorchException">Another recording is under way, or <paramref name="most"/> is not above 0.</exception>
    public static OperatorRecording Start(long most = 200_000)
    {
        Native.Check(Native.ProfilerStart(most));

        return new();
    }

    /// <summary>Ends the recording. What has begun and not ended is not in it.</summary>
    /// <returns>In order of beginning; an operator stands before those inside it.</returns>
    /// <exception cref="TorchException">It was stopped before.</exception>
    public IReadOnlyList<OperatorEvent> Stop()
    {
        if (isStopped)
        {
            throw new TorchException(nameof(Stop), "this recording was stopped before");
        }

        Native.Check(Native.ProfilerStop(out var recording, out var events, out var count, out var dropped));
        isStopped = true;
        Dropped = dropped;
        try
        {
            var names = new Dictionary<nint, string>();
            var all = new OperatorEvent[count];
            for (var place = 0; place < all.Length; place++)
            {
                ref readonly var found = ref events[place];
                all[place] = new(NameOf(found.Name), found.Begin, found.End, found.Thread, found.IsBackward != 0);
            }

            return [.. all.OrderBy(found => found.Begin).ThenByDescending(found => found.End)];

            string NameOf(nint address)
            {
                if (!names.TryGetValue(address, out var name))
                {
                    name = names[address] = Marshal.PtrToStringUTF8(address)!;
                }

                return name;
            }
        }
        finally
        {
            Native.RecordingFree(recording);
        }
    }

    /// <summary>Ends the recording, if nobody did, and forgets it.</summary>
    public void Dispose()
    {
        if (!isStopped)
        {
            Stop();
        }
    }
}
