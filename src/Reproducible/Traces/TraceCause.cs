namespace Reproducible.Traces;

/// <summary>What two traces differ in first.</summary>
public enum TraceCause
{
    /// <summary>The weights before the first step.</summary>
    StartWeights,

    /// <summary>The names of the hashed tensors, or their order.</summary>
    Tensors,

    /// <summary>The examples drawn, or the epoch that they were drawn in.</summary>
    Batch,

    /// <summary>The images after augmentation.</summary>
    Input,

    /// <summary>The learning rate.</summary>
    LearningRate,

    /// <summary>The loss, its inputs being alike.</summary>
    Loss,

    /// <summary>The weights after the step, its loss being alike.</summary>
    Weights,

    /// <summary>One has a step, a weights record or an end that the other lacks.</summary>
    Length,
}
