using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // Draws come from the generator given, or from the device's own, which torch.manual_seed sets.
    public partial class Tensor
    {
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
        public Tensor normal_(double mean = 0, double stddev = 1, Generator? generator = null) => Changed(Sampling.NormalInPlace, this, mean, stddev, generator);
        public Tensor uniform_(double from = 0, double to = 1, Generator? generator = null) => Changed(Sampling.UniformInPlace, this, from, to, generator);
        public Tensor bernoulli(Generator? generator = null) => Sampling.Bernoulli.Call(this, generator);
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Changed(Sampling.BernoulliFloatInPlace, this, p, generator);
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Changed(Sampling.BernoulliTensorInPlace, this, p, generator);
        public Tensor random_(long from, long to, Generator? generator = null) => Changed(Sampling.RandomFromInPlace, this, from, to, generator);
        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Changed(Sampling.ExponentialInPlace, this, lambda, generator);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => Sampling.Multinomial.Call(this, num_samples, replacement, generator);
    }
}
