using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Likewise.Cli;

/// <summary>
/// A file of unit vectors: float32, little-endian, one row after the other, no header. It is read piece by piece, not mapped, so
/// that its pages are not taken for the memory of what is measured.
/// </summary>
internal sealed class VectorFile : IDisposable
{
    /// <summary>How far the length of a vector may be from 1; the same as the indexes allow.</summary>
    private const float UnitTolerance = 1e-3f;

    private readonly SafeFileHandle _file;
    private readonly string _path;

    private VectorFile(SafeFileHandle file, string path, int dimension)
    {
        (_file, _path, Dimension) = (file, path, dimension);
        var (bytes, rowBytes) = (RandomAccess.GetLength(file), (long)dimension * sizeof(float));
        if (bytes == 0 || bytes % rowBytes != 0)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{path}: {bytes} bytes are not whole rows of {dimension} float32 ({rowBytes} bytes each). Is --dim right?");
        }

        Rows = bytes / rowBytes;
    }

    public int Dimension { get; }

    public long Rows { get; }

    public static VectorFile Open(string path, int dimension)
    {
        var file = DataFile.Open(path);
        try
        {
            return new VectorFile(file, path, dimension);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads and checks rows.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="destination">Receives them. Shape [rows, dimension]; within the file.</param>
    /// <exception cref="CommandException">A row is no unit vector; the message names it.</exception>
    public void Read(int first, Span<float> destination)
    {
        DataFile.Read(_file, _path, (long)first * Dimension * sizeof(float), MemoryMarshal.AsBytes(destination));
        for (var row = 0; row < destination.Length / Dimension; row++)
        {
            var length = TensorPrimitives.Norm(destination.Slice(row * Dimension, Dimension));
            if (!(MathF.Abs(length - 1) <= UnitTolerance)) // So written, NaN is refused too.
            {
                throw new CommandException(
                    ExitCode.Usage,
                    FormattableString.Invariant($"{_path}: row {first + row} has length {length}: finite numbers and ")
                        + FormattableString.Invariant($"length 1 within {UnitTolerance} were expected. ")
                        + "Are the vectors normalized, is --dim right?");
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
