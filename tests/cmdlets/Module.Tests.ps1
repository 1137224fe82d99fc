BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    $manifest = Get-TestModulePath
    $folder = Split-Path $manifest
}

Describe 'The manifest' {
    It 'is found valid, without a warning' {
        $module = Test-ModuleManifest $manifest -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction Stop

        $warnings | Should -BeNullOrEmpty
        $module.Name | Should -Be PartnerQualification
    }

    It 'exports the seven cmdlets and nothing else' {
        $module = Test-ModuleManifest $manifest

        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be @(
            'Connect-PartnerQualification', 'Disconnect-PartnerQualification', 'Get-CustomerQualification', 'Get-PartnerQualificationContext',
            'Get-PartnerValidationCode', 'Set-CustomerQualification', 'Wait-CustomerQualification')
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'is for both editions, from 5.1 on, and requires no module' {
        $module = Test-ModuleManifest $manifest

        $module.CompatiblePSEditions | Should -Be Core, Desktop
        "$($module.PowerShellVersion)" | Should -Be '5.1'
        $module.RequiredModules | Should -BeNullOrEmpty
    }

    It 'lies in a folder named after its version' {
        (Test-ModuleManifest $manifest).Version | Should -Be (Split-Path $folder -Leaf)
    }
}

Describe 'The module' {
    It 'exports what its manifest says' {
        $module = Get-Module PartnerQualification

        $module.ExportedCommands.Keys | Sort-Object | Should -Be ((Test-ModuleManifest $manifest).ExportedCmdlets.Keys | Sort-Object)
    }

    It 'makes the types of the domain known' {
        Invoke-FreshPowerShell { Import-Module $args[0]; [PartnerQualification.CustomerQualification].FullName } $manifest |
            Should -Be PartnerQualification.CustomerQualification
    }

    It 'brings its licence, and neither symbols of others nor PowerShell itself' {
        Join-Path $folder LICENSE | Should -Exist
        Get-ChildItem $folder -Recurse -File | Where-Object Name -Match '^System\.Management\.Automation|\.xml$|^Microsoft.*\.pdb$' |
            Where-Object DirectoryName -NotLike '*en-US' | Should -BeNullOrEmpty
    }
}

Describe 'Importing' {
    It 'loads nothing but the domain and the cmdlets' {
        $before, $after = Invoke-FreshPowerShell {
            $names = { ([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic } | ForEach-Object { $_.GetName().Name } | Sort-Object -Unique) -join ' ' }
            # What PowerShell itself loads to import any binary module is loaded before the first look.
            Import-Module Microsoft.PowerShell.Management
            & $names
            Import-Module $args[0]
            & $names
        } $manifest | ForEach-Object { , ($_ -split ' ') }

        $new = $after | Where-Object { $_ -notin $before }
        $new | Where-Object { $_ -notlike 'System.*' -and $_ -notlike 'Microsoft.PowerShell.*' } | Should -Be PartnerQualification, PartnerQualification.PowerShell
        $shipped = (Get-ChildItem (Join-Path $folder net8.0/lib) -Filter *.dll).BaseName
        $shipped | Should -Contain Polly.Core
        $new | Where-Object { $_ -in $shipped } | Should -BeNullOrEmpty
    }

    It 'works twice, with -Force, and again after removing' {
        Invoke-FreshPowerShell {
            $ErrorActionPreference = 'Stop'
            Import-Module $args[0]
            Import-Module $args[0]
            Import-Module $args[0] -Force
            Remove-Module PartnerQualification
            "left: $((Get-Command -Module PartnerQualification).Count)"
            Import-Module $args[0]
            "there: $((Get-Command -Module PartnerQualification).Count)"
            "errors: $($Error.Count)"
        } $manifest | Should -Be 'left: 0', 'there: 7', 'errors: 0'
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
