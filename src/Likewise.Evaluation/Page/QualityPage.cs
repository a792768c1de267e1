namespace Likewise.Evaluation;

/// <summary>The page of figures on decisions, made anew from labelled sets: prose from a template, numbers measured.</summary>
public sealed class QualityPage
{
    private QualityPage(string markdown, IReadOnlyDictionary<string, Plot> images) => (Markdown, Images) = (markdown, images);

    /// <summary>The page.</summary>
    public string Markdown { get; }

    /// <summary>The pictures that it shows, by file name.</summary>
    public IReadOnlyDictionary<string, Plot> Images { get; }

    /// <summary>Measures, and writes down what came of it.</summary>
    /// <param name="options">What is measured; what the directory lacks is named on the page as missing.</param>
    /// <param name="embedder">Embeds each text once; stays the caller's.</param>
    /// <param name="evaluation">What a cache decides with beside what is compared. Limit and seed are replaced.</param>
    /// <param name="progress">Told what is being measured; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="TableException">A set cannot be read.</exception>
    /// <exception cref="EvaluationException">The cache failed.</exception>
    /// <remarks>The same sets, rules and clock give the same page.</remarks>
    public static async Task<QualityPage> MakeAsync(
        QualityPageOptions options, IEmbedder embedder, EvaluationOptions evaluation, IProgress<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(evaluation);

        var context = new PageContext(options, new PreparedEmbedder(embedder), evaluation, progress);
        var page = PageTemplate.Load();
        foreach (var section in PageSection.All())
        {
            progress?.Report(section.Name);
            page = page.Replace($"{{{{{section.Name}}}}}", await section.WriteAsync(context, cancellationToken)
                .ConfigureAwait(false), StringComparison.Ordinal);
        }

        return new QualityPage(page, context.Images);
    }
}
