# What Get-Help says and what the pages say is tested in Hosted/HelpTests.cs, AboutTests.cs and PageTests.cs; PlatyPS runs in a whole
# PowerShell only, and only there are modules found without being imported.

BeforeDiscovery {
    $noPlatyPS = -not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)
}

BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    $root = Join-Path $PSScriptRoot ../..
}

Describe 'The help file' {
    It 'is what PlatyPS makes of docs: ./docs/Update-Help.ps1 mends a difference' -ForEach @{ noPlatyPS = $noPlatyPS } {
        if ($noPlatyPS) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not installed' }
        $committed = Join-Path $root src/PartnerQualification.PowerShell/en-US/PartnerQualification.PowerShell.dll-Help.xml
        $made = Join-Path $TestDrive made.xml
        & (Join-Path $root docs/Update-Help.ps1) -Path $made
        [System.IO.File]::ReadAllText($made) | Should -BeExactly ([System.IO.File]::ReadAllText($committed))
    }
}

Describe 'The about topics' {
    It 'are what the pages docs/about_*.md say: ./docs/Update-Help.ps1 mends a difference' {
        $committed = Get-ChildItem (Join-Path $root src/PartnerQualification.PowerShell/en-US) -Filter *.help.txt
        & (Join-Path $root docs/Update-AboutTopic.ps1) -Folder (Join-Path $TestDrive topics)
        $made = Get-ChildItem (Join-Path $TestDrive topics)

        $made.Name | Should -Be $committed.Name
        foreach ($file in $made) {
            [System.IO.File]::ReadAllText($file.FullName) | Should -BeExactly ([System.IO.File]::ReadAllText((Join-Path $committed[0].Directory $file.Name)))
        }
    }

    It 'are found before the module is imported, by their names and by that of the module' {
        $said = Invoke-FreshPowerShell {
            $env:PSModulePath = $args[0] + [System.IO.Path]::PathSeparator + $env:PSModulePath
            (Get-Help about_PartnerQualification*).Name | Sort-Object
            (Get-Help PartnerQualification) -match '(?m)^    about_PartnerQualification$'
            "imported: $([bool] (Get-Module PartnerQualification))"
        } (Split-Path (Get-TestModulePath) | Split-Path | Split-Path)

        $topics = Get-ChildItem (Join-Path $root docs) -Filter about_*.md | ForEach-Object BaseName | Sort-Object
        $said | Should -Be (@($topics) + 'True' + 'imported: False')
    }
}

Describe 'The picture of a terminal in the README' {
    It 'is what the commands in it show: ./docs/Update-TerminalPicture.ps1 mends a difference' {
        $made = Join-Path $TestDrive terminal.svg
        & (Join-Path $root docs/Update-TerminalPicture.ps1) -Path $made

        # How many seconds a review took depends on the machine, and so does the width of what says it.
        $text = { [System.IO.File]::ReadAllText($args[0]) -replace ' textLength="[\d.]+"' -replace '\b\d+ s</text>', 's</text>' }
        & $text $made | Should -BeExactly (& $text (Join-Path $root docs/images/terminal.svg))
    }
}
