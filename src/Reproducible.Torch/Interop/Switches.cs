namespace Reproducible.Torch.Interop;

/// <summary>Reads and sets libtorch's global switches.</summary>
internal static class Switches
{
    internal static bool Get(Flag flag)
    {
        Native.Check(Native.FlagGet(flag, out var value), flag.ToString());
        return value != 0;
    }

    internal static void Set(Flag flag, bool value) => Native.Check(Native.FlagSet(flag, value ? 1 : 0), flag.ToString());
}
