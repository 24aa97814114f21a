// A run uses the process-wide count of live tensors and libtorch's one default generator.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
