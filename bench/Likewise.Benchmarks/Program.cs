using BenchmarkDotNet.Running;
using Likewise.Benchmarks.Encoder;

if (args is ["tokens", .. var rest]) return TokenizerComparison.Run(rest);
if (args is ["encoder-peer"]) return await EncoderPeer.RunAsync(Console.In, Console.Out);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
