using Reproducible.Torch.Interop;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>Runs operators that bear it in a shorter type on this thread, until disposed. Leaving the outermost one drops the cast weights.</summary>
internal sealed class Autocast : ThreadBound
{
    private readonly int device;
    private readonly int enabledBefore;
    private readonly int typeBefore;

    internal Autocast(DeviceType device, ScalarType type, bool enabled)
    {
        this.device = (int)device;
        Native.Check(Native.AutocastGet(this.device, out enabledBefore, out typeBefore), "autocast");
        Native.Check(Native.AutocastSet(this.device, enabled ? 1 : 0, (int)type), "autocast");
        Native.Check(Native.AutocastEnter(), "autocast");
    }

    protected override void Leave()
    {
        Native.Check(Native.AutocastExit(), "autocast");
        Native.Check(Native.AutocastSet(device, enabledBefore, typeBefore), "autocast");
    }
}
