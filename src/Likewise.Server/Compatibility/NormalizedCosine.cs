namespace Likewise.Server;

/// <summary>
/// Likeness as LangCache counts it: (1 + cosine) / 2, from 0 to 1. Its 0.9 is a cosine of 0.80, so a mix-up of the two would
/// loosen every threshold; that they are two types keeps it from compiling.
/// </summary>
/// <param name="Value">From 0 to 1; larger is closer.</param>
internal readonly record struct NormalizedCosine(double Value)
{
    public double ToCosine() => (2 * Value) - 1;

    public static NormalizedCosine Of(double cosine) => new((1 + cosine) / 2);
}
