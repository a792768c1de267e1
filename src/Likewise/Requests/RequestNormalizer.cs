namespace Likewise;

/// <summary>
/// The first stage, pure and synchronous. It writes the whole request in canonical form with a placeholder where the last user
/// message's text stood, hashes that into the scope, and hashes the text into the fingerprint.
/// </summary>
internal sealed class RequestNormalizer(SemanticCacheOptions options, EmbedderRoster embedders, NamespaceRules namespaces)
{
    /// <summary>
    /// Changes whenever the same request would get another scope: entries of another version are simply not found.
    /// </summary>
    private const int Version = 2;

    private readonly int _promptCharsMax = options.PromptCharsMax;
    private readonly int _requestBytesMax = options.RequestBytesMax;
    private readonly double _temperatureMax = options.SemanticTemperatureMax;

    /// <exception cref="ArgumentException">The request is impossible; the message says where and why.</exception>
    public NormalizedRequest Normalize(PromptRequest request)
    {
        RequestValidator.Validate(request);

        var promptIndex = IndexOfPrompt(request.Messages);
        var message = request.Messages[promptIndex];
        RequestValidator.ValidatePrompt(message);
        if (message.Text.Length > _promptCharsMax)
            return Bypass(request, $"the prompt has {message.Text.Length} characters; at most {_promptCharsMax} are cached");

        if (request.Eligibility == Eligibility.Bypass)
            return Bypass(request, request.EligibilityReason ?? "the caller said so");
        if (ContextFields.ObjectionTo(request, options) is { } objection)
            return Bypass(request, objection);
        var terms = namespaces.Of(request.Namespace);
        var viewer = Viewer.Of(request, terms, options);
        if (viewer.Visibility == Visibility.Private && request.Principal is null)
            return Bypass(request, "it is private, and who asks is not known");

        var prompt = PromptText.Canonical(message.Text);
        var (eligibility, reason) = Classify(request, terms, promptIndex, prompt);
        var embedder = embedders.Choose(request.Namespace, prompt);
        return MakeKey(request, viewer, promptIndex, prompt, embedder.Identity) is { } key
            ? new NormalizedRequest(request, key, prompt, embedder, eligibility, reason) { Terms = terms, Viewer = viewer }
            : Bypass(request, $"the request is larger than {_requestBytesMax} bytes in canonical form");
    }

