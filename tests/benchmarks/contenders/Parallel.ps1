# (b): what a script does with what PowerShell has: runspaces side by side, and its own retries.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Endpoint,
    [ValidateSet('Set', 'Read')] [string] $Operation = 'Set',
    [int] $Count = 2000,
    [int] $Retries = 5
)

# A row that is lost after all retries is one error, and the rest go on, as with ours.
$ErrorActionPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
. $PSScriptRoot/Contender.ps1

$headers = @{ Authorization = "Bearer $env:EMULATOR_TOKEN"; Accept = 'application/json' }
$body = @{ qualification = 'StateOwnedEntity' } | ConvertTo-Json
Measure-Work $(switch ($Operation) {
    Set {
        {
            1..$Count | ConvertTo-CustomerId | ForEach-Object -ThrottleLimit 16 -Parallel {
                Invoke-RestMethod "$($using:Endpoint)v1/customers/$_/qualifications" -Method Post -Headers $using:headers -Body $using:body -ContentType application/json -MaximumRetryCount $using:Retries -RetryIntervalSec 1
            }
        }
    }
    Read {
        {
            1..$Count | ConvertTo-CustomerId | ForEach-Object -ThrottleLimit 16 -Parallel {
                Invoke-RestMethod "$($using:Endpoint)v1/customers/$_/qualifications" -Headers $using:headers -MaximumRetryCount $using:Retries -RetryIntervalSec 1
            }
        }
    }
})
