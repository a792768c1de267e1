using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Numbers of tokens in a usage.</summary>
internal static class Counted
{
    /// <returns>Zero where it is absent, or makes no sense.</returns>
    public static long In(JsonField usage, string name) => Math.Max(0, usage.Optional(name)?.Integer() ?? 0);

    /// <summary>A number inside an object of details.</summary>
    public static long In(JsonField usage, string details, string name) =>
        usage.Optional(details) is { } field ? In(field, name) : 0;

    public static void WriteDetail(Utf8JsonWriter writer, string details, string name, long tokens)
    {
        writer.WriteStartObject(details);
        writer.WriteNumber(name, tokens);
        writer.WriteEndObject();
    }
}