    /// <summary>What a request's scope is made of, field by field; none where the request is larger than is cached.</summary>
    public ScopeFields FieldsOf(PromptRequest request)
    {
        var promptIndex = IndexOfPrompt(request.Messages);
        var prompt = PromptText.Canonical(request.Messages[promptIndex].Text);
        var writer = new CanonicalWriter(_requestBytesMax);
        try
        {
            WriteScope(ref writer, request, Viewer.Of(request, namespaces.Of(request.Namespace), options), promptIndex);
            writer.Text(CanonicalField.Embedder, embedders.Choose(request.Namespace, prompt).Identity.ToString());
            return new ScopeFields(writer.HasOverflowed ? default : writer.Written.ToArray());
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <param name="prompt">Normalized.</param>
    /// <exception cref="ArgumentException">The prompt has half a surrogate pair.</exception>
    public static Fingerprint FingerprintOf(string prompt)
    {
        var writer = new CanonicalWriter(int.MaxValue);
        try
        {
            writer.Text(CanonicalField.Text, prompt);
            return new Fingerprint(Digest.Of(writer.Written));
        }
        finally
        {
            writer.Dispose();
        }
    }

    private NormalizedRequest Bypass(PromptRequest request, string reason) =>
        new(request, default, "", embedders.Default, Eligibility.Bypass, reason);

    /// <summary>The message that may be worded differently: the user's last, or the last of all where no user speaks.</summary>
    private static int IndexOfPrompt(IReadOnlyList<PromptMessage> messages)
    {
        for (var index = messages.Count - 1; index >= 0; index--)
        {
            if (messages[index].Role == "user")
                return index;
        }

        return messages.Count - 1;
    }

    private (Eligibility, string?) Classify(PromptRequest request, NamespaceTerms terms, int promptIndex, string prompt)
    {
        if (request.Eligibility != Eligibility.Semantic)
            return (request.Eligibility, request.EligibilityReason ?? "the caller said so");
        if (terms.IsExactOnly)
            return (Eligibility.ExactOnly, "its namespace is answered by the same words alone");
        if (promptIndex != request.Messages.Count - 1 || request.Messages[promptIndex].Role != "user")
            return (Eligibility.ExactOnly, "the last message is not the user's");
        if (request.Temperature > _temperatureMax)
            return (Eligibility.ExactOnly, "the temperature asks for variety");
        if (request.Seed is not null)
            return (Eligibility.ExactOnly, "a seed asks for one answer");
        if (prompt.Length == 0)
            return (Eligibility.ExactOnly, "the last message has no text");

        return CarriesMoreThanText(request.Messages)
            ? (Eligibility.ExactOnly, "it carries more than text")
            : (Eligibility.Semantic, null);
    }

    private static bool CarriesMoreThanText(IReadOnlyList<PromptMessage> messages)
    {
        const PromptContent TextLike = PromptContent.Text | PromptContent.ToolCall;
        for (var index = 0; index < messages.Count; index++)
        {
            if ((messages[index].Content & ~TextLike) != 0)
                return true;
        }

        return false;
    }

    /// <returns>Null when the request is larger than is cached.</returns>
    private ExactKey? MakeKey(
        PromptRequest request, in Viewer viewer, int promptIndex, string prompt, EmbedderIdentity embedder)
    {
        var writer = new CanonicalWriter(_requestBytesMax);
        try
        {
            WriteScope(ref writer, request, viewer, promptIndex);
            if (writer.HasOverflowed)
                return null;
            var scope = Scope.Of(Digest.Of(writer.Written), embedder);

            return prompt.Length > _requestBytesMax ? null : new ExactKey(scope, FingerprintOf(prompt));
        }
        finally
        {
            writer.Dispose();
        }
    }

    private void WriteScope(ref CanonicalWriter writer, PromptRequest request, in Viewer viewer, int promptIndex)
    {
        writer.Number(CanonicalField.Version, Version);
        if (viewer.Visibility != Visibility.Public)
            writer.Text(CanonicalField.Tenant, request.Tenant);
        writer.Text(CanonicalField.Namespace, request.Namespace);
        writer.Text(CanonicalField.Model, request.Model);
        WriteSampling(ref writer, request);
        writer.Mark(CanonicalField.Parameters);
        CanonicalJson.Write(ref writer, request.Parameters);
        for (var index = 0; index < request.Messages.Count; index++)
            WriteMessage(ref writer, request.Messages[index], isPrompt: index == promptIndex);
        ContextFields.Write(ref writer, request.Context);
        if (viewer.Visibility != Visibility.Tenant)
            writer.Number(CanonicalField.Visibility, (long)viewer.Visibility);
        if (viewer.Visibility == Visibility.Private)
            writer.Text(CanonicalField.Principal, request.Principal);
    }

    private void WriteSampling(ref CanonicalWriter writer, PromptRequest request)
    {
        // Below the operator's bound all temperatures are one class; above it each is its own.
        if (request.Temperature is { } temperature)
        {
            var settled = temperature <= _temperatureMax;
            writer.Mark(CanonicalField.SamplingClass);
            writer.Number(CanonicalField.Temperature, settled ? -1 : BitConverter.DoubleToInt64Bits(temperature));
        }

        if (request.Seed is { } seed)
            writer.Number(CanonicalField.Seed, seed);
    }

    private static void WriteMessage(ref CanonicalWriter writer, PromptMessage message, bool isPrompt)
    {
        writer.Text(CanonicalField.Role, message.Role);
        writer.Number(CanonicalField.Content, (long)message.Content);
        if (isPrompt)
            writer.Mark(CanonicalField.PromptPlaceholder);
        else
            writer.Text(CanonicalField.Text, message.Text);
        writer.Mark(CanonicalField.Extra);
        CanonicalJson.Write(ref writer, message.Extra);
    }
}
