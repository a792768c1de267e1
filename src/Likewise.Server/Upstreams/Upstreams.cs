using System.IO.Enumeration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Server;

/// <summary>Every upstream there is, and which of them is asked for a model: the first whose patterns fit its name.</summary>
internal sealed class Upstreams : IDisposable
{
    private readonly (Upstream Upstream, IReadOnlyList<string> Patterns)[] _routes;

    public Upstreams(LikewiseSettings settings, TimeProvider time, ILoggerFactory? log = null)
    {
        var logger = (log ?? NullLoggerFactory.Instance).CreateLogger<Upstreams>();
        var configured =
            from one in settings.Upstreams.Append(KeyValuePair.Create(Upstream.NameOfDefault, settings.Upstream))
            where one.Value.BaseUrl is not null
            select ((Upstream)new HttpUpstream(one.Key, one.Value, time, logger), one.Value.Models);
        _routes = [.. configured];
        if (_routes.Length == 0)
            _routes = [(new DemoUpstream(new DemoModel(settings.Demo, time), settings.BodyLimits, time), ["*"])];
        All = [.. _routes.Select(route => route.Upstream)];
    }

    /// <summary>In the order in which they are tried for a model.</summary>
    public IReadOnlyList<Upstream> All { get; }

    /// <summary>What is asked where no model is named: the last, which is the one without a name where that is set.</summary>
    public Upstream Default => All[^1];

    /// <summary>What is asked for a model.</summary>
    /// <param name="model">The model as the caller names it; null or empty where the request names none.</param>
    /// <exception cref="HttpFault">No upstream has it.</exception>
    public Upstream For(string? model) =>
        Find(model) ?? throw new HttpFault(404, "No upstream of this server has that model.", "model_not_found", "model");

    /// <summary>What is asked for a model; null where no upstream has it.</summary>
    public Upstream? Find(string? model)
    {
        if (string.IsNullOrEmpty(model))
            return Default;

        foreach (var (upstream, patterns) in _routes)
        {
            foreach (var pattern in patterns)
            {
                if (pattern == "*" || FileSystemName.MatchesSimpleExpression(pattern, model))
                    return upstream;
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var upstream in All)
            upstream.Dispose();
    }
}
