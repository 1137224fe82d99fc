# What Get-Help says and what the pages say is tested in Hosted/HelpTests.cs and Hosted/PageTests.cs; PlatyPS runs in a whole PowerShell only.

BeforeDiscovery {
    $noPlatyPS = -not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)
}

Describe 'The help file' {
    It 'is what PlatyPS makes of docs: ./docs/Update-Help.ps1 mends a difference' -ForEach @{ noPlatyPS = $noPlatyPS } {
        if ($noPlatyPS) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not installed' }
        $root = Join-Path $PSScriptRoot ../..
        $committed = Join-Path $root src/PartnerQualification.PowerShell/en-US/PartnerQualification.PowerShell.dll-Help.xml
        $made = Join-Path $TestDrive made.xml
        & (Join-Path $root docs/Update-Help.ps1) -Path $made
        [System.IO.File]::ReadAllText($made) | Should -BeExactly ([System.IO.File]::ReadAllText($committed))
    }
}
