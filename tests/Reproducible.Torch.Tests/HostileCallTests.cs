using Reproducible.Torch.Interop;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

/// <summary>Calls that no well-meaning code makes. Each must come back as an exception, in a process that lives.</summary>
public class HostileCallTests
{
    private static readonly Operator Conv2d = new("aten::conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1) -> Tensor");
    private static readonly Operator MaxPool2d = new("aten::max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor");
    private static readonly Operator Linear = new("aten::linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor");
    private static readonly Operator Embedding = new("aten::embedding(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor");
    private static readonly Operator CrossEntropy = new("aten::cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=Mean, int ignore_index=-100, float label_smoothing=0.0) -> Tensor");
    private static readonly Operator BatchNorm = new("aten::batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor");
    private static readonly Operator AsStrided = new("aten::as_strided(Tensor(a) self, int[] size, int[] stride, int? storage_offset=None) -> Tensor(a)");
    private static readonly Operator Empty = new("aten::empty.memory_format(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor");

    private static readonly (string Call, Action Do)[] Calls =
    [
        ("matmul 2x3 2x3", () => ones(2, 3).matmul(ones(2, 3))),
        ("matmul of a number", () => tensor(1f).matmul(ones(2))),
        ("matmul of two types", () => ones(2, 2).matmul(ones([2, 2], ScalarType.Float64))),
        ("mm of three dimensions", () => ones(2, 2, 2).mm(ones(2, 2))),
        ("bmm of two dimensions", () => ones(2, 2).bmm(ones(2, 2))),
        ("bmm of two batches", () => ones(2, 2, 2).bmm(ones(3, 2, 2))),
        ("mv of a matrix", () => ones(2, 2).mv(ones(2, 2))),
        ("dot of two lengths", () => ones(2).dot(ones(3))),
        ("addmm", () => ones(7).addmm(ones(2, 3), ones(3, 2))),
        ("einsum of no equation", () => einsum("", ones(2), ones(2))),
        ("einsum of too many letters", () => einsum("ijk,j->i", ones(2, 2), ones(2))),
        ("einsum of signs", () => einsum("→ö,j", ones(2), ones(2))),
        ("einsum of nothing", () => einsum("i->i")),
        ("conv2d of channels", () => Conv2d.Call(ones(1, 3, 8, 8), ones(4, 2, 3, 3))),
        ("conv2d of a flat weight", () => Conv2d.Call(ones(1, 3, 8, 8), ones(4, 3))),
        ("conv2d of a large kernel", () => Conv2d.Call(ones(1, 1, 2, 2), ones(1, 1, 3, 3))),
        ("conv2d of stride 0", () => Conv2d.Call(ones(1, 1, 4, 4), ones(1, 1, 3, 3), Arg.None, 0)),
        ("conv2d of a negative stride", () => Conv2d.Call(ones(1, 1, 4, 4), ones(1, 1, 3, 3), Arg.None, -1)),
        ("conv2d of a negative padding", () => Conv2d.Call(ones(1, 1, 4, 4), ones(1, 1, 3, 3), Arg.None, 1, -1)),
        ("conv2d of 0 groups", () => Conv2d.Call(ones(1, 1, 4, 4), ones(1, 1, 3, 3), Arg.None, 1, 0, 1, 0)),
        ("conv2d of a bias too long", () => Conv2d.Call(ones(1, 1, 4, 4), ones(1, 1, 3, 3), ones(9))),
        ("conv2d of three strides", () => Conv2d.Call(ones(1, 1, 4, 4), ones(1, 1, 3, 3), Arg.None, new long[] { 1, 1, 1 })),
        ("conv2d of whole numbers and reals", () => Conv2d.Call(ones([1, 1, 4, 4], ScalarType.Int64), ones(1, 1, 3, 3))),
        ("max_pool2d of kernel 0", () => MaxPool2d.Call(ones(1, 1, 4, 4), 0)),
        ("max_pool2d of padding", () => MaxPool2d.Call(ones(1, 1, 4, 4), 2, 2, 5)),
        ("max_pool2d of one dimension", () => MaxPool2d.Call(ones(4), 2)),
        ("linear", () => Linear.Call(ones(2, 3), ones(4, 5))),
        ("embedding out of range", () => Embedding.Call(ones(3, 2), tensor([3L]))),
        ("embedding below zero", () => Embedding.Call(ones(3, 2), tensor([-1L]))),
        ("embedding by reals", () => Embedding.Call(ones(3, 2), tensor([0.5f]))),
        ("cross entropy of a class too high", () => CrossEntropy.Call(ones(2, 3), tensor([0L, 3L]))),
        ("cross entropy of a class below zero", () => CrossEntropy.Call(ones(2, 3), tensor([0L, -5L]))),
        ("cross entropy of too few targets", () => CrossEntropy.Call(ones(2, 3), tensor([0L]))),
        ("cross entropy of weights too few", () => CrossEntropy.Call(ones(2, 3), tensor([0L, 1L]), ones(2))),
        ("cross entropy smoothed beyond 1", () => CrossEntropy.Call(ones(2, 3), tensor([0L, 1L]), Arg.None, 1, -100, 7.0)),
        ("batch norm of means too few", () => BatchNorm.Call(ones(2, 3), Arg.None, Arg.None, ones(2), ones(2), true, 0.1, 1e-5, false)),
        ("batch norm without statistics", () => BatchNorm.Call(ones(2, 3), Arg.None, Arg.None, Arg.None, Arg.None, false, 0.1, 1e-5, false)),
        ("as_strided beyond the memory", () => AsStrided.Call(ones(2), new long[] { 1_000_000 }, new long[] { 1 })),
        ("as_strided of a negative stride", () => AsStrided.Call(ones(2), new long[] { 2 }, new long[] { -1 })),
        ("as_strided from below zero", () => AsStrided.Call(ones(2), new long[] { 1 }, new long[] { 1 }, -4L)),
        ("as_strided of sizes and strides", () => AsStrided.Call(ones(2), new long[] { 1, 1 }, new long[] { 1 })),
        ("empty of a negative size", () => empty([-1])),
        ("empty of more than there is", () => empty([1L << 50])),
        ("empty of more than 64 bits", () => empty([1L << 40, 1L << 40])),
        ("empty of an unknown type", () => empty(2, (ScalarType)99)),
        ("empty of a negative type", () => empty(2, (ScalarType)(-3))),
        ("empty of an unknown layout", () => Empty.Call(new long[] { 2 }, Arg.None, 99)),
        ("empty of an unknown memory format", () => Empty.Call(new long[] { 2 }, Arg.None, Arg.None, Arg.None, Arg.None, (MemoryFormat)77)),
        ("empty on an unknown device", () => empty(2, device: new Device((DeviceType)99))),
        ("empty on a device too high", () => empty(2, device: new Device(DeviceType.CUDA, 5000))),
        ("empty on a device below zero", () => empty(2, device: new Device(DeviceType.CPU, -9))),
        ("channels last of two dimensions", () => ones(2, 2).contiguous(channels_last)),
        ("arange that never ends", () => arange(0, 10, 0)),
        ("arange backwards", () => arange(10, 0, 1)),
        ("arange to infinity", () => arange(0, double.PositiveInfinity)),
        ("linspace of fewer than none", () => linspace(0, 1, -1)),
        ("eye of fewer than none", () => eye(-1)),
        ("randperm of fewer than none", () => randperm(-1)),
        ("randint of nothing", () => randint(5, 5, [2])),
        ("normal of a negative spread", () => empty(2).normal_(0, -1)),
        ("uniform backwards", () => empty(2).uniform_(1, 0)),
        ("bernoulli beyond 1", () => empty(2).bernoulli_(1.5)),
        ("multinomial of nothing", () => zeros(3).multinomial(2)),
        ("multinomial of more than there are", () => ones(3).multinomial(5)),
        ("view of another size", () => ones(2, 3).view(4)),
        ("view of two unknowns", () => ones(2, 3).view(-1, -1)),
        ("view of turned memory", () => ones(2, 3).t().view(6)),
        ("reshape to less than nothing", () => ones(2, 3).reshape(-2, 3)),
        ("permute of a dimension twice", () => ones(2, 3).permute(0, 0)),
        ("permute of too few", () => ones(2, 3).permute(0)),
        ("transpose out of range", () => ones(2, 3).transpose(0, 5)),
        ("t of three dimensions", () => ones(1, 2, 3).t()),
        ("expand of a filled dimension", () => ones(2).expand(3)),
        ("repeat of too few", () => ones(2, 2).repeat(2)),
        ("repeat of a negative", () => ones(2).repeat(-1)),
        ("unsqueeze out of range", () => ones(2).unsqueeze(9)),
        ("select out of range", () => ones(2).select(0, 2)),
        ("index out of range", () => _ = ones(2)[5]),
        ("more indices than dimensions", () => _ = ones(2)[0, 0]),
        ("index of zero step", () => _ = ones(2)[TensorIndex.Slice(step: 0)]),
        ("mask of another shape", () => _ = ones(2)[tensor([true, false, true])]),
        ("index by reals", () => _ = ones(2)[tensor([0.5f])]),
        ("assign another shape", () => { var t = ones(2, 2); t[0] = ones(3); }),
        ("index_select out of range", () => ones(2).index_select(0, tensor([2L]))),
        ("index_select by reals", () => ones(2).index_select(0, ones(1))),
        ("gather out of range", () => ones(2, 2).gather(1, tensor([7L, 7L], [2, 1]))),
        ("scatter out of range", () => zeros(2, 2).scatter(1, tensor([7L, 7L], [2, 1]), 1)),
        ("cat of nothing", () => cat([])),
        ("cat of two shapes", () => cat([ones(2, 2), ones(3, 3)])),
        ("cat of a null", () => cat([ones(2), null!])),
        ("cat out of range", () => cat([ones(2), ones(2)], 3)),
        ("stack of two shapes", () => stack([ones(2), ones(3)])),
        ("stack of nothing", () => stack([])),
        ("chunk into none", () => ones(2).chunk(0)),
        ("split by zero", () => ones(2).split(0)),
        ("split into other sizes", () => ones(3).split([1, 1])),
        ("one_hot of too few", () => one_hot(tensor([5L]), 2)),
        ("one_hot of reals", () => one_hot(ones(2))),
        ("bincount below zero", () => tensor([-1L]).bincount()),
        ("topk of too many", () => ones(2).topk(5)),
        ("max of nothing", () => zeros(0).max()),
        ("argmax of nothing", () => zeros(0).argmax()),
        ("softmax out of range", () => ones(2).softmax(4)),
        ("mean of whole numbers", () => tensor([1L, 2L]).mean()),
        ("sum out of range", () => ones(2).sum(9)),
        ("sum of a dimension twice", () => ones(2, 2).sum([0, 0])),
        ("item of many", () => ones(2).item<float>()),
        ("add of two shapes", () => _ = ones(2) + ones(3)),
        ("divide whole numbers in place", () => tensor([1L]).div_(2)),
        ("compare two shapes", () => _ = ones(2) < ones(3)),
        ("negate truth", () => _ = -tensor([true])),
        ("copy another shape", () => ones(2).copy_(ones(3))),
        ("backward of many", () => ones(2, requires_grad: true).exp().backward()),
        ("backward of nothing", () => ones(1).backward()),
        ("backward twice", () => { var y = ones(2, requires_grad: true).exp().sum(); y.backward(); y.backward(); }),
        ("grad of an unused input", () => autograd.grad([ones(1, requires_grad: true).sum()], [ones(1, requires_grad: true)])),
        ("change a leaf in place", () => ones(2, requires_grad: true).add_(1)),
        ("gradient of whole numbers", () => tensor([1L]).requires_grad_()),
        ("gradient of another shape", () => ones(2, requires_grad: true).grad = ones(3)),
        ("no gradient for the computed", () => ones(2, requires_grad: true).exp().requires_grad_(false)),
        ("foreach of two lengths", () => _foreach_add_([ones(1)], [ones(1), ones(1)])),
        ("foreach of nothing", () => _foreach_add_([], 1)),
        ("foreach of a null", () => _foreach_add_([null!], 1)),
        ("state that is none", () => new Generator().set_state(ones(3))),
        ("state of reals", () => set_rng_state(rand(5056))),
        ("generator of an absent device", () => new Generator(0, new Device((DeviceType)40))),
        ("bytes of turned memory", () => _ = ones(2, 3).t().bytes.Length),
        ("too few bytes", () => from_bytes(new byte[3], [1], ScalarType.Float32)),
        ("too few elements", () => tensor([1f, 2f], [3])),
        ("a product of dimensions beyond 64 bits", () => tensor([1f], [1L << 62, 4])),
        ("too many arguments", () => Linear.Call(ones(1), ones(1), Arg.None, 1, 2)),
        ("too few arguments", () => Linear.Call(ones(1))),
        ("no arguments", () => Linear.Call()),
        ("a text for a tensor", () => Linear.Call("input", ones(1))),
        ("a list for a tensor", () => Linear.Call(Arg.Tensors([ones(1)]), ones(1))),
        ("none for a tensor", () => Linear.Call(Arg.None, ones(1))),
        ("two results asked of one", () => Linear.CallTwo(ones(1, 1), ones(1, 1))),
        ("a number asked of a tensor", () => Linear.CallScalar(ones(1, 1), ones(1, 1))),
        ("use after disposal", () => { var t = ones(1); t.Dispose(); t.add_(1); }),
        ("shape after disposal", () => { var t = ones(1); t.Dispose(); _ = t.shape; }),
        ("list of the disposed", () => { var t = ones(1); t.Dispose(); cat([t]); }),
        ("autocast to whole numbers", () => autocast(DeviceType.CPU, ScalarType.Int64)),
        ("autocast on nothing", () => autocast(DeviceType.META)),
        ("no threads", () => set_num_threads(0)),
        ("a device that is none", () => device("tpu:0")),
        ("a device's number that is none", () => device("cuda:-1")),
    ];

    public static TheoryData<string> Names => [.. Calls.Select(call => call.Call)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Comes_back_as_an_exception(string call)
    {
        var before = LiveTensors.Settled();
        using (NewDisposeScope())
        {
            var refusal = Assert.ThrowsAny<Exception>(() => Calls.Single(one => one.Call == call).Do());

            Assert.True(refusal is TorchException or ArgumentException or InvalidOperationException or OverflowException, refusal.ToString());
            Assert.False(string.IsNullOrWhiteSpace(refusal.Message));
            Assert.DoesNotContain("frame #", refusal.Message, StringComparison.Ordinal);

            // The process still computes.
            Assert.Equal(3f, (ones(1) + 2).item<float>());
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void There_are_more_than_a_hundred() => Assert.InRange(Calls.Length, 100, 1000);
}
