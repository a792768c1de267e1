using Likewise.Server;
using Likewise.Tests.Tidy;

namespace Likewise.Tests.Configuration;

public class ReadmeTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- /settings -->";

    /// <summary><c>LIKEWISE_ACCEPT_SURFACE=1</c> writes the table instead, as it does for the public surface.</summary>
    [Fact]
    public void The_README_shows_every_setting_as_it_is()
    {
        var page = Repository.Read("README.md");
        var (before, table) = (page.Split(Begin)[0], page.Split(Begin)[1].Split(End)[0]);
        if (Environment.GetEnvironmentVariable("LIKEWISE_ACCEPT_SURFACE") == "1")
            File.WriteAllText(
                Repository.FullPath("README.md"), before + Begin + SettingsTable.ToMarkdown() + End + page.Split(End)[1]);
        else
            Assert.Equal(SettingsTable.ToMarkdown(), table);
    }
}
