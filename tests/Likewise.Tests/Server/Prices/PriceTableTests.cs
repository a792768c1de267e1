using Likewise.Server;

namespace Likewise.Tests.Server.Prices;

public sealed class PriceTableTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void The_table_that_comes_with_the_server_can_be_read_and_names_its_sources()
    {
        var table = PriceTable.Load(null);

        Assert.InRange(table.Date, new DateOnly(2026, 1, 1), new DateOnly(2100, 1, 1));
        var mini = Assert.IsType<ModelPrice>(table.Find("gpt-4o-mini"));
        Assert.StartsWith("https://", mini.Source, StringComparison.Ordinal);
        Assert.Equal(mini with { Model = "gpt-4o-mini-20*" }, table.Find("gpt-4o-mini-2024-07-18"));
    }

    [Theory]
    [InlineData("m-1", 1)]
    [InlineData("m-1-large", 2)]
    [InlineData("m-1-large-2026", 3)]
    [InlineData("m", null)]
    [InlineData("other", null)]
    [InlineData("", null)]
    public void The_exact_name_comes_first_then_the_longest_beginning_and_no_price_is_made_up(string model, int? input)
    {
        var table = PriceTable.Load(Write(
            """{"model": "m-1-l*", "currency": "USD", "input": 2, "output": 0, "source": "s"}""",
            """{"model": "m-1-large-*", "currency": "USD", "input": 3, "output": 0, "source": "s"}""",
            """{"model": "m-1", "currency": "USD", "input": 1, "output": 0, "source": "s"}"""));

        Assert.Equal(input, table.Find(model)?.Input);
    }

    [Fact]
    public void Tokens_that_the_provider_had_read_before_have_a_price_of_their_own()
    {
        var price = new ModelPrice
        {
            Model = "m", Currency = "USD", Input = 2, CachedInput = 0.5m, Output = 10, Source = "s",
        };

        Assert.Equal(0.0024m, price.Of(new TokenUsage(1000, 100) { CachedInputTokens = 400 }));
        Assert.Equal(0.003m, (price with { CachedInput = null }).Of(new TokenUsage(1000, 100) { CachedInputTokens = 400 }));
    }

    [Theory]
    [InlineData("""{"model": "m", "currency": "dollars", "input": 1, "output": 1, "source": "s"}""", "no currency")]
    [InlineData("""{"model": "m", "currency": "USD", "input": -1, "output": 1, "source": "s"}""", "negative")]
    [InlineData("""{"model": "m", "currency": "USD", "input": 1, "output": 1, "source": ""}""", "source")]
    [InlineData("""{"model": "*", "currency": "USD", "input": 1, "output": 1, "source": "s"}""", "name")]
    [InlineData("""{"model": "m", "currency": "USD", "inputs": 1, "output": 1, "source": "s"}""", "inputs")]
    public void A_mistake_is_named_at_the_start(string price, string said)
    {
        var fault = Assert.Throws<SettingsException>(() => PriceTable.Load(Write(price)));

        Assert.Contains("prices.path", fault.Message, StringComparison.Ordinal);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_stands_there_twice_is_a_mistake()
    {
        const string Price = """{"model": "m", "currency": "USD", "input": 1, "output": 1, "source": "s"}""";

        var fault = Assert.Throws<SettingsException>(() => PriceTable.Load(Write(Price, Price)));

        Assert.Contains("twice", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_saved_and_what_it_cost_stand_apart_by_currency_and_what_has_no_price_stays_tokens()
    {
        var table = PriceTable.Load(Write(
            """{"model": "m", "currency": "USD", "input": 1, "output": 2, "source": "s"}""",
            """{"model": "e", "currency": "EUR", "input": 4, "output": 0, "source": "s"}"""));
        TokenAccount[] accounts =
        [
            new(TokenUse.Saved, "m", new TokenUsage(1_000_000, 500_000)), new(TokenUse.Saved, "unknown", new TokenUsage(70, 7)),
            new(TokenUse.Embedding, "e", new TokenUsage(500_000, 0)), new(TokenUse.Embedding, "local", new TokenUsage(9, 0)),
            new(TokenUse.Audit, "m", new TokenUsage(100_000, 0)), new(TokenUse.Judge, "nobody's", new TokenUsage(5, 0)),
        ];

        var savings = Savings.Of(accounts, table, new HashSet<string> { "local" });

        Assert.Equal(new Money(2, 0, 0.1m, 0), savings.Currencies["USD"]);
        Assert.Equal(1.9m, savings.Currencies["USD"].Net);
        Assert.Equal(-2, savings.Currencies["EUR"].Net);
        Assert.Equal((77, 5), (savings.UnpricedSaved, savings.UnpricedSpent));
    }

    private string Write(params string[] prices)
    {
        var path = Path.Combine(_directory.FullName, Path.GetRandomFileName());
        File.WriteAllText(path, $$"""{"date": "2026-11-06", "prices": [{{string.Join(',', prices)}}]}""");
        return path;
    }
}
