namespace Reproducible.Torch.Profiling;

/// <summary>One call of an operator, or one node of a backward graph.</summary>
/// <param name="Name"><c>aten::conv2d</c>, <c>ConvolutionBackward0</c>.</param>
/// <param name="Begin">Nanoseconds of <see cref="OperatorRecording.Now"/>.</param>
/// <param name="End">The same; at least <paramref name="Begin"/>.</param>
/// <param name="Thread">libtorch's number of the thread, from 1.</param>
/// <param name="IsBackward">Whether it is a node of a backward graph. The operators that a node calls are not, though they lie inside it.</param>
public readonly record struct OperatorEvent(string Name, long Begin, long End, long Thread, bool IsBackward);
