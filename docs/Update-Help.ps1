#requires -Version 7.4
<#
.SYNOPSIS
Makes the help of the module from the pages of this folder: the help file with PlatyPS, and the about topics.

.DESCRIPTION
The pages docs/<Cmdlet>.md are the source of Get-Help. PlatyPS reads them and makes MAML of them; what Get-Help would
show as Markdown is then made plain: code becomes code, links become their text, and backticks go. The same pages give the same file,
byte for byte, on every machine. The about topics, which need no PlatyPS, are made beside it by Update-AboutTopic.ps1.

.PARAMETER Path
Where to write the help file. The default is the file that is committed beside the cmdlets.

.EXAMPLE
./docs/Update-Help.ps1

Brings the committed help up to date after a page was changed.
#>
[CmdletBinding()]
param(
    [string] $Path = (Join-Path $PSScriptRoot '../src/PartnerQualification.PowerShell/en-US/PartnerQualification.PowerShell.dll-Help.xml')
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$Path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
& (Join-Path $PSScriptRoot Update-AboutTopic.ps1) -Folder (Split-Path $Path)

if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
    throw 'The help file is made with PlatyPS, which is not installed here. Run: Install-PSResource Microsoft.PowerShell.PlatyPS -Version 1.0.3'
}

Import-Module Microsoft.PowerShell.PlatyPS

$maml = 'http://schemas.microsoft.com/maml/2004/10'
$namespaces = @{ command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'; maml = $maml; dev = 'http://schemas.microsoft.com/maml/dev/2004/10' }

function Find-Node([System.Xml.XmlNode] $Node, [string] $XPath) {
    $Node | Select-Xml $XPath -Namespace $namespaces | ForEach-Object Node
}

function ConvertTo-PlainText([string] $Markdown) {
    $text = $Markdown -replace '(?s)<!--.*?-->\s*' -replace '\[([^\]]+)\]\([^)]+\)', '$1' -replace '\*\*([^*]+)\*\*', '$1' -replace '(?<!`)`([^`]+)`', '$1'
    $text.Trim()
}

# Puts one paragraph for each of the texts in place of what a node holds.
function Write-Paragraph([System.Xml.XmlNode] $Node, [string[]] $Text) {
    $Node.RemoveAll()
    foreach ($line in $Text) {
        $paragraph = $Node.OwnerDocument.CreateElement('maml', 'para', $maml)
        $paragraph.InnerText = $line
        $null = $Node.AppendChild($paragraph)
    }
}

# PlatyPS leaves code and words of an example together, as Markdown; Get-Help has a place for each.
function Split-Example([System.Xml.XmlNode] $Example) {
    $introduction, $code, $remarks = 'maml:introduction', 'dev:code', 'dev:remarks' | ForEach-Object { Find-Node $Example $_ }
    $text = (Find-Node $introduction 'maml:para' | ForEach-Object { $_.InnerText -replace [char] 0x80 }) -join "`n"
    if ($text -notmatch '(?s)^(?<before>.*?)```powershell\n(?<code>.*?)\n```(?<after>.*)$') { throw "An example holds no code: $text" }
    $found = $Matches
    $code.InnerText = $found.code
    Write-Paragraph $introduction @(ConvertTo-PlainText $found.before | Where-Object { $_ })
    # Get-Help leaves no line free between one example's last words and the next one's title.
    Write-Paragraph $remarks @((ConvertTo-PlainText $found.after), '')
}

# Get-Help shows where a link leads: a file's name alone would lead nowhere.
function Complete-Link([System.Xml.XmlNode] $Command) {
    $page, $others = Find-Node $Command 'command:relatedLinks/maml:navigationLink/maml:uri'
    foreach ($link in $others) { $link.InnerText = [uri]::new([uri] $page.InnerText, $link.InnerText).AbsoluteUri }
}

# PlatyPS keeps the default values to itself.
function Add-DefaultValue([System.Xml.XmlNode] $Parameter, [string] $Value) {
    if (-not $Value) { return }
    $default = $Parameter.OwnerDocument.CreateElement('dev', 'defaultValue', $namespaces.dev)
    $default.InnerText = $Value
    $null = $Parameter.AppendChild($default)
}

function Optimize-Help([xml] $Help, [object[]] $Page) {
    foreach ($text in Find-Node $Help '//*[maml:para and not(ancestor::command:example)]') {
        $markdown = (Find-Node $text 'maml:para' | ForEach-Object InnerText) -join "`n`n"
        Write-Paragraph $text @((ConvertTo-PlainText $markdown) -split '\n{2,}')
    }
    foreach ($type in Find-Node $Help '//command:parameters//command:parameterValue') { $type.InnerText = $type.InnerText -replace '^.*\.' }
    foreach ($example in Find-Node $Help '//command:example') { Split-Example $example }
    foreach ($command in Find-Node $Help '//command:command') { Complete-Link $command }
    foreach ($parameter in Find-Node $Help '//command:parameters/command:parameter') {
        $title = (Find-Node $parameter '../../command:details/command:name').InnerText
        $name = (Find-Node $parameter 'maml:name').InnerText
        Add-DefaultValue $parameter ($Page | Where-Object Title -EQ $title).Parameters.Where({ $_.Name -eq $name }).DefaultValue
    }
}

function Write-HelpFile([xml] $Help, [string] $FilePath) {
    $settings = [System.Xml.XmlWriterSettings] @{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
    $memory = [System.IO.MemoryStream]::new()
    $writer = [System.Xml.XmlWriter]::Create($memory, $settings)
    $Help.Save($writer)
    $writer.Dispose()
    $null = New-Item -ItemType Directory -Force (Split-Path $FilePath)
    [System.IO.File]::WriteAllBytes($FilePath, $memory.ToArray() + [byte] 10)
}

$scratch = Join-Path ([System.IO.Path]::GetTempPath()) "pq-help-$([guid]::NewGuid())"
try {
    $files = Measure-PlatyPSMarkdown (Join-Path $PSScriptRoot '*.md') | Where-Object FileType -Match CommandHelp
    $pages = Import-MarkdownCommandHelp -Path $files.FilePath | Sort-Object Title -Culture ''
    $file = $pages | Export-MamlCommandHelp -OutputFolder $scratch
    $help = [xml]::new()
    $help.PreserveWhitespace = $false
    $help.Load($file.FullName)
    Optimize-Help $help $pages
    Write-HelpFile $help $Path
}
finally {
    Remove-Item $scratch -Recurse -Force -ErrorAction Ignore
}
