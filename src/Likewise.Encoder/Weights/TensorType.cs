namespace Likewise.Encoder;

/// <summary>The number formats that weights are read from. The file may hold others, as long as nothing asks for them.</summary>
internal enum TensorType
{
    F64,
    F32,
    F16,
    BF16,
    I8,
    Other,
}
