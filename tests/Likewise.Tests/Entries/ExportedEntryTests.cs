using Likewise.Tests.Conformance;

namespace Likewise.Tests.Entries;

/// <summary>An entry that leaves as a line of JSON and comes back.</summary>
public class ExportedEntryTests
{
    private static readonly Leeway Rules = new()
    {
        PerDoubling = TimeSpan.FromMinutes(3), LongerMax = TimeSpan.FromHours(9),
        StaleWhileRevalidate = TimeSpan.FromSeconds(30), StaleIfError = TimeSpan.FromDays(1),
    };

    [Fact]
    public void Leeway_and_sources_come_back_as_they_were()
    {
        var entry = Export(summary => summary with
        {
            Sources = [new EntrySource("manual.md", "7"), new EntrySource("faq")],
            Expiry = summary.Expiry with { Leeway = Rules },
        });
        var back = ExportedEntry.FromJson(entry.ToJson());
        Assert.Equal(entry.Summary.Sources, back.Summary.Sources);
        Assert.Equal(entry.Summary.Expiry, back.Summary.Expiry);
    }

    [Theory]
    [InlineData(Visibility.Private)]
    [InlineData(Visibility.Tenant)]
    [InlineData(Visibility.Public)]
    public void Who_may_be_given_it_comes_back(Visibility visibility)
    {
        var back = ExportedEntry.FromJson(Export(summary => summary with { Visibility = visibility }).ToJson());
        Assert.Equal(visibility, back.Summary.Visibility);
    }

    [Fact]
    public void Epoch_and_confirmations_stay_behind_since_nobody_could_check_them()
    {
        var entry = Export(summary => summary with { Epoch = 9 });
        entry = entry with { Activity = entry.Activity with { ConfirmedBy = PrincipalSet.Of([1, 2, 3]) } };
        var back = ExportedEntry.FromJson(entry.ToJson());
        Assert.Equal(0, back.Summary.Epoch);
        Assert.Equal(PrincipalSet.None, back.Activity.ConfirmedBy);
    }

    [Theory]
    [InlineData("\"sources\":[null]")]
    [InlineData("\"sources\":[{\"version\":\"1\"}]")]
    [InlineData("\"leeway\":{\"staleIfError\":-1}")]
    [InlineData("\"leeway\":{\"forever\":1}")]
    [InlineData("\"visibility\":\"everybody\"")]
    public void What_cannot_be_meant_is_refused(string field)
    {
        var line = System.Text.Encoding.UTF8.GetString(Export(summary => summary).ToJson());
        var broken = System.Text.Encoding.UTF8.GetBytes($"{{{field},{line[1..]}");
        Assert.Throws<FormatException>(() => ExportedEntry.FromJson(broken));
    }

    private static ExportedEntry Export(Func<EntrySummary, EntrySummary> change)
    {
        var entry = SampleEntries.Create(1, change);
        var response = RecordedResponse.FromText("Yes.", model: "gpt-test");
        var owner = EntryOwner.Of(entry.Summary.Key.Scope, "");
        return new ExportedEntry(entry.Summary, entry.Activity, entry.Vector, response, owner);
    }
}
