using System.Reflection;
using Likewise.Tests.Tidy;

namespace Likewise.Tests.Surface;

/// <summary>
/// What the libraries show to the world stands in one text file each, so that a change to it is seen in review. To accept one,
/// run these tests with <c>LIKEWISE_ACCEPT_SURFACE=1</c> and commit the files. A removal needs a decision record.
/// </summary>
public sealed class SurfaceTests
{
    private const string AcceptVariable = "LIKEWISE_ACCEPT_SURFACE";

    /// <summary>Every shipped project but the command, which nobody links to.</summary>
    public static TheoryData<string> Libraries =>
    [
        .. from project in Directory.EnumerateDirectories(Repository.FullPath("src"))
           let name = Path.GetFileName(project)
           where name != "Likewise.Cli"
           orderby name
           select name,
    ];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_surface_is_the_one_written_down(string library)
    {
        var path = Repository.FullPath($"tests/Likewise.Tests/Surface/{library}.txt");
        var actual = PublicSurface.Of(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(path, actual);

        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(expected == actual, $"""
            The public surface of {library} has changed:
            {Difference(expected, actual)}
            If that is on purpose, run the test again with {AcceptVariable}=1 and commit {library}.txt.
            """);
    }

    [Fact]
    public void A_surface_is_written_as_a_reader_would_declare_it()
    {
        var surface = PublicSurface.Of([typeof(Specimen<>), typeof(Specimen<>.Colour)]);

        Assert.Equal(Specimen<object>.Surface, surface);
    }

    /// <summary>Lines gone and lines come, each under the type that it belongs to.</summary>
    private static string Difference(string expected, string actual)
    {
        var (before, after) = (Lines(expected), Lines(actual));
        var gone = before.Except(after).Select(line => $"- {line}");
        var come = after.Except(before).Select(line => $"+ {line}");
        return string.Join('\n', gone.Concat(come));
    }

    private static string[] Lines(string surface)
    {
        var type = "";
        return
        [
            .. from line in surface.Split('\n')
               select line.StartsWith(' ') ? $"{type.Split(" : ")[0]}: {line.Trim()}" : type = line,
        ];
    }
}
