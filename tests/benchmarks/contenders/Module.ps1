# Ours: one pipeline.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Endpoint,
    [ValidateSet('Set', 'WhatIf', 'Read')] [string] $Operation = 'Set',
    [int] $Count = 2000,
    [int] $ThrottleLimit,
    # One customer is read beforehand, so that what runs for the first time has run.
    [switch] $Warm,
    # So many customers are read beforehand, so that what runs often is compiled for it; and the ids are made before it begins to count.
    [int] $WarmReads,
    # So long it rests after that: what .NET compiles again in the background is then done, whoever caused it.
    [int] $RestSeconds,
    # The module's folder, where another build is measured than that of this folder.
    [string] $Module = (Join-Path $PSScriptRoot '../../../out/PartnerQualification'),
    # Requests are noted in a journal.
    [switch] $Journal,
    # The first half is set beforehand, without a limit; what is measured is a second run over all, at 50 requests a second.
    [switch] $Again,
    # The second run reads each customer first.
    [switch] $SkipExisting
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. $PSScriptRoot/Contender.ps1

Import-Module (Get-Item (Join-Path $Module '*/PartnerQualification.psd1')).FullName
$token = [System.Net.NetworkCredential]::new('', $env:EMULATOR_TOKEN).SecurePassword
$null = Connect-PartnerQualification -AccessToken $token -Endpoint $Endpoint
if ($Warm) { $null = Get-CustomerQualification c0000000-0000-4000-8000-000000000001 }
if ($WarmReads) { 1..$WarmReads | ConvertTo-CustomerId | Get-CustomerQualification -IncludeUnqualified | Out-Null }
if ($RestSeconds) { Start-Sleep -Seconds $RestSeconds }
$customers = if ($WarmReads) { @(1..$Count | ConvertTo-CustomerId) }

$limit = if ($ThrottleLimit) { @{ ThrottleLimit = $ThrottleLimit } } else { @{} }
$journalPath = Join-Path ([System.IO.Path]::GetTempPath()) "pq-journal-$([guid]::NewGuid()).jsonl"
if ($Journal) { $limit.JournalPath = $journalPath }
$before = 0
if ($Again) {
    1..($Count / 2) | ConvertTo-CustomerId | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false @limit | Out-Null
    $null = Invoke-RestMethod "${Endpoint}emulator/dials" -Method Put -Body '{ "rate": 50, "burst": 50 }' -ContentType application/json
    $before = (Invoke-RestMethod "${Endpoint}emulator/state").requests
}
if ($SkipExisting) { $limit.SkipExisting = $true }

Measure-Work -RequestsBefore $before $(switch ($Operation) {
    Set { { 1..$Count | ConvertTo-CustomerId | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false @limit } }
    WhatIf { { 1..$Count | ConvertTo-CustomerId | Set-CustomerQualification -Qualification StateOwnedEntity -WhatIf @limit } }
    Read {
        if ($WarmReads) { { $customers | Get-CustomerQualification -IncludeUnqualified @limit } }
        else { { 1..$Count | ConvertTo-CustomerId | Get-CustomerQualification -IncludeUnqualified @limit } }
    }
})
Remove-Item "$journalPath*"
