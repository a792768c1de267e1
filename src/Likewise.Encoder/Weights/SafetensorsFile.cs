using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Likewise.Encoder;

/// <summary>
/// A safetensors file, open for reading. It is read and not mapped: a mapped file that someone cuts short ends the process. Every
/// fault is a <see cref="ModelException"/>.
/// </summary>
internal sealed class SafetensorsFile : IDisposable
{
    private const int ChunkBytes = 1 << 18;
    private const string Advice = "Fetch it again: likewise model pull.";

    private readonly SafeFileHandle _handle;
    private readonly Dictionary<string, Tensor> _tensors;
    private readonly long _dataStart;

    private SafetensorsFile(string path, SafeFileHandle handle, Dictionary<string, Tensor> tensors, long dataStart)
    {
        (Path, _handle, _tensors, _dataStart) = (path, handle, tensors, dataStart);
    }

    public string Path { get; }

    /// <summary>Every tensor by its name.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Opens a file and checks its header against its length.</summary>
    public static SafetensorsFile Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var bytes = RandomAccess.GetLength(handle);
            var prefix = new byte[SafetensorsHeader.PrefixBytes];
            var length = SafetensorsHeader.ReadLength(prefix.AsSpan(0, RandomAccess.Read(handle, prefix, 0)), bytes);
            var header = new byte[length];
            ReadExactly(handle, header, prefix.Length);
            var dataStart = prefix.Length + length;
            return new SafetensorsFile(path, handle, SafetensorsHeader.Parse(header, bytes - dataStart), dataStart);
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            handle?.Dispose();
            throw fault is FormatException
                ? new ModelException(path, $"not a whole safetensors file: {fault.Message}. {Advice}", fault)
                : new ModelException(path, $"cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Lower-case hex SHA-256 of the whole file.</summary>
    public string ComputeDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[ChunkBytes];
        try
        {
            for (long at = 0, read; (read = RandomAccess.Read(_handle, chunk, at)) > 0; at += read)
                hash.AppendData(chunk, 0, (int)read);
        }
        catch (IOException fault)
        {
            throw new ModelException(Path, $"cannot be read: {fault.Message}", fault);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a tensor as float32.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The shape that it must have.</param>
    /// <returns>Its values, outermost first; all finite.</returns>
    public float[] Read(string name, params ReadOnlySpan<long> shape)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
            throw new ModelException(Path, $"has no tensor '{name}'; is this the weights file of a BERT model? {Advice}");
        if (Width(tensor.Type) is not { } width)
            throw new ModelException(Path, $"tensor '{name}' is {tensor.TypeName}; F64, F32, F16, BF16 and I8 can be read.");
        if (!shape.SequenceEqual(tensor.Shape))
            throw new ModelException(
                Path,
                $"tensor '{name}' has the shape {tensor.ShapeText}, "
                + $"where config.json asks for [{string.Join(", ", shape.ToArray())}].");

        var values = GC.AllocateUninitializedArray<float>(checked((int)(tensor.Length / width)));
        ReadValues(tensor, width, values);
        if (!TensorPrimitives.IsFiniteAll<float>(values))
            throw new ModelException(Path, $"tensor '{name}' holds values that are not finite. {Advice}");
        return values;
    }

    /// <summary>Reads a list of integers, each within 32 bits.</summary>
    /// <param name="name">Its name.</param>
    public int[] ReadIntegers(string name)
    {
        var tensor = _tensors[name];
        var width = tensor.TypeName switch
        {
            "I32" => 4,
            "I64" => 8,
            _ => throw new ModelException(Path, $"tensor '{name}' is {tensor.TypeName}; I32 or I64 was expected."),
        };
        var bytes = new byte[tensor.Length];
        var values = new int[bytes.Length / width];
        try
        {
            ReadExactly(_handle, bytes, _dataStart + tensor.Start);
            for (var i = 0; i < values.Length; i++)
                values[i] = width == 4
                    ? BitConverter.ToInt32(bytes, 4 * i)
                    : checked((int)BitConverter.ToInt64(bytes, 8 * i));
        }
        catch (Exception fault) when (fault is IOException or OverflowException)
        {
            throw new ModelException(Path, $"tensor '{name}' cannot be read: {fault.Message}", fault);
        }
        return values;
    }

    public void Dispose() => _handle.Dispose();

    private void ReadValues(Tensor tensor, int width, Span<float> values)
    {
        var chunk = new byte[ChunkBytes];
        try
        {
            for (var done = 0; done < values.Length;)
            {
                var count = Math.Min(ChunkBytes / width, values.Length - done);
                var bytes = chunk.AsSpan(0, count * width);
                ReadExactly(_handle, bytes, _dataStart + tensor.Start + (long)done * width);
                Widen(bytes, tensor.Type, values.Slice(done, count));
                done += count;
            }
        }
        catch (IOException fault)
        {
            throw new ModelException(Path, $"cannot be read: {fault.Message}", fault);
        }
    }

    private static void Widen(ReadOnlySpan<byte> bytes, TensorType type, Span<float> values)
    {
        switch (type)
        {
            case TensorType.F32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
                break;
            case TensorType.F64:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(bytes), values);
                break;
            case TensorType.I8:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, sbyte>(bytes), values);
                break;
            case TensorType.F16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            default:
                // A bfloat16 is the upper half of a float32.
                var bits = MemoryMarshal.Cast<float, uint>(values);
                TensorPrimitives.ConvertTruncating<ushort, uint>(MemoryMarshal.Cast<byte, ushort>(bytes), bits);
                TensorPrimitives.ShiftLeft<uint>(bits, 16, bits);
                break;
        }
    }

    /// <summary>Bytes of a number; null for a format that is not read as float32.</summary>
    private static int? Width(TensorType type) => type switch
    {
        TensorType.F64 => 8,
        TensorType.F32 => 4,
        TensorType.F16 or TensorType.BF16 => 2,
        TensorType.I8 => 1,
        _ => null,
    };

    private static void ReadExactly(SafeFileHandle handle, Span<byte> destination, long offset)
    {
        for (var done = 0; done < destination.Length;)
        {
            var read = RandomAccess.Read(handle, destination[done..], offset + done);
            if (read == 0) throw new EndOfStreamException("the file became shorter while it was read");
            done += read;
        }
    }
}
