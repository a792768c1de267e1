using Microsoft.Win32.SafeHandles;

namespace Likewise.Cli;

/// <summary>Files of numbers without a header: opened and read whole, or refused in one line.</summary>
internal static class DataFile
{
    public static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path, options: FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Fills a buffer from an offset; a file that ends before is an error.</summary>
    public static void Read(SafeFileHandle file, string path, long offset, Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            var read = RandomAccess.Read(file, destination, offset);
            if (read == 0)
                throw new CommandException(ExitCode.Usage, $"{path} ends at byte {offset}: it became shorter while it was read.");
            destination = destination[read..];
            offset += read;
        }
    }

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            File.WriteAllBytes(path, content);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be written: {error.Message}", error);
        }
    }
}
