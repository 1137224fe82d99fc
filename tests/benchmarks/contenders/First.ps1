# Ours: the first command of a process, from connecting on.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Endpoint,
    [ValidateSet('Set', 'Read')] [string] $Operation = 'Read',
    [int] $Count = 16,
    # How long the user waits between connecting and the first command.
    [double] $PauseSeconds,
    # One customer is read beforehand, so that what runs for the first time has run.
    [switch] $Warm,
    # The module's folder, where another build is measured than that of this folder.
    [string] $Module = (Join-Path $PSScriptRoot '../../../out/PartnerQualification')
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. $PSScriptRoot/Contender.ps1

Import-Module (Get-Item (Join-Path $Module '*/PartnerQualification.psd1')).FullName
$token = [System.Net.NetworkCredential]::new('', $env:EMULATOR_TOKEN).SecurePassword
$customers = @(1..$Count | ConvertTo-CustomerId)
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$seen = @{ First = 0.0 }
$work = switch ($Operation) {
    Set { { $customers | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false } }
    Read { { $customers | Get-CustomerQualification -IncludeUnqualified } }
}
[System.Console]::Out.WriteLine('started')

# Nothing stands between connecting and the command, so that what goes on in the background has no more time than a script leaves it.
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$null = Connect-PartnerQualification -AccessToken $token -Endpoint $Endpoint
$connect = $watch.Elapsed.TotalSeconds
if ($Warm) { $null = Get-CustomerQualification c0000000-0000-4000-8000-000000000001 }
if ($PauseSeconds) { Start-Sleep -Seconds $PauseSeconds }
$watch.Restart()
& $work | & { process { if (-not $seen.First) { $seen.First = $watch.Elapsed.TotalSeconds } } }
$wall = $watch.Elapsed.TotalSeconds
$process.Refresh()
[pscustomobject]@{ connect = $connect; first = $seen.First; wall = $wall; cpu = $process.TotalProcessorTime.TotalSeconds } | ConvertTo-Json -Compress
