namespace Reproducible.Execution;

/// <summary>How a worker's run came to its end, as the pool sees it.</summary>
internal abstract record RunEnd;

/// <summary>The run is in the store.</summary>
/// <param name="Finished">False: its receipt says why it failed.</param>
internal sealed record RunStored(bool Finished) : RunEnd;

/// <summary>The worker lives and did not do the run.</summary>
internal sealed record RunRefused(string Problem, string Log) : RunEnd;

/// <summary>The worker died in the middle of the run.</summary>
/// <param name="How">Exit code, and the signal where there was one.</param>
/// <param name="Log">Its last lines.</param>
internal sealed record RunDied(string How, string Log) : RunEnd;
