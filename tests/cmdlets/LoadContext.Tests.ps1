# Another module may have brought other versions of our libraries, before us or after: each goes on with its own.

BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    $manifest = Get-TestModulePath
    $library = Join-Path (Split-Path $manifest) net8.0/lib

    function Get-FileVersion([string] $Path) { [System.Diagnostics.FileVersionInfo]::GetVersionInfo($Path).FileVersion }
}

Describe 'Beside an older Polly' {
    BeforeAll {
        $decoy = Get-TestAssemblyPath Decoys/OldPolly
        $decoysPolly = Join-Path (Split-Path $decoy) Polly.Core.dll
        $script = {
            $ErrorActionPreference = 'Stop'
            $manifest, $decoy, $order = $args
            $steps = @{
                ours   = { Import-Module $manifest; $null = Connect-PartnerQualification -Sandbox; "codes: $((Get-PartnerValidationCode).Count -gt 0)" }
                theirs = { Add-Type -Path $decoy; "theirs: $([PartnerQualification.Decoys.OldPolly]::Run().Location)" }
            }
            foreach ($step in $order -split ',') { & $steps[$step] }
            foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
                foreach ($assembly in $context.Assemblies) {
                    if ($assembly.GetName().Name -eq 'Polly.Core') { "$($context.Name): $($assembly.Location)" }
                }
            }
        }
    }

    It 'is another version than ours' {
        Get-FileVersion $decoysPolly | Should -Not -Be (Get-FileVersion (Join-Path $library Polly.Core.dll))
    }

    It 'works, and theirs too, with <order>' -ForEach @(
        @{ Order = 'theirs,ours' }
        @{ Order = 'ours,theirs' }
        @{ Order = 'theirs,ours,theirs,ours' }
    ) {
        $said = Invoke-FreshPowerShell $script $manifest, $decoy, $order

        $said | Should -Contain 'codes: True'
        $said | Should -Contain "theirs: $decoysPolly"
        $said | Should -Contain "Default: $decoysPolly"
        $said | Should -Contain "PartnerQualification: $(Join-Path $library Polly.Core.dll)"
    }
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

Describe 'The private load context' {
    It 'means the same domain types as the session, and shares no library with it' {
        $said = Invoke-FreshPowerShell {
            Import-Module $args[0]
            $null = Connect-PartnerQualification -Sandbox
            $null = Get-PartnerValidationCode
            $all = [System.Runtime.Loader.AssemblyLoadContext]::All
            $all | Where-Object Name -eq PartnerQualification | ForEach-Object { $_.Assemblies } | ForEach-Object { "private: $($_.GetName().Name)" }
            $all | Where-Object Name -eq Default | ForEach-Object { $_.Assemblies } | ForEach-Object { "default: $($_.GetName().Name)" }
        } $manifest

        $said | Should -Contain 'private: PartnerQualification.Client'
        $said | Should -Contain 'private: PartnerQualification.Sandbox'
        $said | Should -Contain 'private: Polly.Core'
        $said | Should -Contain 'default: PartnerQualification'
        $said | Should -Not -Contain 'private: PartnerQualification'
        $said | Should -Not -Contain 'default: Polly.Core'
        $said | Should -Not -Contain 'default: PartnerQualification.Client'
    }

    It 'holds no MSAL as long as nobody signs in' {
        $said = Invoke-FreshPowerShell {
            Import-Module $args[0]
            $null = Connect-PartnerQualification -Sandbox
            $null = Get-PartnerValidationCode
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }
        } $manifest

        $said | Should -Contain PartnerQualification.Client
        $said | Should -Not -Contain Microsoft.Identity.Client
    }
}
