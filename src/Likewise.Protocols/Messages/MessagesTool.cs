using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A tool's input, which is an object here and a text in other protocols.</summary>
internal static class MessagesTool
{
    /// <summary>A model that has nothing to say to a tool writes nothing.</summary>
    public static string InputOf(string arguments) => arguments.Length == 0 ? "{}" : arguments;

    /// <summary>Whether arguments can be written as an input: a JSON object, or nothing.</summary>
    public static bool IsInput(string arguments)
    {
        try
        {
            return JsonElement.Parse(InputOf(arguments)).ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
