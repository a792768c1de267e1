namespace Likewise.Embedders;

/// <summary>A deployment of Azure OpenAI.</summary>
public sealed class AzureOpenAIEmbedderOptions : RemoteEmbedderOptions
{
    /// <summary>The key in the header <c>api-key</c>; batches of up to 256 texts.</summary>
    public AzureOpenAIEmbedderOptions() => (KeyHeader, BatchTextsMax) = ("api-key", 256);

    /// <summary>The deployment's name.</summary>
    /// <value>Default: empty, the model's name.</value>
    public string Deployment { get; set; } = "";

    /// <summary>The version of the service's interface.</summary>
    /// <value>Default <c>2024-10-21</c>, the last dated one that is no preview.</value>
    public string ApiVersion { get; set; } = "2024-10-21";

    /// <summary>How vectors are asked for. Either form is understood, whatever was asked.</summary>
    /// <value>Default <see cref="EmbeddingEncoding.Base64"/>.</value>
    public EmbeddingEncoding Encoding { get; set; } = EmbeddingEncoding.Base64;

    internal override string Provider => "azure-openai";

    internal override IReadOnlyList<string> ReservedFields { get; } = ["input"];

    internal override EmbeddingProtocol CreateProtocol() => new OpenAIProtocol(this);

    private protected override IEnumerable<string> OwnFaults()
    {
        if (Endpoint is null)
            yield return $"{nameof(Endpoint)} must name the resource, such as https://my-resource.openai.azure.com";
        if (ApiVersion.Length == 0 || !ApiVersion.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            yield return $"{nameof(ApiVersion)} must be a version such as 2024-10-21";
    }
}
