BeforeDiscovery {
    . $PSScriptRoot/Helpers.ps1
    $root = (Get-Item (Join-Path $PSScriptRoot ../..)).FullName
    $noAnalyzer = -not (Get-Module PSScriptAnalyzer -ListAvailable)
    $scripts = @(
        Get-Item (Join-Path $root build.ps1)
        Get-ChildItem (Join-Path $root samples), (Join-Path $root docs), (Join-Path $root src), (Join-Path $root .ci), (Join-Path $root tests) -Recurse -Filter *.ps1 | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
        Get-ChildItem (Split-Path (Get-TestModulePath)) -Recurse -Include *.ps1, *.psm1, *.psd1
    ) | ForEach-Object {
        $name = [System.IO.Path]::GetRelativePath($root, $_.FullName)
        @{ Name = $name; Path = $_.FullName; IsTest = $name -match '^tests[\\/]'; NoAnalyzer = $noAnalyzer }
    }
}

BeforeAll {
    $settings = Join-Path $PSScriptRoot ../../PSScriptAnalyzerSettings.psd1
    $notForTests = @(
        # It does not see that Pester's blocks, and scripts that are dot-sourced, share their variables.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Functions of a test or a benchmark are nobody's commands.
        'PSUseShouldProcessForStateChangingFunctions'
        # A stand-in takes the place of what the machine lacks, or of what must not run.
        'PSAvoidOverwritingBuiltInCmdlets'
        # The secrets of tests are made up, and an emulator outlives the file that starts it.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        'PSAvoidGlobalVars'
        'PSUseSingularNouns'
        # PowerShell 7 alone reads them, and it takes UTF-8 without a mark.
        'PSUseBOMForUnicodeEncodedFile'
    )
}

Describe 'PSScriptAnalyzer' {
    It 'finds nothing in <Name>' -ForEach $scripts {
        if ($NoAnalyzer) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed' }
        $excluded = $IsTest ? $notForTests : @()

        $found = Invoke-ScriptAnalyzer -Path $Path -Settings $settings | Where-Object RuleName -NotIn $excluded
        $found | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }

    # They take what is information only, too.
    It 'finds nothing in <Name> by the rules of the PowerShell Gallery' -ForEach ($scripts | Where-Object { -not $_.IsTest }) {
        if ($NoAnalyzer) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed' }

        $found = Invoke-ScriptAnalyzer -Path $Path -Settings PSGallery
        $found | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
