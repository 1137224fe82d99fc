# Another module may have brought other versions of our libraries, before us or after: each goes on with its own. What a
# process has loaded otherwise, and an older Polly, are tested in Hosted/LoadingTests.cs; here is what takes a sign-in.

BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    $manifest = Get-TestModulePath
    $library = Join-Path (Split-Path $manifest) net8.0/lib

    function Get-FileVersion([string] $Path) { [System.Diagnostics.FileVersionInfo]::GetVersionInfo($Path).FileVersion }
}

Describe 'Beside an older MSAL' {
    BeforeAll {
        $decoy = Get-TestAssemblyPath Decoys/OldMsal
        $decoysMsal = Join-Path (Split-Path $decoy) Microsoft.Identity.Client.dll
        $script = {
            $ErrorActionPreference = 'Stop'
            $tests, $decoy, $order = $args
            $steps = @{
                ours   = {
                    . $tests/SignIn.ps1
                    $app = New-TestApp
                    $session = Connect-PartnerQualification -ApplicationId $app.ClientId -RefreshToken (New-TestRefreshToken $app) -Endpoint (Get-TestEmulator)
                    "ours: $($session.User -eq $app.User), asked $($app.Requests('refresh_token')) times"
                }
                theirs = { Add-Type -Path $decoy; "theirs: $([PartnerQualification.Decoys.OldMsal]::Run().Location)" }
            }
            foreach ($step in $order -split ',') { . $steps[$step] }
            foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
                foreach ($assembly in $context.Assemblies) {
                    if ($assembly.GetName().Name -eq 'Microsoft.Identity.Client') { "$($context.Name): $($assembly.Location)" }
                }
            }
        }
    }

    It 'is another version than ours' {
        Get-FileVersion $decoysMsal | Should -BeLike '4.90.1*'
        Get-FileVersion (Join-Path $library Microsoft.Identity.Client.dll) | Should -Not -BeLike '4.90.1*'
    }

    It 'signs in, and theirs works too, with <order>' -ForEach @(
        @{ Order = 'theirs,ours' }
        @{ Order = 'ours,theirs' }
        @{ Order = 'theirs,ours,theirs,ours' }
    ) {
        $said = Invoke-FreshPowerShell $script $PSScriptRoot, $decoy, $order

        $said | Should -Contain 'ours: True, asked 1 times'
        $said | Should -Contain "theirs: $decoysMsal"
        $said | Should -Contain "Default: $decoysMsal"
        $said | Should -Contain "PartnerQualification: $(Join-Path $library Microsoft.Identity.Client.dll)"
    }
}
