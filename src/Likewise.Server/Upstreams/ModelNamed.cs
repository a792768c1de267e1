using System.Text.Json;

namespace Likewise.Server;

/// <summary>The model that a request names which nobody here reads otherwise.</summary>
internal static class ModelNamed
{
    private const string Models = "/models/";

    /// <summary>What <c>model</c> is in a JSON object, or the name behind <c>/models/</c>.</summary>
    /// <param name="path">The path behind <c>/v1</c>, encoded.</param>
    /// <param name="body">The body, whatever it is.</param>
    /// <param name="depthMax">How deep JSON is read.</param>
    /// <returns>The name; null where there is none to be found.</returns>
    public static string? In(string path, ReadOnlySpan<byte> body, int depthMax) =>
        path.StartsWith(Models, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(path[Models.Length..]) : InBody(body, depthMax);

    private static string? InBody(ReadOnlySpan<byte> body, int depthMax)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = depthMax });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isModel = reader.ValueTextEquals("model"u8);
                reader.Read();
                if (isModel && reader.TokenType == JsonTokenType.String)
                    return reader.GetString();
                reader.Skip();
            }

            return null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // It is the upstream's to say what is wrong with it. Half surrogate pairs are the second of the two.
            return null;
        }
    }
}
