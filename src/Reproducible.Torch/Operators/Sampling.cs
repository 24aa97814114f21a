using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>Draws from a generator.</summary>
internal static class Sampling
{
    internal static readonly Operator Rand = new("aten::rand.generator(int[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator Randn = new("aten::randn.generator(int[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator Randint = new("aten::randint.low_generator(int low, int high, int[] size, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator Randperm = new("aten::randperm.generator(int n, *, Generator? generator, ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator RandLike = new("aten::rand_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor");
    internal static readonly Operator RandnLike = new("aten::randn_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor");
    internal static readonly Operator NormalInPlace = new("aten::normal_(Tensor(a!) self, float mean=0, float std=1, *, Generator? generator=None) -> Tensor(a!)");
    internal static readonly Operator UniformInPlace = new("aten::uniform_(Tensor(a!) self, float from=0, float to=1, *, Generator? generator=None) -> Tensor(a!)");
    internal static readonly Operator Bernoulli = new("aten::bernoulli(Tensor self, *, Generator? generator=None) -> Tensor");
    internal static readonly Operator BernoulliP = new("aten::bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor");
    internal static readonly Operator BernoulliFloatInPlace = new("aten::bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)");
    internal static readonly Operator BernoulliTensorInPlace = new("aten::bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)");
    internal static readonly Operator RandomFromInPlace = new("aten::random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)");
    internal static readonly Operator Multinomial = new("aten::multinomial(Tensor self, int num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor");
    internal static readonly Operator ExponentialInPlace = new("aten::exponential_(Tensor(a!) self, float lambd=1, *, Generator? generator=None) -> Tensor(a!)");
    internal static readonly Operator NormalFloatFloat = new("aten::normal.float_float(float mean, float std, int[] size, *, Generator? generator=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
}
