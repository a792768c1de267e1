using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Likewise.Encoder;

/// <summary>
/// What packed weights were made of and by what, as 32 bytes: a digest of the model's configuration and tokenizer, of what tells
/// one weights file from another without reading all of it, of the precision, the instructions, and this build.
/// </summary>
/// <remarks>
/// The build's own id is in it, so no change of how weights are rounded or laid out ever meets what an earlier build wrote. Of
/// the weights file it takes the length, the time of its last change, its head, and samples from all over it: two trainings of
/// one model differ in every one of those samples.
/// </remarks>
internal static class PackedKey
{
    private const int HeadBytes = 1 << 16;
    private const int Samples = 64;
    private const int SampleBytes = 1 << 12;

    public static byte[] Compute(ModelDirectory files, EncoderPrecision precision, InstructionSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var weights = File.OpenHandle(files.WeightsPath);
        var length = RandomAccess.GetLength(weights);
        Span<byte> facts = stackalloc byte[40];
        typeof(PackedKey).Module.ModuleVersionId.TryWriteBytes(facts);
        BinaryPrimitives.WriteInt32LittleEndian(facts[16..], (int)precision);
        BinaryPrimitives.WriteInt32LittleEndian(facts[20..], (int)set);
        BinaryPrimitives.WriteInt64LittleEndian(facts[24..], length);
        BinaryPrimitives.WriteInt64LittleEndian(facts[32..], File.GetLastWriteTimeUtc(weights).Ticks);
        hash.AppendData(facts);
        Append(hash, weights, 0, HeadBytes);
        for (var sample = 1; sample <= Samples; sample++)
            Append(hash, weights, Math.Max(0, length * sample / Samples - SampleBytes), SampleBytes);
        hash.AppendData(File.ReadAllBytes(files.ConfigPath));
        hash.AppendData(File.ReadAllBytes(files.TokenizerPath));
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, SafeFileHandle file, long offset, int count)
    {
        var bytes = new byte[count];
        hash.AppendData(bytes, 0, RandomAccess.Read(file, bytes, offset));
    }
}
