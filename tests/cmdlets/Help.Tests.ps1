BeforeDiscovery {
    . $PSScriptRoot/Helpers.ps1
    . $PSScriptRoot/Pages.ps1
    $cmdlets = (Get-Module PartnerQualification).ExportedCmdlets.Keys | Sort-Object | ForEach-Object { @{ Name = $_ } }
    $pages = Get-UserPage | Where-Object Name -NE README.md | ForEach-Object { @{ Name = $_.Name; File = $_ } }
    $noPlatyPS = -not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)
}

BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    . $PSScriptRoot/Pages.ps1
    $root = Get-RepositoryRoot
    $committed = Join-Path $root src/PartnerQualification.PowerShell/en-US/PartnerQualification.PowerShell.dll-Help.xml
}

Describe 'Get-Help <Name>' -ForEach $cmdlets {
    BeforeAll {
        $help = Get-Help $Name -Full
        $command = Get-Command $Name -Module PartnerQualification
        $real = Get-RealParameter $command
    }

    It 'says in a sentence what the cmdlet does' {
        $help.Synopsis | Should -MatchExactly '^[A-Z][^\n]+\.$'
    }

    It 'describes it' {
        @($help.description).Count | Should -BeGreaterThan 1
    }

    It 'gives three examples at least, each with a title, code and words' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $examples) {
            $example.title | Should -MatchExactly 'Example \d+: \w+'
            $example.code | Should -Match $Name
            $example.remarks.Text -join '' | Should -Match '\w+ .+\.'
        }
    }

    It 'describes every parameter' {
        foreach ($parameter in $real) {
            $described = $help.parameters.parameter | Where-Object name -EQ $parameter.Name
            $described.description.Text -join ' ' | Should -Match '\w+ .+\.' -Because "-$($parameter.Name) is to be understood"
        }
    }

    It 'has in its syntax what each parameter set has' {
        $shown = foreach ($item in $help.syntax.syntaxItem) { ($item.parameter.name | Sort-Object) -join ' ' }
        $there = foreach ($set in $command.ParameterSets) { ($set.Parameters.Name | Where-Object { $_ -in $real.Name } | Sort-Object) -join ' ' }
        $shown | Sort-Object | Should -Be ($there | Sort-Object)
    }

    It 'says what comes in, what goes out and where to read on' {
        $help.inputTypes.inputType.description.Text -join '' | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.description.Text -join '' | Should -Not -BeNullOrEmpty
        @($help.relatedLinks.navigationLink.uri) | Should -Match '^https://.+\.md$'
    }

    It 'shows no Markdown, apart from the dashes of its lists' {
        $help | Out-String -Width 4096 | Should -Not -Match '```|`\w|\*\*|\]\(|<!--|\{\{|\x80'
    }
}

Describe 'docs/<Name>.md' -ForEach $cmdlets {
    BeforeAll {
        $described = Get-DescribedParameter (Join-Path $root "docs/$Name.md")
        $real = Get-RealParameter (Get-Command $Name -Module PartnerQualification)
    }

    It 'has the parameters that the cmdlet has' {
        $described.Name | Sort-Object | Should -Be ($real.Name | Sort-Object)
    }

    It 'tells the type, aliases, sets and pipeline input of each as they are' {
        foreach ($parameter in $real) {
            $page = $described | Where-Object Name -EQ $parameter.Name
            foreach ($fact in 'Type', 'Aliases', 'Sets') { $page.$fact | Should -Be $parameter.$fact -Because "that is the $fact of -$($parameter.Name)" }
        }
    }

    It 'tells the default value of each' {
        foreach ($parameter in $real) {
            ($described | Where-Object Name -EQ $parameter.Name).Default | Should -Be $parameter.Default -Because "that is the default of -$($parameter.Name)"
        }
    }
}

Describe 'docs/<Name>' -ForEach $pages {
    It 'leaves nothing to be filled in' {
        Get-Content $File -Raw | Should -Not -Match '\{\{'
    }

    It 'links to pages that exist' {
        foreach ($link in [regex]::Matches((Get-Content $File -Raw), '\]\((?!https?:)(?<target>[^)#]+)')) {
            Join-Path $File.DirectoryName $link.Groups['target'].Value | Should -Exist
        }
    }
}

Describe 'docs/README.md' {
    It 'names every page beside it' {
        $index = Get-Content (Join-Path $root docs/README.md) -Raw
        foreach ($page in Get-ChildItem (Join-Path $root docs) -Filter *.md | Where-Object Name -NE README.md) {
            $index | Should -BeLike "*]($($page.Name))*"
        }
    }
}

Describe 'docs/errors.md' {
    It 'explains every kind of error' {
        $text = Get-Content (Join-Path $root docs/errors.md) -Raw
        # Every failure to sign in has an id of its own.
        foreach ($kind in [enum]::GetNames([PartnerQualification.PartnerCenterErrorKind]) -ne 'SignInFailed') {
            $text | Should -MatchExactly "\| ``$kind`` \| .+ \| .+ \|"
        }
    }
}

Describe 'The help file' {
    It 'is in the module as it was committed' {
        $shipped = Join-Path (Split-Path (Get-TestModulePath)) en-US/PartnerQualification.PowerShell.dll-Help.xml
        (Get-FileHash $shipped).Hash | Should -Be (Get-FileHash $committed).Hash
    }

    It 'is what PlatyPS makes of docs: ./docs/Update-Help.ps1 mends a difference' {
        if ($noPlatyPS) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not installed' }
        $made = Join-Path $TestDrive made.xml
        & (Join-Path $root docs/Update-Help.ps1) -Path $made
        [System.IO.File]::ReadAllText($made) | Should -BeExactly ([System.IO.File]::ReadAllText($committed))
    } -ForEach @{ noPlatyPS = $noPlatyPS }

    It 'is found whatever the culture: "<culture>"' -ForEach @(@{ culture = '' }, @{ culture = 'en-US' }, @{ culture = 'de-DE' }) {
        Invoke-FreshPowerShell { [cultureinfo]::CurrentUICulture = $args[1]; Import-Module $args[0]; (Get-Help Set-CustomerQualification).Synopsis } (Get-TestModulePath), $culture |
            Should -BeLike 'Requests a qualification*'
    }
}
