using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Reproducible.Recording.TensorBoard.Messages;

namespace Reproducible.Recording.TensorBoard;

/// <summary>
/// The HParams tab's columns. TensorBoard takes them from one event file alone, so that one lies above the experiments and speaks of
/// all sessions below: strategies are compared whether they are experiments each or share one.
/// </summary>
internal static class HyperParameterTable
{
    private static readonly (string Tag, string Name, string Description, DatasetType Dataset)[] Metrics =
    [
        (Scalars.TestAccuracy, "test accuracy", "Share of the test split classified right after the last step, 0 to 1.", DatasetType.DatasetUnknown),
        (Scalars.TestF1, "test F1", "Mean over classes, 0 to 1.", DatasetType.DatasetUnknown),
        (Scalars.TestLoss, "test loss", "Mean cross-entropy in nats.", DatasetType.DatasetUnknown),
        (Scalars.ValidationAccuracy, "validation accuracy", "After the last epoch, 0 to 1.", DatasetType.DatasetValidation),
        (Scalars.TrainLoss, "train loss", "Of the last epoch's batches, in nats.", DatasetType.DatasetTraining),
        (Scalars.TrainSeconds, "train seconds", "Seconds of training; loading and the test are not in it.", DatasetType.DatasetUnknown),
    ];

    /// <param name="sessions">At least one.</param>
    public static HParamsPluginData Of(IReadOnlyList<SessionStartInfo> sessions)
    {
        var experiment = new HParamsExperiment
        {
            Description = "A row is the mean over the seeds of one setting.",
            TimeCreatedSecs = sessions.Min(session => session.StartTimeSecs),
        };
        experiment.HparamInfos.Add(sessions.SelectMany(session => session.Hparams)
            .GroupBy(parameter => parameter.Key, parameter => parameter.Value)
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => Column(parameter.Key, [.. parameter], isEverywhere: parameter.Count() == sessions.Count)));
        experiment.MetricInfos.Add(Metrics.Select(metric => new MetricInfo
        {
            Name = new() { Tag = metric.Tag },
            DisplayName = metric.Name,
            Description = metric.Description,
            DatasetType = metric.Dataset,
        }));

        return new() { Experiment = experiment };
    }

    private static HParamInfo Column(string name, List<Value> values, bool isEverywhere)
    {
        var kinds = values.Select(value => value.KindCase).Distinct().ToList();
        var texts = values.Select(Text).Distinct().Order(StringComparer.Ordinal).ToList();
        var column = new HParamInfo { Name = name, Differs = texts.Count > 1 || !isEverywhere };
        switch (kinds)
        {
            case [Value.KindOneofCase.NumberValue]:
                column.Type = DataType.Float64;
                column.DomainInterval = new() { MinValue = values.Min(value => value.NumberValue), MaxValue = values.Max(value => value.NumberValue) };
                break;
            case [Value.KindOneofCase.BoolValue]:
                column.Type = DataType.Bool;
                column.DomainDiscrete = new() { Values = { values.Select(value => value.BoolValue).Distinct().Order().Select(Value.ForBool) } };
                break;
            default:
                column.Type = DataType.String;
                column.DomainDiscrete = new() { Values = { texts.Select(Value.ForString) } };
                break;
        }

        return column;
    }

    private static string Text(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.NumberValue => value.NumberValue.ToString("R", CultureInfo.InvariantCulture),
        Value.KindOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        _ => value.StringValue,
    };
}
