using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>How errors of an endpoint look, as its metadata: each protocol has its own way. Without one: OpenAI's.</summary>
internal abstract class ErrorShape
{
    /// <summary>OpenAI's.</summary>
    public static ErrorShape OpenAI { get; } = new OpenAIErrors();

    /// <summary>The media type of what <see cref="Write"/> writes.</summary>
    public abstract string ContentType { get; }

    /// <returns>The body, UTF-8.</returns>
    public abstract byte[] Write(int status, ChatError error);

    private sealed class OpenAIErrors : ErrorShape
    {
        public override string ContentType => "application/json";

        public override byte[] Write(int status, ChatError error) => error.ToJson();
    }
}
