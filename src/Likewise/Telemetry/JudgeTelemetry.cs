using System.Diagnostics.Metrics;

namespace Likewise;

/// <summary>Counts questions to judges. A judge may serve several caches or none, so it has no cache's meter.</summary>
internal static class JudgeTelemetry
{
    private static readonly Meter Meter = new(LikewiseTelemetry.MeterName);

    private static readonly Counter<long> Questions = Meter.CreateCounter<long>(
        LikewiseTelemetry.JudgeQuestions, "{question}", "Questions to a judge.");

    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>(
        LikewiseTelemetry.JudgeTokens, "{token}", "Tokens that a judge read and wrote.");

    public static void Judged(string outcome, long tokens)
    {
        Questions.Add(1, CacheMeter.Tag(LikewiseTelemetry.OutcomeTag, outcome));
        Tokens.Add(tokens);
    }
}
