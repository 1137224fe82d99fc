#requires -Version 7.4
<#
.SYNOPSIS
Measures what -JournalPath costs: the same sets with and without it, in turns, in one process.

.PARAMETER Endpoint
An emulator that listens there, with 1,100 customers at least. It is reset before each run.

.PARAMETER Repeat
How many pairs of runs.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Endpoint,
    [ValidateRange(1, 100)] [int] $Repeat = 7
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. $PSScriptRoot/contenders/Contender.ps1

Import-Module (Get-Item (Join-Path $PSScriptRoot '../../out/PartnerQualification/*/PartnerQualification.psd1')).FullName
$token = Invoke-RestMethod "${Endpoint}emulator/token?kind=user"
$null = Connect-PartnerQualification -AccessToken ([System.Net.NetworkCredential]::new('', $token).SecurePassword) -Endpoint $Endpoint
$null = Invoke-RestMethod "${Endpoint}emulator/dials" -Method Put -Body '{ "latencyMs": 100 }' -ContentType application/json

function Measure-Run([switch] $Journal) {
    $null = Invoke-RestMethod "${Endpoint}emulator/reset" -Method Post
    $path = Join-Path ([System.IO.Path]::GetTempPath()) "pq-journal-$([guid]::NewGuid()).jsonl"
    $with = if ($Journal) { @{ JournalPath = $path } } else { @{} }
    [System.GC]::Collect()
    $process = Get-Process -Id $PID
    $before = $process.TotalProcessorTime
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = 1..1000 | ConvertTo-CustomerId | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false @with
    $wall = $watch.Elapsed.TotalSeconds
    $process.Refresh()
    Remove-Item "$path*"
    @{ Wall = $wall; Cpu = ($process.TotalProcessorTime - $before).TotalSeconds }
}

# Once each, so that what runs for the first time has run.
$null = Measure-Run
$null = Measure-Run -Journal

1..$Repeat | ForEach-Object {
    $without = Measure-Run
    $with = Measure-Run -Journal
    [pscustomobject]@{ Without = $without.Wall; With = $with.Wall; Ratio = $with.Wall / $without.Wall; CpuWithout = $without.Cpu; CpuWith = $with.Cpu }
} | Sort-Object Ratio | Format-Table @{ Name = 'without s'; Expression = { '{0:f2}' -f $_.Without } }, @{ Name = 'with s'; Expression = { '{0:f2}' -f $_.With } },
    @{ Name = 'ratio'; Expression = { '{0:f3}' -f $_.Ratio } }, @{ Name = 'CPU without s'; Expression = { '{0:f2}' -f $_.CpuWithout } }, @{ Name = 'CPU with s'; Expression = { '{0:f2}' -f $_.CpuWith } }
