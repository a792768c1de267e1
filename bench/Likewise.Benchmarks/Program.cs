using BenchmarkDotNet.Running;
using Likewise.Benchmarks.Encoder;

if (args is ["tokens", .. var rest]) return TokenizerComparison.Run(rest);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
