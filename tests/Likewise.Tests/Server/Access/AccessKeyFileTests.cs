using Likewise.Server;

namespace Likewise.Tests.Server;

public sealed class AccessKeyFileTests : IDisposable
{
    private readonly KeysFixture _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void What_is_kept_of_a_key_is_its_digest_and_the_file_is_its_owners_alone()
    {
        var (key, kept) = AccessKeyFile.Create(
            _keys.Path, "ci", made => made with { Tenant = "acme", ConcurrencyMax = 3 }, TimeProvider.System);
        var text = File.ReadAllText(_keys.Path);

        Assert.StartsWith($"likewise_{kept.Id}_", key, StringComparison.Ordinal);
        Assert.Equal("likewise_".Length + 8 + 1 + 43, key.Length);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        Assert.DoesNotContain(key[^43..], text, StringComparison.Ordinal);
        Assert.Equivalent(kept, Assert.Single(AccessKeyFile.Read(_keys.Path)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_keys.Path));
    }

    [Fact]
    public void Keys_are_added_and_taken_away_one_by_one()
    {
        var (first, second) = (_keys.Make(), _keys.Make());

        Assert.NotEqual(first, second);
        Assert.Equal(2, AccessKeyFile.Read(_keys.Path).Count);
        Assert.False(AccessKeyFile.Revoke(_keys.Path, "00000000"));
        Assert.True(AccessKeyFile.Revoke(_keys.Path, AccessKeyFile.Read(_keys.Path)[0].Id));
        Assert.Equal(AccessKeyFile.DigestOf(second), Assert.Single(AccessKeyFile.Read(_keys.Path)).Sha256);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"version":2,"keys":[]}""")]
    [InlineData("""{"version":1,"keys":null}""")]
    [InlineData("""{"version":1,"keys":[{"id":"a","name":"b","roles":[],"sha256":"SHA"}]}""")]
    [InlineData("""{"version":1,"keys":[{"id":"a","name":"b","roles":[2],"sha256":"SHA"}]}""")]
    [InlineData("""{"version":1,"keys":[{"id":"a","name":"b","roles":["admin"],"sha256":"SHA"}]}""")]
    [InlineData("""{"version":1,"keys":[{"id":"a","name":"b","roles":["use"],"sha256":"abc"}]}""")]
    [InlineData("""{"version":1,"keys":[{"id":"a","name":"b","roles":["use"],"sha256":"SHA","expires":"2026-01-01"}]}""")]
    [InlineData("""{"version":1,"keys":[{"id":"a","name":"b","roles":["use"],"sha256":"SHA","tenant":"a/b"}]}""")]
    [InlineData("""{"version":1,"keys":[{"id":"a","name":"b","roles":["use"],"sha256":"SHA","requestsPerMinute":0}]}""")]
    [InlineData("likewise")]
    public void A_file_that_is_not_one_is_refused_whole(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_keys.Path)!);
        File.WriteAllText(_keys.Path, text.Replace("SHA", new string('a', 64), StringComparison.Ordinal));

        var refused = Assert.Throws<SettingsException>(() => AccessKeyFile.Read(_keys.Path));
        Assert.Contains(_keys.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shape_that_is_documented_is_read()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_keys.Path)!);
        File.WriteAllText(_keys.Path, $$"""
            { "version": 1, "keys": [ { "id": "3f9c0a7d", "name": "checkout", "roles": ["use", "observe"], "tenant": "shop",
              "sha256": "{{new string('a', 64)}}", "createdAt": "2026-11-21T09:30:00+00:00",
              "expiresAt": "2027-11-21T09:30:00+00:00", "requestsPerMinute": 600, "concurrencyMax": 20 } ] }
            """);
        var key = Assert.Single(AccessKeyFile.Read(_keys.Path));

        Assert.Equal([AccessRole.Use, AccessRole.Observe], key.Roles);
        Assert.Equal(("shop", 600, 20), (key.Tenant, key.RequestsPerMinute, key.ConcurrencyMax));
        Assert.Equal(2027, key.ExpiresAt?.Year);
    }

    [Fact]
    public void A_file_that_others_may_write_to_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such modes there.");
        _keys.Make();
        if (!OperatingSystem.IsWindows()) // The compiler does not know what a skipped test means.
            File.SetUnixFileMode(_keys.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);

        var refused = Assert.Throws<SettingsException>(() => AccessKeyFile.Read(_keys.Path));
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_tenant_that_cannot_be_one_is_refused(string tenant) =>
        Assert.Throws<ArgumentException>(() => _keys.Make(tenant, AccessRole.Use));
}
