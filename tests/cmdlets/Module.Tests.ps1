# The module as a whole is tested in Hosted/ModuleTests.cs and Hosted/LoadingTests.cs. Another version of it is met with a
# warning, and Write-Warning is one of the commands that come with a whole PowerShell only.

BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    $manifest = Get-TestModulePath
    $folder = Split-Path $manifest
}

Describe 'Importing' {
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
