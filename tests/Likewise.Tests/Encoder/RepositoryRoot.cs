namespace Likewise.Tests.Encoder;

internal static class RepositoryRoot
{
    /// <summary>The directory that holds the solution.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory)
    {
        while (!File.Exists(System.IO.Path.Combine(directory, "Likewise.slnx")))
            directory = System.IO.Path.GetDirectoryName(directory)
                ?? throw new DirectoryNotFoundException("No Likewise.slnx above the tests.");
        return directory;
    }
}
