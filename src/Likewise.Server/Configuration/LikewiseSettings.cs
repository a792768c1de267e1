using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>
/// All that can be configured. <see cref="SettingsLoader"/> fills it from file, environment and flags; a program may fill it
/// itself. Read once, when the cache and the server are built.
/// </summary>
public sealed class LikewiseSettings
{
    /// <summary>How the server listens.</summary>
    public ServerSettings Server { get; } = new();

    /// <summary>Who may ask.</summary>
    public AccessSettings Access { get; } = new();

    /// <summary>Tokens that are taken beside keys.</summary>
    public JwtSettings Jwt { get; } = new();

    /// <summary>Where entries are kept.</summary>
    public StoreSettings Store { get; } = new();

    /// <summary>Backups that a running server is asked for.</summary>
    public BackupSettings Backup { get; } = new();

    /// <summary>Which prompts a server asks its models about by itself.</summary>
    public RefreshSettings Refresh { get; } = new();

    /// <summary>The way from one embedder to another.</summary>
    public MigrateSettings Migrate { get; } = new();

    /// <summary>What embeds prompts.</summary>
    public ModelSettings Model { get; } = new();

    /// <summary>Further embedders under names of the operator's choice. The first whose rule fits a prompt embeds it.</summary>
    /// <value>Default: none.</value>
    public OrderedDictionary<string, NamedModelSettings> Models { get; } = [];

    /// <summary>How the cache decides, and its limits.</summary>
    public SemanticCacheOptions Cache { get; internal init; } = new();

    /// <summary>Who asks, and in what surroundings.</summary>
    public ContextSettings Context { get; } = new();

    /// <summary>How long some entries live, under names of the operator's choice.</summary>
    /// <value>Default: none.</value>
    public OrderedDictionary<string, LifeSettings> Lives { get; } = [];

    /// <summary>What is otherwise in some namespaces, under their names or others of the operator's choice.</summary>
    /// <value>Default: none.</value>
    public OrderedDictionary<string, NamespaceSettings> Namespaces { get; } = [];

    /// <summary>The model behind the cache, or what asks the models that no named upstream takes.</summary>
    public UpstreamSettings Upstream { get; } = new();

    /// <summary>Further upstreams under names of the operator's choice. The first whose patterns fit a model is asked.</summary>
    /// <value>Default: none.</value>
    public OrderedDictionary<string, UpstreamSettings> Upstreams { get; } = [];

    /// <summary>The built-in upstream that is used where none is configured.</summary>
    public DemoSettings Demo { get; } = new();

    /// <summary>A cross-encoder that verifies candidates.</summary>
    public VerifierSettings Verifier { get; } = new();

    /// <summary>A language model that judges candidates, or the answers that audits compare.</summary>
    public JudgeSettings Judge { get; } = new();

    /// <summary>The page that shows what the cache does.</summary>
    public PageSettings Page { get; } = new();

    /// <summary>What is told of metrics.</summary>
    public MetricsSettings Metrics { get; } = new();

    /// <summary>Where metrics and traces are sent.</summary>
    public OtlpSettings Otlp { get; } = new();

    /// <summary>What tokens cost.</summary>
    public PriceSettings Prices { get; } = new();

    /// <summary>What is logged.</summary>
    public LogSettings Log { get; } = new();

    internal ProtocolLimits BodyLimits => new()
    {
        BodyBytesMax = Server.BodyBytesMax, TextCharsMax = Server.TextCharsMax, DepthMax = Server.JsonDepthMax,
    };

    internal ProtocolLimits AnswerLimits => new() { BodyBytesMax = Upstream.AnswerBytesMax, DepthMax = Server.JsonDepthMax };
}
