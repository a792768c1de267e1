using System.Text.Encodings.Web;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>How this library writes JSON: without spaces, and text as it is: these bodies are never put into a page.</summary>
internal static class ProtocolJson
{
    public static JsonWriterOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
