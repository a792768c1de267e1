namespace Likewise.Tests.Conformance;

/// <summary>What comes back is what was given, to the bit.</summary>
public abstract partial class EntryStoreConformance
{
    public static TheoryData<string> Texts => new(
        "",
        "a",
        "naïve café — “quotes” … ½",
        "日本語の質問 🤖🇯🇵 עברית العربية",
        "before\0after, and \0\0 at the end\0",
        "line\r\nbreak\ttab \u0001\u001b\u007f",
        "'); DROP TABLE entries; --",
        "e\u0301 stays apart from \u00e9, and \ufeff\u200b\u2028\uffff stay",
        new string('x', 100_000) + "é");

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Any_text_comes_back_as_it_was(string text)
    {
        var entry = SampleEntries.Create(1, summary => summary with
        {
            Prompt = text,
            Tenant = text,
            Namespace = text,
            Model = text,
            Tags = [text, "second", text],
            Embedder = summary.Embedder with { Model = text[..Math.Min(text.Length, 50)] },
        });

        await Store.WriteAsync(entry, Cancellation);

        SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));
        SampleEntries.AssertSame(entry, Assert.Single(await ScanAsync(EntryFilter.All)), withPayload: false);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    public async Task A_payload_of_any_length_comes_back_as_it_was(int length)
    {
        var entry = SampleEntries.WithPayload(SampleEntries.Create(1), SampleEntries.Bytes(seed: 7, length));

        await Store.WriteAsync(entry, Cancellation);

        SampleEntries.AssertSame(entry, await Store.FindAsync(entry.Summary.Key, Cancellation));
    }

    [Fact]
    public async Task An_exact_only_entry_has_no_vector()
    {
        var entry = SampleEntries.Create(1, summary => summary with { Eligibility = Eligibility.ExactOnly, Tags = [] })
            with { Vector = default };

        await Store.WriteAsync(entry, Cancellation);

        SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));
        SampleEntries.AssertSame(entry, Assert.Single(await ScanAsync(EntryFilter.All)), withPayload: false);
    }

    [Fact]
    public async Task Vectors_come_back_to_the_bit()
    {
        float[] vector = [1f, -0f, float.Epsilon, -float.Epsilon, 1e-38f, 0.1f, -0.99999994f, 0f];
        var entry = SampleEntries.Create(1) with { Vector = vector };

        await Store.WriteAsync(entry, Cancellation);

        var found = Assert.Single(await ScanAsync(EntryFilter.All));
        Assert.Equal(Bits(vector), Bits(found.Vector.ToArray()));

        static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
    }

    [Fact]
    public async Task Extreme_moments_and_numbers_come_back_as_they_were()
    {
        var entry = SampleEntries.Create(1, summary => summary with
        {
            CreatedAt = DateTimeOffset.MinValue,
            Expiry = new Expiry(DateTimeOffset.MaxValue, null),
            Cost = new TokenUsage(long.MaxValue, 0),
            Latency = TimeSpan.MaxValue,
        }) with { Activity = new EntryActivity(long.MaxValue, DateTimeOffset.MaxValue) };

        await Store.WriteAsync(entry, Cancellation);

        SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));
    }

    [Fact]
    public async Task What_few_entries_have_comes_back_as_it_was()
    {
        var leeway = new Leeway
        {
            PerDoubling = TimeSpan.FromMinutes(1), LongerMax = TimeSpan.MaxValue,
            StaleWhileRevalidate = TimeSpan.FromTicks(1), StaleIfError = TimeSpan.FromDays(1),
        };
        Func<EntrySummary, EntrySummary>[] changes =
        [
            summary => summary with { Sources = [new("manual.md", "7"), new("\"quoted\" 日本"), new("empty", "")] },
            summary => summary with { Epoch = long.MaxValue },
            summary => summary with { Visibility = Visibility.Private },
            summary => summary with { Visibility = Visibility.Public, Epoch = 1 },
            summary => summary with { Expiry = summary.Expiry with { Leeway = leeway } },
            summary => summary with { Expiry = summary.Expiry with { Leeway = new() { LongerMax = TimeSpan.FromDays(2) } } },
        ];
        for (var number = 0; number < changes.Length; number++)
        {
            var entry = SampleEntries.Create(number, changes[number]);
            await Store.WriteAsync(entry, Cancellation);
            SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));
        }
    }

    [Fact]
    public async Task Who_confirmed_an_answer_comes_back_and_stays_when_it_is_used()
    {
        var entry = SampleEntries.Create(1);
        entry = entry with { Activity = entry.Activity with { ConfirmedBy = PrincipalSet.Of([3, ulong.MaxValue, 1]) } };
        await Store.WriteAsync(entry, Cancellation);
        SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));

        await Store.RecordHitsAsync(new EntryHit[] { new(entry.Summary.Id, 2, SampleEntries.Start.AddHours(1)) }, Cancellation);
        await Store.RecordFeedbackAsync(entry.Summary.Id, new EntryFeedback(1, 0), Cancellation);
        var used = await Store.ReadAsync(entry.Summary.Id, Cancellation);
        Assert.Equal(entry.Activity.ConfirmedBy, used?.Activity.ConfirmedBy);
        Assert.Equal((2, 1), (used!.Activity.HitCount, used.Activity.Feedback.Right));
    }

    [Fact]
    public async Task A_moment_keeps_its_ticks_whatever_its_offset()
    {
        var moment = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(5.5)).AddTicks(1_234_567);
        var entry = SampleEntries.Create(1, summary => summary with { CreatedAt = moment });

        await Store.WriteAsync(entry, Cancellation);

        Assert.Equal(moment.UtcTicks, (await Store.ReadAsync(entry.Summary.Id, Cancellation))?.Summary.CreatedAt.UtcTicks);
    }

    [Fact]
    public async Task Entries_of_several_embedders_keep_their_own()
    {
        var others = Enumerable.Range(0, 5).Select(n => SampleEntries.Create(
            n, summary => summary with { Embedder = SampleEntries.Embedder with { Revision = $"r{n % 3}" } })).ToArray();
        foreach (var entry in others)
            await Store.WriteAsync(entry, Cancellation);

        foreach (var entry in others)
            SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));
    }
}
