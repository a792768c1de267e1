namespace Likewise;

/// <summary>
/// What a field of the canonical form is. Each is written as this byte, its length and its bytes, so that no two different
/// requests have the same form. The numbers are part of the stored format (docs/formats/scope.md) and never reused.
/// </summary>
internal enum CanonicalField : byte
{
    Version = 1,
    Tenant = 2,
    Namespace = 3,
    Model = 4,
    Embedder = 5,
    SamplingClass = 6,
    Temperature = 7,
    Seed = 8,
    Parameters = 9,
    Role = 10,
    Content = 11,
    Text = 12,
    PromptPlaceholder = 13,
    Extra = 14,
    ContextName = 15,
    ContextValue = 16,
    Visibility = 17,
    Principal = 18,
    JsonNull = 32,
    JsonFalse = 33,
    JsonTrue = 34,
    JsonNumber = 35,
    JsonString = 36,
    JsonArray = 37,
    JsonObject = 38,
    JsonName = 39,
}
