namespace Likewise.Embedders;

public abstract partial class RemoteEmbedderOptions
{
    /// <summary>Longer vectors than any model makes today, by a factor of ten.</summary>
    internal const int DimensionBound = 65_536;

    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>What the breaker can be set to at least.</summary>
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    /// <summary>Names every fault at once.</summary>
    /// <exception cref="ArgumentException">A value is missing or out of its range.</exception>
    internal void Validate()
    {
        string[] faults = [.. AddressFaults(), .. FieldFaults(), .. LimitFaults(), .. OwnFaults()];
        if (faults.Length > 0)
            throw new ArgumentException($"The options of the embedder '{Provider}' are wrong: {string.Join("; ", faults)}.");
    }

    private IEnumerable<string> AddressFaults()
    {
        if (Endpoint is { } address && !(address.IsAbsoluteUri && address.Scheme is "http" or "https"
            && address.Query.Length == 0 && address.UserInfo.Length == 0 && address.Fragment.Length == 0))
            yield return $"{nameof(Endpoint)} must be an http or https address without credentials, query or fragment";
        if (ApiKey is { } key && (key.Length == 0 || !key.All(letter => letter is > ' ' and <= '~')))
            yield return $"{nameof(ApiKey)} must be printable ASCII without spaces"; // The key itself is not shown.
        if (KeyHeader.Length == 0 || !KeyHeader.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            yield return $"{nameof(KeyHeader)} must be the name of a header";
    }

    private IEnumerable<string> FieldFaults()
    {
        if (string.IsNullOrWhiteSpace(Model))
            yield return $"{nameof(Model)} must name the model";
        if (Dimension is < 1 or > DimensionBound)
            yield return $"{nameof(Dimension)} must be 1 to {DimensionBound}, not {Dimension}";
        if (Shorten && Dimension is null)
            yield return $"{nameof(Shorten)} needs {nameof(Dimension)}: the number of components to shorten to";
        if (MaxTokens < 0)
            yield return $"{nameof(MaxTokens)} cannot be negative";
        if (ExtraMembers.FaultOf(ExtraFields, ReservedFields) is { } fault)
            yield return $"{nameof(ExtraFields)} {fault}";
    }

    private IEnumerable<string> LimitFaults() =>
    [
        .. Outside(nameof(Timeout), Timeout, OneMillisecond, OneDay),
        .. Outside(nameof(ProbeTimeout), ProbeTimeout, OneMillisecond, OneDay),
        .. Outside(nameof(BatchTextsMax), BatchTextsMax, 1, 10_000),
        .. Outside(nameof(BatchTokensMax), BatchTokensMax, 1, int.MaxValue),
        .. Outside(nameof(ConcurrencyMax), ConcurrencyMax, 1, 1_024),
        .. Outside(nameof(QueueMax), QueueMax, 0, 100_000),
        .. Outside(nameof(RetriesMax), RetriesMax, 0, 10),
        .. Outside(nameof(RetryDelay), RetryDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        .. Outside(nameof(BreakerRequestsMin), BreakerRequestsMin, 2, 1_000_000),
        .. Outside(nameof(BreakerWindow), BreakerWindow, HalfSecond, OneDay),
        .. Outside(nameof(BreakerPause), BreakerPause, HalfSecond, OneDay),
        .. Outside(nameof(EmbedderRateLimit.RequestsPerMinute), RateLimit?.RequestsPerMinute ?? 1, 1, int.MaxValue),
        .. Outside(nameof(EmbedderRateLimit.TokensPerMinute), RateLimit?.TokensPerMinute ?? 1, 1, int.MaxValue),
        .. Outside(nameof(PricePerMillionTokens), PricePerMillionTokens ?? 0, 0, 1_000_000_000m),
        .. Outside(nameof(ReplyBytesMax), ReplyBytesMax, 1 << 10, 1 << 30),
    ];

    private static string[] Outside<T>(string name, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) < 0 || value.CompareTo(most) > 0 ? [$"{name} must be {least} to {most}, not {value}"] : [];
}
