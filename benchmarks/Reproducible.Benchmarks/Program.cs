// A signal leaves time to end the programs in hand and to remove their files.
return await Reproducible.Benchmarks.Commands.Root().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
