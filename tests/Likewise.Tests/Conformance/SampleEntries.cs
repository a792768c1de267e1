using System.Security.Cryptography;
using System.Text;

namespace Likewise.Tests.Conformance;

/// <summary>Entries that are a function of a number: what was written can be made again and compared.</summary>
internal static class SampleEntries
{
    public static EmbedderIdentity Embedder { get; } = new("sample", "r1", "mean", "query: ", Dimension: 8, MaxTokens: 256);

    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Entry Create(int number, Func<EntrySummary, EntrySummary>? change = null)
    {
        var payload = Bytes(number, 64 + (number % 100));
        var summary = new EntrySummary
        {
            Id = Id(number),
            Key = Key(number),
            Tenant = "",
            Namespace = "default",
            Model = "gpt-test",
            Prompt = $"What is {number}?",
            Tags = [$"tag-{number % 3}", "every"],
            Eligibility = Eligibility.Semantic,
            Embedder = Embedder,
            CreatedAt = Start.AddSeconds(number),
            Expiry = new Expiry(Start.AddDays(1), TimeSpan.FromMinutes(number + 1)),
            Cost = new TokenUsage(number, number * 2L),
            Latency = TimeSpan.FromMilliseconds(number),
            PayloadBytes = payload.Length,
        };
        return new Entry(
            change?.Invoke(summary) ?? summary, Vector(number), payload, new EntryActivity(0, Start.AddSeconds(number)));
    }

    public static EntryId Id(int number) => EntryId.Read(Bytes(number, EntryId.SizeInBytes));

    public static ExactKey Key(int number) => new(
        Scope.Read(SHA256.HashData("scope"u8)), Fingerprint.Read(SHA256.HashData(Encoding.UTF8.GetBytes($"{number}"))));

    public static Entry WithPayload(Entry entry, byte[] payload) =>
        entry with { Payload = payload, Summary = entry.Summary with { PayloadBytes = payload.Length } };

    public static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Everything, to the bit; lists by what is in them, which the records' own equality does not do.</summary>
    public static void AssertSame(Entry expected, Entry? actual, bool withPayload = true)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Summary.Tags, actual.Summary.Tags);
        Assert.Equal(expected.Summary.Sources, actual.Summary.Sources);
        Assert.Equal(
            expected.Summary, actual.Summary with { Tags = expected.Summary.Tags, Sources = expected.Summary.Sources });
        Assert.Equal(expected.Vector.ToArray(), actual.Vector.ToArray());
        Assert.Equal(withPayload ? expected.Payload.ToArray() : [], actual.Payload.ToArray());
        Assert.Equal(expected.Activity, actual.Activity);
    }

    private static float[] Vector(int number)
    {
        var random = new Random(number);
        var vector = new float[Embedder.Dimension];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = random.NextSingle() - 0.5f;
        var norm = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / norm)];
    }
}
