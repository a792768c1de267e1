using System.Security.Cryptography;
using System.Text;

namespace Likewise.Crash;

/// <summary>
/// Entries as a function of slot and version, so that the process that was killed and the one that looks agree on every byte.
/// </summary>
public static class CrashEntries
{
    public const int Slots = 48;

    private static readonly EmbedderIdentity Embedder = new("crash", "r1", "mean", "", Dimension: 64, MaxTokens: 0);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static ExactKey Key(int slot) => new(
        Scope.Read(SHA256.HashData("crash"u8)), Fingerprint.Read(SHA256.HashData(Encoding.UTF8.GetBytes($"slot {slot}"))));

    public static Entry Create(int slot, int version)
    {
        var random = new Random((version * Slots) + slot);
        var id = new byte[EntryId.SizeInBytes];
        random.NextBytes(id);
        var payload = new byte[random.Next(12_000)];
        random.NextBytes(payload);
        var vector = new float[Embedder.Dimension];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = random.NextSingle();

        var summary = new EntrySummary
        {
            Id = EntryId.Read(id),
            Key = Key(slot),
            Tenant = "crash",
            Namespace = "default",
            Model = "none",
            Prompt = $"slot {slot}, version {version}: {new string('?', random.Next(200))}",
            Tags = [$"slot-{slot}"],
            Eligibility = Eligibility.Semantic,
            Embedder = Embedder,
            CreatedAt = Start.AddTicks(version),
            Expiry = new Expiry(Start.AddDays(1), null),
            Cost = new TokenUsage(version, slot),
            PayloadBytes = payload.Length,
        };
        return new Entry(summary, vector, payload, new EntryActivity(0, summary.CreatedAt));
    }

    public static int VersionOf(Entry entry) => (int)entry.Summary.Cost.InputTokens;
}
