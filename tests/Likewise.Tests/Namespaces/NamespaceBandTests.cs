using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Namespaces;

/// <summary>A verifier's band is held against the threshold of the namespace, not against the cache's.</summary>
public class NamespaceBandTests
{
    [Theory]
    [InlineData("strict", 0.91, true, true)] // Below its 0.97, from 0.88 on: rescued.
    [InlineData("strict", 0.98, true, false)] // Served, and surer than 0.95.
    [InlineData("strict", 0.87, false, false)]
    [InlineData("loose", 0.86, true, true)] // Served from 0.85 on, but less sure than 0.95.
    [InlineData("loose", 0.96, true, false)]
    [InlineData("loose", 0.84, false, false)]
    public async Task Its_band_begins_and_ends_at_the_threshold_of_the_namespace(
        string part, double likeness, bool isHit, bool isAsked)
    {
        var verifier = new YesVerifier();
        await using var cache = await Caches.BuildAsync(
            configure: options =>
            {
                (options.SimilarityMin, options.VerifyFrom, options.VerifyTo) = (0.90, 0.88, 0.95);
                options.Namespaces.Add(new NamespaceRule { Namespace = "strict", SimilarityMin = 0.97 });
                options.Namespaces.Add(new NamespaceRule { Namespace = "loose", SimilarityMin = 0.85 });
            },
            build: builder => builder.UseVerifier(verifier));
        PromptRequest stored = "reset password", asked = FormattableString.Invariant($"reset password ~{likeness}");
        await cache.PutAsync(stored with { Namespace = part }, "click here");

        var found = await cache.LookupAsync(asked with { Namespace = part }, TestContext.Current.CancellationToken);

        Assert.Equal((isHit, isAsked), (found is LookupHit, verifier.Asked > 0));
    }

    private sealed class YesVerifier : IVerifier
    {
        public int Asked { get; private set; }

        public string Name => "yes";

        public ValueTask<Verdict> VerifyAsync(Verification verification, CancellationToken cancellationToken)
        {
            Asked++;
            return new ValueTask<Verdict>(Verdict.Accept(Name));
        }
    }
}
