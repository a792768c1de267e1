using Likewise.Encoder;
using Microsoft.Extensions.DependencyInjection;

namespace Likewise.Samples;

internal static class InAnApplication
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IEmbedder>(_ => SentenceEncoder.Load());
        services.AddSemanticCache(cache => cache.Configure(options => options.TimeToLive = TimeSpan.FromHours(6)));
    }
}
