using System.Net.Http.Headers;

namespace Likewise.Embedders;

/// <summary>What is particular to one kind of service: where it is asked, how a request is written and a reply is read.</summary>
internal abstract class EmbeddingProtocol
{
    private readonly ExtraMembers _extra;
    private readonly string _prefix;
    private readonly string? _key;
    private readonly string _keyHeader;

    private protected EmbeddingProtocol(RemoteEmbedderOptions options, Uri address)
    {
        (Address, Model, _prefix, _extra) = (address, options.Model, options.Prefix, new ExtraMembers(options.ExtraFields));
        (_key, _keyHeader) = (options.ApiKey, options.KeyHeader);
        Shortened = options.Shorten ? options.Dimension : null;
        Service = $"The embedder '{options.Provider}' at {address.Authority}";
        Revision = string.Join(' ', RevisionParts(options));
    }

    /// <summary>Where requests are posted.</summary>
    public Uri Address { get; }

    /// <summary>The service in messages.</summary>
    public string Service { get; }

    /// <summary>Whatever changes vectors beside the model's name, the prefix and the dimension.</summary>
    public string Revision { get; protected init; }

    protected string Model { get; }

    /// <summary>The dimension that the service is asked for; null where it is not asked.</summary>
    protected int? Shortened { get; }

    public void Write(PooledBuffer destination, ReadOnlySpan<string> texts)
    {
        using var body = new RequestBody(destination, _extra, _prefix);
        Write(body, texts);
        body.End();
    }

    public void Authorize(HttpRequestHeaders headers)
    {
        if (_key is null)
            return;

        if (_keyHeader.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        else
            headers.TryAddWithoutValidation(_keyHeader, _key);
    }

    /// <summary>Reads a reply of status 200.</summary>
    /// <returns>How many tokens the service counted; null where it does not say.</returns>
    public abstract int? Read(ref ReplyReader reply, ReplyRows rows);

    protected abstract void Write(RequestBody body, ReadOnlySpan<string> texts);

    /// <summary>The address below the base; the base's own path is kept.</summary>
    private protected static Uri Below(Uri address, string path) =>
        path.Length == 0 ? address : new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + path.TrimStart('/'));

    private IEnumerable<string> RevisionParts(RemoteEmbedderOptions options)
    {
        yield return options.Provider;
        if (Shortened is not null)
            yield return "shortened";
        if (options.ModelRevision.Length > 0)
            yield return options.ModelRevision;
        if (_extra.Text is { Length: > 0 } extra)
            yield return extra;
    }
}
