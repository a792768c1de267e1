using static Likewise.Vectors.CapacityFormulas;

namespace Likewise.Vectors;

/// <summary>A way to lay out vectors in memory, for planning.</summary>
public sealed class VectorLayout
{
    private readonly Func<CapacityOptions, CapacityPart>[] _parts;
    private readonly Func<CapacityOptions, CapacityPart>? _scanned;

    private VectorLayout(
        string name, string holds, Func<CapacityOptions, CapacityPart>? scanned, Func<CapacityOptions, CapacityPart>[] parts)
    {
        (Name, Holds, _scanned, _parts) = (name, holds, scanned, parts);
    }

    /// <summary>float32, every vector compared: exact.</summary>
    public static VectorLayout Flat { get; } = new(
        "flat", "float32, every vector compared", Float32, [Float32, RowHeads, KeyMap]) { IsAvailable = true };

    /// <summary>float16, every vector compared.</summary>
    public static VectorLayout FlatFloat16 { get; } = new(
        "flat-float16", "float16, every vector compared", Float16, [Float16, RowHeads, KeyMap]) { IsAvailable = true };

    /// <summary>int8, every vector compared.</summary>
    public static VectorLayout FlatInt8 { get; } = new(
        "flat-int8", "int8, every vector compared", Int8, [Int8, Scales, RowHeads, KeyMap]) { IsAvailable = true };

    /// <summary>Binary codes alone: similarity is an estimate.</summary>
    public static VectorLayout Binary { get; } = new(
        "binary", "binary codes alone", BinaryCodes, [BinaryCodes, RowHeads, KeyMap])
    {
        IsEstimated = true,
        IsAvailable = true,
    };

    /// <summary>Binary codes, the best compared again by their int8 vectors.</summary>
    public static VectorLayout BinaryInt8 { get; } = new(
        "binary-int8", "binary codes, the best compared again in int8", BinaryCodes,
        [BinaryCodes, Int8, RowHeads, KeyMap])
    {
        IsAvailable = true,
    };

    /// <summary>Binary codes, the best compared again by their float32 vectors.</summary>
    public static VectorLayout BinaryFloat32 { get; } = new(
        "binary-float32", "binary codes, the best compared again in float32", BinaryCodes,
        [BinaryCodes, Float32, RowHeads, KeyMap])
    {
        IsAvailable = true,
    };

    /// <summary>Codes of a product quantiser alone: similarity is an estimate.</summary>
    public static VectorLayout Product { get; } = new(
        "product", "product-quantised codes alone", ProductCodes, [ProductCodes, Codebooks, RowHeads, KeyMap])
    {
        IsEstimated = true,
    };

    /// <summary>Cells of binary codes, the best compared again by their int8 vectors.</summary>
    public static VectorLayout Inverted { get; } = new(
        "inverted", "cells of binary codes, the best compared again in int8", null,
        [CellEntries, Int8, Middles, CellNumbers, RowHeads, KeyMap])
    {
        IsAvailable = true,
    };

    /// <summary>Cells of binary codes, the best compared by product-quantised ones: similarity is an estimate.</summary>
    public static VectorLayout InvertedProduct { get; } = new(
        "inverted-product", "cells of binary codes, the best compared by product codes", null,
        [CellEntries, ScaledProductCodes, CodebooksTwice, Middles, CellNumbers, RowHeads, KeyMap])
    {
        IsEstimated = true,
        IsAvailable = true,
    };

    /// <summary>A graph of neighbours (HNSW) over binary codes, the best compared again by their float32 vectors.</summary>
    public static VectorLayout Graph { get; } = new(
        "graph", "HNSW over codes, the best compared again in float32", null,
        [GraphCodes, Float32, GroundLinks, UpperLevels, RowHeads, KeyMap])
    {
        IsAvailable = true,
    };

    /// <summary>A graph of neighbours (HNSW) over binary codes, the best compared again by their int8 vectors.</summary>
    public static VectorLayout GraphInt8 { get; } = new(
        "graph-int8", "HNSW over codes, the best compared again in int8", null,
        [GraphCodes, Int8, GroundLinks, UpperLevels, RowHeads, KeyMap])
    {
        IsAvailable = true,
    };

    /// <summary>Every layout.</summary>
    public static IReadOnlyList<VectorLayout> All { get; } =
    [
        Flat, FlatFloat16, FlatInt8, Binary, BinaryInt8, BinaryFloat32, Product, Inverted, InvertedProduct, Graph, GraphInt8,
    ];

    /// <summary>A short name in small letters, such as <c>binary-int8</c>.</summary>
    public string Name { get; }

    /// <summary>What is held and how it is searched, in a few words.</summary>
    public string Holds { get; }

    /// <summary>Whether no vector is kept, so that a similarity is an estimate from codes.</summary>
    public bool IsEstimated { get; private init; }

    /// <summary>Whether this library has an index of this layout. Where it has none, the memory is a plan.</summary>
    public bool IsAvailable { get; private init; }

    /// <summary>The memory that an index of this layout takes.</summary>
    public CapacityEstimate Estimate(CapacityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CapacityEstimate(
            this, options.Entries, [.. _parts.Select(part => part(options))], _scanned?.Invoke(options).Bytes);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
