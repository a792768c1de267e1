namespace Likewise;

/// <summary>The stages of a lookup, in order.</summary>
internal enum LookupStage
{
    Normalize,
    Exact,
    Embed,
    Search,
    Decide,
    Read,
}
