# Ours: one pipeline.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Endpoint,
    [ValidateSet('Set', 'WhatIf', 'Read')] [string] $Operation = 'Set',
    [int] $Count = 2000,
    [int] $ThrottleLimit,
    # One customer is read beforehand, so that what runs for the first time has run.
    [switch] $Warm
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. $PSScriptRoot/Contender.ps1

Import-Module (Get-Item (Join-Path $PSScriptRoot '../../../out/PartnerQualification/*/PartnerQualification.psd1')).FullName
$token = [System.Net.NetworkCredential]::new('', $env:EMULATOR_TOKEN).SecurePassword
$null = Connect-PartnerQualification -AccessToken $token -Endpoint $Endpoint
if ($Warm) { $null = Get-CustomerQualification c0000000-0000-4000-8000-000000000001 }

$limit = if ($ThrottleLimit) { @{ ThrottleLimit = $ThrottleLimit } } else { @{} }
Measure-Work $(switch ($Operation) {
    Set { { 1..$Count | ConvertTo-CustomerId | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false @limit } }
    WhatIf { { 1..$Count | ConvertTo-CustomerId | Set-CustomerQualification -Qualification StateOwnedEntity -WhatIf @limit } }
    Read { { 1..$Count | ConvertTo-CustomerId | Get-CustomerQualification -IncludeUnqualified @limit } }
})
