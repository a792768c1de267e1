using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Likewise.Embedders;
using Likewise.Encoder;
using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>The kinds of settings there are.</summary>
internal static class SettingKinds
{
    public static SettingKind<string?> Text { get; } = new(
        "text", "a text without control characters",
        (string text, out string? value) => (value = text) is not null && !text.Any(char.IsControl),
        value => value!);

    public static SettingKind<string> RequiredText { get; } = new(
        Text.Name, Text.Expected,
        (string text, [MaybeNullWhen(false)] out string value) => Text.TryParse(text, out value),
        value => value);

    public static SettingKind<string?> Key { get; } = new(
        Text.Name, "a key of printable ASCII characters without spaces",
        (string text, out string? value) => (value = text) is not null && text.All(letter => letter is > ' ' and <= '~'),
        value => value!);

    public static SettingKind<string> ListenUrl { get; } = new(
        "url", "an http address with host and port and nothing else, such as http://127.0.0.1:7411",
        (string text, [MaybeNullWhen(false)] out string value) =>
            TryUrl(value = text, out var url) && url.Scheme == "http" && url.PathAndQuery == "/",
        value => value);

    public static SettingKind<string?> BaseUrl { get; } = new(
        "url", "an http or https address without credentials, query or fragment, such as https://api.openai.com/v1",
        (string text, out string? value) => TryUrl((value = text)!, out var url) && url.Query.Length == 0,
        value => value!);

    public static SettingKind<double> Number { get; } = new(
        "number", "a number such as 0.9",
        (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value),
        value => value.ToString(CultureInfo.InvariantCulture));

    public static SettingKind<double?> OptionalNumber { get; } = OrNull(Number);

