using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Each channel to mean 0 and variance 1 (of the batch when training, else of all that was seen), then times weight plus bias.</summary>
/// <remarks>Source: Ioffe, Szegedy, ICML 2015 (arXiv:1502.03167).</remarks>
public abstract class BatchNorm : nn.Module<Tensor, Tensor>
{
    private readonly double eps;
    private readonly double? momentum;
    private readonly int[] dimensions;

    private protected BatchNorm(string name, int[] dimensions, long features, double eps, double? momentum, bool affine, bool track,
        Device? device, ScalarType? dtype)
        : base(name)
    {
        Check.Positive(features);
        (this.dimensions, this.eps, this.momentum, num_features) = (dimensions, eps, momentum, features);
        weight = affine ? Fresh.Full([features], 1, device, dtype) : null;
        bias = affine ? Fresh.Full([features], 0, device, dtype) : null;
        running_mean = track ? zeros([features], dtype, device) : null;
        running_var = track ? ones([features], dtype, device) : null;
        num_batches_tracked = track ? zeros([], ScalarType.Int64, device) : null;
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
        register_buffer(nameof(running_mean), running_mean);
        register_buffer(nameof(running_var), running_var);
        register_buffer(nameof(num_batches_tracked), num_batches_tracked);
    }

    /// <summary>Shape [channels], begins at 1.</summary>
    public Parameter? weight { get; }

    /// <summary>Shape [channels], begins at 0.</summary>
    public Parameter? bias { get; }

    /// <summary>Shape [channels], begins at 0.</summary>
    public Tensor? running_mean { get; }

    /// <summary>Shape [channels], begins at 1; unbiased.</summary>
    public Tensor? running_var { get; }

    /// <summary>Int64, shape []: how many batches the running statistics have seen.</summary>
    public Tensor? num_batches_tracked { get; }

    public long num_features { get; }

    /// <param name="input">Shape [batch, channels, ...].</param>
    public override Tensor forward(Tensor input)
    {
        if (!dimensions.Contains((int)input.dim()))
        {
            throw new ArgumentException(
                $"{GetName()} takes an input of {string.Join(" or ", dimensions)} dimensions, this one has shape [{string.Join(", ", input.shape)}].");
        }

        var share = momentum ?? 0.0;
        if (training && num_batches_tracked is not null)
        {
            num_batches_tracked.add_(1);
            share = momentum ?? (1.0 / num_batches_tracked.item<long>());
        }

        return Normalize(input, training || running_mean is null, share, eps);
    }

    /// <param name="ofBatch">By the batch's statistics, which also move the running ones; else by those.</param>
    /// <param name="share">The batch's of the new running statistics.</param>
    private protected virtual Tensor Normalize(Tensor input, bool ofBatch, double share, double eps) =>
        nn.functional.batch_norm(input, running_mean, running_var, weight, bias, ofBatch, share, eps);
}
