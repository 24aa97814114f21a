using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Nn;

public class ContainerTests
{
    [Fact]
    public void A_sequence_calls_its_modules_in_order_and_names_them_by_place()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Linear(2, 3), nn.ReLU()).append("head", nn.Linear(3, 1));
        var (first, head) = ((Linear)net[0], (Linear)net[2]);
        var x = ones(4, 2);

        Assert.Equal(["0", "1", "head"], net.named_children().Select(pair => pair.name));
        Assert.Equal(head.call(first.call(x).relu()).ToArray<float>(), net.call(x).ToArray<float>());
        Assert.Equal(2, net[..2].Count);
    }

    [Fact]
    public void A_list_renames_what_comes_after_a_change()
    {
        using var scope = NewDisposeScope();
        using var list = nn.ModuleList(nn.Linear(1, 1), nn.Linear(2, 2));
        list.Insert(0, nn.Linear(3, 3));
        Assert.Equal([3, 1, 2], list.Select(layer => layer.in_features));
        Assert.Equal([3, 3], list.get_parameter("0.weight")!.shape);

        list.RemoveAt(1);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], list.state_dict().Keys);
        Assert.Equal([2, 2], list.get_parameter("1.weight")!.shape);

        list[0] = nn.Linear(5, 5);
        Assert.Equal([5, 5], list.get_parameter("0.weight")!.shape);
    }

    [Fact]
    public void A_dictionary_registers_under_its_keys_and_lists_them_when_asked_for_another()
    {
        using var scope = NewDisposeScope();
        using var heads = nn.ModuleDict(("shirt", nn.Linear(2, 1)), ("shoe", nn.Linear(2, 3)));
        heads["shirt"] = nn.Linear(2, 7);

        Assert.Equal(["shirt.weight", "shirt.bias", "shoe.weight", "shoe.bias"], heads.state_dict().Keys);
        Assert.Equal([7, 2], heads.get_parameter("shirt.weight")!.shape);
        Assert.Equal("No module 'hat'. There are: shirt, shoe.", Assert.Throws<ArgumentException>(() => heads["hat"]).Message);
        Assert.True(heads.Remove("shoe"));
        Assert.Equal(["shirt"], heads.Keys);
    }
}
