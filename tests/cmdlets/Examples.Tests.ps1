# The PowerShell blocks of the pages that need a whole PowerShell; the others are run by Hosted/ExampleTests.cs. Those of the README are
# run all, from top to bottom in one session, as it is read.

BeforeDiscovery {
    . $PSScriptRoot/Pages.ps1
    $blocks = Get-UserPage | ForEach-Object { Get-PowerShellBlock $_ }
    $examples = @($blocks | Where-Object Page -EQ README.md) + @($blocks | Where-Object { $_.Page -ne 'README.md' -and (Test-NeedsWholePowerShell $_.Code) })
}

BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    . $PSScriptRoot/Pages.ps1
    . $PSScriptRoot/ExampleEnvironment.ps1

    # Readers have the module installed: their other runspaces find it by themselves.
    $modulePath = $env:PSModulePath
    $readme = @{ Session = $null; Blocks = Get-PowerShellBlock (Get-UserPage | Select-Object -First 1) }
    $env:PSModulePath = (Split-Path (Get-TestModulePath) | Split-Path | Split-Path) + [System.IO.Path]::PathSeparator + $modulePath
}

AfterAll {
    if ($readme.Session) { Close-ExampleSession $readme.Session }
    $env:PSModulePath = $modulePath
}

Describe '<Page>, block <Number> (<Heading>)' -ForEach $examples {
    BeforeAll {
        if ($Page -eq 'README.md') {
            $readme.Session ??= Open-ExampleSession $readme.Blocks
            $run = Invoke-Example $readme.Session $_
        }
        else {
            $session = Open-ExampleSession $_
            $run = Invoke-Example $session $_
            Close-ExampleSession $session
        }
    }

    It 'runs as it stands' {
        $ids = @($run.Errors | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] } | Select-Object -Unique)
        $ids | Should -Be @($ErrorId | Where-Object { $_ }) -Because ($run.Errors -join "`n")
    }

    It 'has something to show' {
        # What connects shows the session, and -WhatIf speaks to the host: neither says that the rest did anything.
        $shown = @($run.Output | Where-Object { $_.PSObject.TypeNames[0] -notlike '*PartnerQualificationSession' }) + $run.Files
        if ($Code -match '(?m)^[^#\n]*\b((Get|Set|Wait)-CustomerQualification|Find-PartnerCustomer|Get-PartnerValidationCode)' -and $Code -notmatch '-WhatIf\s*$') { $shown | Should -Not -BeNullOrEmpty }
        else { @($run.Output) + $ErrorId | Should -Not -BeNullOrEmpty }
    }

    It 'causes no warning, unless it shows what an interruption or a denial is like' {
        $run.Warnings | Where-Object { $_ -notlike '*Interrupted list*' -and $_ -notlike 'Partner Center has denied*' } | Should -BeNullOrEmpty
    }
}
