using System.Text.Encodings.Web;
using System.Text.Json;

namespace Likewise.Server;

/// <summary>How the server writes JSON: on one line, with letters as letters, for it is never put into a page.</summary>
internal static class ServerJson
{
    public static JsonWriterOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
