namespace Reproducible.Torch.Modules;

/// <summary>What holds for a group that says nothing.</summary>
internal readonly record struct AdamDefaults(double Rate, double Beta1, double Beta2, double Eps, double Decay, bool Amsgrad, bool Maximize);
