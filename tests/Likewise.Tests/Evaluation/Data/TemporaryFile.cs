using System.IO.Compression;
using System.Text;

namespace Likewise.Tests.Evaluation;

/// <summary>A file of its own for one test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public TemporaryFile(string name, byte[] content)
    {
        Path = System.IO.Path.Combine(_directory.FullName, name);
        File.WriteAllBytes(Path, content);
    }

    public TemporaryFile(string content)
        : this("table.tsv", Encoding.UTF8.GetBytes(content))
    {
    }

    public string Path { get; }

    public static byte[] Gzip(string content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(content));

        return packed.ToArray();
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
