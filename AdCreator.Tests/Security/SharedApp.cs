using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>One app with two organizations, for every test that changes neither.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    public TestApp App { get; private set; } = default!;

    public Studio Ours { get; private set; } = default!;

    public Studio Theirs { get; private set; } = default!;

    public TestSession Admin { get; private set; } = default!;

    public TestSession Member { get; private set; } = default!;

    public TestSession Stranger { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        App = await TestApp.StartAsync();
        Ours = await Studio.AddAsync(App, "Our Studio");
        Theirs = await Studio.AddAsync(App, "Their Studio");
        Admin = await App.SignInAsync(Ours.Admin);
        Member = await App.SignInAsync(Ours.MemberEmail);
        Stranger = await App.SignInAsync(Theirs.MemberEmail);
    }

    public async ValueTask DisposeAsync() => await (App?.DisposeAsync() ?? ValueTask.CompletedTask);
}

/// <summary>Tests that share the app.</summary>
[CollectionDefinition(Name)]
public sealed class SharedAppTests : ICollectionFixture<SharedApp>
{
    public const string Name = "shared app";
}
