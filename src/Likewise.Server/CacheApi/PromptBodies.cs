using System.Text;
using System.Text.Json;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>Reads a request to a model in the cache's own words: a prompt, messages, or a chat request of OpenAI's.</summary>
internal sealed class PromptBodies(LikewiseSettings settings)
{
    private const string Default = "default";

    private static readonly string[] OfProtocol = ["model", "temperature", "seed", "parameters"];

    private readonly ProtocolLimits _limits = settings.BodyLimits;

    /// <returns>The request, nobody's yet.</returns>
    /// <exception cref="ProtocolException">It is none; the message names the field.</exception>
    public PromptRequest Read(JsonField body)
    {
        var (prompt, messages, chat) = (body.Optional("prompt"), body.Optional("messages"), body.Optional("chat"));
        if ((prompt is null ? 0 : 1) + (messages is null ? 0 : 1) + (chat is null ? 0 : 1) != 1)
            throw new ProtocolException("One of 'prompt', 'messages' and 'chat' was expected, and no more than one.", "prompt");

        var asked = (prompt, messages, chat) switch
        {
            ({ } text, _, _) => ReadOwn(body, [PromptMessage.User(text.Prose())]),
            (_, { } turns, _) => ReadOwn(body, [.. turns.Items().Select(ReadMessage)]),
            _ => ReadChat(body, chat!.Value), // One of the three is there.
        };
        return asked with
        {
            Namespace = CacheRequests.ReadNamespace(body) ?? Default,
            Directives = new RequestDirectives
            {
                SimilarityMin = CacheRequests.ReadSimilarity(body.Optional("similarityMin")),
                MaxAge = CacheRequests.ReadSeconds(body.Optional("maxAgeSeconds"), TimeSpan.Zero),
                Visibility = ReadVisibility(body.Optional("visibility")),
            },
            Context = ReadContext(body.Optional("context")),
        };
    }

    private PromptRequest ReadChat(JsonField body, JsonField chat)
    {
        foreach (var name in OfProtocol)
        {
            if (body.Optional(name) is { } twice)
                throw new ProtocolException($"'{name}' has its place inside 'chat'.", twice.Path);
        }

        chat.Expect(chat.Value.ValueKind == JsonValueKind.Object, "an object");
        return ChatRequest.Parse(Encoding.UTF8.GetBytes(chat.Value.GetRawText()), _limits).Prompt;
    }

    private PromptRequest ReadOwn(JsonField body, PromptMessage[] messages) => new()
    {
        Messages = messages,
        Model = body.Optional("model")?.Prose() ?? settings.Upstream.Model,
        Temperature = body.Optional("temperature")?.Number(),
        Seed = body.Optional("seed")?.Integer(),
        Parameters = ReadParameters(body),
    };

    private static JsonElement ReadParameters(JsonField body)
    {
        if (body.Optional("parameters") is not { } field)
            return default;
        field.Expect(field.Value.ValueKind == JsonValueKind.Object, "an object");
        return field.Value;
    }

    private static Visibility? ReadVisibility(JsonField? field)
    {
        if (field is not { } given)
            return null;

        var isKnown = SettingKinds.Visibility.TryParse(given.Prose(), out var visibility);
        return isKnown
            ? visibility
            : throw new ProtocolException($"'{given.Path}' is not known: private, tenant or public was expected.", given.Path);
    }

    private static KeyValuePair<string, string>[] ReadContext(JsonField? field)
    {
        if (field is not { } given)
            return [];

        given.Expect(given.Value.ValueKind == JsonValueKind.Object, "an object");
        return [.. given.Value.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, given.At(one).Text()))];
    }

    private static PromptMessage ReadMessage(JsonField field)
    {
        field.AllowOnly("role", "content");
        var role = field.Required("role");
        role.Expect(role.Prose().Length > 0, "a role such as user");
        return new PromptMessage(role.Prose(), field.Required("content").Prose());
    }
}
