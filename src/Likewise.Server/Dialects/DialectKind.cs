namespace Likewise.Server;

/// <summary>A product whose callers speak to a cache in a way of their own.</summary>
public enum DialectKind
{
    /// <summary>LiteLLM: an object <c>cache</c> in the body, <c>x-litellm-*</c> in replies.</summary>
    LiteLlm,

    /// <summary>Portkey: <c>x-portkey-*</c>.</summary>
    Portkey,

    /// <summary>Kong: <c>X-Cache-Status</c>, <c>X-Cache-Key</c> and <c>X-Cache-Ttl</c> in replies.</summary>
    Kong,

    /// <summary>Bifrost: <c>x-bf-cache-*</c> in requests, <c>extra_fields.cache_debug</c> in answers.</summary>
    Bifrost,
}
