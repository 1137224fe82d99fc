#requires -Version 7.4
<#
.SYNOPSIS
Makes the picture of a terminal that the README shows, from a real run against the sandbox.

.DESCRIPTION
Runs the commands below in a PowerShell of its own, with the module of out/, and draws what it writes as it would stand in a window of 80
columns: an SVG whose text can be searched and read aloud. Build the module first.

.PARAMETER Path
Where to write the picture. The default is the one that is committed.

.EXAMPLE
./docs/Update-TerminalPicture.ps1

Brings the picture up to date after what a table shows was changed.
#>
[CmdletBinding()]
param(
    [string] $Path = (Join-Path $PSScriptRoot images/terminal.svg)
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$typed = @(
    '$null = Connect-PartnerQualification -Sandbox -VettingSeconds 1'
    '# What would each row meet? This only reads.'
    '($tested = Import-Csv customers.csv | Test-CustomerQualification)'
    '# Send what is ready, and follow the reviews.'
    '$tested | Set-CustomerQualification -Wait -Confirm:$false'
    '# One by its name, with a website that is not academic.'
    '$k12 = @{ Qualification = ''Education''; EducationSegment = ''K12'' }'
    "Find-PartnerCustomer 'Contoso School 1' |`n  Set-CustomerQualification @k12 -Website contoso.com -Wait -Confirm:`$false"
)

$columns = 80
$escape = [char] 27
$advance, $leading, $margin = 8.4, 19, 16

# What PSReadLine gives the parts of a command, and what a terminal makes of PowerShell's codes.
$foreground, $background, $typedColor = '#d4d4d4', '#1b1b1f', '#9cdcfe'
$colors = @{ 31 = '#ff7b72'; 32 = '#7ee787'; 33 = '#e3b341'; 36 = '#56d4dd' }
$kinds = @{ Generic = '#e3b341'; Parameter = '#a5a5a5'; Variable = '#7ee787'; StringLiteral = '#56d4dd'; Comment = '#8b949e' }

# Runs the commands, and gives what stands on the screen then.
function Invoke-Typed {
    $text = $typed | ForEach-Object { "'$($_ -replace "'", "''")'" }
    $script = @"
`$PSStyle.OutputRendering = 'Ansi'
Set-Location '$(Join-Path $PSScriptRoot ../samples)'
Import-Module '$(Join-Path $PSScriptRoot ../out/PartnerQualification)'
foreach (`$line in $($text -join ', ')) {
    'PS> ' + `$line.Replace("``n", "``n>> ")
    Invoke-Expression `$line | Out-Default
}
"@
    $lines = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -OutputFormat Text -Command $script
    if ($LASTEXITCODE -ne 0) { throw "The commands ended with exit code $LASTEXITCODE." }
    $lines
}

# A command in the parts that have a colour of their own.
function Split-Command([string] $Command, [int] $Column) {
    $tokens = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($Command, [ref] $tokens, [ref] $null)
    foreach ($token in $tokens | Where-Object Text) {
        $isCommand = $token.TokenFlags -band [System.Management.Automation.Language.TokenFlags]::CommandName
        $kind = $isCommand ? 'Generic' : "$($token.Kind)"
        @{ Column = $Column + $token.Extent.StartOffset; Text = $token.Text; Color = ($isCommand -or $kind -ne 'Generic') -and $kinds[$kind] ? $kinds[$kind] : $foreground }
    }
}

# A line of output in the parts that its codes make of it.
function Split-Output([string] $Line) {
    $column, $color = 0, $foreground
    foreach ($part in [regex]::Matches($Line, "$escape\[(?<codes>[\d;]*)m|(?<text>[^$escape]+)")) {
        if ($part.Groups['text'].Success) {
            @{ Column = $column; Text = $part.Value; Color = $color }
            $column += $part.Length
            continue
        }
        foreach ($code in $part.Groups['codes'].Value -split ';') {
            if ($code -in '', '0') { $color = $foreground }
            elseif ($colors.ContainsKey([int] $code)) { $color = $colors[[int] $code] }
        }
    }
}

# Text keeps its columns in whatever font the reader has, because each piece says where it begins and how wide it is.
function Format-Part([hashtable] $Part, [double] $Top) {
    # Words that stand apart are drawn apart: SVG makes one space of several.
    foreach ($words in [regex]::Matches($Part.Text, '\S+( \S+)*')) {
        '<text x="{0:0.#}" y="{1:0.#}" fill="{2}" textLength="{3:0.#}">{4}</text>' -f ($margin + ($Part.Column + $words.Index) * $advance), $Top, $Part.Color, ($words.Length * $advance), [System.Security.SecurityElement]::Escape($words.Value)
    }
}

# Lines that are longer than the window go on in the next one, as in a terminal.
function Split-Long([hashtable[]] $Part) {
    foreach ($one in $Part) {
        for ($offset = 0; $offset -lt $one.Text.Length;) {
            $column = ($one.Column + $offset) % $columns
            $length = [Math]::Min($columns - $column, $one.Text.Length - $offset)
            @{ Row = [Math]::Floor(($one.Column + $offset) / $columns); Column = $column; Text = $one.Text.Substring($offset, $length); Color = $one.Color }
            $offset += $length
        }
    }
}

[System.Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::InvariantCulture
$row = 0
$drawn = foreach ($line in (@(Invoke-Typed) -join "`n").TrimEnd() -split "`n") {
    $parts = if ($line -match '^(?<prompt>PS>|>>) (?<command>.*)$') { @(@{ Column = 0; Text = $Matches.prompt; Color = $typedColor }) + @(Split-Command $Matches.command (1 + $Matches.prompt.Length)) } else { @(Split-Output $line) }
    $height = 1
    foreach ($part in Split-Long $parts) {
        Format-Part $part ($margin + 14 + ($row + $part.Row) * $leading)
        $height = [Math]::Max($height, 1 + $part.Row)
    }
    $row += $height
}

$size = 'width="{0:0}" height="{1:0}"' -f (2 * $margin + $columns * $advance), (2 * $margin + $row * $leading)
@(
    "<svg xmlns=`"http://www.w3.org/2000/svg`" $size role=`"img`" font-family=`"ui-monospace, 'Cascadia Mono', Consolas, Menlo, 'DejaVu Sans Mono', monospace`" font-size=`"14`">"
    '<title>Commands of PartnerQualification in a terminal, against the sandbox</title>'
    "<rect width=`"100%`" height=`"100%`" rx=`"8`" fill=`"$background`"/>"
    $drawn
    '</svg>'
) -join "`n" | Set-Content $Path
