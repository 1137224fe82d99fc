using PartnerQualification.Tests.Support;

namespace PartnerQualification.Tests.Workflows;

/// <summary>The workflows keep to the rules, and the rules see what does not.</summary>
public sealed class WorkflowTests
{
    private const string Sound = """
        name: Sound
        on:
          push:
        permissions:
          contents: read
        jobs:
          build:
            runs-on: ubuntu-24.04
            timeout-minutes: 10
            environment: gallery
            strategy:
              matrix:
                powershell: ['7.4.19']
            steps:
              - uses: actions/checkout@0123456789012345678901234567890123456789 # v1.2.3
                with:
                  persist-credentials: false
              - uses: actions/setup-dotnet@0123456789012345678901234567890123456789 # v1.2.3
                with:
                  global-json-file: global.json
              - run: ./build.ps1 -Task Pack
                shell: pwsh
                env:
                  KEY: ${{ secrets.KEY }}
              - run: ./.ci/Install-PowerShell.ps1 -Version ${{ matrix.powershell }}
                shell: pwsh
              - run: .ci/run
                shell: bash
              - run: dotnet build tests/cmdlets
                shell: bash
          call:
            uses: ./.github/workflows/ci.yml

        """;

    public static TheoryData<string> Ours => [.. Files(".github/workflows")];

    public static TheoryData<string> All => [.. Files(".github/workflows"), .. Files("samples")];

    /// <summary>What is written, what is put in its place, and the rule's sentence.</summary>
    public static TheoryData<string, string, string> Spoiled => new()
    {
        { "checkout@0123456789012345678901234567890123456789 # v1.2.3", "checkout@v7", "actions/checkout@v7 is not pinned by its commit, with its version as a comment" },
        { "checkout@0123456789012345678901234567890123456789 # v1.2.3", "checkout@012345 # v1.2.3", "actions/checkout@012345 is not pinned by its commit, with its version as a comment" },
        { "6789 # v1.2.3\n        with:\n          p", "6789\n        with:\n          p", "actions/checkout@0123456789012345678901234567890123456789 is not pinned by its commit, with its version as a comment" },
        { "6789 # v1.2.3\n        with:\n          p", "6789 # v1\n        with:\n          p", "actions/checkout@0123456789012345678901234567890123456789 is not pinned by its commit, with its version as a comment" },
        { "      - run: .ci/run", "      - { uses: some/action@main }\n      - run: .ci/run", "4 actions are used, and 3 are written on a line of their own" },
        { "      - run: .ci/run", "      - 'uses': some/action@main\n      - run: .ci/run", "4 actions are used, and 3 are written on a line of their own" },
        { "workflows/ci.yml", "workflows/none.yml", "there is no ./.github/workflows/none.yml" },
        { "permissions:\n  contents: read\n", "", "the permissions for all jobs are 'not stated'" },
        { "  contents: read\n", "  contents: write\n", "the permissions for all jobs are 'contents: write'" },
        { "  contents: read\n", "  contents: read\n  packages: read\n", "the permissions for all jobs are 'contents: read, packages: read'" },
        { "permissions:\n  contents: read\n", "permissions: write-all\n", "the permissions for all jobs are 'write-all'" },
        { "    timeout-minutes: 10\n", "    timeout-minutes: 10\n    permissions:\n      id-token: write\n", "build: may do 'id-token: write'" },
        { "    timeout-minutes: 10\n", "    timeout-minutes: 10\n    permissions: read-all\n", "build: may do 'read-all'" },
        { "  push:\n", "  pull_request_target:\n", "is started by pull_request_target" },
        { "on:\n  push:\n", "on: [push, workflow_run]\n", "is started by workflow_run" },
        { "on:\n  push:\n", "on: issue_comment\n", "is started by issue_comment" },
        { "    timeout-minutes: 10\n", "", "build: has no timeout-minutes" },
        { "        with:\n          persist-credentials: false\n", "", "build: leaves the token in the clone" },
        { "persist-credentials: false", "persist-credentials: true", "build: leaves the token in the clone" },
        { "-Task Pack", "-Task ${{ github.event.pull_request.title }}", "build: an expression is part of a command" },
        { "-Task Pack", "-Task ${{ secrets.KEY }}", "build: an expression is part of a command" },
    };

