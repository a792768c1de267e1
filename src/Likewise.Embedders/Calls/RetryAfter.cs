using System.Net.Http.Headers;

namespace Likewise.Embedders;

/// <summary>Reads how long a service asks to be left alone.</summary>
internal static class RetryAfter
{
    /// <summary>A service that asks for more is tried again after this: one wrong header must not silence it for a day.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    /// <summary>The header in seconds or as a date.</summary>
    /// <returns>Zero to an hour; null where the service does not say.</returns>
    public static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider time)
    {
        var asked = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, Most.Ticks)) : null;
    }
}
