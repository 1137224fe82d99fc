# Dot-sourced by Examples.Tests.ps1: reads the Markdown pages of the repository. Hosted/Pages.cs finds the same blocks.

function Get-RepositoryRoot { (Get-Item (Join-Path $PSScriptRoot ../..)).FullName }

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

# Whether a block names something that the hosted engine of the tests lacks. Every other block is run there
# (Hosted/ExampleTests.cs, which reads the same list).
function Test-NeedsWholePowerShell([string] $Code) {
    $lacking = Get-Content (Join-Path $PSScriptRoot NotInTheEngine.txt) | Where-Object { $_ -and $_ -notlike '#*' }
    $block = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null)
    $commands = $block.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) | ForEach-Object { $_.GetCommandName() }
    $parameters = $block.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandParameterAst] }, $true) | ForEach-Object { "-$($_.ParameterName)" }
    @(@($commands) + @($parameters) | Where-Object { $_ -in $lacking }).Count -gt 0
}
