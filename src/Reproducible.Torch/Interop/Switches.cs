namespace Reproducible.Torch.Interop;

/// <summary>Reads and sets libtorch's global switches.</summary>
internal static class Switches
{
    internal static bool Get(Flag flag)
    {
        // A layer asks in every call: the flag's name is made for an error alone.
        var status = Native.FlagGet(flag, out var value);
        if (status != 0)
        {
            Native.Check(status, flag.ToString());
        }

        return value != 0;
    }

    internal static void Set(Flag flag, bool value)
    {
        var status = Native.FlagSet(flag, value ? 1 : 0);
        if (status != 0)
        {
            Native.Check(status, flag.ToString());
        }
    }
}
