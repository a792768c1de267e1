using Likewise.Encoder;
using Likewise.Server;

namespace Likewise.Tests.Configuration;

public sealed class SettingGroupTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Named_settings_come_from_every_layer_and_keep_the_order_of_the_file()
    {
        var loaded = Load(
            """
            upstreams:
              zebra:
                baseUrl: http://z
                models: gpt-*, o?
              claude:
                baseUrl: http://c
                protocols: messages
            """,
            new() { ["LIKEWISE__UPSTREAMS__ZEBRA__APIKEY"] = "sk-1", ["LIKEWISE__UPSTREAMS__OWN_GPU__BASEURL"] = "http://g" },
            new() { ["upstreams.claude.timeout"] = "7s" });
        var upstreams = loaded.Settings.Upstreams;

        Assert.Equal(["zebra", "claude", "own_gpu"], upstreams.Keys);
        Assert.Equal(("http://z", "sk-1"), (upstreams["zebra"].BaseUrl, upstreams["zebra"].ApiKey));
        Assert.Equal(["gpt-*", "o?"], upstreams["zebra"].Models);
        Assert.Equal([UpstreamProtocol.Messages], upstreams["claude"].Protocols);
        Assert.Equal(TimeSpan.FromSeconds(7), upstreams["claude"].Timeout);
        Assert.Equal(TimeSpan.FromSeconds(100), loaded.Settings.Upstream.Timeout);
        var shown = loaded.Values.ToDictionary(value => value.Key);
        Assert.Equal(("********", "LIKEWISE__UPSTREAMS__ZEBRA__APIKEY"), (
            shown["upstreams.zebra.apiKey"].Value, shown["upstreams.zebra.apiKey"].Origin));
        Assert.Equal(("gpt-*, o?", "likewise.yaml:4"), (
            shown["upstreams.zebra.models"].Value, shown["upstreams.zebra.models"].Origin));
    }

    [Fact]
    public void Named_embedders_say_for_which_prompts_they_are()
    {
        var loaded = Load(
            """
            models:
              german:
                language: de
                precision: float32
              code:
                namespace: code-*
                charsMax: 400
            """,
            new() { ["LIKEWISE__MODELS__GERMAN__CHARSMIN"] = "7" }, []);
        var (german, code) = (loaded.Settings.Models["german"], loaded.Settings.Models["code"]);

        Assert.Equal(new EmbedderRule { Language = "de", CharsMin = 7 }, german.Rule);
        Assert.Equal(new EmbedderRule { Namespace = "code-*", CharsMax = 400 }, code.Rule);
        Assert.Equal(
            (EncoderPrecision.Float32, EncoderPrecision.Int8), (german.Model.Precision, loaded.Settings.Model.Precision));
    }

    [Fact]
    public void An_embedder_for_no_prompts_or_of_a_kind_that_its_settings_do_not_fit_is_refused()
    {
        var fault = Assert.Throws<SettingsException>(() => Load(
            """
            models:
              a:
                precision: float32
              b:
                language: de
                kind: openai
              c:
                charsMin: 9
                charsMax: 7
            """, [], []));

        Assert.Equal(3, fault.Faults.Count);
        Assert.Contains("models.a is for no prompts", fault.Message);
        Assert.Contains("models.b.name is not set", fault.Message);
        Assert.Contains("models.c.charsMax is less than models.c.charsMin", fault.Message);
        var unknown = Assert.Throws<SettingsException>(() => Load("models: {d: {language: klingon}}", [], []));
        Assert.Contains("models.d.language", unknown.Message);
    }

    [Fact]
    public void What_is_wrong_under_a_name_is_said_as_elsewhere()
    {
        var fault = Assert.Throws<SettingsException>(() => Load(
            """
            upstreams:
              Claude:
                baseUrl: http://c
              a: http://a
              b:
                baseURL: http://b
                models: "gpt,,"
                protocols: chat, smtp
            """,
            new() { ["LIKEWISE__UPSTREAMS__C__BASE_URL"] = "x", ["LIKEWISE__UPSTREAMS__-__BASEURL"] = "x" },
            new() { ["upstreams.d.model"] = "" }));

        Assert.Equal(
            [
                "likewise.yaml:2: 'upstreams.Claude': a name of at most 32 lower-case letters, digits and single '-' or '_' "
                    + "between them was expected",
                "likewise.yaml:4: 'upstreams.a' is a section: its keys go below it, indented",
                "likewise.yaml:6: unknown key 'upstreams.b.baseURL'; did you mean 'upstreams.b.baseUrl'?",
                "environment: unknown variable 'LIKEWISE__UPSTREAMS__-__BASEURL'"
                    + "; did you mean 'LIKEWISE__UPSTREAM__BASEURL'?",
                "environment: unknown variable 'LIKEWISE__UPSTREAMS__C__BASE_URL'"
                    + "; did you mean 'LIKEWISE__UPSTREAM__BASEURL'?",
                "flag: upstreams.d.model: a value is missing",
                "likewise.yaml:7: upstreams.b.models: 'gpt,,' is not names with commas between them, such as gpt-*, o3",
                "likewise.yaml:8: upstreams.b.protocols: 'chat, smtp' is not a list of chat, responses, messages",
            ],
            fault.Faults);
    }

    [Fact]
    public void A_named_upstream_needs_an_address()
    {
        var fault = Assert.Throws<SettingsException>(() => Load("", [], new() { ["upstreams.a.apiKey"] = "k" }));

        Assert.Equal("upstreams.a.baseUrl is not set: name the service, or remove upstreams.a", Assert.Single(fault.Faults));
    }

    private LoadedSettings Load(string yaml, Dictionary<string, string> environment, Dictionary<string, string> flags)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, SettingsSources.DefaultFile), yaml);
        return SettingsLoader.Load(new SettingsSources
        {
            Directory = _directory.FullName, Environment = environment, Flags = flags,
        });
    }
}
