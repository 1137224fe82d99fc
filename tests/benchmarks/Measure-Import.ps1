#requires -Version 7.4
<#
.SYNOPSIS
Measures Import-Module against an empty module with the same kind of manifest, formats, types and RequiredAssemblies.

.DESCRIPTION
Runs pairs of fresh processes in turn, ours and the empty one, so that what slows the machine slows both. In each process a
stopwatch measures Import-Module alone; the whole process is measured from outside. The first pair warms the disk and is not counted.

.PARAMETER Pairs
How many pairs are counted.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000)]
    [int] $Pairs = 15
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$ours = (Get-Item (Join-Path $PSScriptRoot '../../out/PartnerQualification/*/PartnerQualification.psd1')).FullName
$pwsh = (Get-Process -Id $PID).Path

function New-EmptyModule([string] $Folder) {
    foreach ($assembly in 'Empty', 'Empty.PowerShell') {
        Add-Type -TypeDefinition "namespace $assembly { public sealed class Nothing { } }" -OutputAssembly (Join-Path $Folder "$assembly.dll") -OutputType Library
    }
    Set-Content (Join-Path $Folder Empty.format.ps1xml) '<Configuration><ViewDefinitions></ViewDefinitions></Configuration>'
    Set-Content (Join-Path $Folder Empty.types.ps1xml) '<Types></Types>'
    (Get-Content $ours -Raw) -replace 'net(8\.0|472)/', '' -replace '\bPartnerQualification(\.PowerShell\.dll|\.dll|\.format\.ps1xml|\.types\.ps1xml)', 'Empty$1' -replace '(?s)CmdletsToExport\s*=\s*@\(.*?\)', 'CmdletsToExport = @()' |
        Set-Content (Join-Path $Folder Empty.psd1)
    Join-Path $Folder Empty.psd1
}

function Measure-Import([string] $Manifest) {
    $whole = [System.Diagnostics.Stopwatch]::StartNew()
    $import = & $pwsh -NoProfile -NonInteractive -Command "`$clock = [System.Diagnostics.Stopwatch]::StartNew(); Import-Module '$Manifest' -ErrorAction Stop; `$clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"
    if ($LASTEXITCODE -ne 0) { throw "Importing $Manifest ended with exit code $LASTEXITCODE." }
    [pscustomobject]@{ Import = [double]::Parse($import, [cultureinfo]::InvariantCulture); Process = $whole.Elapsed.TotalMilliseconds }
}

function Get-Median([double[]] $Values) {
    $sorted = @($Values | Sort-Object)
    $middle = [math]::Floor($sorted.Count / 2)
    $sorted.Count % 2 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2
}

$folder = New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) "pq-$([guid]::NewGuid())")
try {
    $empty = New-EmptyModule $folder
    $results = foreach ($pair in 0..$Pairs) {
        $one, $other = (Measure-Import $ours), (Measure-Import $empty)
        if ($pair -gt 0) { [pscustomobject]@{ Ours = $one; Empty = $other } }
    }
}
finally {
    Remove-Item $folder -Recurse
}

"PowerShell $($PSVersionTable.PSVersion), $([System.Runtime.InteropServices.RuntimeInformation]::OSDescription), $([Environment]::ProcessorCount) processors, median of $Pairs pairs, milliseconds:"
foreach ($what in 'Import', 'Process') {
    [pscustomobject]@{
        Measured   = $what -eq 'Import' ? 'Import-Module' : 'the whole process'
        Ours       = [math]::Round((Get-Median $results.Ours.$what), 1)
        Empty      = [math]::Round((Get-Median $results.Empty.$what), 1)
        Difference = [math]::Round((Get-Median ($results | ForEach-Object { $_.Ours.$what - $_.Empty.$what })), 1)
    }
}
