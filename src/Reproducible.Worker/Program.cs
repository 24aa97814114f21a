using Reproducible.Worker;

return CommandLine.Root().Parse(args).Invoke();
