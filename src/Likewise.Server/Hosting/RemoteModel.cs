using System.Text.Json;
using Likewise.Embedders;

namespace Likewise.Server;

/// <summary>The embedder of a service, as settings describe it.</summary>
internal static class RemoteModel
{
    /// <summary>Options of the kind that the settings name.</summary>
    /// <exception cref="ArgumentException">The settings name no service.</exception>
    public static RemoteEmbedderOptions OptionsOf(ModelSettings settings)
    {
        var options = Create(settings);
        var tier = settings.Tier is { } name && EmbedderRateLimit.TryFind(name, out var limit) ? limit : null;
        options.Endpoint = settings.Endpoint is { } endpoint ? new Uri(endpoint) : null;
        options.Model = settings.Name ?? "";
        options.ApiKey = settings.ApiKey;
        options.KeyHeader = settings.KeyHeader ?? options.KeyHeader;
        options.Dimension = settings.Dimension;
        options.Shorten = settings.Shorten;
        options.Prefix = settings.Prefix ?? "";
        options.ModelRevision = settings.Revision ?? "";
        options.MaxTokens = settings.MaxTokens ?? 0;
        options.ExtraFields = settings.Fields ?? "";
        options.Timeout = settings.Timeout;
        options.BatchTextsMax = settings.BatchMax ?? options.BatchTextsMax;
        options.ConcurrencyMax = settings.ConcurrencyMax;
        options.RetriesMax = settings.RetriesMax;
        options.RateLimit = new EmbedderRateLimit(
            settings.RequestsPerMinute ?? tier?.RequestsPerMinute, settings.TokensPerMinute ?? tier?.TokensPerMinute);
        return options;
    }

    /// <summary>What is wrong with the settings together, each with what to do.</summary>
    /// <param name="section">Where they stand: <c>model</c>.</param>
    /// <param name="settings">Settings each of which is sound.</param>
    /// <param name="originOf">Where a setting comes from; null where it is not set.</param>
    public static IEnumerable<string> FaultsOf(string section, ModelSettings settings, Func<string, string?> originOf)
    {
        var kind = SettingKinds.Model.Format(settings.Kind);
        string[] foreign = settings.Kind == ModelKind.Builtin
            ? ["endpoint", "name", "apiKey", "keyHeader", "dimension", "shorten", "revision", "fields", "tier"]
            : ["path", "precision", "pooling"];
        foreach (var key in foreign)
        {
            if (originOf($"{section}.{key}") is { } origin)
            {
                yield return settings.Kind == ModelKind.Builtin
                    ? $"{section}.{key} is set ({origin}), but {section}.kind is builtin: name the kind of service "
                        + $"({SettingKinds.ModelKinds}), or remove it"
                    : $"{section}.{key} is set ({origin}), but {section}.kind is {kind}: remove it, or set {section}.kind to "
                        + "builtin";
            }
        }

        if (settings.Kind == ModelKind.Builtin)
            yield break;

        if (settings.Name is null)
            yield return $"{section}.name is not set: name the model that {kind} is asked for";
        if (settings.Endpoint is null && settings.Kind is ModelKind.AzureOpenAI or ModelKind.HuggingFace)
            yield return $"{section}.endpoint is not set: name the address of your {kind} service";
        if (settings.Shorten && settings.Dimension is null)
            yield return $"{section}.shorten is set, but {section}.dimension is not: say how many components are wanted";
    }

    public static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static RemoteEmbedderOptions Create(ModelSettings settings) => settings.Kind switch
    {
        ModelKind.OpenAI => new OpenAIEmbedderOptions(),
        ModelKind.AzureOpenAI => new AzureOpenAIEmbedderOptions(),
        ModelKind.Ollama => new OllamaEmbedderOptions(),
        ModelKind.Cohere => new CohereEmbedderOptions(),

        // A bare host is text-embeddings-inference; an address with a path is asked as it is.
        ModelKind.HuggingFace => settings.Endpoint is { } endpoint && new Uri(endpoint).AbsolutePath != "/"
            ? new HuggingFaceEmbedderOptions { Path = "" }
            : new HuggingFaceEmbedderOptions(),
        _ => throw new ArgumentException($"{settings.Kind} is no service.", nameof(settings)),
    };
}
