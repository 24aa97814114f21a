using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reproducible.Torch.Interop;

/// <summary>The shim's C functions, in the order of reproducible_torch.h. Nothing but signatures and <see cref="Check"/>.</summary>
internal static unsafe partial class Native
{
    private const string Library = NativeLibraryFinder.Name;

    [LibraryImport(Library, EntryPoint = "rt_last_error")]
    internal static partial nint LastError();

    [LibraryImport(Library, EntryPoint = "rt_free")]
    internal static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "rt_operator_find", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int OperatorFind(string expected, out nint found, out int arguments, out int results);

    [LibraryImport(Library, EntryPoint = "rt_operator_schema")]
    internal static partial nint OperatorSchema(nint op);

    [LibraryImport(Library, EntryPoint = "rt_call")]
    internal static partial int Call(nint op, NativeValue* arguments, int argumentCount, NativeValue* results, int resultCount);

    [LibraryImport(Library, EntryPoint = "rt_tensor_free")]
    internal static partial void TensorFree(nint tensor);

    [LibraryImport(Library, EntryPoint = "rt_tensor_alias")]
    internal static partial nint TensorAlias(nint tensor);

    [LibraryImport(Library, EntryPoint = "rt_tensor_live_count")]
    internal static partial long TensorLiveCount();

    [LibraryImport(Library, EntryPoint = "rt_tensor_get_facts")]
    internal static partial void TensorGetFacts(nint tensor, out TensorFacts facts);

    [LibraryImport(Library, EntryPoint = "rt_tensor_sizes")]
    internal static partial int TensorSizes(nint tensor, long* sizes, long* strides);

    [LibraryImport(Library, EntryPoint = "rt_tensor_is_contiguous")]
    internal static partial int TensorIsContiguous(nint tensor, int memoryFormat, out int answer);

    [LibraryImport(Library, EntryPoint = "rt_tensor_data")]
    internal static partial int TensorData(nint tensor, out nint data);

    [LibraryImport(Library, EntryPoint = "rt_tensor_bytes")]
    internal static partial int TensorBytes(nint tensor, out nint data, out long bytes);

    [LibraryImport(Library, EntryPoint = "rt_tensor_grad")]
    internal static partial int TensorGrad(nint tensor, out nint grad);

    [LibraryImport(Library, EntryPoint = "rt_tensor_set_grad")]
    internal static partial int TensorSetGrad(nint tensor, nint grad);

    [LibraryImport(Library, EntryPoint = "rt_tensors_grads")]
    internal static partial int TensorsGrads(nint* tensors, int count, nint* results);

    [LibraryImport(Library, EntryPoint = "rt_tensors_forget_grads")]
    internal static partial int TensorsForgetGrads(nint* tensors, int count);

    [LibraryImport(Library, EntryPoint = "rt_tensors_free")]
    internal static partial void TensorsFree(nint* tensors, int count);

    [LibraryImport(Library, EntryPoint = "rt_tensor_set_requires_grad")]
    internal static partial int TensorSetRequiresGrad(nint tensor, int requiresGrad);

    [LibraryImport(Library, EntryPoint = "rt_tensor_retain_grad")]
    internal static partial int TensorRetainGrad(nint tensor);

    [LibraryImport(Library, EntryPoint = "rt_tensor_version")]
    internal static partial int TensorVersion(nint tensor, out long version);

    [LibraryImport(Library, EntryPoint = "rt_backward")]
    internal static partial int Backward(nint* roots, nint* grads, int rootCount, int retainGraph, int createGraph, nint* inputs, int inputCount);

    [LibraryImport(Library, EntryPoint = "rt_grad")]
    internal static partial int Grad(nint* roots, nint* grads, int rootCount, nint* inputs, int inputCount, int retainGraph, int createGraph, int allowUnused, nint* results);

    [LibraryImport(Library, EntryPoint = "rt_version")]
    internal static partial nint Version();

    [LibraryImport(Library, EntryPoint = "rt_build_configuration")]
    internal static partial int BuildConfiguration(out nint text);

