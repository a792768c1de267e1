using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>The one place where it is decided who may do what. Everything needs a role but what says that it is open.</summary>
internal sealed class AccessGate(KeyRing keys, CallerLimits limits, LikewiseSettings settings)
{
    /// <summary>Where no key is configured: this machine, and whoever is on it.</summary>
    private static readonly CallerIdentity Anybody = new("", "", Enum.GetValues<AccessRole>());

    private readonly bool _isLocalOnly = !settings.Access.Anonymous;

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        // 1. What is open to everybody.
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        // 2. Who asks. Where everybody may enter, endpoints see no identity: the caller's own key says whose answers are shared.
        var caller = IsClosed ? await IdentifyAsync(context).ConfigureAwait(false) : Anyone(context);
        if (caller != Anybody)
            context.Features.Set(caller);

        // 3. Whether that caller may.
        var role = endpoint?.Metadata.GetMetadata<RoleRequirement>()?.Role ?? AccessRole.Use;
        if (endpoint is not null && !caller.Roles.Contains(role))
            throw new HttpFault(
                403, $"This needs the role '{role.ToString().ToLowerInvariant()}', which the key has not.", "role_missing");

        // 4. How much of it.
        using var place = limits.Take(caller);
        await next(context).ConfigureAwait(false);
    }

    /// <summary>Whether a caller of an open endpoint may see what an observer may.</summary>
    public async ValueTask<bool> MayObserveAsync(HttpContext context)
    {
        try
        {
            return !IsClosed || (await IdentifyAsync(context).ConfigureAwait(false)).Roles.Contains(AccessRole.Observe);
        }
        catch (HttpFault)
        {
            return false;
        }
    }

    private bool IsClosed => keys.IsClosed;

    private ValueTask<CallerIdentity> IdentifyAsync(HttpContext context)
    {
        var credential = Credential.Of(context.Request.Headers)
            ?? throw Credential.Refused("A key is needed: send it as 'Authorization: Bearer KEY' or 'x-api-key: KEY'.");
        var key = keys.Find(credential) ?? throw Credential.Refused("The key is not known here, or it has ended.");
        return ValueTask.FromResult(new CallerIdentity(key.Id, key.Tenant, key.Roles)
        {
            RequestsPerMinute = key.RequestsPerMinute, ConcurrencyMax = key.ConcurrencyMax,
        });
    }

    /// <summary>
    /// A page of the web can make a browser on this machine ask here under a name of its own; it cannot make it ask under ours.
    /// </summary>
    private CallerIdentity Anyone(HttpContext context) => !_isLocalOnly || IsOfThisMachine(context.Request.Host)
        ? Anybody
        : throw new HttpFault(
            421, "Without keys this server answers to the names of its own machine only (access.anonymous).", "host_not_local");

    private static bool IsOfThisMachine(HostString host) => !host.HasValue || ListenRule.IsLoopbackHost(host.Host.Trim('[', ']'));
}
