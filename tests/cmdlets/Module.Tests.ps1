# The module as a whole is tested in Hosted/ModuleTests.cs and Hosted/LoadingTests.cs. Another version of it is met with a
# warning, and Write-Warning is one of the commands that come with a whole PowerShell only.

BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    $manifest = Get-TestModulePath
    $folder = Split-Path $manifest
}

Describe 'Importing' {
    It 'beside the retired module says once how to reach both' {
        $said = @(Invoke-FreshPowerShell {
            Import-Module $args[1]
            Import-Module $args[0]
            Import-Module $args[0]
            $null = Connect-PartnerQualification -Sandbox
            "ours: $(@(Get-PartnerValidationCode).Count), theirs: $(PartnerCenter\Get-PartnerValidationCode)"
        } $manifest, (Get-TestAssemblyPath Decoys/PartnerCenter))

        $said | Should -HaveCount 2
        $said[0] | Should -BeLike 'WARNING: The module PartnerCenter has a Get-PartnerValidationCode too.*PartnerCenter\Get-PartnerValidationCode*Import-Module PartnerQualification -Prefix My*PartnerQualification\Get-PartnerValidationCode*'
        $said[1] | Should -Be 'ours: 2, theirs: of the retired module'
    }

    It 'beside the retired module says nothing where <Name>' -ForEach @(
        @{ Name = 'a prefix keeps the names apart'; Import = 'Import-Module $args[1]; Import-Module $args[0] -Prefix My' }
        @{ Name = 'a prefix is given by a part of its name'; Import = 'ipmo $args[1]; ipmo -pre My -Name $args[0]' }
        @{ Name = 'the other one has not been imported'; Import = 'Import-Module $args[0]' }
    ) {
        Invoke-FreshPowerShell ([scriptblock]::Create($Import)) $manifest, (Get-TestAssemblyPath Decoys/PartnerCenter) | Should -BeNullOrEmpty
    }

    It 'of another version into the same process says to start a new session' {
        # Another version is the same module under another number, with a domain assembly of another identity.
        $other = New-Item -ItemType Directory (Join-Path $TestDrive '99.0.0')
        Copy-Item "$folder/*" $other -Recurse
        (Get-Content $manifest -Raw) -replace "(ModuleVersion\s*=\s*)'[0-9.]+'", "`$1'99.0.0'" | Set-Content (Join-Path $other PartnerQualification.psd1)
        $domain = Join-Path $other net8.0/PartnerQualification.dll
        $bytes = [System.IO.File]::ReadAllBytes($domain)
        $identity = [PartnerQualification.CustomerQualification].Module.ModuleVersionId.ToByteArray()
        $at = [System.Text.Encoding]::Latin1.GetString($bytes).IndexOf([System.Text.Encoding]::Latin1.GetString($identity), [System.StringComparison]::Ordinal)
        $at | Should -BeGreaterThan 0
        $bytes[$at] = $bytes[$at] -bxor 1
        [System.IO.File]::WriteAllBytes($domain, $bytes)

        $said = Invoke-FreshPowerShell {
            Import-Module $args[0]
            Remove-Module PartnerQualification
            Import-Module $args[1]
            "imported: $([bool] (Get-Module PartnerQualification))"
        } $manifest, (Join-Path $other PartnerQualification.psd1)

        $said | Should -Contain 'imported: False'
        ($said -join ' ') -replace '\s+', ' ' | Should -BeLike "*PartnerQualification $(Split-Path $folder -Leaf) is loaded in this PowerShell process*Start a new PowerShell session*"
    }
}