    [LibraryImport(Library, EntryPoint = "rt_flag_get")]
    internal static partial int FlagGet(Flag flag, out int value);

    [LibraryImport(Library, EntryPoint = "rt_flag_set")]
    internal static partial int FlagSet(Flag flag, int value);

    [LibraryImport(Library, EntryPoint = "rt_inference_enter")]
    internal static partial int InferenceEnter(int enabled, out nint guard);

    [LibraryImport(Library, EntryPoint = "rt_inference_exit")]
    internal static partial int InferenceExit(nint guard);

    [LibraryImport(Library, EntryPoint = "rt_autocast_get")]
    internal static partial int AutocastGet(int deviceType, out int enabled, out int scalarType);

    [LibraryImport(Library, EntryPoint = "rt_autocast_set")]
    internal static partial int AutocastSet(int deviceType, int enabled, int scalarType);

    [LibraryImport(Library, EntryPoint = "rt_autocast_enter")]
    internal static partial int AutocastEnter();

    [LibraryImport(Library, EntryPoint = "rt_autocast_exit")]
    internal static partial int AutocastExit();

    [LibraryImport(Library, EntryPoint = "rt_threads_get")]
    internal static partial int ThreadsGet(out int within, out int between);

    [LibraryImport(Library, EntryPoint = "rt_threads_set")]
    internal static partial int ThreadsSet(int within);

    [LibraryImport(Library, EntryPoint = "rt_threads_set_between")]
    internal static partial int ThreadsSetBetween(int between);

    [LibraryImport(Library, EntryPoint = "rt_cuda_facts")]
    internal static partial int CudaFacts(out int available, out int devices, out int cudnn);

    [LibraryImport(Library, EntryPoint = "rt_cuda_synchronize")]
    internal static partial int CudaSynchronize(long device);

    [LibraryImport(Library, EntryPoint = "rt_manual_seed")]
    internal static partial int ManualSeed(ulong seed);

    [LibraryImport(Library, EntryPoint = "rt_generator_get")]
    internal static partial int GeneratorGet(int deviceType, int deviceIndex, int clone, out nint generator);

    [LibraryImport(Library, EntryPoint = "rt_generator_free")]
    internal static partial void GeneratorFree(nint generator);

    [LibraryImport(Library, EntryPoint = "rt_generator_set_seed")]
    internal static partial int GeneratorSetSeed(nint generator, ulong seed);

    [LibraryImport(Library, EntryPoint = "rt_generator_get_seed")]
    internal static partial int GeneratorGetSeed(nint generator, out ulong seed);

    [LibraryImport(Library, EntryPoint = "rt_generator_get_state")]
    internal static partial int GeneratorGetState(nint generator, out nint state);

    [LibraryImport(Library, EntryPoint = "rt_generator_set_state")]
    internal static partial int GeneratorSetState(nint generator, nint state);

    [LibraryImport(Library, EntryPoint = "rt_generator_device")]
    internal static partial int GeneratorDevice(nint generator, out int deviceType, out int deviceIndex);

    [LibraryImport(Library, EntryPoint = "rt_profiler_now")]
    internal static partial long ProfilerNow();

    [LibraryImport(Library, EntryPoint = "rt_profiler_start")]
    internal static partial int ProfilerStart(long most);

    [LibraryImport(Library, EntryPoint = "rt_profiler_stop")]
    internal static partial int ProfilerStop(out nint recording, out NativeEvent* events, out long count, out long dropped);

    [LibraryImport(Library, EntryPoint = "rt_recording_free")]
    internal static partial void RecordingFree(nint recording);

    /// <summary>Turns a failed call into an exception that names the operation and keeps libtorch's own words.</summary>
    internal static void Check(int status, [CallerMemberName] string operation = "")
    {
        if (status != 0)
        {
            throw new TorchException(operation, Marshal.PtrToStringUTF8(LastError()) ?? "no reason given");
        }
    }
}
