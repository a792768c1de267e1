using System.Globalization;
using BenchmarkDotNet.Running;
using Likewise.Benchmarks.Decisions;
using Likewise.Benchmarks.Encoder;
using Likewise.Benchmarks.Lifetime;
using Likewise.Benchmarks.Server;

if (args is ["tokens", .. var rest]) return TokenizerComparison.Run(rest);
if (args is ["encoder-peer"]) return await EncoderPeer.RunAsync(Console.In, Console.Out);
if (args is ["guards", .. var verdict]) return GuardTimes.Run(Console.In, verdict.FirstOrDefault(), Console.Out);
if (args is ["pairs"]) return PairTimes.Run(Console.Out);
if (args is ["eviction", .. var traces]) return EvictionRates.Run(traces.FirstOrDefault(), Console.Out);
if (args is ["eviction-times"]) return EvictionTimes.Run(Console.Out);
if (args is ["entry-memory", var count])
    return await EntryMemory.RunAsync(int.Parse(count, CultureInfo.InvariantCulture), Console.Out);
if (args is ["leaving", var held])
    return await LeavingStalls.RunAsync(int.Parse(held, CultureInfo.InvariantCulture), Console.Out);
if (args is ["start-make", var made, var size])
    return await StartTimes.MakeAsync(made, int.Parse(size, CultureInfo.InvariantCulture), Console.Out);
if (args is ["start", var opened]) return await StartTimes.RunAsync(opened, Console.Out);
if (args is ["bare", var url, var file]) return await BareServer.RunAsync(url, file);
if (args is ["memory", var address, var length])
    return await MemoryWatch.RunAsync(address, TimeSpan.FromSeconds(int.Parse(length, CultureInfo.InvariantCulture)));
if (args is ["chunks", var upstream, var proxy]) return await ChunkLatency.RunAsync(upstream, proxy);
if (args is ["ceiling", var threads, var seconds])
    return EncoderCeiling.Run(
        int.Parse(threads, CultureInfo.InvariantCulture), TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
