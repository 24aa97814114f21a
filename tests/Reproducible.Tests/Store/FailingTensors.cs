using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Reproducible.Torch;

namespace Reproducible.Tests.Store;

/// <summary>Tensors that can't be gone through, as on a disk that is full.</summary>
internal sealed class FailingTensors : IReadOnlyDictionary<string, torch.Tensor>
{
    public IEnumerable<string> Keys => throw Full();

    public IEnumerable<torch.Tensor> Values => throw Full();

    public int Count => 1;

    public torch.Tensor this[string key] => throw Full();

    public bool ContainsKey(string key) => true;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out torch.Tensor value) => throw Full();

    public IEnumerator<KeyValuePair<string, torch.Tensor>> GetEnumerator() => throw Full();

    IEnumerator IEnumerable.GetEnumerator() => throw Full();

    private static IOException Full() => new("No space left on device");
}
