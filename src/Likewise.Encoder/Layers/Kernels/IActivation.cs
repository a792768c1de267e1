namespace Likewise.Encoder;

/// <summary>One activation over one register.</summary>
internal interface IActivation
{
    static abstract TVector Apply<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
