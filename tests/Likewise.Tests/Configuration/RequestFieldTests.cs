using Likewise.Server;

namespace Likewise.Tests.Configuration;

public sealed class RequestFieldTests
{
    [Theory]
    [InlineData("header:X-Persona", "x-persona", "X-Persona", "")]
    [InlineData("locale=header:Accept-Language", "locale", "Accept-Language", "")]
    [InlineData("body:metadata.conversation_id", "metadata.conversation_id", null, "metadata/conversation_id")]
    [InlineData("user=body:user", "user", null, "user")]
    [InlineData("key", "key", null, "")]
    [InlineData("who=key", "who", null, "")]
    public void A_place_is_read_and_written(string text, string name, string? header, string path)
    {
        Assert.True(RequestField.TryParse(text, out var field));
        Assert.Equal((name, header, path), (field.Name, field.Header, string.Join('/', field.Path)));
        Assert.True(RequestField.TryParse(field.ToString(), out var again));
        Assert.Equal((field.Name, field.ToString()), (again.Name, again.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("header:")]
    [InlineData("header:a b")]
    [InlineData("body:")]
    [InlineData("body:a..b")]
    [InlineData("=key")]
    [InlineData("cookie:a")]
    [InlineData("locale=")]
    public void What_is_no_place_is_refused(string text) => Assert.False(RequestField.TryParse(text, out _));

    [Fact]
    public void One_name_has_one_place()
    {
        var fault = Assert.Throws<SettingsException>(() => SettingsLoader.Load(new SettingsSources
        {
            Flags = new Dictionary<string, string> { ["cache.contextFields"] = "key, key=header:X-A" },
        }));
        Assert.Contains("each name once", fault.Message, StringComparison.Ordinal);
    }
}
