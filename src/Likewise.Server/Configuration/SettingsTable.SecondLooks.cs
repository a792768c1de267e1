using Likewise.Encoder;

namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] SecondLooks() => [.. CacheVerify(), .. Verifier(), .. Judge()];

    private static Setting[] CacheVerify() =>
    [
        new Setting<double?>(
            "cache.verifyFrom", SettingKinds.OptionalNumber, s => s.Cache.VerifyFrom, (s, v) => s.Cache.VerifyFrom = v)
        {
            Description = "What is not sure enough to be served, but as sure as this, is verified instead of rejected.",
            Range = "a similarity, or a score where a bound decides, -1 to 1", Holds = v => v is null or (>= -1 and <= 1),
        },
        new Setting<double?>(
            "cache.verifyTo", SettingKinds.OptionalNumber, s => s.Cache.VerifyTo, (s, v) => s.Cache.VerifyTo = v)
        {
            Description = "What is as sure as this is served without being verified; not set, nothing is.",
            Range = "a similarity, or a score where a bound decides, -1 to 1", Holds = v => v is null or (>= -1 and <= 1),
        },
    ];

    private static Setting[] Verifier() =>
    [
        new Setting<string?>("verifier.path", SettingKinds.Text, s => s.Verifier.Path, (s, v) => s.Verifier.Path = v)
        {
            Description = "Directory of a cross-encoder that verifies candidates; not set, there is none.",
        },
        new Setting<EncoderPrecision>(
            "verifier.precision", SettingKinds.Precision, s => s.Verifier.Precision, (s, v) => s.Verifier.Precision = v)
        {
            Description = "What the linear layers of the cross-encoder compute in.",
            Range = "float32 or int8",
        },
        new Setting<double>(
            "verifier.scoreMin", SettingKinds.Number, s => s.Verifier.ScoreMin, (s, v) => s.Verifier.ScoreMin = v)
        {
            Description = "How sure the cross-encoder must be that one answer serves both prompts.",
            Range = "0 to 1", Holds = v => v is >= 0 and <= 1,
        },
        new Setting<int?>(
            "verifier.maxTokens", SettingKinds.OptionalInteger, s => s.Verifier.MaxTokens, (s, v) => s.Verifier.MaxTokens = v)
        {
            Description = "Tokens of a pair that it reads; not set, as its files say.",
            Range = "at least 5", Holds = v => v is null or >= 5,
        },
        new Setting<int>("verifier.label", SettingKinds.Integer, s => s.Verifier.Label, (s, v) => s.Verifier.Label = v)
        {
            Description = "Of a model with two labels, the one that means yes.",
            Range = "0 or 1", Holds = v => v is 0 or 1,
        },
    ];

    private static Setting[] Judge() =>
    [
        new Setting<JudgeUse>("judge.use", SettingKinds.JudgeUse, s => s.Judge.Use, (s, v) => s.Judge.Use = v)
        {
            Description = "What a language model judges: answers that audits compare, where their comparer cannot tell, or "
                + "candidates that are to be verified, while the request waits.",
            Range = "off, audit, verify or both",
        },
        new Setting<string?>("judge.model", SettingKinds.Text, s => s.Judge.Model, (s, v) => s.Judge.Model = v)
        {
            Description = "The model that judges; not set, that of `upstream.model`.",
        },
        new Setting<string?>("judge.baseUrl", SettingKinds.BaseUrl, s => s.Judge.BaseUrl, (s, v) => s.Judge.BaseUrl = v)
        {
            Description = "OpenAI-compatible service that has it; not set, that of `upstream.baseUrl`.",
        },
        new Setting<string?>("judge.apiKey", SettingKinds.Key, s => s.Judge.ApiKey, (s, v) => s.Judge.ApiKey = v)
        {
            Description = "Key that pays for it; not set, `upstream.apiKey` where the service is the upstream's.",
            IsSecret = true,
        },
        new Setting<TimeSpan>("judge.timeout", SettingKinds.Duration, s => s.Judge.Timeout, (s, v) => s.Judge.Timeout = v)
        {
            Description = "How long it may take; a late verdict is remembered for the next time.",
            Range = "1ms to 1d", Holds = WithinOneDay,
        },
        Count(
            "judge.textCharsMax", 1, s => s.Judge.TextCharsMax, (s, v) => s.Judge.TextCharsMax = v,
            "Longest text, in characters, that it is shown; what is longer is not judged."),
        Count(
            "judge.replyTokensMax", 1, s => s.Judge.ReplyTokensMax, (s, v) => s.Judge.ReplyTokensMax = v,
            "Most tokens of its answer, of which one word is wanted."),
        Count(
            "judge.callsMax", 1, s => s.Judge.CallsMax, (s, v) => s.Judge.CallsMax = v,
            "Questions under way at once; one more is not asked."),
        Count(
            "judge.callsPerMinuteMax", 1, s => s.Judge.CallsPerMinuteMax, (s, v) => s.Judge.CallsPerMinuteMax = v,
            "Questions asked in a minute; one more is not asked."),
        Count(
            "judge.verdictsMax", 0, s => s.Judge.VerdictsMax, (s, v) => s.Judge.VerdictsMax = v,
            "Verdicts that are remembered, so that the same texts are judged once."),
    ];
}
