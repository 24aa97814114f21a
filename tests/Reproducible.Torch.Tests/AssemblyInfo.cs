// The count of live tensors is the process's: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
