using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>The dialects that the operator lets callers speak, beside this server's own headers.</summary>
internal sealed class Dialects(LikewiseSettings settings, SemanticCache cache)
{
    private readonly HeaderDialect[] _spoken =
        [.. (settings.Server.Dialects ?? []).Distinct().Select(kind => HeaderDialect.Of(kind, settings, cache))];

    /// <summary>What a caller asks of the cache.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="body">The request's; what is for the cache in it is taken out.</param>
    /// <exception cref="HttpFault">A value is impossible.</exception>
    public RequestControls Read(IHeaderDictionary headers, ref ReadOnlyMemory<byte> body)
    {
        var controls = RequestControls.Read(headers);
        foreach (var dialect in _spoken)
            controls = dialect.Read(ref body, dialect.Read(headers, controls));
        return controls;
    }

    /// <summary>Says what the cache did.</summary>
    /// <param name="headers">The reply's.</param>
    /// <param name="lookup">What the lookup found; null where the cache was not asked.</param>
    public void Write(IHeaderDictionary headers, LookupResult? lookup)
    {
        foreach (var dialect in _spoken)
            dialect.Write(headers, lookup);
    }

    /// <summary>What is said inside of an answer; null for nothing.</summary>
    public BodyNote? NoteOf(PromptRequest asked, LookupResult lookup)
    {
        foreach (var dialect in _spoken) // Most servers speak none, and pay nothing for it.
        {
            if (dialect.NoteOf(asked, lookup) is { } note)
                return note;
        }

        return null;
    }
}
