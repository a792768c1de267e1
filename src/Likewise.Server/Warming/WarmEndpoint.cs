using System.Text.Json;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>/v1/cache/warm</c>: has models asked before anybody asks, with the operator's key; shows how far that is, and stops it.
/// </summary>
internal sealed class WarmEndpoint(
    SemanticCache cache, WarmJobs jobs, CacheRequests requests, LikewiseSettings settings, TimeProvider time)
{
    private const int PromptsMax = 1_000;
    private const string DefaultCurrency = "USD";

    private static readonly string[] Fields =
    [
        "prompts", "entries", "popular", "refreshWithinSeconds", "all", "requestsPerMinute", "tokensMax", "costMax", "currency",
        "budgetOf", "concurrency", "dryRun",
    ];

    private static readonly string[] Budgets = ["requestsPerMinute", "tokensMax", "costMax", "currency"];

    /// <summary><c>POST /v1/cache/warm</c>.</summary>
    public async Task StartAsync(HttpContext context)
    {
        var body = await requests.ReadAsync(context).ConfigureAwait(false);
        body.AllowOnly(Fields);
        var isAll = body.Optional("all")?.Flag() ?? false;
        var within = CacheRequests.ReadSeconds(body.Optional("refreshWithinSeconds"), TimeSpan.Zero);
        var options = new WarmOptions
        {
            Budget = ReadBudget(context, body),
            RefreshWithin = isAll ? TimeSpan.MaxValue : within,
            ConcurrencyMax = (int?)ReadCount(body.Optional("concurrency"), 1_024) ?? WarmOptions.Default.ConcurrencyMax,
            IsDryRun = body.Optional("dryRun")?.Flag() ?? false,
        };
        var job = jobs.Start(requests.TenantOf(context), options, ReadSource(context, body, options));
        await CacheReply.WriteAsync(context, job.Show(), StatusCodes.Status202Accepted).ConfigureAwait(false);
    }

    /// <summary><c>GET /v1/cache/warm/{id}</c>.</summary>
    public Task ShowAsync(HttpContext context) => CacheReply.WriteAsync(context, Own(context).Show());

    /// <summary><c>DELETE /v1/cache/warm/{id}</c>: what is stored stays.</summary>
    public async Task StopAsync(HttpContext context)
    {
        var job = Own(context);
        job.Stop();
        await job.Ended.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        await CacheReply.WriteAsync(context, job.Show()).ConfigureAwait(false);
    }

    private WarmJob Own(HttpContext context) =>
        jobs.Find((string?)context.Request.RouteValues["id"] ?? "", requests.TenantOf(context))
        ?? throw NoWarming();

    private static HttpFault NoWarming() => new(404, "There is no such warming.", "no_warming");

    private IAsyncEnumerable<WarmPrompt> ReadSource(HttpContext context, JsonField body, WarmOptions options)
    {
        var (given, entries, popular) = (body.Optional("prompts"), body.Optional("entries"), body.Optional("popular"));
        if ((given is null ? 0 : 1) + (entries is null ? 0 : 1) + (popular is null ? 0 : 1) != 1)
            throw new ProtocolException("One of 'prompts', 'entries' and 'popular' was expected, and no more.", "prompts");
        if (popular is not null)
        {
            var most = (int?)ReadCount(popular, int.MaxValue) ?? 0;
            return cache.ListPopular(most, requests.TenantOf(context))
                .Select((one, at) => new WarmPrompt(one.Request, null, 0, at + 1)).ToArray().ToAsyncEnumerable();
        }

        if (given is { } list)
        {
            var items = list.Items().ToArray();
            if (items.Length is 0 or > PromptsMax)
                throw new ProtocolException($"'prompts' has {items.Length} items: 1 to {PromptsMax} were expected.", "prompts");
            return items.Select((item, at) => Read(context, item, at + 1)).ToArray().ToAsyncEnumerable();
        }

        var filter = entries!.Value; // One of the three is there.
        filter.Expect(filter.Value.ValueKind == JsonValueKind.Object, "an object with conditions");
        filter.AllowOnly(EntryFilters.Fields);
        if (options.RefreshWithin is not { } within)
            throw new ProtocolException(
                "Entries are asked again before they end: 'refreshWithinSeconds' was expected, or 'all'.",
                "refreshWithinSeconds");
        var until = within == TimeSpan.MaxValue ? DateTimeOffset.MaxValue : time.GetUtcNow() + within;
        return WarmSource.Entries(cache, settings, EntryFilters.Read(filter, requests.TenantOf(context)), until)
            .ToAsyncEnumerable();
    }

    private WarmPrompt Read(HttpContext context, JsonField item, int number)
    {
        try
        {
            if (item.Value.ValueKind == JsonValueKind.String)
            {
                var model = settings.Upstream.Model;
                return new WarmPrompt(
                    PromptRequest.FromText(item.Prose()) with { Model = model, Tenant = requests.TenantOf(context, model) },
                    null, 0, number);
            }

            item.AllowOnly(CacheRequests.Fields);
            return new WarmPrompt(requests.ReadLine(context, item), null, 0, number);
        }
        catch (ProtocolException fault)
        {
            return new WarmPrompt(null, fault.Message, 0, number);
        }
    }

    /// <summary>A budget of its own, or what is left of that of another warming.</summary>
    private ModelBudget ReadBudget(HttpContext context, JsonField body)
    {
        if (body.Optional("budgetOf") is { } other)
        {
            if (Array.Find(Budgets, name => body.Optional(name) is not null) is { } twice)
                throw new ProtocolException($"'{twice}' is what 'budgetOf' says already.", twice);
            return (jobs.Find(other.Prose(), requests.TenantOf(context)) ?? throw NoWarming()).Budget;
        }

        var currency = body.Optional("currency")?.Prose() ?? DefaultCurrency;
        return new ModelBudget(
            new ModelBudgetOptions
            {
                CallsPerMinuteMax = (int?)ReadCount(body.Optional("requestsPerMinute"), int.MaxValue),
                TokensMax = ReadCount(body.Optional("tokensMax"), long.MaxValue),
                CostMax = body.Optional("costMax") is { } cost ? ReadCost(cost) : null,
                CostOf = (model, usage) => jobs.Prices.Find(model) is { } price && price.Currency == currency
                    ? price.Of(usage)
                    : null,
            },
            time);
    }

    private static long? ReadCount(JsonField? field, long most)
    {
        if (field is not { } given)
            return null;

        var count = given.Integer();
        return count >= 1 && count <= most
            ? count
            : throw new ProtocolException($"'{given.Path}' is out of range: 1 to {most} was expected.", given.Path);
    }

    private static decimal ReadCost(JsonField field)
    {
        var cost = field.Number();
        return cost is > 0 and <= 1e9
            ? (decimal)cost
            : throw new ProtocolException($"'{field.Path}' is out of range: a positive amount was expected.", field.Path);
    }
}
