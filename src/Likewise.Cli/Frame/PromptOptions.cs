using System.CommandLine;
using System.Text;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary>How `ask`, `lookup` and `store` name a prompt, so that one finds what another has stored.</summary>
internal sealed class PromptOptions
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public Argument<string> Prompt { get; } = new("prompt") { Description = "The prompt; - reads it from standard input." };

    public Option<string?> Namespace { get; } = new("--namespace")
    {
        Description = "The part of the cache that the prompt lives in. Default: default.",
        HelpName = "NAME",
    };

    public void AddTo(Command verb)
    {
        verb.Arguments.Add(Prompt);
        verb.Options.Add(Namespace);
    }

    /// <summary>The request that the words stand for: the same as the server makes of <c>/chat_semantic_cache</c>.</summary>
    public async Task<PromptRequest> ReadAsync(
        Invocation invocation, LikewiseSettings settings, CancellationToken cancellationToken)
    {
        // The argument is required, so the parser has refused a command line without it.
        var prompt = await TextAsync(invocation, invocation.Get(Prompt)!, settings.Cache.RequestBytesMax, cancellationToken);
        var request = PromptRequest.FromText(prompt) with { Model = settings.Upstream.Model };
        return invocation.Get(Namespace) is { } name ? request with { Namespace = name } : request;
    }

    /// <summary>A text given on the command line, or, for -, standard input to its end without its last line feed.</summary>
    public static async Task<string> TextAsync(
        Invocation invocation, string argument, int bytesMax, CancellationToken cancellationToken)
    {
        if (argument != "-")
            return argument;

        var bytes = new byte[bytesMax + 1];
        var length = await invocation.Terminal.Input.ReadAtLeastAsync(
            bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > bytesMax)
            throw new CommandException(ExitCode.Usage, $"standard input is longer than {bytesMax} bytes.");

        try
        {
            return StrictUtf8.GetString(bytes, 0, length).TrimEnd('\r', '\n');
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException(ExitCode.Usage, "standard input is not valid UTF-8: save or convert it as UTF-8.");
        }
    }
}
