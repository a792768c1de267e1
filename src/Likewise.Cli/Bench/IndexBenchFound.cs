using System.Text.Json.Serialization;

namespace Likewise.Cli;

/// <summary>The JSON of <c>bench index</c>. Shares go from 0 to 1 and are null where they would be of nothing.</summary>
internal sealed record IndexBenchFound
{
    public string Index { get; init; } = "";

    /// <summary>Additions a second, one thread, reading the file not counted.</summary>
    public required double BuildPerS { get; init; }

    /// <summary>Seconds from the last addition until the index had nothing left to do in the background.</summary>
    public required double SettleS { get; init; }

    /// <summary>Removals followed by an addition, a second; null without <c>--churn</c>.</summary>
    public double? ChurnPerS { get; init; }

    /// <summary>One of them, in microseconds.</summary>
    [JsonPropertyName("churn_p99_us")]
    public double? ChurnP99Us { get; init; }

    /// <summary>Growth of the process.</summary>
    public required double BytesPerEntry { get; init; }

    /// <summary>Median of single searches, in microseconds.</summary>
    [JsonPropertyName("p50_us")]
    public required double P50Us { get; init; }

    [JsonPropertyName("p99_us")]
    public required double P99Us { get; init; }

    /// <summary>Recall@1 over all queries.</summary>
    public required double Recall { get; init; }

    /// <summary>Recall@1 over the queries whose true best is above 0.8.</summary>
    [JsonPropertyName("recall_above_80")]
    public required double? RecallAbove80 { get; init; }

    /// <summary>Of the other queries, those for which a similarity above 0.8 was reported.</summary>
    [JsonPropertyName("wrong_above_80")]
    public required double? WrongAbove80 { get; init; }

    /// <summary>How many queries have a true best above 0.8.</summary>
    [JsonPropertyName("queries_above_80")]
    public required int QueriesAbove80 { get; init; }

    public required string Isa { get; init; }

    public required int Count { get; init; }

    public required int Dim { get; init; }

    public required int Queries { get; init; }

    /// <summary>How many searches were timed.</summary>
    public required int Searches { get; init; }

    /// <summary>Bytes of managed memory that a search allocates.</summary>
    public required double AllocatedPerSearch { get; init; }

    /// <summary>What the index itself says that it takes.</summary>
    public required double OwnBytesPerEntry { get; init; }

    /// <summary>Saving and opening; null when that was not asked for.</summary>
    public required SnapshotBench? Snapshot { get; init; }
}
