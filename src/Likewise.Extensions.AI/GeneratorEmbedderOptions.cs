namespace Likewise.Extensions.AI;

/// <summary>How a generator is used as an embedder. Read once, when the embedder is created.</summary>
public sealed class GeneratorEmbedderOptions
{
    /// <summary>The model: its name in the identity, and asked of the generator.</summary>
    /// <value>Default: null, the generator's own default, which its metadata must then name.</value>
    public string? Model { get; set; }

    /// <summary>
    /// Components of a vector, asked of the generator. Not every model can be asked; leave it out for those.
    /// </summary>
    /// <value>1 to 65,536; default: null, as the generator makes them, found by one text at creation.</value>
    public int? Dimension { get; set; }

    /// <summary>
    /// Tells versions of a model apart that have one name. Change it whenever the generator behind the name changes its vectors.
    /// </summary>
    /// <value>Default: empty.</value>
    public string ModelRevision { get; set; } = "";

    /// <summary>What is put before each text, its last space included, such as E5's <c>query: </c>.</summary>
    /// <value>Default: empty.</value>
    public string Prefix { get; set; } = "";

    /// <summary>How many tokens of a text the model reads; told to whoever asks the identity, and not enforced.</summary>
    /// <value>Default: 0, unknown.</value>
    public int MaxTokens { get; set; }

    /// <summary>Most texts that the generator is given at once; further ones go into further calls, in turn.</summary>
    /// <value>1 to 10,000; default 64.</value>
    public int BatchTextsMax { get; set; } = 64;

    /// <summary>Names every fault at once.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        List<string> faults = [];
        if (Model is not null && string.IsNullOrWhiteSpace(Model))
            faults.Add($"{nameof(Model)} must be a name, or left out");
        if (Dimension is < 1 or > 65_536)
            faults.Add($"{nameof(Dimension)} must be 1 to 65536, not {Dimension}");
        if (MaxTokens < 0)
            faults.Add($"{nameof(MaxTokens)} cannot be negative");
        if (BatchTextsMax is < 1 or > 10_000)
            faults.Add($"{nameof(BatchTextsMax)} must be 1 to 10000, not {BatchTextsMax}");
        if (faults.Count > 0)
            throw new ArgumentException($"The generator's options are wrong: {string.Join("; ", faults)}.");
    }
}
