namespace Likewise.Encoder;

/// <summary>
/// A model on a server in Hugging Face hub layout: files at <c>{base}/{repository}/resolve/{revision}/{file}</c>.
/// </summary>
/// <param name="BaseUrl">The server, http or https, with a path where it has one.</param>
/// <param name="Repository">The model's repository: <c>owner/name</c>.</param>
/// <param name="Revision">Branch, tag or commit.</param>
public sealed record HubSource(Uri BaseUrl, string Repository, string Revision = "main")
{
    // What any model of the BERT family consists of. Without the last five it runs by its defaults.
    private static readonly string[] RequiredFiles = ["model.safetensors", "tokenizer.json", "config.json"];
    private static readonly string[] OptionalFiles =
    [
        "1_Pooling/config.json", "sentence_bert_config.json", "config_sentence_transformers.json", "tokenizer_config.json",
        "modules.json",
    ];

    /// <summary>What the digest of the weights must be, lower-case hex SHA-256.</summary>
    /// <value>Null: as the catalogue says; where it says nothing, only the length is checked.</value>
    public string? WeightsSha256 { get; init; }

    /// <summary>The known model that this repository holds; null where it is none.</summary>
    public KnownModel? Model => ModelCatalog.Models.FirstOrDefault(model => model.HubRepository == Repository);

    /// <summary>A known model on a server.</summary>
    /// <param name="model">Which.</param>
    /// <param name="baseUrl">The server.</param>
    public static HubSource Of(KnownModel model, Uri baseUrl)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new HubSource(baseUrl, model.HubRepository, model.HubRevision);
    }

    /// <summary>Where a file is.</summary>
    internal Uri Locate(string file)
    {
        var path = string.Join('/', Repository.Split('/').Select(Uri.EscapeDataString));
        var name = string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
        return new Uri($"{BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}/resolve/{Uri.EscapeDataString(Revision)}/{name}");
    }

    /// <summary>What there is to fetch, and what is known of it.</summary>
    internal IEnumerable<HubFile> ListFiles()
    {
        foreach (var name in RequiredFiles)
        {
            var known = Model?.HubFiles.FirstOrDefault(file => file.Name == name);
            yield return name == RequiredFiles[0] && WeightsSha256 is { } digest && digest != known?.Sha256
                ? new HubFile(name, IsOptional: false, Bytes: null, digest)
                : new HubFile(name, IsOptional: false, known?.Bytes, known?.Sha256);
        }
        // A known model is complete: what its optional files say is in the catalogue.
        foreach (var name in Model is null ? OptionalFiles : [])
            yield return new HubFile(name, IsOptional: true, Bytes: null, Sha256: null);
    }

    internal void Validate()
    {
        if (BaseUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            throw new ArgumentException($"'{BaseUrl}' is no http or https address.");
        if (Repository.Split('/') is not [{ Length: > 0 } and not "..", { Length: > 0 } and not ".."])
            throw new ArgumentException($"'{Repository}' is no repository; owner/name was expected.");
        if (string.IsNullOrWhiteSpace(Revision))
            throw new ArgumentException("The revision is empty; 'main' is the usual one.");
        if (WeightsSha256 is { } digest && (digest.Length != 64 || !digest.All(char.IsAsciiHexDigitLower)))
            throw new ArgumentException($"'{digest}' is no SHA-256: 64 lower-case hex digits were expected.");
    }
}
