using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class ProductScanTests
{
    [Fact]
    public void Rows_side_by_side_give_the_same_bits_as_each_alone_at_every_width_and_number_of_rows()
    {
        var random = new Random(1);
        for (var width = 1; width <= 66; width++)
        {
            var tables = Enumerable.Range(0, width * ProductScan.TableLength).Select(_ => random.NextSingle() - 0.5f).ToArray();
            for (var rows = 0; rows <= 9; rows++)
            {
                var codes = new byte[(rows * width) + 3];
                random.NextBytes(codes);
                var sums = new float[rows];
                ProductScan.Sum(tables, codes.AsSpan(3), sums);

                for (var row = 0; row < rows; row++)
                {
                    var code = codes.AsSpan(3 + (row * width), width);
                    Assert.Equal(Reference(tables, code), ProductScan.One(tables, code), 1e-5f);
                    Assert.Equal(ProductScan.One(tables, code), sums[row]);
                }
            }
        }
    }

    [Fact]
    public void An_entry_that_is_not_a_number_reaches_only_the_rows_that_pick_it()
    {
        var tables = new float[2 * ProductScan.TableLength];
        tables[ProductScan.TableLength + 255] = float.NaN;
        var sums = new float[5];
        ProductScan.Sum(tables, [255, 0, 0, 255, 255, 254, 0, 255, 255, 255], sums);

        Assert.Equal([false, true, false, true, true], sums.Select(float.IsNaN));
    }

    private static double Reference(float[] tables, ReadOnlySpan<byte> code)
    {
        var sum = 0.0;
        for (var i = 0; i < code.Length; i++)
            sum += tables[(i * ProductScan.TableLength) + code[i]];
        return sum;
    }
}
