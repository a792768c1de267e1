using System.Collections.Concurrent;

namespace Likewise;

/// <summary>How each tenant's requests were answered, for as many tenants as there is room for: those that came first.</summary>
/// <param name="modelsMax">How many models' tokens are counted apart, for each tenant.</param>
internal sealed class TenantLedger(int modelsMax)
{
    /// <summary>Half a kilobyte each. Further tenants count among all, and not apart.</summary>
    private const int TenantsMax = 4_096;

    private readonly ConcurrentDictionary<string, AnswerCounters> _tenants = new(StringComparer.Ordinal);
    private readonly AnswerCounters _nobody = new(modelsMax);

    /// <returns>Null where there is no room for a tenant that is new.</returns>
    public AnswerCounters? Of(string tenant)
    {
        // Where there is one tenant it has no name, and is not looked for.
        if (tenant.Length == 0)
            return _nobody;
        if (_tenants.TryGetValue(tenant, out var counters))
            return counters;
        return _tenants.Count < TenantsMax
            ? _tenants.GetOrAdd(tenant, static (_, models) => new AnswerCounters(models), modelsMax)
            : null;
    }

    /// <returns>Nothing counted, where the tenant is not known.</returns>
    public AnswerCounters Read(string tenant) =>
        tenant.Length == 0 ? _nobody : _tenants.GetValueOrDefault(tenant) ?? new AnswerCounters(modelsMax);
}
