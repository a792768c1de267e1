namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] CacheDecision() =>
    [
        new Setting<DecisionText>(
            "cache.decision", DecisionText.Setting, s => DecisionText.Of(s.Cache), (s, v) => v.CopyTo(s.Cache))
        {
            Description = "What decides on hits by meaning: a fixed similarity, the same as cache.similarityMin, or evidence, "
                + "which keeps the wrong share of the hits below a bound.",
            Range = "a similarity from -1 to 1, or a share from 0.001 to 0.5", Holds = v => v.IsInRange,
        },
        new Setting<double>(
            "cache.boundConfidence", SettingKinds.Number,
            s => s.Cache.Bound.Confidence, (s, v) => s.Cache.Bound.Confidence = v)
        {
            Description = "How likely the bound holds, at any one moment.",
            Range = "0.5 to 0.999", Holds = v => v is >= 0.5 and <= 0.999,
        },
        new Setting<EvidenceGroup>(
            "cache.boundGroup", SettingKinds.EvidenceGroup, s => s.Cache.Bound.Group, (s, v) => s.Cache.Bound.Group = v)
        {
            Description = "What the bound holds for, each apart.",
        },
        new Setting<double>(
            "cache.boundSimilarityMin", SettingKinds.Number,
            s => s.Cache.Bound.SimilarityMin, (s, v) => s.Cache.Bound.SimilarityMin = v)
        {
            Description = "Least similarity of an entry that is considered at all where the bound decides.",
            Range = "0 to 1", Holds = v => v is >= 0 and <= 1,
        },
        new Setting<string?>(
            "cache.boundVerdict", SettingKinds.Text,
            s => s.Cache.Bound.VerdictFile, (s, v) => s.Cache.Bound.VerdictFile = v)
        {
            Description = "What says how sure a candidate is, as likewise train writes it; not set, its similarity.",
        },
        new Setting<string?>(
            "cache.boundCalibration", SettingKinds.Text,
            s => s.Cache.Bound.CalibrationFile, (s, v) => s.Cache.Bound.CalibrationFile = v)
        {
            Description = "What is known at first, as likewise eval calibrate writes it; not set, what was shipped.",
        },
        Count(
            "cache.boundEvidenceMax", 1_000,
            s => s.Cache.Bound.EvidenceMax, (s, v) => s.Cache.Bound.EvidenceMax = v,
            "How many labels a group goes by; beyond it, old ones count less and less."),
        Count(
            "cache.boundGroupsMax", 1, s => s.Cache.Bound.GroupsMax, (s, v) => s.Cache.Bound.GroupsMax = v,
            "How many groups have evidence of their own; further ones share it."),
    ];
}