    public static SettingKind<int> Integer { get; } = new(
        "integer", "a whole number such as 100000",
        (string text, out int value) => int.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value),
        value => value.ToString(CultureInfo.InvariantCulture));

    public static SettingKind<int?> OptionalInteger { get; } = OrNull(Integer);

    public static SettingKind<long> Size { get; } = new(
        "size", "a size such as 64MiB, 512KiB or 1048576", SizeText.TryParse, SizeText.Format);

    public static SettingKind<long?> OptionalSize { get; } = OrNull(Size);

    /// <summary>A size that is held as an <see cref="int"/>.</summary>
    public static SettingKind<int> SmallSize { get; } = new(
        Size.Name, Size.Expected + ", below 2GiB",
        (string text, out int value) =>
        {
            var read = SizeText.TryParse(text, out var bytes) && bytes <= int.MaxValue;
            value = read ? (int)bytes : 0;
            return read;
        },
        value => SizeText.Format(value));

    public static SettingKind<TimeSpan> Duration { get; } = new(
        "duration", "a duration such as 500ms, 30s, 24h, 1d or 00:05:00", DurationText.TryParse, DurationText.Format);

    public static SettingKind<TimeSpan?> OptionalDuration { get; } = new(
        Duration.Name, Duration.Expected + ", or none",
        (string text, out TimeSpan? value) =>
        {
            var isNone = text.Equals("none", StringComparison.OrdinalIgnoreCase);
            var read = DurationText.TryParse(text, out var duration);
            value = read ? duration : null;
            return read || isNone;
        },
        value => value is { } duration ? DurationText.Format(duration) : "none");

    public static SettingKind<bool> Switch { get; } = new(
        "switch", "true or false",
        (string text, out bool value) => bool.TryParse(text, out value),
        value => value ? "true" : "false");

    public static SettingKind<string?> HeaderName { get; } = new(
        Text.Name, "the name of a header, such as api-key",
        (string text, out string? value) => (value = text).All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'),
        value => value!);

    public static SettingKind<string?> JsonObject { get; } = new(
        "json", """a JSON object, such as {"input_type":"query"}""",
        (string text, out string? value) => RemoteModel.IsObject(value = text),
        value => value!);

    public static SettingKind<string?> Tier { get; } = new(
        "choice", "one of " + string.Join(", ", EmbedderRateLimit.Names),
        (string text, out string? value) => EmbedderRateLimit.TryFind(value = text, out _),
        value => value!);

    public static string ModelKinds => string.Join(", ", Models.Select(model => model.Name));

    public static SettingKind<ModelKind> Model { get; } = new(
        "choice", "one of " + ModelKinds,
        (string text, out ModelKind value) =>
        {
            var (name, kind) = Array.Find(Models, model => model.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
            value = kind;
            return name is not null;
        },
        value => Array.Find(Models, model => model.Kind == value).Name);

    public static SettingKind<Guards> Guards { get; } = new(
        "list", GuardNames.Expected, GuardNames.TryParse, GuardNames.Format);

    public static SettingKind<EvidenceGroup> EvidenceGroup { get; } = Choice<EvidenceGroup>();

    public static SettingKind<EvictionPolicy> Eviction { get; } = Choice<EvictionPolicy>();

    public static SettingKind<RequestField?> RequestField { get; } = new(
        "place", Server.RequestField.Expected,
        (string text, out RequestField? value) => Server.RequestField.TryParse(text, out value),
        value => value!.ToString()); // Shown only where it is set.

    public static SettingKind<IReadOnlyList<RequestField>?> RequestFields { get; } = OrNull(ListOf(new SettingKind<RequestField>(
        "list", Server.RequestField.Expected,
        (string text, [MaybeNullWhen(false)] out RequestField value) => Server.RequestField.TryParse(text, out value),
        value => value.ToString())));

    public static SettingKind<Visibility> Visibility { get; } = Choice<Visibility>();

    public static SettingKind<Visibility?> OptionalVisibility { get; } = OrNull(Visibility);

    public static SettingKind<JudgeUse> JudgeUse { get; } = Choice<JudgeUse>();

    public static SettingKind<StoreKind> Store { get; } = Choice<StoreKind>();

    public static SettingKind<HitUsage> HitUsage { get; } = Choice<HitUsage>();

    public static SettingKind<IReadOnlyList<DialectKind>?> Dialects { get; } = OrNull(ListOf(Choice<DialectKind>()));

    public static SettingKind<OtlpProtocol?> OtlpProtocol { get; } = OrNull(Choice<OtlpProtocol>());

    public static SettingKind<LogFormat> LogFormat { get; } = Choice<LogFormat>();

    public static SettingKind<LogLevel> Level { get; } = Choice<LogLevel>();

    public static SettingKind<EncoderPrecision> Precision { get; } = Choice<EncoderPrecision>();

    public static SettingKind<LongTexts> LongTexts { get; } = Choice<LongTexts>();

    public static SettingKind<TokenPooling?> Pooling { get; } = OrNull(Choice<TokenPooling>());

    public static SettingKind<IReadOnlyList<string>> Patterns { get; } = ListOf(new SettingKind<string>(
        "list", "names with commas between them, such as gpt-*, o3",
        (string text, [MaybeNullWhen(false)] out string value) => RequiredText.TryParse(text, out value) && value.Length > 0,
        value => value));

    public static SettingKind<IReadOnlyList<ModelFaults>> Faults { get; } = ListOf(Choice<ModelFaults>());

    public static SettingKind<IReadOnlyList<UpstreamProtocol>> Protocols { get; } = ListOf(Choice<UpstreamProtocol>());

    public static SettingKind<IReadOnlyList<CompatibleApi>?> Compatibility { get; } = OrNull(ListOf(Choice<CompatibleApi>()));

    private static (string Name, ModelKind Kind)[] Models =>
    [
        ("builtin", ModelKind.Builtin), ("openai", ModelKind.OpenAI), ("azure-openai", ModelKind.AzureOpenAI),
        ("ollama", ModelKind.Ollama), ("cohere", ModelKind.Cohere), ("huggingface", ModelKind.HuggingFace),
    ];

    /// <summary>A kind whose absence is written by leaving it out.</summary>
    private static SettingKind<T?> OrNull<T>(SettingKind<T> kind)
        where T : struct => new(
            kind.Name, kind.Expected,
            (string text, out T? value) =>
            {
                var read = kind.TryParse(text, out var present);
                value = read ? present : null;
                return read;
            },
            value => kind.Format(value!.Value)); // Shown only where it is set.

    private static SettingKind<IReadOnlyList<T>?> OrNull<T>(SettingKind<IReadOnlyList<T>> kind) => new(
        kind.Name, kind.Expected,
        (string text, out IReadOnlyList<T>? value) => kind.TryParse(text, out value),
        value => kind.Format(value!)); // Shown only where it is set.

    /// <summary>Several, with commas between them.</summary>
    private static SettingKind<IReadOnlyList<T>> ListOf<T>(SettingKind<T> kind) => new(
        "list", kind.Expected.StartsWith("one of", StringComparison.Ordinal) ? "a list of " + kind.Expected[7..] : kind.Expected,
        (string text, [MaybeNullWhen(false)] out IReadOnlyList<T> value) =>
        {
            var values = new List<T>();
            foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            {
                if (kind.TryParse(part, out var one))
                    values.Add(one);
            }

            value = values;
            return values.Count == text.Count(letter => letter == ',') + 1;
        },
        value => string.Join(", ", value.Select(kind.Format)));

    private static SettingKind<T> Choice<T>()
        where T : struct, Enum => new(
            "choice", "one of " + string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant())),
            (string text, out T value) => Enum.TryParse(text, ignoreCase: true, out value)
                && Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase),
            value => value.ToString().ToLowerInvariant());

    private static bool TryUrl(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && url.Scheme is "http" or "https"
        && url.UserInfo.Length == 0 && url.Fragment.Length == 0;
}
