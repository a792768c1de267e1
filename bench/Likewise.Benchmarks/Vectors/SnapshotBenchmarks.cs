using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Likewise.Vectors.Snapshots;

namespace Likewise.Benchmarks.Vectors;

/// <summary>What do opening, verifying and writing a snapshot of 45 MB take, beside a plain write and SHA-256?</summary>
[MemoryDiagnoser]
public class SnapshotBenchmarks
{
    private const int BlockBytes = 400 << 10;
    private const int Blocks = 110;

    private static readonly FourLetters Name = FourLetters.Of("BLKS");

    private readonly byte[] _block = new byte[BlockBytes];
    private string _directory = "";
    private Snapshot? _open;

    private string At => Path.Combine(_directory, "index.lws");

    [GlobalSetup]
    public void Fill()
    {
        _directory = Directory.CreateTempSubdirectory().FullName;
        new Random(1).NextBytes(_block);
        using var writer = new SnapshotWriter(At, Name, 384);
        Append(writer);
        writer.Commit();
        _open = Snapshot.Open(At);
    }

    [GlobalCleanup]
    public void Clear() => Directory.Delete(_directory, recursive: true);

    [Benchmark]
    public object Open() => Snapshot.Open(At);

    [Benchmark]
    public void OpenAndVerify() => Snapshot.Open(At).Verify();

    [Benchmark]
    public void VerifyAgain() => _open!.Verify(); // Set by Fill.

    [Benchmark]
    public byte[] Sha256() => SHA256.HashData(_open!.Section<byte>(Name).AsSpan<byte>()); // Set by Fill.

    /// <summary>To the system's cache: flushing is the disk's time.</summary>
    [Benchmark]
    public void WriteWithoutFlush()
    {
        using var writer = new SnapshotWriter(At + ".2", Name, 384);
        Append(writer);
    }

    [Benchmark(Baseline = true)]
    public void PlainWrite()
    {
        using var file = new FileStream(At + ".3", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var i = 0; i < Blocks; i++)
            file.Write(_block);
    }

    private void Append(SnapshotWriter writer)
    {
        writer.Begin<byte>(Name);
        for (var i = 0; i < Blocks; i++)
            writer.Append<byte>(_block);
    }
}
