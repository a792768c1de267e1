using Likewise.Tests.Decisions.Audit;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Sharing;

/// <summary>
/// Goal: whatever happens, an answer reaches somebody only if he got it of the model himself, as many as are asked for did, or
/// the operator put it in. Method: random histories of a few principals who ask, answer and make things up, with restarts, other
/// numbers, stale answers and calls at once; who said what is kept beside. Answers agree that begin with the same word.
/// </summary>
public sealed class ConfirmationHistoryTests
{
    private const int Histories = 150, Steps = 60;

    private static readonly string?[] Askers = ["ann", "bob", "carol", "mallory", null];
    private static readonly string[] Wordings = ["reset password", "reset password ~0.97", "reset password ~0.94"];
    private static readonly string[] Answers = ["click", "call", "pay"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_given_what_too_few_have_got()
    {
        for (var seed = 1; seed <= Histories; seed++)
        {
            await using var history = new History(seed);
            try
            {
                await history.RunAsync();
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"The history of seed {seed} is at fault.", fault);
            }
        }
    }

    private sealed class History(int seed) : IAsyncDisposable
    {
        private readonly Random _random = new(seed);
        private readonly ManualTime _time = new();
        private readonly MemoryEntryStore _store = new();
        private readonly Dictionary<string, HashSet<string>> _saidBy = Answers.ToDictionary(
            answer => answer, _ => new HashSet<string>(StringComparer.Ordinal));

        private readonly HashSet<string> _operators = [];
        private readonly Lock _gate = new(); // Calls at once, and those behind stale answers, share all of it.
        private SemanticCache? _cache;
        private int _asked;

        public async Task RunAsync()
        {
            await RestartAsync();
            for (var step = 0; step < Steps; step++)
            {
                await (Next(20) switch
                {
                    0 => RestartAsync(),
                    1 => AdvanceAsync(),
                    2 => PutInAsync(),
                    3 or 4 => TogetherAsync(),
                    5 or 6 or 7 => MakeUpAsync(Pick(Askers)),
                    _ => AskAsync(Pick(Askers), Next(4) == 0),
                });
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_cache is not null)
                await _cache.DisposeAsync();
            await _store.DisposeAsync();
        }

        private async Task RestartAsync()
        {
            if (_cache is not null)
                await _cache.DisposeAsync();
            _asked = 2 + Next(2);
            _cache = await Caches.BuildAsync(
                configure: options =>
                {
                    (options.ConfirmationsMin, options.TimeToLive) = (_asked, TimeSpan.FromHours(1));
                    (options.Stale.WhileRevalidate, options.Stale.IfError) = (TimeSpan.FromMinutes(30), TimeSpan.FromHours(2));
                },
                time: _time,
                build: builder => builder.UseStore(_store).UseComparer(new Comparer(comparison =>
                    Said(comparison.Cached) == Said(comparison.Fresh) ? AnswerAgreement.Same : AnswerAgreement.Different)));
        }

        private Task AdvanceAsync()
        {
            _time.Advance(TimeSpan.FromMinutes(Next(50)));
            return Task.CompletedTask;
        }

        /// <summary>As a program that calls the model by itself.</summary>
        private async Task AskAsync(string? asker, bool takesStale)
        {
            var request = By(asker) with { Directives = new() { AcceptStale = takesStale ? TimeSpan.MaxValue : null } };
            if (await _cache!.LookupAsync(request, Token) is LookupMiss miss)
                await _cache.StoreAsync(miss.Ticket!, Answer(asker), null, Token);
            else
                Check(asker, (await _cache.HitAsync(request)).Response);
        }

        private async Task MakeUpAsync(string? asker) => await _cache!.StoreAsync(By(asker), Answer(asker), null, Token);

        private async Task PutInAsync()
        {
            var answer = Pick(Answers);
            _operators.Add(answer);
            await _cache!.StoreAsync(By(null), $"{answer} here", new EntryOptions { IsConfirmed = true }, Token);
        }

        /// <summary>Calls that the cache makes, some of which fail.</summary>
        private async Task TogetherAsync() => await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var (asker, own, fails) = (Pick(Askers), "", Next(3) == 0);
            try
            {
                var answer = await _cache!.GetOrCreateAsync(By(asker), CallAsync, cancellationToken: Token);
                if (answer.Response.Text != own)
                    Check(asker, answer.Response);
            }
            catch (IOException)
            {
                // It failed, and nothing that this asker may be given stood in.
            }

            async ValueTask<RecordedResponse> CallAsync(PromptRequest request, CancellationToken cancellationToken)
            {
                await Task.Yield(); // So that others come meanwhile.
                return fails ? throw new IOException("down") : own = Answer(asker);
            }
        }).Append(_cache!.WhenRefreshedAsync(Token)));

        private void Check(string? asker, RecordedResponse given)
        {
            lock (_gate)
            {
                var by = _saidBy[Said(given)];
                Assert.True(
                    by.Count >= _asked || _operators.Contains(Said(given)) || (asker is not null && by.Contains(asker)),
                    $"{asker ?? "nobody"} was given '{given.Text}', which {by.Count} said of {_asked} that are asked for.");
            }
        }

        private string Answer(string? asker)
        {
            var (answer, turn) = (Pick(Answers), Next(100));
            lock (_gate)
            {
                if (asker is not null)
                    _saidBy[answer].Add(asker);
            }

            return $"{answer} {turn}";
        }

        private PromptRequest By(string? asker) => PromptRequest.FromText(Pick(Wordings)) with { Principal = asker };

        private T Pick<T>(T[] of) => of[Next(of.Length)];

        private int Next(int below)
        {
            lock (_gate)
                return _random.Next(below);
        }

        private static string Said(RecordedResponse response) => response.Text.Split(' ')[0];
    }
}
