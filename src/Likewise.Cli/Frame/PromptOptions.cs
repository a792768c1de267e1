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

    public Option<string[]> Context { get; } = new("--context")
    {
        Description = "What else must match exactly, such as locale=de; may be repeated.",
        HelpName = "NAME=VALUE",
    };

    public Option<string?> Visibility { get; } = new("--visibility")
    {
        Description = "Shares the answer with fewer than cache.visibility does: private, tenant or public.",
        HelpName = "WHO",
    };

    public Option<string?> Principal { get; } = new("--principal")
    {
        Description = "Who asks; private answers are that one's alone.",
        HelpName = "NAME",
    };

    public void AddTo(Command verb)
    {
        verb.Arguments.Add(Prompt);
        verb.Options.Add(Namespace);
        verb.Options.Add(Context);
        verb.Options.Add(Visibility);
        verb.Options.Add(Principal);
    }

    /// <summary>The request that the words stand for: the same as the server makes of <c>/chat_semantic_cache</c>.</summary>
    public async Task<PromptRequest> ReadAsync(
        Invocation invocation, LikewiseSettings settings, CancellationToken cancellationToken)
    {
        // The argument is required, so the parser has refused a command line without it.
        var prompt = await TextAsync(invocation, invocation.Get(Prompt)!, settings.Cache.RequestBytesMax, cancellationToken);
        var request = PromptRequest.FromText(prompt) with
        {
            Model = settings.Upstream.Model,
            Context = Array.ConvertAll(invocation.Get(Context) ?? [], ReadField),
            Principal = invocation.Get(Principal),
            Directives = new RequestDirectives { Visibility = ReadVisibility(invocation.Get(Visibility)) },
        };
        return invocation.Get(Namespace) is { } name ? request with { Namespace = name } : request;
    }

    private static KeyValuePair<string, string> ReadField(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            ? new(text[..equals], text[(equals + 1)..])
            : throw new CommandException(ExitCode.Usage, $"--context {text}: NAME=VALUE was expected.");

    private static Visibility? ReadVisibility(string? text) =>
        text is null ? null
        : Enum.TryParse<Visibility>(text, ignoreCase: true, out var visibility) && !char.IsAsciiDigit(text[0]) ? visibility
        : throw new CommandException(ExitCode.Usage, $"--visibility {text}: private, tenant or public was expected.");

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
