#requires -Version 7.4
<#
.SYNOPSIS
Measures what a report costs: the time to write one of customers that are piped in, and what it leaves, without and with a comparison.

.DESCRIPTION
Each report is written in a process of its own, by a session with the sandbox. Of the customers, nine in ten hold Education, one in fifty was denied
it, and the rest are in review or have none. They are made beforehand; making them is not measured.

.PARAMETER Customers
How many, each number by itself.
#>
[CmdletBinding()]
param(
    [int[]] $Customers = (100, 10000, 100000)
)

$ErrorActionPreference = 'Stop'

$measure = {
    param($Module, $Count, $Folder)
    Import-Module $Module
    $null = Connect-PartnerQualification -Sandbox
    $date = [DateTimeOffset]::UtcNow.AddDays(-4)
    $rows = [System.Collections.Generic.List[object]]::new($Count)
    for ($number = 1; $number -le $Count; $number++) {
        $row = @{ CustomerId = 'c0000000-0000-4000-8000-{0:x12}' -f $number; CompanyName = "Contoso School $number"; Domain = "contososchool$number.onmicrosoft.com"; Qualification = 'Education' }
        if ($number % 50 -eq 0) { $row += @{ VettingStatus = 'Denied'; VettingReason = 'Not an Academic Domain'; VettingCreatedDate = $date } }
        elseif ($number % 20 -eq 1) { $row += @{ VettingStatus = 'InReview'; VettingCreatedDate = $date } }
        elseif ($number % 20 -eq 2) { $row.Qualification = 'None' }
        else { $row += @{ VettingStatus = 'Approved'; VettingCreatedDate = $date } }
        $rows.Add([PartnerQualification.CustomerQualification] $row)
    }

    $files = @{ Path = "$Folder/report.html"; DataPath = "$Folder/report.json"; ActionPlanPath = "$Folder/plan.csv" }

    # Once, so that what runs for the first time has run.
    $null = $rows[0] | Export-CustomerQualificationReport "$Folder/first.html"
    foreach ($since in $null, "$Folder/report.json") {
        $with = if ($since) { @{ Since = $since } } else { @{} }
        [System.GC]::Collect()
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $null = $rows | Export-CustomerQualificationReport @files @with
        [pscustomobject]@{
            Customers  = $Count
            Compared   = [bool] $since
            Seconds    = '{0:f2}' -f $watch.Elapsed.TotalSeconds
            'Data KB'  = '{0:n0}' -f ((Get-Item $files.DataPath).Length / 1KB)
            'Page KB'  = '{0:n0}' -f ((Get-Item $files.Path).Length / 1KB)
        }
    }
}

$module = (Get-Item (Join-Path $PSScriptRoot '../../out/PartnerQualification/*/PartnerQualification.psd1')).FullName
foreach ($count in $Customers) {
    $folder = (New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) "pq-report-$([guid]::NewGuid())")).FullName
    try { & (Get-Process -Id $PID).Path -NoProfile -OutputFormat XML -Command $measure -args $module, $count, $folder | Select-Object Customers, Compared, Seconds, 'Data KB', 'Page KB' }
    finally { Remove-Item $folder -Recurse }
}
