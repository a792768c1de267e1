using System.Collections.Concurrent;

namespace Likewise;

/// <summary>Counts tokens by what became of them and by model, for as many models as there is room for.</summary>
internal sealed class TokenLedger(int modelsMax)
{
    private readonly ConcurrentDictionary<string, Sums>[] _models =
        [.. Enum.GetValues<TokenUse>().Select(_ => new ConcurrentDictionary<string, Sums>(StringComparer.Ordinal))];

    private readonly Sums[] _others = [.. Enum.GetValues<TokenUse>().Select(_ => new Sums())];

    public void Add(TokenUse use, string model, in TokenUsage usage) => SumsOf(use, model).Add(usage);

    public IReadOnlyList<TokenAccount> Read() =>
    [
        .. from use in Enum.GetValues<TokenUse>()
           from sums in _models[(int)use].Append(KeyValuePair.Create(CacheMeter.Other, _others[(int)use]))
           where sums.Value.Read().TotalTokens > 0
           orderby use, sums.Key
           select new TokenAccount(use, sums.Key, sums.Value.Read()),
    ];

    private Sums SumsOf(TokenUse use, string model)
    {
        var models = _models[(int)use];
        if (models.TryGetValue(model, out var sums))
            return sums;
        return models.Count < modelsMax ? models.GetOrAdd(model, static _ => new Sums()) : _others[(int)use];
    }

    private sealed class Sums
    {
        private long _input, _output, _cached;

        public void Add(in TokenUsage usage)
        {
            Interlocked.Add(ref _input, usage.InputTokens);
            Interlocked.Add(ref _output, usage.OutputTokens);
            if (usage.CachedInputTokens > 0)
                Interlocked.Add(ref _cached, usage.CachedInputTokens);
        }

        public TokenUsage Read() => new(Interlocked.Read(ref _input), Interlocked.Read(ref _output))
        {
            CachedInputTokens = Interlocked.Read(ref _cached),
        };
    }
}
