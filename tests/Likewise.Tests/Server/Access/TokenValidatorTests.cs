using System.Text.Json;
using Likewise.Server;
using Likewise.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Tests.Server;

public sealed class TokenValidatorTests(JwtMaker maker) : IClassFixture<JwtMaker>, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly ManualTime _time = new();

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("RS256", "rsa")]
    [InlineData("PS256", "rsa")]
    [InlineData("ES256", "ec")]
    [InlineData("HS256", "oct")]
    public async Task A_sound_token_says_who_bears_it(string algorithm, string key)
    {
        var caller = await IdentifyAsync(maker.Make(algorithm, key, JwtMaker.Claims(_time.GetUtcNow())));

        Assert.Equal(("jwt:somebody", "acme"), (caller.Id, caller.Tenant));
        Assert.Equal([AccessRole.Use], caller.Roles);
    }

    [Fact]
    public async Task Roles_come_as_a_list_too_and_what_is_no_role_is_passed_over()
    {
        var claims = JwtMaker.Claims(_time.GetUtcNow());
        claims["scope"] = new[] { "likewise:manage", "likewise:observe", "use", "likewise:Use", "likewise:admin" };
        var caller = await IdentifyAsync(maker.Make("ES256", "ec", claims));

        Assert.Equal([AccessRole.Observe, AccessRole.Manage], caller.Roles);
    }

    public static TheoryData<string, string> Unsound => new()
    {
        { "iss", "\"https://other.example\"" }, { "iss", "null" }, { "iss", "[]" },
        { "aud", "\"other\"" }, { "aud", "null" }, { "aud", "[]" }, { "aud", "[\"other\"]" },
        { "exp", "null" }, { "exp", "\"never\"" }, { "exp", "-61" }, { "nbf", "61" },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task Issuer_audience_and_times_must_all_hold(string claim, string json)
    {
        var claims = JwtMaker.Claims(_time.GetUtcNow());
        var value = JsonElement.Parse(json);
        claims[claim] = value.ValueKind switch
        {
            JsonValueKind.Number => _time.GetUtcNow().ToUnixTimeSeconds() + value.GetInt64(),
            JsonValueKind.Null => null,
            _ => value,
        };
        if (value.ValueKind == JsonValueKind.Null)
            claims.Remove(claim);

        await RefusesAsync(maker.Make("RS256", "rsa", claims));
    }

    [Theory]
    [InlineData("exp", -59)]
    [InlineData("nbf", 59)]
    public async Task The_clocks_may_differ_by_a_minute(string claim, int seconds)
    {
        var claims = JwtMaker.Claims(_time.GetUtcNow());
        claims[claim] = _time.GetUtcNow().ToUnixTimeSeconds() + seconds;

        await IdentifyAsync(maker.Make("RS256", "rsa", claims));
    }

    [Fact]
    public async Task What_was_signed_cannot_be_changed_by_a_bit()
    {
        var token = maker.Make("RS256", "rsa", JwtMaker.Claims(_time.GetUtcNow()));
        var random = new Random(7);
        for (var i = 0; i < 100; i++)
        {
            // Not the last letter of a part: some of its bits mean nothing.
            var place = random.Next(token.Length - 1);
            if (token[place] == '.' || token[place + 1] == '.')
                continue;
            var other = token[place] == 'A' ? 'B' : 'A';
            await RefusesAsync($"{token[..place]}{other}{token[(place + 1)..]}");
        }

        var parts = token.Split('.');
        var admin = JwtMaker.Claims(_time.GetUtcNow());
        admin["scope"] = "likewise:manage";
        await RefusesAsync($"{parts[0]}.{maker.Make("RS256", "rsa", admin).Split('.')[1]}.{parts[2]}");
        await RefusesAsync($"{parts[0]}.{parts[1]}.");
        await RefusesAsync($"{parts[0]}..{parts[2]}");
        await RefusesAsync("..");
        await RefusesAsync(token + "A");
    }

    [Theory]
    [InlineData("none", "rsa", "none")]
    [InlineData("None", null, "none")]
    [InlineData("HS256", "rsa", "HS256 with the RSA key as its secret")]
    [InlineData("HS256", "rsa", "HS256")]
    [InlineData("HS256", "ec", "HS256")]
    [InlineData("RS256", "ec", "RS256")]
    [InlineData("RS256", "oct", "RS256")]
    [InlineData("ES256", "rsa", "ES256")]
    [InlineData("RS256", "unknown", "RS256")]
    [InlineData("RS256", null, "RS256")]
    public async Task The_algorithm_is_the_keys_to_say_and_the_key_must_be_named(
        string algorithm, string? keyId, string signedWith)
    {
        var kid = keyId is null ? "" : $",\"kid\":\"{keyId}\"";
        var payload = JsonSerializer.Serialize(JwtMaker.Claims(_time.GetUtcNow()));

        await RefusesAsync(maker.Sign($$"""{"alg":"{{algorithm}}"{{kid}}}""", payload, signedWith));
    }

    [Theory]
    [InlineData(",\"crit\":[\"b64\"],\"b64\":true")]
    [InlineData(",\"crit\":[]")]
    public async Task Critical_extensions_are_refused(string more) =>
        await RefusesAsync(maker.Make("RS256", "rsa", JwtMaker.Claims(_time.GetUtcNow()), more));

    [Fact]
    public async Task Keys_in_the_token_are_not_taken()
    {
        using var stranger = new JwtMaker();
        var claims = JwtMaker.Claims(_time.GetUtcNow());

        await RefusesAsync(stranger.Make("RS256", "rsa", claims, $",\"jwk\":{stranger.RsaJwk()}"));
        await RefusesAsync(stranger.Make("RS256", null, claims, $",\"jwk\":{stranger.RsaJwk()}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"\"")]
    [InlineData("\"a/b\"")]
    [InlineData("7")]
    [InlineData("[\"acme\", \"zeta\"]")]
    [InlineData("{\"a\": 1}")]
    public async Task A_tenant_must_be_one_name(string? json)
    {
        var claims = JwtMaker.Claims(_time.GetUtcNow());
        claims["tenant"] = json is null ? null : JsonElement.Parse(json);
        var fault = await Assert.ThrowsAsync<HttpFault>(() => IdentifyAsync(maker.Make("RS256", "rsa", claims)));

        Assert.Equal((403, "tenant_missing"), (fault.Status, fault.Code));
    }

    [Fact]
    public async Task One_key_in_PEM_serves_tokens_whether_they_name_one_or_not()
    {
        foreach (var (pem, algorithm) in new[] { (maker.RsaPem, "RS256"), (maker.EcPem, "ES256") })
        {
            var claims = JwtMaker.Claims(_time.GetUtcNow());
            await IdentifyAsync(maker.Make(algorithm, null, claims), pem);
            await IdentifyAsync(maker.Make(algorithm, "some", claims), pem);
        }
    }

    [Fact]
    public async Task A_key_that_names_its_algorithm_is_used_for_no_other()
    {
        var keys = $$"""{"keys":[{{maker.RsaJwk("\"alg\":\"PS256\",")}}]}""";
        var claims = JwtMaker.Claims(_time.GetUtcNow());

        await IdentifyAsync(maker.Make("PS256", "rsa", claims), keys);
        await RefusesAsync(maker.Make("RS256", "rsa", claims), keys);
    }

    [Theory]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"oct","k":"c2hvcnQ"}]}""")]
    [InlineData("""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----")]
    public void A_file_without_a_key_that_can_be_used_stops_the_start(string text)
    {
        var fault = Assert.Throws<SettingsException>(() => Validator(text));

        Assert.StartsWith("jwt.keys: ", Assert.Single(fault.Faults), StringComparison.Ordinal);
    }

    /// <summary>The examples of RFC 7515, appendices A.1 to A.3: proved, and only then found to be for nobody.</summary>
    [Theory]
    [InlineData(
        """{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}""",
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [InlineData(
        """
        {"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrc
        S2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z
        5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmo
        udF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}
        """,
        "eyJhbGciOiJSUzI1NiJ9",
        """
        cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF
        9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383Lc
        OLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlV
        mtVrBp0igcN_IoypGlUPQGe77Rw
        """)]
    [InlineData(
        """
        {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNp
        XW6pCyStikYjKIWI5a0"}
        """,
        "eyJhbGciOiJFUzI1NiJ9",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")]
    public async Task The_examples_of_the_standard_are_proved(string key, string header, string signature)
    {
        const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        var keys = $$"""{"keys":[{{key.ReplaceLineEndings("")}}]}""";
        signature = signature.ReplaceLineEndings("");
        var sound = await Assert.ThrowsAsync<HttpFault>(() => IdentifyAsync($"{header}.{Payload}.{signature}", keys));
        var broken = await Assert.ThrowsAsync<HttpFault>(() => IdentifyAsync($"{header}.{Payload}.A{signature[1..]}", keys));

        Assert.DoesNotContain("signature", sound.Message, StringComparison.Ordinal);
        Assert.Contains("signature", broken.Message, StringComparison.Ordinal);
    }

    private async Task RefusesAsync(string token, string? keys = null)
    {
        var fault = await Assert.ThrowsAsync<HttpFault>(() => IdentifyAsync(token, keys));

        Assert.Equal(401, fault.Status);
        Assert.DoesNotContain(token, fault.Message, StringComparison.Ordinal);
    }

    private async Task<CallerIdentity> IdentifyAsync(string token, string? keys = null)
    {
        using var validator = Validator(keys ?? maker.Jwks);
        return await validator.IdentifyAsync(token, TestContext.Current.CancellationToken);
    }

    private TokenValidator Validator(string keys)
    {
        var path = Path.Combine(_directory.FullName, "keys");
        File.WriteAllText(path, keys);
        var settings = new JwtSettings
        {
            Keys = path, Issuer = JwtMaker.Issuer, Audience = JwtMaker.Audience, TenantClaim = "tenant",
        };
        return new TokenValidator(settings, _time, NullLogger.Instance);
    }
}
