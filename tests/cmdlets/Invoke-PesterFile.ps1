<#
.SYNOPSIS
Runs one Pester file and writes its counts to artifacts/pester. Ends with 0 only if tests ran and none failed.

.PARAMETER Path
The file.

.PARAMETER Tag
The tag that a test must have; without it, all run.

.PARAMETER ExcludeTag
The tag that a test must not have.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [string[]] $Tag = @(),

    [string[]] $ExcludeTag = @()
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
Import-Module Pester -MinimumVersion 5.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Filter.Tag = $Tag
$configuration.Filter.ExcludeTag = $ExcludeTag
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.StackTraceVerbosity = 'Filtered'
$run = Invoke-Pester -Configuration $configuration

$counts = [ordered]@{
    file       = Split-Path $Path -Leaf
    passed     = $run.PassedCount
    failed     = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
    skipped    = $run.SkippedCount + $run.NotRunCount
    seconds    = [math]::Round($run.Duration.TotalSeconds, 1)
    powershell = "$($PSVersionTable.PSVersion)"
}
$folder = New-Item -ItemType Directory -Force (Join-Path $PSScriptRoot '../../artifacts/pester')
ConvertTo-Json $counts -Compress | Set-Content (Join-Path $folder "$([System.IO.Path]::GetFileNameWithoutExtension($Path)).json")
"Pester: $($counts.passed) passed, $($counts.failed) failed, $($counts.skipped) skipped in $($counts.seconds) s"
exit [int] ($counts.failed -gt 0 -or $counts.passed -eq 0)
