using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

/// <summary>Gives a module's tensors another device, type or memory format. The tensor objects stay: fields and optimizers keep what they hold.</summary>
internal static class Conversion
{
    internal static T Apply<T>(T module, Func<torch.Tensor, torch.Tensor> convert)
        where T : torch.nn.Module
    {
        using var scope = torch.NewDisposeScope();
        using var frozen = torch.no_grad();
        foreach (var parameter in module.parameters())
        {
            Exchange(parameter, convert);
            if (parameter.grad is { } gradient)
            {
                parameter.grad = null;
                parameter.grad = convert(gradient);
            }
        }

        foreach (var buffer in module.buffers())
        {
            Exchange(buffer, convert);
        }

        return module;
    }

    private static void Exchange(torch.Tensor tensor, Func<torch.Tensor, torch.Tensor> convert)
    {
        using var plain = tensor.detach();
        var converted = convert(plain);
        if (!ReferenceEquals(converted, plain))
        {
            Layer.SetData.Run(tensor, converted);
        }
    }
}
