namespace Likewise;

/// <summary>Refuses requests that nobody can mean, at the public edge and before any work.</summary>
internal static class RequestValidator
{
    public static void Validate(PromptRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Model, "request.Model");
        ArgumentNullException.ThrowIfNull(request.Tenant, "request.Tenant");
        ArgumentNullException.ThrowIfNull(request.Namespace, "request.Namespace");
        ArgumentNullException.ThrowIfNull(request.Directives, "request.Directives");
        ArgumentNullException.ThrowIfNull(request.Context, "request.Context");
        if (request.Messages is not { Count: > 0 } messages)
            throw new ArgumentException("The request has no message: give at least the user's.", nameof(request));
        if (request.Temperature is { } temperature && !(temperature >= 0 && double.IsFinite(temperature)))
            throw new ArgumentException(
                $"The temperature is {temperature}: a number of at least 0 was expected.", nameof(request));

        if (FaultOfNamespace(request.Namespace) is { } fault)
            throw new ArgumentException(fault, nameof(request));
        if (ContextFields.FaultOf(request.Context) is { } contextFault)
            throw new ArgumentException(contextFault, nameof(request));
        if (request.Principal is { } principal && (principal.Length == 0 || UnicodeText.IndexOfHalfPair(principal) >= 0))
            throw new ArgumentException("The principal is empty, or no valid Unicode: give none where it is not known.");
        for (var index = 0; index < messages.Count; index++)
            ValidateMessage(messages[index], index);
        ValidateDirectives(request.Directives);
    }

    /// <summary>Names are listed, logged and written to tables: a line feed in one would make two lines of it.</summary>
    /// <returns>What is wrong with a namespace, as a sentence; null when nothing is.</returns>
    public static string? FaultOfNamespace(ReadOnlySpan<char> name) =>
        name.ContainsAnyInRange('\0', '\x1F') || name.ContainsAnyInRange('\x7F', '\x9F')
            ? "The namespace has a control character, such as a line feed: remove it."
        : UnicodeText.IndexOfHalfPair(name) >= 0 ? "The namespace has half a surrogate pair: it is not valid Unicode."
        : null;

    /// <summary>The message to be answered must say something.</summary>
    public static void ValidatePrompt(PromptMessage message)
    {
        if (message.Content is PromptContent.Text or PromptContent.None && string.IsNullOrWhiteSpace(message.Text))
            throw new ArgumentException("The prompt is empty: the last user message needs a text.", nameof(message));
    }

    private static void ValidateMessage(PromptMessage? message, int index)
    {
        if (message is null || string.IsNullOrEmpty(message.Role) || message.Text is null)
            throw new ArgumentException($"Message {index} is incomplete: a role and a text are needed.", nameof(message));
        if (message.Text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"Message {index} has a NUL character: remove it.", nameof(message));
        if (UnicodeText.IndexOfHalfPair(message.Text) is var at and >= 0)
            throw new ArgumentException(
                $"Message {index} has half a surrogate pair at character {at}: it is not valid Unicode.", nameof(message));
    }

    private static void ValidateDirectives(RequestDirectives directives)
    {
        if (directives.SimilarityMin is { } similarity && !(similarity is >= -1 and <= 1))
            throw new ArgumentException(
                $"The threshold is {similarity}: a cosine similarity from -1 to 1 was expected.", nameof(directives));
        if (directives.MaxAge is { } age && age < TimeSpan.Zero)
            throw new ArgumentException($"The greatest age is {age}: it cannot be negative.", nameof(directives));
        if (directives.Visibility is { } visibility && !Enum.IsDefined(visibility))
            throw new ArgumentException($"The visibility is {(int)visibility}: there is none such.", nameof(directives));
    }
}
