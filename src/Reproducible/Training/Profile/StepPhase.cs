namespace Reproducible.Training;

/// <summary>A part of a training step, in order.</summary>
public enum StepPhase
{
    /// <summary>A look at the validation split, where the step before ended an epoch.</summary>
    Evaluation,

    /// <summary>Drawing a batch, and augmenting it.</summary>
    Data,

    /// <summary>Normalising images, the network, the loss, and reading it.</summary>
    Forward,

    /// <summary>Gradients.</summary>
    Backward,

    /// <summary>From gradients to weights.</summary>
    Optimizer,

    /// <summary>What the run keeps of the step.</summary>
    Recording,
}
