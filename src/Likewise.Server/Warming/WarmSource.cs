using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>Where the prompts come from that models are asked about before anybody asks.</summary>
public static class WarmSource
{
    private const string HasAnswer = "An answer stands in the line: `likewise load` takes it in and asks no model";

    /// <summary>
    /// Lines of UTF-8: a JSON object is a request as <c>/v1/cache/lookup</c> takes it, anything else a prompt as it stands.
    /// </summary>
    /// <param name="input">The lines; those that were read before left out.</param>
    /// <param name="from">Where they begin.</param>
    /// <param name="settings">Limits of lines, and the model where a line names none.</param>
    /// <param name="own">What is said of every request: whose it is, and its namespace where a line names none.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="WarmException">It is an export.</exception>
    public static async IAsyncEnumerable<WarmPrompt> ReadLinesAsync(
        PipeReader input, LoadPosition from, LikewiseSettings settings, Func<PromptRequest, PromptRequest> own,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(own);
        var bodies = new PromptBodies(settings);
        var lines = new LineReader(input, (int)Math.Min(settings.BodyLimits.BodyBytesMax, int.MaxValue), from.Lines);
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Bytes.Span.Trim(" \t\r"u8).IsEmpty)
                continue;

            PromptRequest? request = null;
            string? fault = null;
            try
            {
                request = own(Read(line, bodies, settings));
            }
            catch (Exception wrong) when (wrong is ProtocolException or DecoderFallbackException)
            {
                fault = wrong is ProtocolException ? wrong.Message : "The line is not valid UTF-8.";
            }

            yield return new WarmPrompt(request, fault, from.Bytes + lines.Bytes, line.Number);
        }
    }

    /// <summary>
    /// Entries of a cache, those that end first at the beginning. Only the digest of a request is kept with its answer, so that
    /// an entry can be asked again only where its prompt alone, for the model in force, makes the same request.
    /// </summary>
    /// <param name="cache">The cache.</param>
    /// <param name="settings">The model in force.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="until">Only those that are fresh no longer than to this moment.</param>
    public static IEnumerable<WarmPrompt> Entries(
        SemanticCache cache, LikewiseSettings settings, EntryFilter filter, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(settings);
        var entries = cache.List(filter).Where(entry => entry.FreshUntil <= until).OrderBy(entry => entry.FreshUntil);
        return entries.Select((entry, at) => RequestOf(cache, settings, entry.Summary) is { } request
            ? new WarmPrompt(request, null, 0, at + 1)
            : new WarmPrompt(null, "its request had more than a prompt, of which only a digest is kept", 0, at + 1));
    }

    private static PromptRequest? RequestOf(SemanticCache cache, LikewiseSettings settings, EntrySummary entry) =>
        new[] { settings.Upstream.Model, entry.Model, "" }
            .Select(model => PromptRequest.FromText(entry.Prompt) with
            {
                Model = model, Tenant = entry.Tenant, Namespace = entry.Namespace,
            })
            .FirstOrDefault(request => cache.KeyOf(request) == entry.Key);

    private static PromptRequest Read(Line line, PromptBodies bodies, LikewiseSettings settings)
    {
        if (line.IsTooLong)
            throw new ProtocolException("The line is longer than a body may be (server.bodyBytesMax).");
        if (line.Bytes.Span.Trim(" \t\r"u8)[0] != (byte)'{')
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(line.Bytes.Span).Trim();
            return PromptRequest.FromText(text) with { Model = settings.Upstream.Model };
        }

        var body = JsonBody.Parse(line.Bytes.Span, settings.BodyLimits);
        if (body.Optional("format") is not null || body.Optional("scope") is not null)
            throw new WarmException("This is an export: `likewise import` takes its answers in and asks no model.");
        if (body.Optional("response") is not null || body.Optional("recording") is not null)
            throw new ProtocolException(HasAnswer, "response");
        body.AllowOnly(CacheRequests.Fields);
        return bodies.Read(body);
    }
}
