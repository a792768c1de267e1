using System.Buffers;
using System.Text.Json;
using Likewise.Protocols;
using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>Asks the model that settings name to judge, by OpenAI's chat protocol.</summary>
internal sealed class UpstreamJudge : IDisposable
{
    /// <summary>One word is wanted, in a reply of a kilobyte.</summary>
    private const long ReplyBytesMax = 64 << 10;

    private readonly HttpUpstream _upstream;
    private readonly ProtocolLimits _limits;
    private readonly string _model;

    /// <param name="settings">Which model, and where; <see cref="FaultOf"/> has found nothing wrong with them.</param>
    /// <param name="time">Measures deadlines.</param>
    /// <param name="logger">Told of calls that fail, not of each.</param>
    public UpstreamJudge(LikewiseSettings settings, TimeProvider time, ILogger logger)
    {
        var (judge, upstream) = (settings.Judge, settings.Upstream);
        var isTheUpstreams = judge.BaseUrl is null || judge.BaseUrl == upstream.BaseUrl;
        _model = judge.Model ?? upstream.Model;
        _limits = settings.AnswerLimits;
        _upstream = new HttpUpstream(
            "judge",
            new UpstreamSettings
            {
                BaseUrl = judge.BaseUrl ?? upstream.BaseUrl,
                ApiKey = judge.ApiKey ?? (isTheUpstreams ? upstream.ApiKey : null),
                KeyHeader = isTheUpstreams ? upstream.KeyHeader : null,
                AnswerBytesMax = ReplyBytesMax,
                Timeout = judge.Timeout,
                ConcurrencyMax = judge.CallsMax,
            },
            time, logger);
        Judge = new Judge(AskAsync, judge.Options, time, logger);
    }

    /// <summary>What verifies and compares by it.</summary>
    public Judge Judge { get; }

    /// <summary>Why the settings do not say whom to ask; null where they do.</summary>
    public static string? FaultOf(LikewiseSettings settings)
    {
        if (settings.Judge.Use == JudgeUse.Off)
            return null;
        if ((settings.Judge.BaseUrl ?? settings.Upstream.BaseUrl) is null)
            return "judge.use needs a service: set judge.baseUrl, or upstream.baseUrl, or leave judge.use off";
        return settings.Judge.Verifies && settings.Verifier.Path is not null
            ? "verifier.path and judge.use would both verify: remove verifier.path, or set judge.use to audit or off"
            : null;
    }

    public void Dispose() => _upstream.Dispose();

    /// <exception cref="UpstreamException">There is no answer.</exception>
    /// <exception cref="UnusableReplyException">It is an error, or cannot be read.</exception>
    private async ValueTask<JudgeReply> AskAsync(JudgeQuestion question, CancellationToken cancellationToken)
    {
        var asked = new UpstreamRequest(BodyOf(question), "", []) { To = _upstream };
        var reply = await _upstream.AskAsync(asked, cancellationToken).ConfigureAwait(false);
        var answer = reply.ReadAnswer(WireProtocol.Chat, _limits);
        return new JudgeReply(answer.Text, answer.Usage);
    }

    private byte[] BodyOf(JudgeQuestion question)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("model", _model);
            writer.WriteStartArray("messages");
            foreach (var (role, text) in new[] { ("system", question.Instructions), ("user", question.Text) })
            {
                writer.WriteStartObject();
                writer.WriteString("role", role);
                writer.WriteString("content", text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("temperature", 0);
            writer.WriteNumber("max_tokens", question.TokensMax);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
