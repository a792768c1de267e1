using System.Globalization;

namespace Likewise;

/// <summary>
/// The files of a decision log, for whoever writes it: appends blocks to the current one, sets it aside when it is full, and lets
/// the oldest go. Not safe for concurrent calls.
/// </summary>
internal sealed class LogFile(string path, long bytesMax) : IDisposable
{
    /// <summary>Into so many files the log is cut: as much of it goes at once.</summary>
    public const int FilesMax = 8;

    private readonly byte[] _head = new byte[LogBlock.HeadBytes];
    private FileStream? _file;

    /// <summary>The files of a log that are there, the oldest first.</summary>
    public static IReadOnlyList<string> FilesOf(string path) =>
        [.. Enumerable.Range(0, FilesMax).Reverse().Select(age => AsideOf(path, age)).Where(File.Exists)];

    /// <summary>Opens the current file where it is not open, cutting off what a killed process left of its last block.</summary>
    /// <param name="isFresh">Whether it was opened now: what it says must begin anew.</param>
    /// <param name="bytes">How much is to be appended; where that is too much, the file is set aside for a new one.</param>
    public void Open(int bytes, out bool isFresh)
    {
        isFresh = _file is null;
        _file ??= OpenFile();
        if (_file.Length + LogBlock.HeadBytes + bytes <= Math.Max(bytesMax / FilesMax, LogBlock.FileHeadBytes + 1)
            || _file.Length == LogBlock.FileHeadBytes)
            return;

        Close();
        SetAside();
        (_file, isFresh) = (OpenFile(), true);
    }

    /// <summary>Appends a block.</summary>
    public void Append(ReadOnlySpan<byte> body)
    {
        LogBlock.WriteHead(body, _head);
        _file!.Write(_head); // Opened before.
        _file.Write(body);
        _file.Flush();
    }

    /// <summary>Closes the file; the next block opens it again, and cuts off what was half written.</summary>
    public void Close()
    {
        var file = _file;
        _file = null;
        file?.Dispose();
    }

    public void Dispose() => Close();

    private static string AsideOf(string path, int age) =>
        age == 0 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}.{age}");

    private FileStream OpenFile()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
            Directory.CreateDirectory(directory);
        if (File.Exists(path) && !TryCutEnd())
            SetAside();

        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read | FileShare.Delete, 0);
        file.Seek(0, SeekOrigin.End);
        if (file.Length > 0)
            return file;

        Span<byte> head = stackalloc byte[LogBlock.FileHeadBytes];
        LogBlock.WriteFileHead(head);
        file.Write(head);
        return file;
    }

    /// <summary>
    /// Cuts off the end that is no whole block, as long as it can be the rest of one: more is damage, and is left as it is.
    /// </summary>
    private bool TryCutEnd()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var head = new byte[LogBlock.FileHeadBytes];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read < head.Length)
        {
            file.SetLength(0); // It was killed while it wrote the head.
            return true;
        }

        if (LogBlock.FaultOfFileHead(head) is not null)
            return false;

        var (body, end) = (Array.Empty<byte>(), file.Position);
        while (LogBlock.TryRead(file, ref body) is not null)
            end = file.Position;
        if (file.Length - end > LogBlock.HeadBytes + LogBlock.BodyBytesMax)
            return false;

        file.SetLength(end);
        return true;
    }

    private void SetAside()
    {
        File.Delete(AsideOf(path, FilesMax - 1));
        for (var age = FilesMax - 2; age >= 0; age--)
        {
            if (File.Exists(AsideOf(path, age)))
                File.Move(AsideOf(path, age), AsideOf(path, age + 1), overwrite: true);
        }
    }
}
