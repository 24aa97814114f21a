using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

/// <summary>What modules and optimizers do alike with parameters' gradients.</summary>
internal static class Gradients
{
    internal static void Forget(IReadOnlyList<torch.Tensor> parameters, bool setToNone)
    {
        if (setToNone)
        {
            TensorMemory.ForgetGradients(parameters);
            return;
        }

        foreach (var parameter in parameters)
        {
            using var gradient = parameter.grad;
            gradient?.detach_().zero_();
        }
    }
}
