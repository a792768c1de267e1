using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>The one place where it is decided who may do what. Everything needs a role but what says that it is open.</summary>
/// <param name="keys">The keys that are taken.</param>
/// <param name="tokens">Proves tokens, and belongs to this; null where none are taken.</param>
/// <param name="limits">How much each caller may ask.</param>
/// <param name="settings">Whether the server is for its own machine.</param>
internal sealed class AccessGate(KeyRing keys, TokenValidator? tokens, CallerLimits limits, LikewiseSettings settings)
    : IDisposable
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
        var caller = keys.IsClosed ? await IdentifyAsync(context).ConfigureAwait(false) : Anyone(context);
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
            return !keys.IsClosed || (await IdentifyAsync(context).ConfigureAwait(false)).Roles.Contains(AccessRole.Observe);
        }
        catch (HttpFault)
        {
            return false;
        }
    }

    public void Dispose() => tokens?.Dispose();

    private async ValueTask<CallerIdentity> IdentifyAsync(HttpContext context)
    {
        var credential = Credential.Of(context.Request.Headers)
            ?? throw Credential.Refused("A key is needed: send it as 'Authorization: Bearer KEY' or 'x-api-key: KEY'.");
        if (keys.Find(credential) is { } key)
            return new CallerIdentity(key.Id, key.Tenant, key.Roles)
            {
                Principal = key.Id, RequestsPerMinute = key.RequestsPerMinute, ConcurrencyMax = key.ConcurrencyMax,
            };

        return tokens is not null && TokenValidator.IsToken(credential)
            ? await tokens.IdentifyAsync(credential, context.RequestAborted).ConfigureAwait(false)
            : throw Credential.Refused("The key is not known here, or it has ended.");
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
