#r "../artifacts/bin/Reproducible.Build/release/Reproducible.Build.dll"

RunTargets(Reproducible.Build.BuildHost.Register(Context));
