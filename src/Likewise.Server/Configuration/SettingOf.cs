namespace Likewise.Server;

/// <summary>A setting of one type, with its place in <see cref="LikewiseSettings"/>.</summary>
internal sealed class Setting<T>(
    string key, SettingKind<T> kind, Func<LikewiseSettings, T> get, Action<LikewiseSettings, T> set) : Setting(key)
{
    /// <summary>Whether a value lies in <see cref="Setting.Range"/>.</summary>
    public Func<T, bool> Holds { get; init; } = static _ => true;

    public override string KindName => kind.Name;

    public override string? Apply(LikewiseSettings settings, string text)
    {
        // A secret is not echoed, not even a malformed one.
        var shown = IsSecret ? "the value" : $"'{text}'";
        if (!kind.TryParse(text, out var value))
            return $"{shown} is not {kind.Expected}";

        if (!Holds(value))
            return $"{shown} is out of range: {Range}";

        set(settings, value);
        return null;
    }

    public override void Copy(LikewiseSettings source, LikewiseSettings destination) => set(destination, get(source));

    public override string? Show(LikewiseSettings settings) => get(settings) is { } value ? kind.Format(value) : null;
}
