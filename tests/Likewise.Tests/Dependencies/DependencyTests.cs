using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Likewise.Tests.Dependencies;

/// <summary>
/// Who may know whom, from the references in the built assemblies (design: engine below product, leaves never see each other,
/// only the executables combine them). Beyond the framework's own assemblies an assembly refers to what its line says and to
/// nothing else.
/// </summary>
public sealed class DependencyTests
{
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Likewise.Vectors"] = [],
        ["Likewise"] =
            [
                "Likewise.Vectors", Logging, "Microsoft.Extensions.DependencyInjection.Abstractions",
                "Microsoft.Extensions.Options",
            ],
        ["Likewise.Encoder"] = ["Likewise", Logging, "System.Numerics.Tensors"],
        ["Likewise.Embedders"] = ["Likewise", Logging, "Polly.Core"],
        ["Likewise.Extensions.AI"] = ["Likewise", Logging, "Microsoft.Extensions.AI.Abstractions"],
        ["Likewise.Sqlite"] = ["Likewise", Logging, "SQLitePCLRaw.*"],
        ["Likewise.Protocols"] = ["Likewise", Logging],
        ["Likewise.Evaluation"] = ["Likewise", "Likewise.Vectors", Logging],
        ["Likewise.Server"] =
            [
                "Likewise", "Likewise.Embedders", "Likewise.Encoder", "Likewise.Sqlite", "Likewise.Protocols", "Microsoft.*",
                "System.*", "OpenTelemetry", "OpenTelemetry.*", "Polly.Core", "YamlDotNet",
            ],
        ["Likewise.Cli"] = ["Likewise", "Likewise.*", "Microsoft.*", "System.*", "Spectre.Console"],
    };

    public static TheoryData<string> Shipped => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void An_assembly_refers_only_to_what_it_may(string assembly)
    {
        var forbidden = References(assembly).Where(name => !IsFramework(name) && !IsAllowed(assembly, name));

        Assert.Empty(forbidden);
    }

    [Fact]
    public void Every_shipped_project_is_judged()
    {
        var projects = Directory.EnumerateFiles(Tidy.Repository.FullPath("src"), "*.csproj", SearchOption.AllDirectories);

        Assert.Equal(projects.Select(Path.GetFileNameWithoutExtension).Order(), Allowed.Keys.Order());
    }

    [Theory]
    [InlineData("Likewise", "Likewise.Sqlite", false)]
    [InlineData("Likewise.Sqlite", "Likewise.Encoder", false)]
    [InlineData("Likewise.Sqlite", "SQLitePCLRaw.core", true)]
    [InlineData("Likewise.Cli", "Likewise.Evaluation", true)]
    public void A_name_is_allowed_by_itself_or_by_its_family(string assembly, string name, bool isAllowed) =>
        Assert.Equal(isAllowed, IsAllowed(assembly, name));

    [Fact]
    public void References_are_read_from_the_assembly() => Assert.Contains("Likewise", References("Likewise.Cli"));

    private static bool IsAllowed(string assembly, string name) => Allowed[assembly].Any(allowed =>
        allowed.EndsWith(".*", StringComparison.Ordinal)
            ? name.StartsWith(allowed[..^1], StringComparison.Ordinal)
            : name == allowed);

    /// <summary>Whether the assembly comes with the runtime itself, packages and ASP.NET not included.</summary>
    private static bool IsFramework(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));

    private static string[] References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
