namespace Likewise;

/// <summary>What must match exactly although it is not in what the model is sent.</summary>
internal static class ContextFields
{
    /// <returns>What is wrong with the fields, as a sentence; null when nothing is.</returns>
    public static string? FaultOf(IReadOnlyCollection<KeyValuePair<string, string>> fields)
    {
        string? before = null;
        foreach (var (name, value) in Ordered(fields))
        {
            if (FaultOfName(name) is { } fault)
                return fault;
            if (name == before)
                return $"The context has '{name}' twice: each name stands for one value.";
            if (value is null || UnicodeText.IndexOfHalfPair(value) >= 0)
                return $"The context's '{name}' has no value, or one that is not valid Unicode.";
            before = name;
        }

        return null;
    }

    /// <summary>Names are told to people and stand in headers and settings.</summary>
    /// <returns>What is wrong with a name, as a sentence; null when nothing is.</returns>
    public static string? FaultOfName(string? name) =>
        string.IsNullOrEmpty(name) ? "A field of the context has no name."
        : name.Any(char.IsControl) ? "A name in the context has a control character, such as a line feed: remove it."
        : UnicodeText.IndexOfHalfPair(name) >= 0 ? "A name in the context has half a surrogate pair: it is not valid Unicode."
        : null;

    /// <returns>Why a request is not cached, for people; null where nothing speaks against it.</returns>
    public static string? ObjectionTo(PromptRequest request, SemanticCacheOptions options)
    {
        if (request.Context.Count > options.ContextFieldsMax)
            return $"its context has {request.Context.Count} fields; at most {options.ContextFieldsMax} are taken";
        if (request.Principal?.Length > options.ContextCharsMax)
            return $"the principal has {request.Principal.Length} characters; at most {options.ContextCharsMax} are taken";
        if (request.Context.Count == 0)
            return null;

        var longest = request.Context.Max(field => Math.Max(field.Key.Length, field.Value.Length));
        return longest > options.ContextCharsMax
            ? $"a field of its context has {longest} characters; at most {options.ContextCharsMax} are taken"
            : null;
    }

    /// <summary>Writes the fields by name, so that their order makes no difference; none writes nothing.</summary>
    public static void Write(ref CanonicalWriter writer, IReadOnlyCollection<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in Ordered(fields))
        {
            writer.Text(CanonicalField.ContextName, name);
            writer.Text(CanonicalField.ContextValue, value);
        }
    }

    private static KeyValuePair<string, string>[] Ordered(IReadOnlyCollection<KeyValuePair<string, string>> fields) =>
        fields.Count == 0 ? [] : [.. fields.OrderBy(field => field.Key, StringComparer.Ordinal)];
}
