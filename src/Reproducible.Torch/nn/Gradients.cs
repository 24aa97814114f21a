namespace Reproducible.Torch;

/// <summary>What modules and optimizers do alike with a parameter's gradient.</summary>
internal static class Gradients
{
    internal static void Forget(torch.Tensor parameter, bool setToNone)
    {
        if (setToNone)
        {
            parameter.grad = null;
            return;
        }

        using var gradient = parameter.grad;
        gradient?.detach_().zero_();
    }
}
