namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>MLflow's words for what went wrong, as <see cref="MlflowException.Code"/>.</summary>
internal static class Codes
{
    public const string Exists = "RESOURCE_ALREADY_EXISTS";

    public const string Missing = "RESOURCE_DOES_NOT_EXIST";
}
