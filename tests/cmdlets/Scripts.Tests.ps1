BeforeDiscovery {
    $root = (Get-Item (Join-Path $PSScriptRoot ../..)).FullName
    $noAnalyzer = -not (Get-Module PSScriptAnalyzer -ListAvailable)
    $scripts = @(
        Get-Item (Join-Path $root build.ps1)
        Get-ChildItem (Join-Path $root samples), (Join-Path $root docs), (Join-Path $root tests) -Recurse -Filter *.ps1 | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
    ) | ForEach-Object { @{ Name = [System.IO.Path]::GetRelativePath($root, $_.FullName); Path = $_.FullName; NoAnalyzer = $noAnalyzer } }
}

BeforeAll {
    $settings = Join-Path $PSScriptRoot ../../PSScriptAnalyzerSettings.psd1
    $notForTests = @(
        # It does not see that Pester's blocks share their variables.
        'PSUseDeclaredVarsMoreThanAssignments'
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
        $excluded = $Name -match '^tests[\\/]' ? $notForTests : @()

        $found = Invoke-ScriptAnalyzer -Path $Path -Settings $settings | Where-Object RuleName -NotIn $excluded
        $found | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
