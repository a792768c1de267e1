using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

/// <summary>max(x, 0).</summary>
internal readonly struct ReluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TLanes.Max(x, TLanes.Create(0f));
}
