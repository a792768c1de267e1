using System.Text;

namespace Likewise;

/// <summary>
/// Tells whether a scope is a tenant's without naming the tenant: the first 16 bytes of the SHA-256 of both. It keeps a file from
/// being read into the wrong place by mistake; it proves nothing, for anybody can compute it.
/// </summary>
public readonly record struct EntryOwner
{
    private const int Digits = 32;

    private readonly string? _text;

    private EntryOwner(string text) => _text = text;

    /// <summary>The owner of a scope.</summary>
    public static EntryOwner Of(Scope scope, string tenant)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return new EntryOwner(Digest.Of(Encoding.UTF8.GetBytes($"likewise owner\n{scope}\n{tenant}")).ToHex()[..Digits]);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is nobody.</summary>
    public static EntryOwner Read(string text) => new(text);

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => _text ?? "";
}
