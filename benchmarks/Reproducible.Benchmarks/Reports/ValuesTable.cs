using CsvHelper;
using Reproducible.Benchmarks.Claims;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Reports;

/// <summary>Every measured value as CSV, a row each: UTF-8, LF, invariant culture.</summary>
internal static class ValuesTable
{
    /// <summary>Ratios have no unit.</summary>
    public static string Of(IReadOnlyList<Outcome> outcomes)
    {
        using var text = new StringWriter();
        using (var csv = CsvWriter.Create(text, new() { NewLine = "\n" }))
        {
            Row(csv, "claim", "what", "unit", "round", "value");
            foreach (var outcome in outcomes)
            {
                foreach (var finding in outcome.Findings)
                {
                    Rows(csv, outcome.Claim.Name, finding.What, "", finding.Value);
                    foreach (var figure in finding.Figures)
                    {
                        Rows(csv, outcome.Claim.Name, figure.Who, figure.Unit, figure.Value);
                    }
                }
            }
        }

        return text.ToString();
    }

    private static void Rows(CsvWriter csv, string claim, string what, string unit, Sample sample)
    {
        for (var round = 0; round < sample.Count; round++)
        {
            Row(csv, claim, what, unit, $"{round + 1}", Numbers.Exact(sample.Values[round]));
        }
    }

    private static void Row(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }
}
