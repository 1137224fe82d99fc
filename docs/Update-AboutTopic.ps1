#requires -Version 7.4
<#
.SYNOPSIS
Makes the about topics of the module's help from the pages about_*.md of this folder.

.DESCRIPTION
The pages docs/about_*.md are the source of Get-Help about_*. Get-Help shows a topic as the text that it finds in
about_*.help.txt, so the text is made here: no line has more than 80 columns, code is indented, links become names.
A topic is made of a title, one sentence in a paragraph of its own, then headings, paragraphs, lists and code; at its end is
a list of links under the heading 'See also'. Anything else is refused, instead of being shown as Markdown at a prompt.

.PARAMETER Folder
Where to write the topics. The default is the folder whose files are committed beside the cmdlets.

.EXAMPLE
./docs/Update-AboutTopic.ps1

Brings the committed topics up to date after a page was changed.
#>
[CmdletBinding()]
param(
    [string] $Folder = (Join-Path $PSScriptRoot '../src/PartnerQualification.PowerShell/en-US')
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$width = 80
$pages = 'https://github.com/partnerqualification/PartnerQualification/tree/main/docs'

# Breaks a text between words, but never what is code.
function Split-Line([string] $Text, [string] $First, [string] $Rest) {
    $line = $First
    foreach ($word in [regex]::Matches(($Text -replace '\[([^\]]+)\]\([^)]+\)', '$1'), '(`[^`]+`|\S)+')) {
        $plain = $word.Value -replace '`'
        if ("$line$plain".Length -gt $width -and $line -ne $First) {
            $line.TrimEnd()
            $line = $Rest
        }
        $line += $plain + ' '
    }
    $line.TrimEnd()
}

# A link of the list at the end: commands and topics by the name that Get-Help takes, pages by their file.
function ConvertTo-SeeAlso([string] $Item) {
    if ($Item -notmatch '^- \[(?<text>[^\]]+)\]\((?<target>[^)]+)\.md\)$') { throw "This is no link to a page: $Item" }
    $Matches.target -ceq $Matches.text ? "    $($Matches.text)" : "    $($Matches.text): docs/$($Matches.target).md"
}

function ConvertTo-AboutTopic([string] $Markdown) {
    if ($Markdown -notmatch '(?s)\A# (?<title>about_\w+)\n\n(?<short>[^\n]+)\n\n(?<body>.+?)\n\n## See also\n\n(?<links>(- [^\n]+\n)+)\z') {
        throw 'A topic has a title, one line that says what it is about, and a list of links under "See also" at its end.'
    }
    $topic = $Matches
    'TOPIC', "    $($topic.title)", '', 'SHORT DESCRIPTION', "    $($topic.short)", '', 'LONG DESCRIPTION'
    # A block ends where a blank line follows, but for code.
    foreach ($match in [regex]::Matches($topic.body, '(?ms)^```\w*\n(?<code>.*?)\n```$|^(?<text>\S.*?)(?=\n\n|\z)')) {
        $code, $text = $match.Groups['code'], $match.Groups['text'].Value
        if ($code.Success) { $code.Value -split "`n" | ForEach-Object { $_ ? "        $_" : '' } }
        elseif ($text -match '^## (?<heading>[^\n]+)$') { $Matches.heading.ToUpperInvariant() }
        elseif ($text -match '^(- |1\. )') { $text -split "`n" | ForEach-Object { $mark, $rest = $_ -split ' ', 2; Split-Line -Text $rest -First "    $mark " -Rest (' ' * (5 + $mark.Length)) } }
        elseif ($text -match '^[\w`[]' -and $text -notmatch '\n') { Split-Line -Text $text -First '    ' -Rest '    ' }
        else { throw "A topic cannot show this: $text" }
        if ($text -notmatch '^## ') { '' }
    }
    'SEE ALSO'
    $topic.links.Trim() -split "`n" | ForEach-Object { ConvertTo-SeeAlso $_ }
    '', '    The pages in docs/ are at', "    $pages"
}

$null = New-Item -ItemType Directory -Force $Folder
foreach ($page in Get-ChildItem $PSScriptRoot -Filter about_*.md) {
    $lines = ConvertTo-AboutTopic ([System.IO.File]::ReadAllText($page.FullName))
    $long = @($lines | Where-Object Length -GT $width)
    if ($long) { throw "$($page.Name) has lines of more than $width columns:`n$($long -join "`n")" }
    $path = Join-Path $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Folder) "$($page.BaseName).help.txt"
    [System.IO.File]::WriteAllText($path, ($lines -join "`n") + "`n")
}
