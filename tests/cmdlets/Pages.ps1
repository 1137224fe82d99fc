# Dot-sourced by the files that test what is written: reads the Markdown pages of the repository.

function Get-RepositoryRoot { (Get-Item (Join-Path $PSScriptRoot ../..)).FullName }

# The pages of the cmdlets: the sources of Get-Help.
function Get-CmdletPage {
    Get-ChildItem (Join-Path (Get-RepositoryRoot) docs) -Filter *.md | Where-Object { (Get-Content $_ -TotalCount 2)[1] -eq 'document type: cmdlet' }
}

# The pages that are for users, whose PowerShell blocks must run as they stand.
function Get-UserPage {
    Get-Item (Join-Path (Get-RepositoryRoot) README.md)
    Get-ChildItem (Join-Path (Get-RepositoryRoot) docs) -Filter *.md
}

# The PowerShell blocks of a page. '<!-- error: Id -->' on the line before one says that it is there to show that error.
function Get-PowerShellBlock([System.IO.FileInfo] $Page) {
    $text = [System.IO.File]::ReadAllText($Page.FullName)
    $number = 0
    foreach ($match in [regex]::Matches($text, '(?ms)^(<!-- error: (?<error>\w+) -->\n+)?```powershell\n(?<code>.*?)\n```$')) {
        $number++
        $heading = [regex]::Matches($text.Substring(0, $match.Index), '(?m)^#+ (.+)$') | Select-Object -Last 1
        @{ Page = $Page.Name; Number = $number; Heading = "$($heading.Groups[1])"; Code = $match.Groups['code'].Value; ErrorId = $match.Groups['error'].Value }
    }
}

# The parameters that a cmdlet's page describes, in the words of PlatyPS's Markdown.
function Get-DescribedParameter([System.IO.FileInfo] $Page) {
    $text = [System.IO.File]::ReadAllText($Page.FullName)
    foreach ($match in [regex]::Matches($text, '(?ms)^### -(?<name>\w+)\n\n(?<text>.*?)\n+```yaml\n(?<yaml>.*?)^```$')) {
        $yaml = $match.Groups['yaml'].Value
        [pscustomobject]@{
            Name    = $match.Groups['name'].Value
            Text    = $match.Groups['text'].Value.Trim()
            Type    = [regex]::Match($yaml, '(?m)^Type: (.+)$').Groups[1].Value
            Default = [regex]::Match($yaml, '(?m)^DefaultValue: (.+)$').Groups[1].Value.Trim("'")
            Aliases = @([regex]::Match($yaml, '(?m)^Aliases:\n((- .+\n)+)').Groups[1].Value -split '\n' -replace '^- ' | Where-Object { $_ } | Sort-Object)
            Sets    = @(Get-DescribedParameterSet $yaml | Sort-Object)
        }
    }
}

function Get-DescribedParameterSet([string] $Yaml) {
    foreach ($match in [regex]::Matches($Yaml, '(?m)^- Name: (?<set>.+)\n  Position: (?<position>.+)\n  IsRequired: (?<required>.+)\n  ValueFromPipeline: (?<value>.+)\n  ValueFromPipelineByPropertyName: (?<name>.+)$')) {
        '{0}: position {1}, required {2}, by value {3}, by name {4}' -f @('set', 'position', 'required', 'value', 'name' | ForEach-Object { $match.Groups[$_].Value })
    }
}

# The parameters that a cmdlet really has, in the same words, without what all cmdlets have and what is not for show.
function Get-RealParameter([System.Management.Automation.CmdletInfo] $Command) {
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters
    $defaults = [Activator]::CreateInstance($Command.ImplementingType)
    foreach ($parameter in $Command.Parameters.Values | Where-Object Name -NotIn $common) {
        if ($parameter.Attributes | Where-Object { $_ -is [Parameter] -and $_.DontShow }) { continue }
        [pscustomobject]@{
            Name    = $parameter.Name
            Type    = ([System.Nullable]::GetUnderlyingType($parameter.ParameterType) ?? $parameter.ParameterType).ToString()
            Default = $parameter.Name -in 'WhatIf', 'Confirm' ? '' : "$($defaults.($parameter.Name))"
            Aliases = @($parameter.Aliases | Sort-Object)
            Sets    = @(Get-RealParameterSet $parameter | Sort-Object)
        }
    }
}

function Get-RealParameterSet([System.Management.Automation.ParameterMetadata] $Parameter) {
    foreach ($set in $Parameter.ParameterSets.GetEnumerator()) {
        $name = $set.Key -eq '__AllParameterSets' ? '(All)' : $set.Key
        $position = $set.Value.Position -eq [int]::MinValue ? 'Named' : $set.Value.Position
        $flags = $set.Value.IsMandatory, $set.Value.ValueFromPipeline, $set.Value.ValueFromPipelineByPropertyName | ForEach-Object { "$_".ToLowerInvariant() }
        '{0}: position {1}, required {2}, by value {3}, by name {4}' -f (@($name, $position) + $flags)
    }
}
