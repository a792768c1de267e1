using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// How another product lets its callers speak to a cache, and speaks of it, so that they can come over as they are. What it asks
/// for is held to the same bounds as what this server's own headers ask for, and these count where both say something.
/// </summary>
internal abstract class HeaderDialect
{
    /// <summary>Adds what is asked of the cache in this dialect.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="controls">What is asked so far.</param>
    /// <exception cref="HttpFault">A value is impossible.</exception>
    public virtual RequestControls Read(IHeaderDictionary headers, RequestControls controls) => controls;

    /// <summary>The same for a dialect that asks in the body, out of which it is then taken.</summary>
    public virtual RequestControls Read(ref ReadOnlyMemory<byte> body, RequestControls controls) => controls;

    /// <summary>Says in this dialect what the cache did.</summary>
    /// <param name="headers">The reply's.</param>
    /// <param name="lookup">What the lookup found; null where the cache was not asked.</param>
    public virtual void Write(IHeaderDictionary headers, LookupResult? lookup)
    {
    }

    /// <summary>What this dialect says inside of answers; null for nothing.</summary>
    /// <param name="asked">What the cache was asked.</param>
    /// <param name="lookup">What the lookup found.</param>
    public virtual BodyNote? NoteOf(PromptRequest asked, LookupResult lookup) => null;

    public static HeaderDialect Of(DialectKind kind, LikewiseSettings settings, SemanticCache cache) => kind switch
    {
        DialectKind.LiteLlm => new LiteLlmDialect(),
        DialectKind.Portkey => new PortkeyDialect(),
        DialectKind.Kong => new KongDialect(),
        _ => new BifrostDialect(settings, cache),
    };
}
