using Reproducible.Execution;
using Reproducible.Keys;

namespace Reproducible.Tests.Keys;

public class ProcessorIdentityTests
{
    // Two processors; the second must not count. The lines are /proc/cpuinfo's form (Linux, arch/x86/kernel/cpu/proc.c).
    private static readonly string[] Lines =
    [
        "processor\t: 0", "vendor_id\t: GenuineIntel", "model name\t: Intel(R) Xeon(R): Test @ 2.0GHz",
        "flags\t\t: fpu sse sse2 fma avx512f avx2 avx avx512_bf16 amx_tile avx_vnni rdrand", "",
        "processor\t: 1", "vendor_id\t: AuthenticAMD", "flags\t\t: avx512vl",
    ];

    [Fact]
    public void Portable_is_the_same_everywhere() =>
        Assert.Equal([KeyValuePair.Create("instruction_set", "Portable")], ProcessorIdentity.Of(InstructionSet.Portable, Lines));

    [Fact]
    public void Native_names_the_processor_and_the_flags_that_select_kernels()
    {
        var identity = ProcessorIdentity.Of(InstructionSet.Native, Lines);

        Assert.Equal(["flags", "instruction_set", "model", "vendor"], identity.Keys);
        Assert.Equal("Native", identity["instruction_set"]);
        Assert.Equal("GenuineIntel", identity["vendor"]);
        Assert.Equal("Intel(R) Xeon(R): Test @ 2.0GHz", identity["model"]);
        Assert.Equal("amx_tile avx avx2 avx512_bf16 avx512f avx_vnni fma", identity["flags"]);
    }

    [Fact]
    public void Arm_states_its_parts_by_other_names()
    {
        var identity = ProcessorIdentity.Of(InstructionSet.Native, ["processor\t: 0", "Features\t: fp asimd sve crc32", "CPU implementer\t: 0x41", "CPU part\t: 0xd40"]);

        Assert.Equal(["asimd sve", "0xd40", "0x41"], [identity["flags"], identity["model"], identity["vendor"]]);
    }

    [Fact]
    public void Without_the_file_the_architecture_remains()
    {
        var identity = ProcessorIdentity.Of(InstructionSet.Native, []);

        Assert.Equal("unknown", identity["vendor"]);
        Assert.Equal(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString(), identity["model"]);
    }
}