    /// <summary>The same for the rules that samples need not keep to.</summary>
    public static TheoryData<string, string, string> SpoiledOurs => new()
    {
        { "    environment: gallery\n", "", "build: names a secret and has no environment" },
        { "permissions:\n", "env:\n  KEY: ${{ secrets.KEY }}\npermissions:\n", "a secret is named outside of the jobs" },
        { "workflows/ci.yml\n", "workflows/ci.yml\n    secrets: inherit\n", "call: names a secret and has no environment" },
        { "workflows/ci.yml\n", "workflows/ci.yml\n    with:\n      key: ${{ secrets['KEY'] }}\n", "call: names a secret and has no environment" },
        { "global-json-file: global.json", "dotnet-version: 10.0.x", "build: the version of .NET does not come from global.json" },
        { "global-json-file: global.json", "global-json-file: global.json\n          dotnet-version: 8.0.x", "build: the version of .NET does not come from global.json" },
        { "run: .ci/run", "run: |\n          .ci/run\n          echo done", "build: a command is more than one call" },
        { "run: .ci/run", "run: .ci/run && echo done", "build: a command is more than one call" },
        { "run: .ci/run", "run: curl example.com", "build: curl is neither a script of the repository nor dotnet" },
        { "run: .ci/run", "run: .ci/walk", "build: there is no .ci/walk" },
        { "./build.ps1 -Task Pack", "./builds.ps1 -Task Pack", "build: there is no ./builds.ps1" },
        { "-Task Pack", "-Task Parcel", "build: ./build.ps1 -Task does not take Parcel" },
        { "-Task Pack", "-Chore Pack", "build: ./build.ps1 has no parameter -Chore" },
        { "-Task Pack\n        shell: pwsh", "-Task Pack\n        shell: bash", "build: ./build.ps1 has no PowerShell as its shell" },
        { "build tests/cmdlets", "build tests/nothing", "build: 'dotnet build tests/nothing' is no use of dotnet" },
        { "dotnet build tests/cmdlets", "dotnet tool install something", "build: 'dotnet tool install something' is no use of dotnet" },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Workflow_keeps_to_the_rules_for_all(string file) => Assert.Empty(WorkflowRules.ForAll(Read(file)));

    [Theory]
    [MemberData(nameof(Ours))]
    public void Workflow_of_ours_calls_scripts_and_keeps_secrets_in_environments(string file) => Assert.Empty(WorkflowRules.ForOurs(Read(file)));

    [Fact]
    public void Workflows_are_found() =>
        Assert.Equal(["ci.yml", "codeql.yml", "release.yml", "weekly-report.yml"], Files(".github/workflows").Concat(Files("samples")).Select(Path.GetFileName), StringComparer.Ordinal);

    [Fact]
    public void A_sound_workflow_breaks_no_rule()
    {
        var workflow = Workflow.Parse("sound.yml", Sound);

        Assert.Empty(WorkflowRules.ForAll(workflow));
        Assert.Empty(WorkflowRules.ForOurs(workflow));
    }

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void A_spoiled_workflow_breaks_its_rule(string written, string instead, string finding) =>
        Assert.StartsWith(finding, Assert.Single(WorkflowRules.ForAll(Spoil(written, instead))), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(SpoiledOurs))]
    public void A_spoiled_workflow_of_ours_breaks_its_rule(string written, string instead, string finding) =>
        Assert.StartsWith(finding, Assert.Single(WorkflowRules.ForOurs(Spoil(written, instead))), StringComparison.Ordinal);

    [Fact]
    public void Releases_of_powershell_that_are_tested_are_those_that_the_script_knows()
    {
        var known = WorkflowCommand.ValuesOf(".ci/Install-PowerShell.ps1", "Version");
        var jobs = Read(".github/workflows/ci.yml").Jobs.Where(job => job.Matrix("powershell").Count > 0).ToList();

        Assert.NotEmpty(jobs);
        Assert.All(jobs, job => Assert.Equal(known, job.Matrix("powershell")));
    }

    [Fact]
    public void Compatibility_names_every_job_that_tests_and_every_release_of_powershell()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "compatibility.md"));
        var jobs = Read(".github/workflows/ci.yml").Jobs.Where(job => job.Name != "package");

        Assert.All(jobs, job => Assert.Contains($"`{job.Name}`", page, StringComparison.Ordinal));
        Assert.All(jobs.SelectMany(job => job.Matrix("powershell")), version => Assert.Contains(version, page, StringComparison.Ordinal));
    }

    private static Workflow Spoil(string written, string instead)
    {
        Assert.Contains(written, Sound, StringComparison.Ordinal);
        return Workflow.Parse("spoiled.yml", Sound.Replace(written, instead, StringComparison.Ordinal));
    }

    private static Workflow Read(string file) => Workflow.Parse(Path.GetFileName(file), File.ReadAllText(Path.Combine(Repository.Root, file)));

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.y*ml")
        .Select(path => $"{folder}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal);
}
