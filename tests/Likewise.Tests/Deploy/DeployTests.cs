using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Likewise.Server;
using Likewise.Tests.Server;
using Likewise.Tests.Server.Metrics;
using Likewise.Tests.Tidy;
using YamlDotNet.RepresentationModel;

namespace Likewise.Tests.Deploy;

/// <summary>What stands in <c>deploy/</c> fits the server that is built beside it.</summary>
public sealed partial class DeployTests
{
    private static readonly string Folder = Repository.FullPath("deploy");

    [Theory]
    [InlineData("check", "rules", "rules.yml")]
    [InlineData("check", "config", "prometheus.yml")]
    [InlineData("test", "rules", "rules.test.yml")]
    public Task Promtool_finds_nothing_wrong(string verb, string what, string file) =>
        Promtool.PassesAsync("", verb, what, Path.Combine(Folder, "prometheus", file));

    [Theory]
    [InlineData("grafana/dashboards/likewise.json")]
    [InlineData("prometheus/rules.yml")]
    [InlineData("prometheus/rules.test.yml")]
    public async Task Every_metric_that_is_asked_for_is_one_that_the_server_has(string file)
    {
        await using var server = await RunningServer.StartAsync();
        var names = Families(server).SelectMany(family => family.Kind == MetricKind.Histogram
            ? new[] { $"{family.Name}_bucket", $"{family.Name}_sum", $"{family.Name}_count" }
            : [family.Name]).ToHashSet();
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file), Token);
        var queries = file.EndsWith(".json", StringComparison.Ordinal) ? string.Join('\n', QueriesOf(text)) : text;
        var asked = MetricPattern().Matches(LabelPattern().Replace(queries, "")).Select(match => match.Value).ToHashSet();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(names));
    }

    [Fact]
    public async Task Panels_of_the_dashboard_do_not_lie_over_each_other()
    {
        var panels = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Folder, "grafana/dashboards/likewise.json"), Token)).RootElement.GetProperty("panels");
        var cells =
            from panel in panels.EnumerateArray()
            let at = panel.GetProperty("gridPos")
            from x in Enumerable.Range(at.GetProperty("x").GetInt32(), at.GetProperty("w").GetInt32())
            from y in Enumerable.Range(at.GetProperty("y").GetInt32(), at.GetProperty("h").GetInt32())
            select (x, y);

        Assert.Equal(cells.Count(), cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));
    }

    [Theory]
    [InlineData("docker/Dockerfile")]
    [InlineData("docker-compose.yml")]
    [InlineData("kubernetes/deployment.yaml")]
    public async Task Every_variable_is_a_setting(string file)
    {
        var variables = VariablePattern().Matches(await File.ReadAllTextAsync(Path.Combine(Folder, file), Token));

        Assert.NotEmpty(variables);
        Assert.All(variables, variable => Assert.True(SettingsTable.TryFindVariable(variable.Value, out _), variable.Value));
    }

    [Fact]
    public async Task The_configuration_of_the_cluster_is_valid()
    {
        var map = Load("kubernetes/config.yaml");
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(directory.FullName, "likewise.yaml"), Text(map, "data", "likewise.yaml"), Token);
            var settings = SettingsLoader.Load(new SettingsSources
            {
                Directory = directory.FullName, File = "likewise.yaml", Environment = new Dictionary<string, string>(),
                Flags = new Dictionary<string, string>(),
            }).Settings;

            Assert.Equal((LogFormat.Json, true), (settings.Log.Format, settings.Metrics.Open));
            var grace = int.Parse(Text(Pod, "terminationGracePeriodSeconds"), CultureInfo.InvariantCulture);
            Assert.True(settings.Server.DrainDelay + settings.Server.DrainTimeout < TimeSpan.FromSeconds(grace));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("startupProbe", ReadinessEndpoints.LivePath)]
    [InlineData("livenessProbe", ReadinessEndpoints.LivePath)]
    [InlineData("readinessProbe", ReadinessEndpoints.ReadyPath)]
    public void Probes_ask_what_the_server_answers(string probe, string path) =>
        Assert.Equal(path, Text(Container, probe, "httpGet", "path"));

    [Fact]
    public void A_container_is_not_root_gains_nothing_and_writes_to_its_volumes_alone()
    {
        Assert.Equal("true", Text(Pod, "securityContext", "runAsNonRoot"));
        Assert.Equal("false", Text(Container, "securityContext", "allowPrivilegeEscalation"));
        Assert.Equal("true", Text(Container, "securityContext", "readOnlyRootFilesystem"));
        Assert.Equal("ALL", ((YamlSequenceNode)At(Container, "securityContext", "capabilities", "drop"))[0].ToString());
        Assert.Equal("true", Text(Load("docker-compose.yml"), "services", "likewise", "read_only"));
        Assert.Contains("\nUSER 1654", File.ReadAllText(Path.Combine(Folder, "docker/Dockerfile")), StringComparison.Ordinal);
        Assert.Equal("1654", Text(Pod, "securityContext", "runAsUser"));
    }

    [Fact]
    public void Names_and_labels_of_the_manifests_fit_together()
    {
        var (service, budget, claim) = (
            Load("kubernetes/service.yaml"), Load("kubernetes/disruption.yaml"), Load("kubernetes/storage.yaml"));
        const string Name = "app.kubernetes.io/name";
        var label = Text(Load("kubernetes/deployment.yaml"), "spec", "template", "metadata", "labels", Name);

        Assert.Equal(label, Text(service, "spec", "selector", Name));
        Assert.Equal(label, Text(budget, "spec", "selector", "matchLabels", Name));
        Assert.Equal(Text(claim, "metadata", "name"), Text(Pod, "volumes", "0", "persistentVolumeClaim", "claimName"));
        Assert.Equal(Text(Load("kubernetes/config.yaml"), "metadata", "name"), Text(Pod, "volumes", "1", "configMap", "name"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static YamlNode Pod => At(Load("kubernetes/deployment.yaml"), "spec", "template", "spec");

    private static YamlNode Container => At(Pod, "containers", "0");

    private static YamlNode Load(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Folder, file));
        stream.Load(reader);
        return Assert.Single(stream.Documents).RootNode;
    }

    private static string Text(YamlNode node, params string[] path) => At(node, path).ToString();

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(
        node, (one, key) => one is YamlSequenceNode list ? list[int.Parse(key, CultureInfo.InvariantCulture)] : one[key]);

    private static IEnumerable<string> QueriesOf(string dashboard) =>
        from panel in JsonDocument.Parse(dashboard).RootElement.GetProperty("panels").EnumerateArray()
        from target in panel.GetProperty("targets").EnumerateArray()
        select target.GetProperty("expr").GetString();

    /// <summary>Every instrument of a server, whether or not it has said anything yet.</summary>
    private static List<MetricFamily> Families(RunningServer server)
    {
        var families = new List<MetricFamily>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            var isCaches = instrument.Meter.Name == LikewiseTelemetry.MeterName
                && (instrument.Meter.Scope is null || instrument.Meter.Scope == server.Host.Cache);
            if (isCaches || instrument.Meter.Name is ServerMetrics.MeterName or "Microsoft.AspNetCore.Hosting"
                or "System.Runtime")
                families.Add(new MetricFamily(instrument));
        };
        listener.Start();
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(JudgeTelemetry).TypeHandle);
        return families;
    }

    [GeneratedRegex(@"(?<![\w:])(likewise|gen_ai|http|dotnet)_[a-z_]+")]
    private static partial Regex MetricPattern();

    /// <summary>Where names of labels stand.</summary>
    [GeneratedRegex(@"by \([^)]*\)|\{[^}]*\}")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"LIKEWISE__\w+")]
    private static partial Regex VariablePattern();
}
