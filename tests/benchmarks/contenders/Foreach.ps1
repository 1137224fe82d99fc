# (a): what a script does without parallelism.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [uri] $Endpoint,
    [ValidateSet('Set', 'Read')] [string] $Operation = 'Set',
    [int] $Count = 2000
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
. $PSScriptRoot/Contender.ps1

$headers = @{ Authorization = "Bearer $env:EMULATOR_TOKEN"; Accept = 'application/json' }
$body = @{ qualification = 'StateOwnedEntity' } | ConvertTo-Json
Measure-Work $(switch ($Operation) {
    Set {
        {
            foreach ($id in 1..$Count | ConvertTo-CustomerId) {
                Invoke-RestMethod "$($Endpoint)v1/customers/$id/qualifications" -Method Post -Headers $headers -Body $body -ContentType application/json
            }
        }
    }
    Read {
        {
            foreach ($id in 1..$Count | ConvertTo-CustomerId) {
                Invoke-RestMethod "$($Endpoint)v1/customers/$id/qualifications" -Headers $headers
            }
        }
    }
})
