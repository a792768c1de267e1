namespace Likewise.Tests.Surface;

#pragma warning disable CA1000, CA1034, CA1816 // It shows what the surface's writer has to cope with, good style or not.

/// <summary>One of everything that the surface's writer knows.</summary>
public abstract record Specimen<T>(string Name, T? Value = null) : IAsyncDisposable
    where T : class, new()
{
    internal const string Surface = """
        public abstract record Likewise.Tests.Surface.Specimen<T> : IAsyncDisposable where T : class, new()
            protected Specimen(string Name, T? Value = null)
            const int Most = 64
            string Name { get; init; }
            T? Value { get; init; }
            required IReadOnlyList<string?> Words { get; init; }
            virtual Task<int> CountAsync<TKey>(Func<TKey, bool>? filter, Guid[] ids, int? limit = 3) where TKey : IDisposable
            ValueTask DisposeAsync()
            static bool TryRead(ReadOnlySpan<byte> bytes, out T? value)
            static implicit operator string(Specimen<T> specimen)

        public enum Likewise.Tests.Surface.Specimen<T>.Colour : byte
            Red = 1
            Green = 2

        """;

    public const int Most = 64;

    public enum Colour : byte
    {
        Red = 1,
        Green = 2,
    }

    public required IReadOnlyList<string?> Words { get; init; }

    internal static string Hidden => "";

    public static implicit operator string(Specimen<T> specimen) => specimen.Name;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out T? value) => (value = null) is null && bytes.IsEmpty;

    public virtual Task<int> CountAsync<TKey>(Func<TKey, bool>? filter, Guid[] ids, int? limit = 3)
        where TKey : IDisposable => Task.FromResult(filter is null ? ids.Length : limit ?? 0);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
