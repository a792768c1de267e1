namespace Likewise.Evaluation;

/// <summary>What the page was made from, by what.</summary>
internal sealed class DataSection() : PageSection("data")
{
    private const int DigestShown = 16;

    public override Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var options = context.Options;
        var table = new PageTable("file", "rows", "SHA-256");
        foreach (var set in context.Data.Used)
            table.Row($"`{set.File}`", PageText.Count(set.Rows), $"`{set.Digest[..DigestShown]}…`");

        var missing = string.Join(", ", context.Data.Missing.Select(name => $"`{name}`"));
        var pairs = options.PairsMax is { } most ? $"; pairs of a set: at most {PageText.Count(most)}" : "";
        return Task.FromResult(
            $"Made by {options.MadeBy}; embedder {context.Embedder.Identity.Model}, revision "
            + $"{context.Embedder.Identity.Revision}; random orders of a stream: {options.Seeds}; prompts of a stream: at most "
            + $"{PageText.Count(options.PromptsMax)}{pairs}.\n\n{table}"
            + (missing.Length == 0 ? "" : $"\n\nNot among the data, so not measured: {missing}."));
    }
}
